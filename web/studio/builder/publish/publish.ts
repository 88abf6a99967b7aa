/**
 * `<studio-publish>`: what becomes of the draft when it is published, and the button that does it. Tells
 * `close`, and `go` with a place that has to be mended first.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { type Finding, sentenceOf } from '../../base/api.ts';
import '../../base/dialog.ts';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon } from '../../base/icons.ts';
import { channelName, languageName } from '../../base/names.ts';
import type { Desk } from '../desk.ts';
import type { Keeping } from '../keeping.ts';
import css from './publish.css?inline';
import {
  type Change,
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
  /** Undefined: nothing is played there yet. */
  changes: Change[] | undefined;
  running: Running[];
  history: Publishing[];
}

export class StudioPublish extends StudioElement {
  static override styles = [...base, sheetOf(css)];
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

  constructor() {
    super();
    this.places = [];
    this.environment = 'production';
    this.fallsBack = false;
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
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
    if (environment === this.environment) this.outlook = { changes, running, history };
  }

  private get errors(): Finding[] {
    return this.desk.findings.filter(({ severity }) => severity === undefined || severity === 'error');
  }

  override render() {
    return html`<studio-dialog heading=${words.heading} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${this.done ? this.told(this.done) : this.outlook || this.problem ? this.asked() : html`<p role="status" class="muted">${words.looking}</p>`}
    </studio-dialog>`;
  }

  private asked(): TemplateResult {
    const { outlook } = this;
    const mayGo = this.errors.length === 0 && this.keeping.isSaved && !this.isBusy && outlook !== undefined;
    return html`${this.places.length > 1 ? this.chooser() : nothing}
      ${this.errors.length > 0 ? this.faults() : nothing}
      ${outlook ? html`${this.changes(outlook)} ${this.visitors(outlook)}` : nothing}
      <label class="check"><input
          type="checkbox"
          .checked=${this.fallsBack}
          @change=${(event: Event & { target: HTMLInputElement }) => (this.fallsBack = event.target.checked)}
        />${words.fallBack}</label>
      ${this.problem ? html`<p role="alert" class="fault">${sentenceOf(this.problem)}</p>` : nothing}
      ${this.keeping.isSaved ? nothing : html`<p class="fault">${words.notSaved}</p>`}
      <div class="actions">
        <button class="button primary" ?disabled=${!mayGo} @click=${() => void this.act()}>${words.publish}</button>
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

  private faults(): TemplateResult {
    const go = (pointer: string) => this.dispatchEvent(new CustomEvent('go', { detail: pointer }));
    return html`<h3>${words.mendFirst}</h3>
      <ul class="faults">${this.errors.map((one) => html`<li><button class="button quiet" @click=${() => go(one.pointer)}>${icon('alert')} ${one.sentence}</button></li>`)}</ul>`;
  }

  private changes({ changes }: Outlook): TemplateResult {
    if (!changes) return html`<p>${words.first}</p>`;
    if (changes.length === 0) return html`<p>${words.noChange}</p>`;
    const structure = changes.filter(({ language }) => !language);
    const languages = [...new Set(changes.map(({ language }) => language).filter((one) => one !== undefined))];
    const list = (some: readonly Change[]) => html`<ul>${some.map((one) => html`<li>${one.sentence}</li>`)}</ul>`;
    return html`<h3>${words.whatChanges(changes.length)}</h3>
      ${structure.length > 0 ? list(structure) : nothing}
      ${languages.map((language) => html`<h4>${languageName(language)}</h4>${list(changes.filter((one) => one.language === language))}`)}`;
  }

  /** Whoever is under way ends on the release that they began with. */
  private visitors({ running, history }: Outlook): TemplateResult {
    const count = running.reduce((sum, one) => sum + one.count, 0);
    if (count === 0) return html`<p class="muted">${words.nobodyRuns}</p>`;
    return html`<h3>${count >= kMostCounted ? words.manyRun(kMostCounted) : words.someRun(count)}</h3>
      <p class="muted">${words.theyStay}</p>
      <ul>${running.map((one) => html`<li>${words.runOn(one.count, numberOf(history, one.release), languageName(one.language))}</li>`)}</ul>`;
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
    return html`<p role="status">${icon('check')} ${changed && number !== undefined ? words.done(number) : words.playedAlready}</p>
      ${disabled_channels.length > 0 ? html`<p class="caution">${words.disabled(disabled_channels.map(channelName).join(', '))}</p>` : nothing}
      ${this.environment === 'production' ? html`<p><a href=${address} target="_blank" rel="noopener">${address}</a></p>` : nothing}
      <div class="actions"><button class="button primary" autofocus @click=${this.leave}>${words.close}</button></div>`;
  }

  private readonly leave = (): void => {
    this.renderRoot.querySelector<HTMLElement & { close(): void }>('studio-dialog')!.close();
  };
}

customElements.define('studio-publish', StudioPublish);
