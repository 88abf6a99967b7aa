/** `<studio-analytics-funnel>`: the dashboard of one funnel. */
import { html, nothing } from 'lit';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { channelName, languageName } from '../base/names.ts';
import { go, hrefOf, nameWindow, type Route } from '../base/router.ts';
import { Asked } from './asked.ts';
import './chart.ts';
import type { Drawing, Numbers } from './chart.ts';
import { saveFrom } from './download.ts';
import { daysDrawing, funnelDrawing, layersDrawing, layerTable, partsDrawing } from './drawings.ts';
import { experimentDrawing } from './experiment_drawing.ts';
import './filters.ts';
import type { Query } from './filters.ts';
import { type Dashboard, type Filter, type FilterName, filterNames, type Goal, loadDashboard, queryOf } from './numbers.ts';
import css from './page.css?inline';
import { waysDrawing } from './sankey_drawing.ts';
import './sessions.ts';
import { daysOf, type Span, spanOf } from './span.ts';
import './table.ts';
import './tiles.ts';
import { words } from './words.ts';

const kPath = '/analytics/:slug';

export class StudioAnalyticsFunnel extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { route: { attribute: false } };
  declare route: Route;
  private readonly asked = new Asked(
    this,
    () => loadDashboard(this.slug, this.span, this.filter, this.goal),
    ({ funnel }) => nameWindow(`${funnel.title || this.slug} · ${words.title}`),
  );

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('route')) return;
    const before = changed.get('route') as Route | undefined;
    if (before && before.params.slug !== this.slug) this.asked.told = undefined;
    void this.asked.load();
  }

  private get slug(): string {
    return this.route.params.slug!;
  }
  private get span(): Span {
    return spanOf(this.route.query);
  }
  private get filter(): Filter {
    const said = filterNames.map((name) => [name, this.route.query.get(name)]).filter(([, value]) => value);
    return Object.fromEntries(said) as Filter;
  }
  private get goal(): Goal {
    return this.route.query.get('goal') === 'completion' ? 'completion' : 'conversion';
  }

  override render() {
    const { told, isBusy } = this.asked;
    const back = hrefOf('/analytics', {}, { days: this.route.query.get('days') ?? undefined });
    return html`<div class="page" aria-busy=${String(isBusy)}>
      <header>
        <div class="heads">
          <a class="crumb" href=${back}>${icon('back', 'flips')}${words.funnel.all}</a>
          <h1>${told?.funnel.title || this.slug}</h1>
        </div>
        <a class="button" href=${hrefOf('/funnels/:slug', { slug: this.slug })}>${words.funnel.edit}</a>
      </header>
      <analytics-filters
        .span=${this.span}
        .filter=${this.filter}
        .choices=${told?.choices}
        .labels=${this.labelOf}
        @change=${this.changed}
      ></analytics-filters>
      ${this.asked.paint((all) => this.body(all))}
    </div>`;
  }

  private body(told: Dashboard) {
    const { whole } = told;
    if (whole.visits === 0 && whole.sessions === 0) {
      return html`<div class="empty all">
        ${icon('chart')}
        <h2>${words.funnel.empty}</h2>
        <p>${words.funnel.emptyHelp}</p>
        <a class="button" href="/f/${this.slug}" target="_blank" rel="noopener">${words.funnel.open}</a>
      </div>`;
    }
    const hasVisits = !this.filter.experiment;
    return html`<div class="all">
      <analytics-tiles .now=${whole} .earlier=${told.before} .hasVisits=${hasVisits}></analytics-tiles>
      ${this.chart('funnel', funnelDrawing(whole, hasVisits, this.numbers('total')))}
      ${whole.layers.length > 0 ? this.layers(told) : nothing}
      ${this.chart('days', daysDrawing(told.by.day, daysOf(this.span), hasVisits, this.numbers('days')))}
      <div class="two">
        ${this.parts(told, 'channel', words.headings.channels, 'channels')}
        ${this.parts(told, 'language', words.headings.languages, 'languages')}
      </div>
      ${this.parts(told, 'release', words.headings.releases, 'releases')}
      ${told.experiments.length > 0 ? this.experiments(told) : nothing}
      <analytics-sessions .slug=${this.slug} .span=${this.span} .filter=${this.filter}></analytics-sessions>
    </div>`;
  }

  private layers({ whole }: Dashboard) {
    const ways = waysDrawing(whole.layers, this.numbers('ways'));
    return html`${this.chart('layers', layersDrawing(whole, this.numbers('layers')))}
      ${ways ? this.chart('ways', ways) : nothing}
      <div class="section">
        <h2>${words.headings.layerTable}</h2>
        <div class="actions">
          ${(['csv', 'xlsx'] as const).map((format) => html`<button class="button" @click=${() => this.saveTable('layers', format)}>${words.chart[format]}</button>`)}
        </div>
      </div>
      <analytics-table data-part="layer-table" label=${words.headings.layerTable} .table=${layerTable(whole.layers)}></analytics-table>`;
  }

  private parts(told: Dashboard, by: 'channel' | 'language' | 'release', heading: string, table: string) {
    const drawing = partsDrawing(by, heading, told.by[by], (value) => this.labelOf(by, value), this.numbers(table));
    return this.chart(table, drawing);
  }

  private experiments({ experiments }: Dashboard) {
    const numbers = this.numbers('experiments');
    return html`<div class="section">
        <h2>${words.headings.experiments}</h2>
        <label class="goal">
          ${words.experiments.goal}
          <select name="goal" @change=${this.chooseGoal}>
            ${(['conversion', 'completion'] as const).map(
              (goal) => html`<option value=${goal} ?selected=${goal === this.goal}>${words.experiments.goals[goal]}</option>`,
            )}
          </select>
        </label>
      </div>
      <p class="muted method">${words.experiments.method}</p>
      ${experiments.map((one) => this.chart(`experiment-${one.experiment}`, experimentDrawing(one, numbers)))}`;
  }

  private chart(part: string, drawing: Drawing) {
    return html`<analytics-chart data-part=${part} .drawing=${drawing}></analytics-chart>`;
  }

  private numbers(table: string): Numbers {
    const query = { ...queryOf(this.span, this.filter), table, goal: table === 'experiments' ? this.goal : undefined };
    return { path: `/api/v1/funnels/${encodeURIComponent(this.slug)}/statistics/file`, query };
  }

  private saveTable(table: string, format: 'csv' | 'xlsx'): void {
    const { path, query } = this.numbers(table);
    void saveFrom(path, { ...query, format });
  }

  private readonly labelOf = (name: FilterName, value: string): string => {
    if (name === 'channel') return channelName(value);
    if (name === 'release') return this.asked.told?.releases.get(value) ?? value.slice(0, 8);
    return name === 'language' ? languageName(value) : value;
  };

  private readonly changed = (event: CustomEvent<Query>): void => this.goTo(event.detail);

  private readonly chooseGoal = (event: Event): void => {
    const goal = (event.target as HTMLSelectElement).value;
    this.goTo({ ...Object.fromEntries(this.route.query), goal: goal === 'conversion' ? undefined : goal });
  };

  private goTo(query: Query): void {
    const goal = this.goal === 'conversion' ? undefined : this.goal;
    go(hrefOf(kPath, { slug: this.slug }, { goal, ...query }), 'replace');
  }
}

customElements.define('studio-analytics-funnel', StudioAnalyticsFunnel);
