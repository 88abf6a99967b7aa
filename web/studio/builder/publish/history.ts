/**
 * `<studio-history>`: every change of what is played, the drafts that were put aside, what each changes
 * of another, and the way back to it. Tells `close`.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { get, sentenceOf } from '../../base/api.ts';
import { confirmed } from '../../base/confirm.ts';
import '../../base/dialog.ts';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon } from '../../base/icons.ts';
import { languageName } from '../../base/names.ts';
import { ago, exactly } from '../../base/times.ts';
import { tell } from '../../base/toast.ts';
import type { Json } from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import type { Keeping } from '../keeping.ts';
import { keepAside, type KeptAside, keptAside, keptDefinition } from '../kept_aside.ts';
import { type Change, changeList } from './changes.ts';
import changesCss from './changes.css?inline';
import css from './history.css?inline';
import { changesBetween, type Publishing, publishings, rollBack, unpublish } from './releases.ts';
import { takePublished } from './restoring.ts';
import { words } from './words.ts';

const kDraft = 'draft:production';

/** Something that the draft was, or is: as the API names it, and as people do. */
interface Edition {
  edition: string;
  name: string;
}

/** Both sides, and what the second changes of the first; undefined where that cannot be told. */
interface Comparison {
  from: Edition;
  to: Edition;
  changes: Change[] | undefined;
}

const nameOf = (kind: string, name: string): string => name || (words.actors[kind] ?? kind);
const ofRow = ({ number }: Publishing): Edition => ({ edition: String(number), name: words.numbered(number) });
const ofKept = ({ number, actor_kind, actor_name }: KeptAside): Edition => ({
  edition: `kept:${number}`,
  name: words.keptOf(nameOf(actor_kind, actor_name)),
});

export class StudioHistory extends StudioElement {
  static override styles = [...base, sheetOf(changesCss), sheetOf(css)];
  static override properties = {
    desk: { attribute: false },
    keeping: { attribute: false },
    rows: { state: true },
    aside: { state: true },
    problem: { state: true },
    compared: { state: true },
  };
  declare desk: Desk;
  declare keeping: Keeping;
  declare private rows: Publishing[] | undefined;
  declare private aside: KeptAside[];
  declare private problem: unknown;
  declare private compared: Comparison | undefined;

  constructor() {
    super();
    this.aside = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(() => this.load());
  }

  private async load(): Promise<void> {
    const { slug } = this.desk;
    const [rows, aside] = await Promise.all([publishings(slug), keptAside(slug)]);
    this.aside = aside;
    this.rows = rows;
  }

  override render() {
    const { rows, aside, problem } = this;
    return html`<studio-dialog heading=${words.history} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${problem ? html`<div role="alert" class="notice bad">${icon('alert')}<span>${sentenceOf(problem)}</span></div>` : nothing}
      ${rows === undefined && !problem ? html`<p role="status" class="muted">${words.looking}</p>` : nothing}
      ${rows?.length === 0 ? html`<p>${words.neverPublished}</p>` : nothing}
      ${rows?.length ? html`<ol class="history">${rows.map((row) => this.row(row))}</ol>` : nothing}
      ${aside.length > 0
        ? html`<h3>${words.kept}</h3><p class="muted">${words.keptAbout}</p>
            <ol class="history" aria-label=${words.kept}>${aside.map((one) => this.keptRow(one))}</ol>`
        : nothing}
    </studio-dialog>`;
  }

  private row(row: Publishing): TemplateResult {
    const { environment, action, repeats, at, actor_kind: kind, actor_name: name } = row;
    const languages = Object.keys(row.releases).map(languageName).join(', ');
    const isPlayed = languages !== '' && this.rows!.find((one) => one.environment === environment) === row;
    const mayReturn = !this.desk.isReadOnly && !isPlayed && languages !== '';
    const edition = ofRow(row);
    return html`<li>
      <span class="number">${edition.name}</span>
      <div>
        <p><b>${words.acts[action]}</b> ${words.by(nameOf(kind, name))}${repeats ? html` · ${words.again(repeats)}` : nothing}
          ${isPlayed ? html`<span class="chip good">${words.playedNow}</span>` : nothing}</p>
        <p class="muted"><time datetime=${at} title=${exactly(at)}>${ago(at)}</time> · ${environment} · ${languages || words.nothingPlayed}</p>
      </div>
      <div class="acts">${this.acts(edition)}
        ${mayReturn
          ? html`<button class="button" aria-label=${words.rollBackNamed(edition.name)} @click=${() => void this.rollBack(row)}>${words.rollBack}</button>`
          : nothing}
        ${isPlayed && !this.desk.isReadOnly
          ? html`<button class="button" @click=${() => void this.takeOffline(environment)}>${words.takeOffline}</button>`
          : nothing}
      </div>
      ${this.comparison(edition)}
    </li>`;
  }

