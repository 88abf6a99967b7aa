/** `<studio-analytics>`: what was counted of every funnel. */
import { html, nothing } from 'lit';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { go, hrefOf, type Route } from '../base/router.ts';
import { Asked } from './asked.ts';
import './filters.ts';
import type { Query } from './filters.ts';
import { type Counts, loadOverview, type Overview } from './numbers.ts';
import css from './page.css?inline';
import { type Span, spanOf } from './span.ts';
import type { Table } from './table.ts';
import './table.ts';
import './tiles.ts';
import { words } from './words.ts';

/** How much more or less there is than before; nothing where there was none. */
const changeOf = (now: number, before: number | undefined): number | undefined => (before ? (now - before) / before : undefined);

const bySessions = (a: Overview['funnels'][number], b: Overview['funnels'][number]): number =>
  (b.counts?.sessions ?? 0) - (a.counts?.sessions ?? 0);

const shown = ['visits', 'sessions', 'completions', 'completion_rate', 'converted', 'converted_rate', 'abandoned'] as const;

export class StudioAnalytics extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { route: { attribute: false } };
  declare route: Route;
  private readonly asked = new Asked(this, () => loadOverview(this.span));

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('route')) void this.asked.load();
  }

  private get span(): Span {
    return spanOf(this.route.query);
  }

  override render() {
    return html`<div class="page" aria-busy=${String(this.asked.isBusy)}>
      <header><h1>${words.title}</h1></header>
      <analytics-filters .span=${this.span} @change=${this.changed}></analytics-filters>
      ${this.asked.paint((told) => this.body(told))}
    </div>`;
  }

  private body({ funnels }: Overview) {
    if (funnels.length === 0) return html`<div class="empty">${icon('chart')}<h2>${words.overview.none}</h2><a class="button" href="#/funnels">${words.overview.toFunnels}</a></div>`;
    const counted = funnels.filter(({ counts }) => counts);
    return html`
      ${
        counted.length === 0
          ? html`<div class="empty">${icon('chart')}<h2>${words.overview.empty}</h2><p>${words.overview.emptyHelp}</p></div>`
          : nothing
      }
      <analytics-table label=${words.title} .table=${this.table(funnels)}></analytics-table>
      <p class="muted">${words.utc}</p>`;
  }

  private table(funnels: Overview['funnels']): Table {
    const none = Object.fromEntries(shown.map((name) => [name, name.endsWith('rate') ? null : 0])) as unknown as Counts;
    return {
      columns: [
        { name: 'funnel', label: words.overview.funnel, kind: 'text' },
        ...shown.map((name) => ({ name, label: words.counts[name], kind: name.endsWith('rate') ? ('rate' as const) : ('count' as const) })),
        { name: 'change', label: words.overview.change, kind: 'change' },
      ],
      rows: [...funnels].sort(bySessions).map(({ slug, title, counts, before }) => ({
        values: {
          ...(counts ?? none),
          funnel: title || slug,
          change: changeOf(counts?.sessions ?? 0, before?.sessions),
        } as unknown as Record<string, string | number>,
        shown: { funnel: html`<a href=${hrefOf('/analytics/:slug', { slug }, Object.fromEntries(this.route.query))}>${title || slug}</a>` },
      })),
    };
  }

  private readonly changed = (event: CustomEvent<Query>): void => go(hrefOf('/analytics', {}, event.detail), 'replace');
}

customElements.define('studio-analytics', StudioAnalytics);
