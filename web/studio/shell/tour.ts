/**
 * `<studio-tour>`: what is where, in a few steps, for who is here for the first time. It stands beside
 * the page and keeps nobody from it. `place` is told with the menu's path that a step is about, and
 * `end` when it is over.
 */
import { html, nothing } from 'lit';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { mayEdit } from '../base/me.ts';
import css from './tour.css?inline';
import { hasPage } from './pages.ts';
import { words } from './words.ts';

const said = words.tour;
const kSeen = 'tundish-studio-tour';

/** Whether somebody on this device has seen it, to the end or not. */
export const isTourSeen = (): boolean => localStorage.getItem(kSeen) !== null;

export class StudioTour extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { step: { state: true } };
  declare private step: number;

  constructor() {
    super();
    this.step = 0;
  }

  /** Those about places that are there. */
  private get steps() {
    return said.steps.filter(({ path }) => !path || hasPage(path));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.key);
    void this.go(0);
  }

  override render() {
    const { steps, step } = this;
    const { heading, text } = steps[step]!;
    const isLast = step === steps.length - 1;
    return html`<section role="dialog" aria-labelledby="heading" aria-describedby="text">
      <div class="top">
        <h2 id="heading" tabindex="-1">${heading}</h2>
        <button class="button quiet square" aria-label=${said.end} @click=${this.end}>${icon('close')}</button>
      </div>
      <p id="text">${text}</p>
      <div class="foot">
        <span class="muted">${said.progress(step + 1, steps.length)}</span>
        ${step > 0 ? html`<button class="button" @click=${() => this.go(step - 1)}>${said.back}</button>` : nothing}
        ${isLast ? this.ending() : html`<button class="button primary" @click=${() => this.go(step + 1)}>${said.next}</button>`}
      </div>
    </section>`;
  }

  private ending() {
    if (!mayEdit()) return html`<button class="button primary" @click=${this.end}>${said.done}</button>`;
    return html`<a class="button primary" href="#/templates?use=${said.template}" @click=${this.end}>${said.try}</a>`;
  }

  private async go(step: number): Promise<void> {
    this.step = step;
    this.dispatchEvent(new CustomEvent('place', { detail: this.steps[step]!.path }));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  private readonly end = (): void => {
    localStorage.setItem(kSeen, new Date().toISOString());
    this.dispatchEvent(new Event('end'));
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.end();
  };
}

customElements.define('studio-tour', StudioTour);
