/**
 * `<studio-publish>`: what becomes of the draft when it is published, and the button that does it. Tells
 * `close`, and `go` with a place that has to be mended first.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { type Finding, Problem, sentenceOf } from '../../base/api.ts';
import { copyText } from '../../base/copying.ts';
import '../../base/dialog.ts';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon } from '../../base/icons.ts';
import { channelName, languageName } from '../../base/names.ts';
import { told } from '../../base/sentences.ts';
import { languagesOf } from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import type { Keeping } from '../keeping.ts';
import { type Change, changeList } from './changes.ts';
import changesCss from './changes.css?inline';
import css from './publish.css?inline';
import {
  changesBetween,
  type Environment,
  environments,
  isPlayed,
  kMostCounted,
  numberOf,
  publish,
  type Published,
  type Publishing,
  publishings,
  type Running,
  runningSessions,
} from './releases.ts';
import { words } from './words.ts';

/** What is known before it is done. */
interface Outlook {
  /** Undefined: nothing is played there yet, or the draft is not whole. */
  changes: Change[] | undefined;
  isFirst: boolean;
  running: Running[];
  history: Publishing[];
}

const isError = ({ severity }: Finding): boolean => severity === undefined || severity === 'error';
/** A language lacks texts: publishing wants to be told that the default one is to be used. */
const isMissingText = ({ code }: Finding): boolean => code === 'missing_translation';

/** What puts the funnel on a page of any site. */
const embedOf = (slug: string): string =>
  `<script type="module" src="${location.origin}/player/tundish.js"></script>\n<tundish-player funnel="${slug}"></tundish-player>`;

export class StudioPublish extends StudioElement {
  static override styles = [...base, sheetOf(changesCss), sheetOf(css)];
  static override properties = {
    desk: { attribute: false },
    keeping: { attribute: false },
    places: { state: true },
    environment: { state: true },
    outlook: { state: true },
    fallsBack: { state: true },
    problem: { state: true },
    isBusy: { state: true },
    done: { state: true },
  };
  declare desk: Desk;
  declare keeping: Keeping;
  declare private places: Environment[];
  declare private environment: string;
  declare private outlook: Outlook | undefined;
  declare private fallsBack: boolean;
  declare private problem: unknown;
  declare private isBusy: boolean;
  declare private done: Published | undefined;
  private stop: (() => void) | undefined;
  private hasFocusedDone = false;