  private keptRow(one: KeptAside): TemplateResult {
    const edition = ofKept(one);
    return html`<li>
      <span class="number">${icon('file')}</span>
      <div>
        <p><b>${edition.name}</b></p>
        <p class="muted"><time datetime=${one.at} title=${exactly(one.at)}>${ago(one.at)}</time>${one.title ? ` · ${one.title}` : nothing}</p>
      </div>
      <div class="acts">${this.acts(edition)}</div>
      ${this.comparison(edition)}
    </li>`;
  }

  private acts(edition: Edition): TemplateResult {
    const { name } = edition;
    const isOpen = this.compared?.from.edition === edition.edition;
    const toggle = () => (isOpen ? (this.compared = undefined) : void this.compare(edition, this.draft));
    return html`<button class="button" aria-label=${words.compareNamed(name)} aria-expanded=${String(isOpen)} @click=${toggle}>${words.compare}</button>
      ${this.desk.isReadOnly
        ? nothing
        : html`<button class="button" aria-label=${words.restoreNamed(name)} @click=${() => void this.restore(edition)}>${words.restore}</button>`}`;
  }

  private get draft(): Edition {
    return { edition: kDraft, name: words.draft };
  }

  private comparison({ edition }: Edition): TemplateResult | typeof nothing {
    if (this.compared?.from.edition !== edition) return nothing;
    const { from, to, changes } = this.compared;
    const others = [this.draft, ...(this.rows ?? []).map(ofRow), ...this.aside.map(ofKept)].filter((one) => one.edition !== edition);
    const chosen = (event: Event & { target: HTMLSelectElement }) => void this.compare(from, others[event.target.selectedIndex]!);
    const told = !changes ? words.notCompared : changes.length === 0 ? words.same(from.name, to.name) : words.fromTo(changes.length, from.name, to.name);
    return html`<div class="comparison" tabindex="0" role="region" aria-label=${words.compareNamed(from.name)}>
      <label class="with">${words.comparedWith}
        <select @change=${chosen}>
          ${others.map((one) => html`<option value=${one.edition} ?selected=${one.edition === to.edition}>${one.name}</option>`)}
        </select></label>
      <div role="status"><h3>${told}</h3></div>
      ${changes ? changeList(changes) : nothing}
    </div>`;
  }

  private async compare(from: Edition, to: Edition): Promise<void> {
    await this.attempt(async () => {
      // The server compares what it has.
      if (!this.keeping.isSaved) await this.keeping.save();
      this.compared = { from, to, changes: await changesBetween(this.desk.slug, from.edition, to.edition) };
    });
  }

  private async rollBack({ number, environment }: Publishing): Promise<void> {
    const text = words.rollBackText(environment);
    if (!(await confirmed({ heading: words.rollBackTo(number), text, act: words.rollBack }))) return;
    await this.attempt(async () => {
      await rollBack(this.desk.slug, environment, number);
      tell(words.rolledBack(number));
      await this.load();
    });
  }

  private async takeOffline(environment: string): Promise<void> {
    const text = words.takeOfflineText(environment);
    if (!(await confirmed({ heading: words.takeOfflineOf(environment), text, act: words.takeOffline }))) return;
    await this.attempt(async () => {
      await unpublish(this.desk.slug, environment);
      tell(words.takenOffline(environment));
      await this.load();
    });
  }

  /** It becomes the draft; undo takes that back, and the draft before is put aside. */
  private async restore({ edition, name }: Edition): Promise<void> {
    await this.attempt(async () => {
      const { desk } = this;
      const definition = await this.definitionOf(edition);
      if (definition === undefined) return tell(words.noDefinition, { isBad: true });
      await keepAside(desk.slug, desk.document.text());
      const misfit = edition.startsWith('kept:')
        ? desk.ask({ do: 'replace', definition, name: words.restore })
        : await takePublished(desk, definition);
      tell(misfit ? misfit.sentence : words.restored(name), { isBad: misfit !== undefined });
      await this.load();
    });
  }

  private async definitionOf(edition: string): Promise<Json | undefined> {
    const { slug } = this.desk;
    if (edition.startsWith('kept:')) return keptDefinition(slug, Number(edition.slice('kept:'.length)));
    const address = `/api/v1/funnels/${encodeURIComponent(slug)}/releases/${edition}`;
    return (await get<{ definition?: Json }>(address)).definition;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem = undefined;
    try {
      await work();
    } catch (error) {
      this.problem = error;
    }
  }
}

customElements.define('studio-history', StudioHistory);
