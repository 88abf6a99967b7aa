/** `<analytics-tiles>`: one number each, with its change against the days before. */
import { html, nothing } from 'lit';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { changeText, countText, figure, pointsText, rateText } from './figures.ts';
import type { Counts } from './numbers.ts';
import css from './tiles.css?inline';
import { words } from './words.ts';

type Name = keyof Counts;
interface Tile {
  name: Name;
  kind: 'count' | 'rate';
  /** Fewer are better. */
  isBad?: boolean;
}

const tiles: readonly Tile[] = [
  { name: 'visits', kind: 'count' },
  { name: 'sessions', kind: 'count' },
  { name: 'completion_rate', kind: 'rate' },
  { name: 'converted_rate', kind: 'rate' },
  { name: 'abandoned', kind: 'count', isBad: true },
];

export class AnalyticsTiles extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { now: { attribute: false }, earlier: { attribute: false }, hasVisits: { attribute: false } };
  declare now: Counts;
  declare earlier: Counts | undefined;
  /** Of an experiment nobody knows them. */
  declare hasVisits: boolean;

  override render() {
    const shown = tiles.filter(({ name }) => this.hasVisits || name !== 'visits');
    return html`<dl>${shown.map((tile) => this.tile(tile))}</dl>
      ${this.earlier && !this.hasEarlier ? html`<p class="muted">${words.change.nobody}</p>` : nothing}`;
  }

  /** Somebody came in the days before. */
  private get hasEarlier(): boolean {
    return this.earlier !== undefined && (this.earlier.visits > 0 || this.earlier.sessions > 0);
  }

  private tile({ name, kind, isBad = false }: Tile) {
    return html`<div class="card" data-tile=${name}>
      <dt>${words.counts[name]}</dt>
      <dd class="value">${figure(this.now[name], kind)}</dd>
      ${this.change(name, kind, isBad)}
    </div>`;
  }

  private change(name: Name, kind: 'count' | 'rate', isBad: boolean) {
    const [now, before] = [this.now[name], this.earlier?.[name]];
    if (!this.hasEarlier) return nothing;
    if (now === null || before === null || before === undefined) return html`<dd class="muted">${words.change.none}</dd>`;
    if (kind === 'count' && before === 0) return html`<dd class="muted">${words.change.before(countText(0))}</dd>`;
    const change = kind === 'rate' ? now - before : (now - before) / before;
    const told = words.change.before(kind === 'rate' ? rateText(before) : countText(before));
    if (change === 0) return html`<dd class="muted" title=${told}>${words.change.same}</dd>`;
    const isGood = change > 0 !== isBad;
    const text = kind === 'rate' ? pointsText(change) : changeText(change);
    return html`<dd class="change ${isGood ? 'good' : 'worse'}">
      <span aria-hidden="true">${change > 0 ? '▲' : '▼'}</span> ${text}<span class="unseen">, ${told}</span>
    </dd>`;
  }
}

customElements.define('analytics-tiles', AnalyticsTiles);
