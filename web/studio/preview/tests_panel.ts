/**
 * `<studio-tests-panel>`: the session is recorded as a test; tests are run, and it is said which layers
 * and ways none of them takes. Tells `coverage`.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../builder/desk.ts';
import { icon } from '../base/icons.ts';
import { workerOf } from '../base/worker.ts';
import type { JsonObject } from '../document/definition.ts';
import { PanelElement } from './panel_element.ts';
import { type Coverage, coverageOf, kTestsAt, recorded, type RecordedTest, testsIn, type Verdict } from './recorded.ts';
import type { RunResult, TestRun } from './tests_worker.ts';
import address from './tests_worker.ts?worker&url';
import { pointerTo } from './why_words.ts';
import { words } from './words.ts';

export class StudioTestsPanel extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    desk: { attribute: false },
    verdicts: { state: true },
    coverage: { state: true },
    problem: { state: true },
    isRunning: { state: true },
  };
  declare desk: Desk;
  /** By the test's name. */
  declare private verdicts: ReadonlyMap<string, Verdict>;
  declare private coverage: Coverage | undefined;
  declare private problem: string;
  declare private isRunning: boolean;
  #worker: Worker | undefined;
  #leave: () => void = () => undefined;

  constructor() {
    super();
    this.verdicts = new Map();
    this.problem = '';
    this.isRunning = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = this.desk.on(['change'], () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  protected override render(): TemplateResult {
    const tests = testsIn(this.desk.definition);
    return html`<form class="form" @submit=${this.#record}>
        <label class="field"><span class="name">${words.testName}</span>
          <input name="name" required maxlength="120" autocomplete="off" /></label>
        <div class="actions"><button class="button primary" ?disabled=${this.desk.isReadOnly || !this.playing.step}>${words.record}</button>
          ${this.desk.isReadOnly ? html`<span class="muted">${words.readOnly}</span>` : nothing}</div>
      </form>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${tests.length === 0 ? html`<p class="muted">${words.noTests}</p>` : this.#list(tests)}
      ${this.coverage ? this.#covered(this.coverage) : nothing}`;
  }

  #list(tests: RecordedTest[]): TemplateResult {
    return html`<div class="actions"><button class="button" ?disabled=${this.isRunning} @click=${() => this.#run(tests)}>${words.runAll}</button></div>
      <ul class="tests" aria-live="polite">
        ${tests.map((test, at) => {
          const verdict = this.verdicts.get(test.name);
          return html`<li>
            <div class="what">
              ${verdict ? html`<span class="chip ${verdict.difference ? 'bad' : 'good'}">${verdict.difference ? words.failed : words.passed}</span>` : nothing}
              <bdi>${test.name}</bdi>
            </div>
            ${verdict?.difference ? html`<p class="muted">${verdict.difference}</p>` : nothing}
            <div class="actions">
              <button class="button quiet" @click=${() => this.#run([test])}>${words.run}</button>
              <button class="button quiet" @click=${() => this.playing.replay(test.script, test.script.moves.length)}>${words.show}</button>
              <button class="button quiet square" aria-label="${words.erase} ${test.name}" ?disabled=${this.desk.isReadOnly} @click=${() => this.#erase(at)}>${icon('trash')}</button>
            </div>
          </li>`;
        })}
      </ul>`;
  }

  #covered({ layers, ways }: Coverage): TemplateResult {
    const choose = (layer: string) => () => this.desk.chooseAt(pointerTo(this.desk.definition, layer));
    const missing = [
      ...layers.missing.map((layer): [string, string] => [layer, layer]),
      ...ways.missing.map(([from, to]): [string, string] => [`${from} → ${to}`, from]),
    ];
    return html`<section class="step" aria-label=${words.coverage}>
      <h2>${words.coverage}</h2>
      <dl class="facts covered">${this.#share(words.layers, layers)}${this.#share(words.ways, ways)}</dl>
      ${missing.length > 0 ? html`<h3>${words.notTested}</h3>` : nothing}
      <ul class="why">${missing.map(([said, layer]) => html`<li><button class="entry" @click=${choose(layer)}><bdi>${said}</bdi></button></li>`)}</ul>
    </section>`;
  }

  /** The bar says nothing that the words do not. */
  #share(name: string, { taken, all }: { taken: number; all: number }): TemplateResult {
    return html`<dt>${name}</dt><dd><bdi>${words.of(taken, all)}</bdi><progress max=${Math.max(1, all)} value=${taken} aria-hidden="true"></progress></dd>`;
  }

  readonly #record = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = String(new FormData(form).get('name')).trim();
    const tests = testsIn(this.desk.definition);
    if (!name || tests.some((one) => one.name === name)) {
      this.problem = words.nameTaken;
      return;
    }
    const test = JSON.parse(JSON.stringify(recorded(name, this.playing))) as JsonObject;
    const value = [...(tests as unknown as JsonObject[]), test];
    this.problem = this.desk.ask({ do: 'set', pointer: kTestsAt, value, name: words.recordName })?.sentence ?? '';
    if (!this.problem) form.reset();
  };

  #erase(at: number): void {
    const value = testsIn(this.desk.definition).filter((_, index) => index !== at) as unknown as JsonObject[];
    this.problem = this.desk.ask({ do: 'set', pointer: kTestsAt, value, name: words.eraseName })?.sentence ?? '';
  }

  #run(tests: RecordedTest[]): void {
    this.isRunning = true;
    this.problem = '';
    this.#worker ??= this.#hire();
    this.#worker.postMessage({ text: this.desk.document.text(0), tests } satisfies TestRun);
  }

  #hire(): Worker {
    const worker = workerOf(address);
    worker.addEventListener('message', (event: MessageEvent<RunResult>) => this.#take(event.data));
    worker.addEventListener('error', () => this.#take({ problem: words.noEngine }));
    return worker;
  }

  #take(result: RunResult): void {
    this.isRunning = false;
    if ('problem' in result) this.problem = result.problem;
    else if ('faults' in result) this.problem = `${words.faults(result.faults.length)} ${result.faults[0]!.sentence}`;
    else {
      const there = new Set(testsIn(this.desk.definition).map(({ name }) => name));
      const known = new Map([...this.verdicts, ...result.verdicts.map((one) => [one.name, one] as const)]);
      this.verdicts = new Map([...known].filter(([name]) => there.has(name)));
      this.coverage = coverageOf(this.desk.definition, [...this.verdicts.values()]);
      this.dispatchEvent(new CustomEvent('coverage', { detail: this.coverage, bubbles: true, composed: true }));
    }
  }
}

customElements.define('studio-tests-panel', StudioTestsPanel);
