/**
 * `<studio-dialog heading="…">`: what has to be done before anything else. It is shown as soon as it is
 * in the page; `close` is told when it is left, and whoever put it there takes it out. It belongs to the
 * page that it was opened on: when the address leads to another one it goes, and asks before that when
 * something would be lost.
 */
import { html } from 'lit';
import { base, sheetOf, StudioElement } from './element.ts';
import { icon } from './icons.ts';
import { onLeave } from './router.ts';
import css from './dialog.css?inline';
import { words } from './words.ts';

export class StudioDialog extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { heading: {} };
  declare heading: string;
  /** Whether something was written that would be lost. */
  isTouched: () => boolean = () => false;
  private at = location.href;
  private isAsking = false;
  private endWatch: (() => void) | undefined;

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

  override connectedCallback(): void {
    super.connectedCallback();
    this.at = location.href;
    this.endWatch = onLeave(this.moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endWatch?.();
  }

  override firstUpdated(): void {
    this.dialog.showModal();
    this.querySelector<HTMLElement>('[autofocus]')?.focus();
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  readonly close = (): void => this.dialog.close();

  /** Whether the page must stay, as something would be lost. */
  private readonly moved = (): boolean => {
    const from = this.at;
    this.at = location.href;
    if (pageOf(from) === pageOf(this.at) || !this.dialog.open) return false;
    if (!this.isTouched()) {
      this.close();
      return false;
    }
    history.pushState(null, '', from);
    this.at = from;
    if (!this.isAsking) void this.askToLeave();
    return true;
  };

  /** The address that was wanted is the step before now. */
  private async askToLeave(): Promise<void> {
    this.isAsking = true;
    const { confirmed } = await import('./confirm.ts');
    const isSure = await confirmed({ heading: words.leave, text: words.leaveText, act: words.leaveAct, isBad: true });
    this.isAsking = false;
    if (!isSure) return;
    this.isTouched = () => false;
    history.back();
  }

  /** The native event does not leave the shadow by itself. */
  private closed(): void {
    this.dispatchEvent(new Event('close'));
  }
}

/** What stands behind `?` is a place of the same page. */
const pageOf = (address: string): string => address.split('#')[1]?.split('?')[0] ?? '';

customElements.define('studio-dialog', StudioDialog);
