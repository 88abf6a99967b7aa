/**
 * `<studio-history>`: every change of what is played, what each would change of the draft, and the way
 * back to it. Tells `close`.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { get, sentenceOf } from '../../base/api.ts';
import { confirmed } from '../../base/confirm.ts';
import '../../base/dialog.ts';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { languageName } from '../../base/names.ts';
import { ago, exactly } from '../../base/times.ts';
import { tell } from '../../base/toast.ts';
import type { Json } from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import css from './publish.css?inline';
import { type Change, changesBetween, type Publishing, publishings, rollBack } from './releases.ts';
import { words } from './words.ts';

export class StudioHistory extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    desk: { attribute: false },
    rows: { state: true },
    problem: { state: true },
    compared: { state: true },
  };
  declare desk: Desk;
  declare private rows: Publishing[] | undefined;
  declare private problem: unknown;
  /** What the draft would change of a release. */
  declare private compared: { number: number; changes: Change[] | undefined } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.rows = await publishings(this.desk.slug);
    } catch (error) {
      this.problem = error;
    }
  }

  override render() {
    return html`<studio-dialog heading=${words.history} @close=${() => this.dispatchEvent(new Event('close'))}>
      ${this.problem ? html`<p role="alert" class="fault">${sentenceOf(this.problem)}</p>` : nothing}
      ${this.rows === undefined && !this.problem ? html`<p role="status" class="muted">${words.looking}</p>` : nothing}
      ${this.rows?.length === 0 ? html`<p>${words.neverPublished}</p>` : nothing}
      ${this.rows?.length ? html`<ol class="history">${this.rows.map((row) => this.row(row))}</ol>` : nothing}
    </studio-dialog>`;
  }

  private row(row: Publishing): TemplateResult {
    const { number, environment, action, repeats, at } = row;
    const languages = Object.keys(row.releases).map(languageName).join(', ');
    const isPlayed = this.rows!.find((one) => one.environment === environment) === row;
    const mayReturn = !this.desk.isReadOnly && !isPlayed && Object.keys(row.releases).length > 0;
    return html`<li>
      <p><b>${words.numbered(number)}</b> ${words.acts[action]}${repeats ? ` ${words.numbered(repeats)}` : nothing} · ${environment}
        · <time datetime=${at} title=${exactly(at)}>${ago(at)}</time>${isPlayed ? html` · <span class="now">${words.playedNow}</span>` : nothing}</p>
      <p class="muted">${languages || words.nothingPlayed}</p>
      <div class="acts">
        <button class="button" @click=${() => void this.compare(number)}>${words.compare}</button>
        ${mayReturn ? html`<button class="button" @click=${() => void this.rollBack(row)}>${words.rollBack}</button>` : nothing}
        ${this.desk.isReadOnly ? nothing : html`<button class="button" @click=${() => void this.restore(number)}>${words.restore}</button>`}
      </div>
      ${this.compared?.number === number ? this.comparison(this.compared.changes) : nothing}
    </li>`;
  }

  private comparison(changes: Change[] | undefined): TemplateResult {
    if (!changes) return html`<p role="status">${words.noDefinition}</p>`;
    if (changes.length === 0) return html`<p role="status">${words.sameAsDraft}</p>`;
    return html`<p role="status">${words.draftChanges(changes.length)}</p>
      <ul>${changes.map((one) => html`<li>${one.language ? html`<span class="muted">${languageName(one.language)}:</span> ` : nothing}${one.sentence}</li>`)}</ul>`;
  }

  private async compare(number: number): Promise<void> {
    await this.attempt(async () => {
      this.compared = { number, changes: await changesBetween(this.desk.slug, String(number), 'draft:production') };
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

  /** The draft becomes what was published; undo takes that back. */
  private async restore(number: number): Promise<void> {
    await this.attempt(async () => {
      const address = `/api/v1/funnels/${encodeURIComponent(this.desk.slug)}/releases/${number}`;
      const { definition } = await get<{ definition?: Json }>(address);
      if (definition === undefined) return tell(words.noDefinition, { isBad: true });
      const misfit = this.desk.ask({ do: 'replace', definition, name: words.restore });
      tell(misfit ? misfit.sentence : words.restored(number));
    });
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
