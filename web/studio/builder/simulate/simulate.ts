/**
 * `<studio-simulate>`: many made-up visitors play the draft, and it is told where they go and where they
 * stop. Tells `traffic` with what the canvas draws of it.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon } from '../../base/icons.ts';
import { channelName, languageName } from '../../base/names.ts';
import { workerOf } from '../../base/worker.ts';
import type { Annotations } from '../../board/board.ts';
import { languagesOf, textOf, textsIn } from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import css from './simulate.css?inline';
import address from './simulate_worker.ts?worker&url';
import type { Told } from './simulate_worker.ts';
import type { Simulation, SimulatedEnding, Wish } from './simulation.ts';
import { words } from './words.ts';

const counts = [1000, 10_000, 100_000];
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const number = new Intl.NumberFormat('en');

export class StudioSimulate extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    desk: { attribute: false },
    done: { state: true },
    sum: { state: true },
    faults: { state: true },
    total: { state: true },
  };
  declare desk: Desk;
  declare private done: number;
  /** How many were asked for; 0: none. */
  declare private total: number;
  declare private sum: Simulation | undefined;
  declare private faults: readonly string[];
  private worker: Worker | undefined;
  /** The document's revision that was simulated. */
  private revision = -1;
  private stopListening: (() => void) | undefined;

  constructor() {
    super();
    this.done = this.total = 0;
    this.faults = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopListening = this.desk.on(['change'], () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening?.();
    this.stop();
  }

  override render() {
    const isRunning = this.worker !== undefined;
    return html`<form @submit=${this.begin}>
        ${this.chooser('sessions', words.visitors, counts.map((one) => [String(one), number.format(one)]))}
        ${this.chooser('channel', words.channel, [['', words.all], ...this.channels.map((one): [string, string] => [one, channelName(one)])])}
        ${this.chooser('language', words.language, [['', words.all], ...languagesOf(this.desk.definition).map((one): [string, string] => [one, languageName(one)])])}
        <label class="field"><span class="name">${words.abandon}</span><input name="abandon" type="number" min="0" max="100" step="1" value="5" /></label>
        ${isRunning
          ? html`<button type="button" class="button" @click=${this.stop}>${words.stop}</button>`
          : html`<button class="button primary">${icon('play')} ${words.simulate}</button>`}
        ${this.sum ? html`<button type="button" class="button quiet" @click=${this.clear}>${words.clear}</button>` : nothing}
      </form>
      ${isRunning ? html`<progress max=${this.total} value=${this.done} aria-label=${words.progress}></progress>` : nothing}
      ${this.faults.length ? html`<ul role="alert" class="faults">${this.faults.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
      ${this.sum ? this.results(this.sum) : nothing}`;
  }

  private get channels(): string[] {
    const { definition } = this.desk;
    const channels = textsIn(definition, 'channels');
    return channels.length > 0 ? channels : [textOf(definition, 'channel') || 'web'];
  }

  private chooser(name: string, label: string, options: [string, string][]): TemplateResult {
    return html`<label class="field"><span class="name">${label}</span><select name=${name}>
      ${options.map(([value, said]) => html`<option value=${value}>${said}</option>`)}
    </select></label>`;
  }

  private readonly begin = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(said.get(name) ?? '');
    const wish: Wish = { sessions: Number(text('sessions')), seed: 1, abandon: Number(text('abandon')) / 100 };
    const channels = text('channel') ? [text('channel')] : this.channels;
    wish.channels = Object.fromEntries(channels.map((one) => [one, 1]));
    const languages = text('language') ? [text('language')] : languagesOf(this.desk.definition);
    wish.languages = Object.fromEntries(languages.map((one) => [one, 1]));
    this.stop();
    this.faults = [];
    this.done = 0;
    this.total = wish.sessions;
    this.sum = undefined;
    this.revision = this.desk.document.revision;
    this.worker = workerOf(address);
    this.worker.addEventListener('error', ({ message }) => this.take({ faults: [message || words.failed] }));
    this.worker.addEventListener('message', ({ data }: MessageEvent<Told>) => this.take(data));
    this.worker.postMessage({ text: this.desk.document.text(0), wish });
    this.requestUpdate();
  };

  private readonly stop = (): void => {
    this.worker?.terminate();
    this.worker = undefined;
    this.requestUpdate();
  };

  private readonly clear = (): void => {
    this.stop();
    this.sum = undefined;
    this.tell({});
  };

  private take(told: Told): void {
    if ('faults' in told) {
      this.faults = told.faults;
      return this.stop();
    }
    this.done = told.done;
    this.sum = told.sum;
    this.tell(trafficOf(told.sum));
    if (told.done === told.total) this.stop();
  }

  private tell(traffic: Annotations): void {
    this.dispatchEvent(new CustomEvent('traffic', { detail: traffic }));
  }

  private results(sum: Simulation): TemplateResult {
    const share = (part: number) => percent.format(part / sum.sessions);
    const endings = [...sum.endings].filter(({ sessions }) => sessions > 0).sort((a, b) => b.sessions - a.sessions);
    const unreached = sum.layers.filter(({ sessions, scouted }) => sessions === 0 && !scouted);
    const dropping = sum.layers.filter(({ dropped }) => dropped).sort((a, b) => b.dropped! - a.dropped!);
    return html`${this.revision === this.desk.document.revision ? nothing : html`<p class="caution">${words.older}</p>`}
      <div class="tables">
        <table>
          <caption>${words.endings(sum.sessions)}</caption>
          <tbody>${endings.map((one) => html`<tr><th scope="row">${nameOf(one)}</th><td>${number.format(one.sessions)}</td><td>${share(one.sessions)}</td></tr>`)}</tbody>
        </table>
        ${dropping.length
          ? html`<table>
              <caption>${words.dropped}</caption>
              <tbody>${dropping.map(({ layer, dropped, sessions }) => html`<tr><th scope="row"><button class="link" @click=${() => this.desk.choose({ layers: [layer] })}>${layer}</button></th><td>${number.format(dropped!)}</td><td>${percent.format(dropped! / sessions)}</td></tr>`)}</tbody>
            </table>`
          : nothing}
      </div>
      ${unreached.length ? html`<p class="caution">${words.unreached(unreached.map(({ layer }) => layer).join(', '))}</p>` : nothing}`;
  }
}

const nameOf = ({ ending, reason, layer }: SimulatedEnding): string =>
  [words.ends[ending] ?? ending, layer, reason].filter(Boolean).join(' · ');

/** What the canvas draws. */
function trafficOf({ layers, edges }: Simulation): Annotations {
  return {
    layers: Object.fromEntries(layers.map(({ layer, sessions, dropped }) => [layer, { reached: sessions, dropped: dropped ?? 0 }])),
    ways: edges.map(({ from, to, count }) => ({ from, to, count })),
  };
}

customElements.define('studio-simulate', StudioSimulate);
