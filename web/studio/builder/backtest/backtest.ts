/**
 * `<studio-backtest>`: visitors who really came play the draft, and it is told for whom it would be
 * another funnel. Tells `traffic` with what the canvas draws of it.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { sentenceOf } from '../../base/api.ts';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon } from '../../base/icons.ts';
import { hrefOf } from '../../base/router.ts';
import { workerOf } from '../../base/worker.ts';
import type { Annotations } from '../../board/board.ts';
import { layerOf } from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import css from '../simulate/simulate.css?inline';
import own from './backtest.css?inline';
import type { Told, Work } from './backtest_worker.ts';
import address from './backtest_worker.ts?worker&url';
import { type Change, compare, type Comparison, type Pair, trafficOf, type Verdict } from './comparison.ts';
import { loadSessions, type Wanted } from './logs.ts';
import { words } from './words.ts';

const kUsual = 200;
const kMost = 2000;
/** So many sessions are named; the others are counted. */
const kNamed = 20;
const number = new Intl.NumberFormat('en');

export class StudioBacktest extends StudioElement {
  static override styles = [...base, sheetOf(css), sheetOf(own)];
  static override properties = {
    desk: { attribute: false },
    done: { state: true },
    total: { state: true },
    sum: { state: true },
    faults: { state: true },
    isNobody: { state: true },
  };
  declare desk: Desk;
  /** Each session is loaded, and played. */
  declare private done: number;
  declare private total: number;
  declare private sum: Comparison | undefined;
  declare private faults: readonly string[];
  declare private isNobody: boolean;
  /** The document's revision that was played. */
  private revision = -1;
  private running: AbortController | undefined;
  private worker: Worker | undefined;
  private stopListening: (() => void) | undefined;

