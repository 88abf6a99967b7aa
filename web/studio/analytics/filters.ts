/** `<analytics-filters>`: which days, and what counts on them. Tells `change` with the query of the address. */
import { html, nothing } from 'lit';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import css from './filters.css?inline';
import { type Filter, type FilterName, filterNames } from './numbers.ts';
import { type Preset, presets, queryOfSpan, type Span } from './span.ts';
import { words } from './words.ts';

type Choices = Record<FilterName, string[]>;
export type Query = Record<string, string | undefined>;

export class AnalyticsFilters extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    span: { attribute: false },
    filter: { attribute: false },
    choices: { attribute: false },
    labels: { attribute: false },
    isOwn: { state: true },
    isWrong: { state: true },
  };
  declare span: Span;
  declare filter: Filter;
  /** None: there are only days to choose. */
  declare choices: Choices | undefined;
  declare labels: (name: FilterName, value: string) => string;
  declare private isOwn: boolean;
  declare private isWrong: boolean;

  constructor() {
    super();
    this.filter = {};
    this.labels = (_, value) => value;
    this.isOwn = false;
    this.isWrong = false;
  }

  override render() {
    const isOwn = this.isOwn || this.span.preset === 'own';
    return html`<div class="row" role="group" aria-label=${words.span.label}>
        <div class="presets">
          ${presets.map((one) => {
            const isPressed = isOwn ? one === 'own' : one === this.span.preset;
            return html`<button aria-pressed=${String(isPressed)} @click=${() => this.choose(one)}>${words.span.presets[one]}</button>`;
          })}
        </div>
        ${isOwn ? this.days() : nothing}
      </div>
      ${this.choices ? this.selects(this.choices) : nothing}
      ${this.filter.experiment ? html`<p class="muted">${words.filter.arms}</p>` : nothing}`;
  }

  private days() {
    const field = (name: 'from' | 'to', label: string) => html`<label>
      <span class="unseen">${label}</span>
      <input
        type="date"
        name=${name}
        .value=${this.span[name] ?? ''}
        aria-invalid=${this.isWrong ? 'true' : nothing}
        aria-describedby=${this.isWrong ? 'fault' : nothing}
        @change=${this.chooseDays}
      />
    </label>`;
    return html`<div class="days">
      ${field('from', words.span.from)}<span aria-hidden="true">–</span>${field('to', words.span.to)}
      ${this.isWrong ? html`<span id="fault" class="fault" role="alert">${words.span.wrong}</span>` : nothing}
    </div>`;
  }

  private selects(choices: Choices) {
    const shown = filterNames.filter(
      (name) => this.filter[name] || (choices[name].length > (name === 'experiment' || name === 'variant' ? 0 : 1)),
    );
    if (shown.length === 0) return nothing;
    const isSet = filterNames.some((name) => this.filter[name]);
    return html`<div class="row" role="group" aria-label=${words.filter.label}>
      ${shown.map((name) => this.selectOf(name, choices[name]))}
      ${isSet ? html`<button class="button quiet" @click=${this.clear}>${words.filter.clear}</button>` : nothing}
    </div>`;
  }

  private selectOf(name: FilterName, values: string[]) {
    const chosen = this.filter[name] ?? '';
    const all = chosen && !values.includes(chosen) ? [...values, chosen] : values;
    return html`<label>
      <span class="unseen">${words.filter[name]}</span>
      <select name=${name} @change=${(event: Event) => this.set(name, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${!chosen}>${words.filter.any[name]}</option>
        ${all.map((value) => html`<option value=${value} ?selected=${value === chosen}>${this.labels(name, value)}</option>`)}
      </select>
    </label>`;
  }

  private choose(preset: Preset): void {
    this.isWrong = false;
    this.isOwn = preset === 'own';
    if (preset === 'own') return;
    this.tell({ preset }, this.filter);
  }

  private readonly chooseDays = (): void => {
    const [from, to] = [...this.renderRoot.querySelectorAll<HTMLInputElement>('[type=date]')].map(({ value }) => value);
    if (!from || !to) return;
    this.isWrong = from > to;
    if (!this.isWrong) this.tell({ preset: 'own', from, to }, this.filter);
  };

  private set(name: FilterName, value: string): void {
    const { [name]: _, ...rest } = this.filter;
    const filter: Filter = value ? { ...rest, [name]: value } : rest;
    if (name === 'experiment') delete filter.variant;
    this.tell(this.span, filter);
  }

  private readonly clear = (): void => this.tell(this.span, {});

  private tell(span: Span, filter: Filter): void {
    this.isOwn = false;
    const detail: Query = { ...queryOfSpan(span), ...filter };
    this.dispatchEvent(new CustomEvent('change', { detail }));
  }
}

customElements.define('analytics-filters', AnalyticsFilters);
