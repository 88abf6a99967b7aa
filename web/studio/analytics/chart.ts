/**
 * `<analytics-chart>`: a chart with its heading and a sentence that says what it shows; the same as a
 * table; and both to save. Where the chart does not come, or where colours are forced, the table stands.
 */
import type { ECharts } from 'echarts/core';
import { html, nothing, type PropertyValues } from 'lit';
import { saveFile } from '../base/saving.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import '../base/menu.ts';
import type { MenuItem } from '../base/menu.ts';
import { onScheme } from '../base/scheme.ts';
import { tell } from '../base/toast.ts';
import css from './chart.css?inline';
import { coloursOf, type Colours } from './colours.ts';
import { saveFrom } from './download.ts';
import type { Option } from './echarts.ts';
import type { Table } from './table.ts';
import './table.ts';
import { words } from './words.ts';

/** Where the server has the numbers as a file. */
export interface Numbers {
  path: string;
  query: Record<string, string | undefined>;
}

export interface Drawing {
  heading: string;
  sentence: string;
  table: Table;
  height: number;
  /** Narrower than that it is scrolled. */
  leastWidth?: number;
  draw(colours: Colours, width: number): Option;
  numbers: Numbers;
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const forced = matchMedia('(forced-colors: active)');

export class AnalyticsChart extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { drawing: { attribute: false }, isTable: { state: true }, isMissing: { state: true } };
  declare drawing: Drawing;
  declare private isTable: boolean;
  declare private isMissing: boolean;
  private chart: ECharts | undefined;
  private endScheme: (() => void) | undefined;
  private readonly watch = new ResizeObserver(() => this.fit());

  constructor() {
    super();
    this.isTable = forced.matches;
    this.isMissing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.endScheme = onScheme(() => this.paint());
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endScheme?.();
    this.drop();
  }

  override render() {
    const { heading, sentence, table } = this.drawing;
    return html`<section class="card" aria-labelledby="heading">
      <header>
        <div>
          <h2 id="heading">${heading}</h2>
          <p class="muted" id="sentence">${sentence}</p>
        </div>
        <div class="actions">
          <div class="choice" role="group" aria-label=${words.chart.look}>
            ${this.choiceOf(words.chart.chart, false)}${this.choiceOf(words.chart.table, true)}
          </div>
          <studio-menu icon="download" icon-only label="${words.chart.save}: ${heading}" .items=${this.saves()}></studio-menu>
        </div>
      </header>
      <slot></slot>
      ${this.isMissing ? html`<p class="muted" role="status">${words.chart.noChart}</p>` : nothing}
      ${
        this.isTable || this.isMissing
          ? html`<analytics-table .table=${table} label=${heading}></analytics-table>`
          : html`<div class="canvas" tabindex="0" role="img" aria-labelledby="heading sentence"><div class="host"></div></div>`
      }
    </section>`;
  }

  private choiceOf(label: string, isTable: boolean) {
    const isPressed = this.isTable === isTable;
    return html`<button aria-pressed=${String(isPressed)} @click=${() => (this.isTable = isTable)}>${label}</button>`;
  }

  private saves(): MenuItem[] {
    const { path, query } = this.drawing.numbers;
    const file = (format: string) => () => void saveFrom(path, { ...query, format });
    return [
      { label: words.chart.csv, act: file('csv') },
      { label: words.chart.xlsx, act: file('xlsx') },
      { label: words.chart.png, act: () => void this.savePicture('png'), isApart: true },
      { label: words.chart.svg, act: () => void this.savePicture('svg') },
    ];
  }

  override updated(changed: PropertyValues): void {
    const host = this.renderRoot.querySelector<HTMLElement>('.host');
    if (!host) return this.drop();
    if (changed.has('drawing') || changed.has('isTable')) {
      Object.assign(host.style, { height: `${this.drawing.height}px`, minWidth: `${this.drawing.leastWidth ?? 0}px` });
    }
    void this.show(host);
  }

  private async show(host: HTMLElement): Promise<void> {
    try {
      const { drawIn } = await import('./echarts.ts');
      if (!host.isConnected) return;
      if (this.chart?.getDom() !== host) {
        this.drop();
        this.chart = drawIn(host);
        this.watch.observe(host);
      }
      this.paint();
    } catch (error) {
      console.warn('tundish: a chart could not be shown', error);
      this.isMissing = true;
    }
  }

  private paint(): void {
    if (!this.chart) return;
    const option = this.drawing.draw(coloursOf(this), this.chart.getWidth());
    this.chart.setOption({ ...option, animation: !calm.matches, animationDuration: 160, animationDurationUpdate: 160 }, { notMerge: true });
  }

  private fit(): void {
    if (!this.chart) return;
    const { clientWidth, clientHeight } = this.chart.getDom();
    if (clientWidth === this.chart.getWidth() && clientHeight === this.chart.getHeight()) return;
    this.chart.resize();
    this.paint();
  }

  private drop(): void {
    this.watch.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  private async savePicture(kind: 'png' | 'svg'): Promise<void> {
    try {
      const { pngOf, svgOf } = await import('./picture.ts');
      const colours = coloursOf(this);
      const width = Math.max(this.drawing.leastWidth ?? 0, this.clientWidth - 34);
      const option = this.drawing.draw(colours, width);
      const wish = { option, width, height: this.drawing.height, paper: colours.paper };
      const name = this.drawing.heading.toLowerCase().replace(/\W+/g, '-');
      saveFile(kind === 'png' ? await pngOf(wish) : svgOf(wish), `${name}.${kind}`);
    } catch (error) {
      console.warn('tundish: a picture could not be made', error);
      tell(words.chart.noFile, { isBad: true });
    }
  }
}

customElements.define('analytics-chart', AnalyticsChart);