  constructor() {
    super();
    this.done = this.total = 0;
    this.faults = [];
    this.isNobody = false;
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
    const day = (name: string, label: string) => html`<label class="field"><span class="name">${label}</span><input type="date" name=${name} /></label>`;
    return html`${this.sum ? nothing : html`<p class="muted about">${words.about}</p>`}
      <form @submit=${this.begin}>
        <label class="field"><span class="name">${words.count}</span><input name="count" type="number" required min="1" max=${kMost} step="1" value=${kUsual} /></label>
        ${day('from', words.from)}${day('to', words.to)}
        ${this.running
          ? html`<button type="button" class="button" @click=${this.stop}>${words.stop}</button>`
          : html`<button class="button primary">${icon('play')} ${words.backtest}</button>`}
        ${this.sum ? html`<button type="button" class="button quiet" @click=${this.clear}>${words.clear}</button>` : nothing}
      </form>
      ${this.running ? html`<progress max=${Math.max(1, this.total * 2)} value=${this.done} aria-label=${words.progress}></progress>` : nothing}
      ${this.faults.length ? html`<ul role="alert" class="faults">${this.faults.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
      <div role="status">${this.isNobody ? html`<p class="muted">${words.none}</p>` : nothing}${this.sum ? this.told(this.sum) : nothing}</div>
      ${this.sum ? this.results(this.sum) : nothing}`;
  }

  private readonly begin = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(said.get(name) ?? '');
    const [from, to] = [text('from'), text('to')];
    this.clear();
    if (from && to && from > to) {
      this.faults = [words.wrongSpan];
      return;
    }
    const count = Math.min(kMost, Math.max(1, Number(text('count')) || kUsual));
    void this.run({ funnel: this.desk.slug, count, ...(from && { from }), ...(to && { to }) });
  };

  private async run(wanted: Wanted): Promise<void> {
    const running = new AbortController();
    this.running = running;
    this.done = this.total = 0;
    const { document } = this.desk;
    const { revision } = document;
    const text = document.text(0);
    try {
      const { tasks, releases, gone } = await loadSessions(wanted, running.signal, (done, total) => {
        this.done = done;
        this.total = total;
      });
      if (running.signal.aborted) return;
      this.isNobody = this.total === 0;
      const played = await this.play({ text, tasks, releases }, running.signal);
      if (running.signal.aborted || this.isNobody || !played) return;
      this.revision = revision;
      this.sum = compare([...played, ...gone]);
      this.tell(trafficOf(this.sum));
    } catch (error) {
      if (!running.signal.aborted) this.faults = [sentenceOf(error)];
    } finally {
      if (this.running === running) this.stop();
    }
  }

  /** Nothing when the draft cannot be played. */
  private play(work: Work, signal: AbortSignal): Promise<Verdict[] | undefined> {
    const verdicts: Verdict[] = [];
    if (work.tasks.length === 0) return Promise.resolve(verdicts);
    const worker = workerOf(address);
    this.worker = worker;
    return new Promise((resolve) => {
      const fail = (faults: readonly string[]) => {
        this.faults = faults;
        resolve(undefined);
      };
      signal.addEventListener('abort', () => resolve(undefined));
      worker.addEventListener('error', ({ message }) => fail([message || words.failed]));
      worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
        if ('faults' in data) return fail(data.faults);
        verdicts.push(data.verdict);
        this.done = this.total + verdicts.length;
        if (verdicts.length === work.tasks.length) resolve(verdicts);
      });
      worker.postMessage(work);
    });
  }

  private readonly stop = (): void => {
    this.worker?.terminate();
    this.worker = undefined;
    this.running?.abort();
    this.running = undefined;
    this.requestUpdate();
  };

  private readonly clear = (): void => {
    this.stop();
    this.sum = undefined;
    this.faults = [];
    this.isNobody = false;
    this.tell({});
  };

  private tell(traffic: Annotations): void {
    this.dispatchEvent(new CustomEvent('traffic', { detail: traffic }));
  }

  private told({ played, same, underWay, versions, open }: Comparison): TemplateResult {
    return html`<p class="sum">${words.played(played, same)}</p>
      ${versions > 1 ? html`<p class="muted">${words.versions(versions)}</p>` : nothing}
      ${underWay > 0 ? html`<p class="muted">${words.underWay(underWay)}</p>` : nothing}
      ${open > 0 ? html`<p class="caution">${words.open(open)}</p>` : nothing}`;
  }

  private results(sum: Comparison): TemplateResult {
    const layerLink = (id: string) =>
      layerOf(this.desk.definition, id) ? html`<button class="link" @click=${() => this.desk.choose({ layers: [id] })}>${id}</button>` : id;
    return html`${this.revision === this.desk.document.revision ? nothing : html`<p class="caution">${words.older}</p>`}
      ${sum.changes.length ? this.changes(words.changes, sum.changes) : nothing}
      ${sum.unplayable.length ? this.changes(words.unplayable, sum.unplayable) : nothing}
      ${sum.played
        ? html`<div class="tables">
            ${this.pairs(words.endings, words.ending, sum.endings, sum.played, (name) => name)}
            ${this.pairs(words.layers, words.layer, sum.layers, sum.played, layerLink)}
          </div>`
        : nothing}`;
  }

  private changes(caption: string, changes: readonly Change[]): TemplateResult {
    return html`<div class="wide"><table class="changes">
      <caption>${caption}</caption>
      <thead class="unseen"><tr><th scope="col">${caption}</th><th scope="col">${words.sessions}</th><th scope="col">${words.sessions}</th></tr></thead>
      <tbody>
        ${changes.map(
          ({ said, rows }) => html`<tr>
            <th scope="row"><bdi>${said}</bdi></th>
            <td>${number.format(rows.length)}</td>
            <td class="codes">
              ${rows.slice(0, kNamed).map(
                ({ session, reference_code }) => html`<a href=${hrefOf('/analytics/:slug/sessions/:session', { slug: this.desk.slug, session })}>${reference_code}</a> `,
              )}
              ${rows.length > kNamed ? words.more(rows.length - kNamed) : nothing}
            </td>
          </tr>`,
        )}
      </tbody>
    </table></div>`;
  }

  private pairs(caption: string, head: string, pairs: ReadonlyMap<string, Pair>, all: number, nameOf: (name: string) => unknown): TemplateResult {
    const rows = [...pairs].sort(([, a], [, b]) => b.after - a.after || b.before - a.before);
    return html`<table>
      <caption>${caption}</caption>
      <thead><tr>${[head, words.before, words.after, words.change].map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          ([name, { before, after }]) => html`<tr>
            <th scope="row">${nameOf(name)}</th>
            <td>${number.format(before)}</td>
            <td>${number.format(after)}</td>
            <td class=${after > before ? 'up' : after < before ? 'down' : nothing}>${words.changed((after - before) / all)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define('studio-backtest', StudioBacktest);
