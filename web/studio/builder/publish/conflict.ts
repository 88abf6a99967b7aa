/**
 * `<studio-conflict>`: somebody else saved the draft meanwhile. It shows what either changed of what
 * both began with; whichever goes on, the other one is put aside first. Tells `close`, and `history`
 * where its reader wants to see what was put aside.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { sentenceOf } from '../../base/api.ts';
import '../../base/dialog.ts';
import type { StudioDialog } from '../../base/dialog.ts';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon } from '../../base/icons.ts';
import { ago } from '../../base/times.ts';
import { tell } from '../../base/toast.ts';
import type { Json } from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import type { Keeping, Saved } from '../keeping.ts';
import { keepAside } from '../kept_aside.ts';
import { type Change, changeList } from './changes.ts';
import changesCss from './changes.css?inline';
import { changesOf } from './comparing.ts';
import css from './conflict.css?inline';
import { whoSaved } from './merging.ts';
import { words } from './words.ts';

const said = words.conflict;

interface Side {
  heading: string;
  changes: Change[];
}

export class StudioConflict extends StudioElement {
  static override styles = [...base, sheetOf(changesCss), sheetOf(css)];
  static override properties = {
    desk: { attribute: false },
    keeping: { attribute: false },
    theirs: { attribute: false },
    clashes: { attribute: false },
    sides: { state: true },
    who: { state: true },
    problem: { state: true },
    isBusy: { state: true },
  };
  declare desk: Desk;
  declare keeping: Keeping;
  /** What the server has. */
  declare theirs: Saved;
  /** The places that both changed. */
  declare clashes: readonly string[];
  declare private sides: Side[];
  /** Who saved it, and when. */
  declare private who: string;
  declare private problem: unknown;
  declare private isBusy: boolean;

  constructor() {
    super();
    this.sides = [];
    this.clashes = [];
    this.who = '';
    this.isBusy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(() => this.look());
  }

  private async look(): Promise<void> {
    const { text: theirs } = this.theirs;
    const mine = this.desk.document.text();
    const { began } = this.keeping;
    if (began === undefined) this.sides = [{ heading: said.rest, changes: await changesOf(mine, theirs) }];
    else {
      this.sides = [
        { heading: said.theirs, changes: await changesOf(began, theirs) },
        { heading: said.yours, changes: await changesOf(began, mine) },
      ];
    }
    const { kind, name, at } = await whoSaved(this.desk.slug);
    this.who = said.changedBy(name || (words.actors[kind] ?? kind), ago(at));
  }

  override render() {
    return html`<studio-dialog heading=${said.heading} @close=${() => this.dispatchEvent(new Event('close'))}>
      <p>${this.who} ${said.text}</p>
      ${this.clashes.length > 0
        ? html`<p>${said.both}</p><ul class="clashes">${this.clashes.map((one) => html`<li>${one}</li>`)}</ul>`
        : nothing}
      ${this.sides.length > 0 ? html`<div class="sides">${this.sides.map((one) => this.side(one))}</div>` : nothing}
      ${this.problem ? html`<div role="alert" class="notice bad">${icon('alert')}<span>${sentenceOf(this.problem)}</span></div>` : nothing}
      <div class="actions">
        <button class="button primary" ?disabled=${this.isBusy} @click=${() => void this.attempt(() => this.keepMine())}>${said.keepMine}</button>
        <button class="button" autofocus ?disabled=${this.isBusy} @click=${() => void this.attempt(() => this.takeTheirs())}>${said.takeTheirs}</button>
      </div>
    </studio-dialog>`;
  }

  private side({ heading, changes }: Side): TemplateResult {
    return html`<section class="side" tabindex="0" aria-label=${heading}>
      <h3>${heading}</h3>
      ${changes.length > 0 ? changeList(changes) : html`<p class="muted">${said.none}</p>`}
    </section>`;
  }

  private async keepMine(): Promise<void> {
    await keepAside(this.desk.slug, this.theirs.text);
    await this.goOn(said.keptTheirs);
  }

  /** Undone like any command, too. */
  private async takeTheirs(): Promise<void> {
    await keepAside(this.desk.slug, this.desk.document.text());
    const definition = JSON.parse(this.theirs.text) as Json;
    this.desk.ask({ do: 'replace', definition, name: said.takeTheirs });
    await this.goOn(said.keptMine);
  }

  private async goOn(sentence: string): Promise<void> {
    const act = () => void this.dispatchEvent(new Event('history'));
    this.renderRoot.querySelector<StudioDialog>('studio-dialog')!.close();
    await this.keeping.writeOver(this.theirs);
    if (this.keeping.state !== 'conflict') tell(sentence, { act: { label: said.show, act } });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem = undefined;
    this.isBusy = true;
    try {
      await work();
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define('studio-conflict', StudioConflict);
