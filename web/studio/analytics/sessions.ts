/** `<analytics-sessions>`: the sessions of a funnel, newest first; each can be opened. */
import { html, nothing } from 'lit';
import { get, sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { channelName, languageName } from '../base/names.ts';
import { hrefOf } from '../base/router.ts';
import { countText, figure, momentText } from './figures.ts';
import { isGone, Latest } from './latest.ts';
import type { Filter } from './numbers.ts';
import css from './sessions.css?inline';
import type { Span } from './span.ts';
import { words } from './words.ts';

export interface SessionRow {
  session: string;
  reference_code: string;
  funnel: string;
  release: string;
  language: string;
  channel: string;
  status: string;
  reason: string;
  layer: string;
  score: number;
  events: number;
  started_at: string;
  last_at: string;
}
interface SessionPage {
  sessions: SessionRow[];
  cursor?: string;
}

const kAtOnce = 20;
export const tones: Record<string, string> = { completed: 'good', abandoned: 'bad', closed: 'caution', in_progress: '' };
export const statusChip = (status: string) =>
  html`<span class="chip ${tones[status] ?? ''}">${words.sessions.statuses[status] ?? status}</span>`;

export class AnalyticsSessions extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    slug: {},
    span: { attribute: false },
    filter: { attribute: false },
    status: { state: true },
    rows: { state: true },
    cursor: { state: true },
    problem: { state: true },
  };
  declare slug: string;
  declare span: Span;
  declare filter: Filter;
  declare private status: string;
  declare private rows: SessionRow[] | undefined;
  declare private cursor: string | undefined;
  declare private problem: unknown;
  private asked = '';
  private readonly latest = new Latest();

  constructor() {
    super();
    this.status = '';
  }

  override willUpdate(): void {
    const wanted = JSON.stringify([this.slug, this.query()]);
    if (wanted === this.asked) return;
    this.asked = wanted;
    void this.load();
  }

  private query(): Record<string, string | undefined> {
    const { from, to } = this.span;
    const { release, language, channel } = this.filter;
    return { funnel: this.slug, from, to, release, language, channel, status: this.status || undefined };
  }

  /** A page may have fewer than are asked for, or none, and still another behind it. */
  private async load(from?: string): Promise<void> {
    this.problem = undefined;
    try {
      const found: SessionRow[] = [];
      let cursor = from;
      do {
        const query = { ...this.query(), limit: kAtOnce - found.length, cursor };
        const page: SessionPage = await this.latest.of(get<SessionPage>('/api/v1/sessions', { query }));
        found.push(...page.sessions);
        cursor = page.cursor;
      } while (cursor && found.length < kAtOnce);
      this.rows = from ? [...(this.rows ?? []), ...found] : found;
      this.cursor = cursor;
    } catch (error) {
      if (!isGone(error)) this.problem = error;
    }
  }

  override render() {
    const { sessions } = words;
    return html`<section aria-labelledby="heading">
      <header>
        <div>
          <h2 id="heading">${words.headings.sessions}</h2>
          <p class="muted">${sessions.about}${this.filter.experiment ? html` ${sessions.notByVariant}` : nothing}</p>
        </div>
        <label>
          <span class="unseen">${sessions.status}</span>
          <select name="status" @change=${(event: Event) => (this.status = (event.target as HTMLSelectElement).value)}>
            <option value="">${sessions.any}</option>
            ${Object.entries(sessions.statuses).map(([value, label]) => html`<option value=${value}>${label}</option>`)}
          </select>
        </label>
      </header>
      ${this.problem ? html`<p class="notice bad" role="alert">${sentenceOf(this.problem)}</p>` : nothing}
      ${this.rows ? this.table(this.rows) : html`<p class="muted" role="status">${words.loading}</p>`}
      ${this.cursor ? html`<div><button class="button" @click=${() => this.load(this.cursor)}>${sessions.more}</button></div>` : nothing}
    </section>`;
  }

  private table(rows: SessionRow[]) {
    const { sessions } = words;
    if (rows.length === 0) return html`<div class="empty"><p>${sessions.none}</p></div>`;
    const heads = [sessions.code, sessions.started, sessions.status, sessions.layer, sessions.channel, sessions.language];
    return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="heading">
      <table class="table">
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
            <th scope="col" class="number">${sessions.score}</th>
            <th scope="col" class="number">${sessions.events}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr>
              <th scope="row"><a class="mono" href=${this.hrefOf(row)}>${row.reference_code}</a></th>
              <td><time datetime=${row.started_at}>${momentText(row.started_at)}</time></td>
              <td>${statusChip(row.status)}</td>
              <td>${row.layer}</td>
              <td>${channelName(row.channel)}</td>
              <td>${languageName(row.language)}</td>
              <td class="number"><data value=${String(row.score)}>${countText(row.score)}</data></td>
              <td class="number">${figure(row.events, 'count')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private hrefOf({ session }: SessionRow): string {
    return hrefOf('/analytics/:slug/sessions/:session', { slug: this.slug, session });
  }
}

customElements.define('analytics-sessions', AnalyticsSessions);
