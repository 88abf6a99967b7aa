/**
 * Short news at the foot of the window: `tell('Saved.')`. What went wrong stays until it is put away;
 * the rest goes by itself, later when somebody is at it.
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sentenceOf } from './api.ts';
import { base, sheetOf, StudioElement } from './element.ts';
import { icon } from './icons.ts';
import css from './toast.css?inline';
import { words } from './words.ts';

interface News {
  text: string;
  isBad?: boolean;
  /** Something that can be done about it, such as taking it back. */
  act?: { label: string; act(): void };
}

/** Long enough to be read, also by who reads slowly. */
const shownMs = ({ text }: News): number => Math.max(6000, 2000 + 90 * text.length);
const told = new EventTarget();

export function tell(text: string, more: Omit<News, 'text'> = {}): void {
  told.dispatchEvent(new CustomEvent('news', { detail: { text, ...more } }));
}

/** Tells of an error that came from the API. */
export const tellProblem = (error: unknown): void => tell(sentenceOf(error), { isBad: true });

export class StudioToasts extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { news: { state: true } };
  declare private news: News[];

  constructor() {
    super();
    this.news = [];
    told.addEventListener('news', (event) => this.show((event as CustomEvent<News>).detail));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'status');
  }

  override render() {
    return repeat(this.news, (one) => one, (one) => html`<div class="toast">
      ${icon(one.isBad ? 'alert' : 'check')}<span>${one.text}</span>
      ${one.act ? html`<button class="button" @click=${() => this.act(one)}>${one.act.label}</button>` : nothing}
      <button class="button square" aria-label=${words.dismiss} @click=${() => this.drop(one)}>${icon('close')}</button>
    </div>`);
  }

  private show(one: News): void {
    this.news = [...this.news.filter(({ text }) => text !== one.text), one];
    if (!one.isBad) this.dropLater(one);
  }

  private dropLater(one: News): void {
    setTimeout(() => (this.matches(':hover, :focus-within') ? this.dropLater(one) : this.drop(one)), shownMs(one));
  }

  private drop(one: News): void {
    this.news = this.news.filter((other) => other !== one);
  }

  private act(one: News): void {
    this.drop(one);
    one.act?.act();
  }
}

customElements.define('studio-toasts', StudioToasts);
