/**
 * `<studio-dialog heading="…">`: what has to be done before anything else. It is shown as soon as it is
 * in the page; `close` is told when it is left, and whoever put it there takes it out.
 */
import { html } from 'lit';
import { base, sheetOf, StudioElement } from './element.ts';
import { icon } from './icons.ts';
import css from './dialog.css?inline';
import { words } from './words.ts';

export class StudioDialog extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { heading: {} };
  declare heading: string;

  constructor() {
    super();
    this.heading = '';
  }

  override render() {
    return html`<dialog aria-labelledby="heading" @close=${this.closed}>
      <div class="head">
        <h2 id="heading">${this.heading}</h2>
        <button class="button quiet square" aria-label=${words.close} @click=${this.close}>${icon('close')}</button>
      </div>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    this.querySelector<HTMLElement>('[autofocus]')?.focus();
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  readonly close = (): void => this.dialog.close();

  /** The native event does not leave the shadow by itself. */
  private closed(): void {
    this.dispatchEvent(new Event('close'));
  }
}

customElements.define('studio-dialog', StudioDialog);
