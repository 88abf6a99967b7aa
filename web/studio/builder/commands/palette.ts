/**
 * `<studio-palette .entries .heading .hint>`: a field and the list of what fits what is written in it. Arrow
 * keys go through the list while the field keeps the focus; Enter does it, Escape leaves. Tells `close`;
 * the focus is then where it was before.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon, type IconName } from '../../base/icons.ts';
import css from './palette.css?inline';
import { rank, wordsOf } from './rank.ts';
import { words } from './words.ts';

export interface Entry {
  /** The same every time it is offered. */
  id: string;
  label: string;
  icon: IconName;
  /** What it belongs to. */
  detail?: string;
  /** That do the same. */
  keys?: string;
  /** Other words by which it is found. */
  more?: string;
  /** Offered only to who looks for it. */
  isQuiet?: boolean;
  act(): void;
}

/** So many are shown at once. */
const kMost = 60;

export class StudioPalette extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    entries: { attribute: false },
    heading: {},
    hint: {},
    first: { attribute: false },
    isLoose: { attribute: false },
    query: { state: true },
    at: { state: true },
  };
  declare entries: readonly Entry[];
  declare heading: string;
  declare hint: string;
  /** Ids of entries that stand before the others. */
  declare first: readonly string[];
  /** Letters of a word may lie apart. */
  declare isLoose: boolean;
  declare private query: string;
  /** The entry of the list that Enter does. */
  declare private at: number;
  private found: readonly Entry[] = [];

  constructor() {
    super();
    this.entries = this.first = [];
    this.heading = this.hint = this.query = '';
    this.isLoose = false;
    this.at = 0;
  }

  override willUpdate(changed: PropertyValues): void {
    if (['entries', 'first', 'query'].some((name) => changed.has(name))) this.found = this.fitting();
  }

  private fitting(): Entry[] {
    const wanted = wordsOf(this.query);
    const place = (entry: Entry) => this.first.indexOf(entry.id);
    const isFirst = (entry: Entry) => place(entry) >= 0;
    if (wanted.length === 0) {
      const known = this.entries.filter(isFirst).sort((a, b) => place(a) - place(b));
      return [...known, ...this.entries.filter((entry) => !entry.isQuiet && !isFirst(entry))];
    }
    const ranked = this.entries.flatMap((entry) => {
      const score = rank(wanted, entry, this.isLoose);
      return score === undefined ? [] : [{ entry, score: score + (isFirst(entry) ? 15 : 0) - (entry.isQuiet ? 5 : 0) }];
    });
    return ranked.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
  }

  override render() {
    const { found, at } = this;
    const shown = found.slice(0, kMost);
    const isSought = this.query.trim() !== '';
    return html`<dialog aria-label=${this.heading} @close=${this.closed} @click=${this.pressed}>
      <div class="field">${icon('search')}<input
        role="combobox"
        aria-label=${this.heading}
        aria-expanded="true"
        aria-controls="list"
        aria-autocomplete="list"
        aria-activedescendant=${shown[at] ? `entry-${at}` : nothing}
        autocomplete="off"
        spellcheck="false"
        autofocus
        placeholder=${this.hint}
        .value=${this.query}
        @input=${this.written}
        @keydown=${this.keyed}
      /><kbd>Esc</kbd></div>
      <div class="list" id="list" role="listbox" aria-label=${this.heading}>${shown.map((entry, index) => this.row(entry, index))}</div>
      ${found.length > kMost ? html`<p class="foot">${words.more(found.length - kMost)}</p>` : nothing}
      ${found.length === 0 ? html`<p class="foot">${isSought ? words.nothing : words.nothingYet}</p>` : nothing}
      <p class="said" role="status">${isSought ? words.results(found.length) : nothing}</p>
    </dialog>`;
  }

  private row(entry: Entry, index: number): TemplateResult {
    const isRecent = this.query.trim() === '' && this.first.includes(entry.id);
    return html`<div
      role="option"
      id="entry-${index}"
      aria-selected=${index === this.at}
      @click=${() => this.choose(entry)}
      @pointermove=${() => (this.at = index)}
    >
      ${icon(entry.icon)}<span class="label"><bdi>${entry.label}</bdi></span>
      ${entry.detail || isRecent ? html`<span class="detail"><bdi>${isRecent ? words.recent : entry.detail}</bdi></span>` : nothing}
      ${entry.keys ? html`<kbd>${entry.keys}</kbd>` : nothing}
    </div>`;
  }

  override firstUpdated(): void {
    this.dialog.showModal();
  }

  override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  private readonly written = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value;
    this.at = 0;
  };

  private readonly keyed = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const count = Math.min(this.found.length, kMost);
    const steps: Record<string, number> = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: Math.min(this.at + 8, count - 1), PageUp: Math.max(this.at - 8, 0) };
    const entry = this.found[this.at];
    if (event.key === 'Enter' && entry) this.choose(entry);
    else if (event.key in steps && count > 0) this.at = (steps[event.key]! + count) % count;
    else return;
    event.preventDefault();
  };

  /** A press beside it leaves. */
  private readonly pressed = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.dialog.close();
  };

  private choose(entry: Entry): void {
    // First the focus is back where it was: what is done may take it elsewhere.
    this.dialog.close();
    this.dispatchEvent(new CustomEvent('chosen', { detail: entry.id }));
    entry.act();
  }

  private closed(): void {
    this.dispatchEvent(new Event('close'));
  }
}

customElements.define('studio-palette', StudioPalette);