  constructor() {
    super();
    this.places = [];
    this.environment = 'production';
    this.fallsBack = false;
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const ask = () => this.requestUpdate();
    const leave = this.desk.on(['change', 'findings'], ask);
    this.keeping.addEventListener('state', ask);
    this.stop = () => {
      leave();
      this.keeping.removeEventListener('state', ask);
    };
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  private async begin(): Promise<void> {
    try {
      await this.keeping.save();
      this.places = await environments();
      await this.look();
    } catch (error) {
      this.problem = error;
    }
  }

  private async look(): Promise<void> {
    const { slug } = this.desk;
    const { environment } = this;
    this.outlook = undefined;
    const history = await publishings(slug);
    const [changes, running] = await Promise.all([
      isPlayed(history, environment) ? changesBetween(slug, `published:${environment}`, 'draft:production') : undefined,
      runningSessions(slug, environment),
    ]);
    if (environment !== this.environment) return;
    const isFirst = !history.some((one) => one.environment === environment && one.action !== 'unpublish');
    this.outlook = { changes, isFirst, running, history };
  }

  /** What stops it: as the analysis here found it, or else as the server did when it refused. */
  private get errors(): Finding[] {
    const { findings } = this.desk;
    const errors = findings.filter((one) => isError(one) || (isMissingText(one) && !this.fallsBack));
    if (errors.length > 0 || !(this.problem instanceof Problem)) return errors;
    return this.problem.problems.filter(isError);
  }

  private get isJudged(): boolean {
    return this.desk.judged === this.desk.document.revision;
  }

  override updated(): void {
    // The button that had the focus went.
    if (this.done && !this.hasFocusedDone) this.renderRoot.querySelector<HTMLElement>('.actions .button')?.focus();
    this.hasFocusedDone = this.done !== undefined;
  }

  override render() {
    return html`<studio-dialog heading=${words.heading} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${this.done ? this.told(this.done) : this.outlook || this.problem ? this.asked() : html`<p role="status" class="muted">${words.looking}</p>`}
    </studio-dialog>`;
  }

  private asked(): TemplateResult {
    const { outlook, errors } = this;
    const isRefused = this.problem instanceof Problem && this.problem.problems.length > 0;
    const isStopped = errors.length > 0 && !isRefused;
    const mayGo = !isStopped && this.isJudged && this.keeping.isSaved && !this.isBusy && outlook !== undefined;
    return html`${this.places.length > 1 ? this.chooser() : nothing}
      ${errors.length > 0 ? this.faults(errors) : nothing}
      ${outlook ? html`${this.changes(outlook)} ${this.visitors(outlook)}` : nothing}
      ${this.warnings()}
      ${languagesOf(this.desk.definition).length > 1
        ? html`<label class="tick"><input
            type="checkbox"
            .checked=${this.fallsBack}
            @change=${(event: Event & { target: HTMLInputElement }) => (this.fallsBack = event.target.checked)}
          />${words.fallBack}</label>`
        : nothing}
      ${this.problem && errors.length === 0
        ? html`<div role="alert" class="notice bad">${icon('alert')}<span>${sentenceOf(this.problem)}</span></div>`
        : nothing}
      ${this.keeping.isSaved ? nothing : html`<div class="notice caution" role="status">${icon('cloud_off')}<span>${words.notSaved}</span></div>`}
      <div class="actions">
        <button class="button primary" ?disabled=${!mayGo} @click=${() => void this.act()}>${words.publish}</button>
        ${this.isJudged ? nothing : html`<span class="muted" role="status">${words.judging}</span>`}
      </div>`;
  }

  private chooser(): TemplateResult {
    const chosen = (event: Event & { target: HTMLSelectElement }) => {
      this.environment = event.target.value;
      this.look().catch((error: unknown) => (this.problem = error));
    };
    return html`<label class="field"><span class="name">${words.environment}</span>
      <select @change=${chosen}>
        ${this.places.map(({ name, title }) => html`<option value=${name} ?selected=${name === this.environment}>${title || name}</option>`)}
      </select></label>`;
  }

  private faults(errors: readonly Finding[]): TemplateResult {
    const heading = errors.every(isMissingText) ? words.textsMissing : words.mendFirst;
    return html`<section role=${this.problem ? 'alert' : nothing}><h3>${heading}</h3>${this.findings(errors, 'bad')}</section>`;
  }

  /** A press goes there. */
  private findings(some: readonly Finding[], tone: string): TemplateResult {
    const go = (pointer: string) => this.dispatchEvent(new CustomEvent('go', { detail: pointer }));
    return html`<ul class="findings ${tone}">
      ${some.map((one) => html`<li><button class="button quiet" @click=${() => go(one.pointer)}>${icon('alert')}<span>${told(one.sentence)}</span></button></li>`)}
    </ul>`;
  }

  private warnings(): TemplateResult | typeof nothing {
    const stopping = this.errors;
    const some = this.desk.findings.filter((one) => one.severity === 'warning' && !stopping.includes(one));
    if (some.length === 0) return nothing;
    return html`<details><summary>${words.warnings(some.length)}</summary>${this.findings(some, 'caution')}</details>`;
  }

  private changes({ changes, isFirst }: Outlook): TemplateResult {
    if (isFirst) return html`<p>${words.first}</p>`;
    if (!changes) return html`<p>${words.notComparedYet}</p>`;
    if (changes.length === 0) return html`<p>${words.noChange}</p>`;
    return html`<section><h3>${words.whatChanges(changes.length)}</h3>
      <div class="scrolled" tabindex="0" role="region" aria-label=${words.whatChanges(changes.length)}>${changeList(changes)}</div></section>`;
  }

  /** Whoever is under way ends on the release that they began with. */
  private visitors({ running, history }: Outlook): TemplateResult {
    const count = running.reduce((sum, one) => sum + one.count, 0);
    if (count === 0) return html`<p class="muted">${words.nobodyRuns}</p>`;
    return html`<section><h3>${count >= kMostCounted ? words.manyRun(kMostCounted) : words.someRun(count)}</h3>
      <p class="muted">${words.theyStay}</p>
      <ul class="plain">${running.map((one) => html`<li>${words.runOn(one.count, numberOf(history, one.release), languageName(one.language))}</li>`)}</ul></section>`;
  }

  private async act(): Promise<void> {
    this.isBusy = true;
    this.problem = undefined;
    try {
      this.done = await publish(this.desk.slug, this.environment, this.fallsBack ? 'fall_back' : 'refuse');
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private told({ number, changed, disabled_channels }: Published): TemplateResult {
    const address = `${location.origin}/f/${encodeURIComponent(this.desk.slug)}`;
    return html`<p role="status" class="done">${icon('check')} ${changed && number !== undefined ? words.done(number) : words.playedAlready}</p>
      ${disabled_channels.length > 0 ? html`<p class="unplayed">${words.disabled(disabled_channels.map(channelName).join(', '))}</p>` : nothing}
      ${this.environment === 'production'
        ? html`<p><a href=${address} target="_blank" rel="noopener">${address}</a></p>
            <label class="field"><span class="name">${words.embed}</span><textarea class="mono" readonly rows="2" .value=${embedOf(this.desk.slug)}></textarea></label>
            <p><button class="button" @click=${() => copyText(embedOf(this.desk.slug))}>${icon('copy')} ${words.copyEmbed}</button></p>`
        : nothing}
      <div class="actions"><button class="button primary" @click=${this.leave}>${words.close}</button></div>`;
  }

  private readonly leave = (): void => {
    this.renderRoot.querySelector<HTMLElement & { close(): void }>('studio-dialog')!.close();
  };
}

customElements.define('studio-publish', StudioPublish);
