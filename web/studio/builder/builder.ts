/**
 * `<studio-builder>`: one funnel, to be built. It opens what the server has, or what is kept here, and
 * puts the panels around it.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { mayEdit } from '../base/me.ts';
import { hrefOf, nameWindow, type Route } from '../base/router.ts';
import { tell, tellProblem } from '../base/toast.ts';
import { languagesOf, namesOf, textOf } from '../document/definition.ts';
import { loadDocument } from '../document/load.ts';
import type { Annotations, Passed, StudioBoard } from '../board/board.ts';
import { Analyst } from './analyst.ts';
import type { Coverage } from '../preview/recorded.ts';
import css from './builder.css?inline';
import './canvas/canvas.ts';
import type { StudioCanvas } from './canvas/canvas.ts';
import type { Facts } from './canvas/facts.ts';
import { BuilderClipboard } from './clipboard/clipboard.ts';
import { type Bench, feet, type Foot, type View, views } from './commands/bench.ts';
import { languageChooser, type Pane, tabs } from './choosers.ts';
import { Desk } from './desk.ts';
import { holdDraft, type Release } from './draft_lock.ts';
import { deedOf, isAtWork } from './keys.ts';
import './inspector/inspector.ts';
import type { StudioInspector } from './inspector/inspector.ts';
import { fetchSaved, Keeping, type Opened, openDraft, type Saved } from './keeping.ts';
import './outline.ts';
import './problems.ts';
import './source.ts';
import { textOfFinding } from './text_places.ts';
import { markStaleTexts } from './stale_texts.ts';
import { words } from './words.ts';

export class StudioBuilder extends StudioElement implements Bench {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    route: { attribute: false },
    desk: { state: true },
    problem: { state: true },
    theirs: { state: true },
    pane: { state: true },
    view: { state: true },
    dialog: { state: true },
    foot: { state: true },
    isFolded: { state: true },
    facts: { state: true },
    palette: { state: true },
  };
  declare route: Route;
  declare desk: Desk | undefined;
  declare private problem: unknown;
  /** What somebody else made of the draft meanwhile. */
  declare private theirs: (Saved & { clashes: string[] }) | undefined;
  /** The one that a narrow window shows. */
  declare private pane: Pane;
  declare private view: View;
  /** What stands at the foot. */
  declare private foot: Foot;
  /** Of the foot only its line is seen, where the window is wide. */
  declare private isFolded: boolean;
  /** What is known from playing, for the canvas. */
  declare private facts: Facts;
  declare private palette: 'commands' | 'find' | undefined;
  declare private dialog: 'publish' | 'history' | undefined;
  readonly clipboard = new BuilderClipboard(this);
  /** It goes on where nobody sees it. */
  private isPlaying = false;
  private keeping: Keeping | undefined;
  private analyst: Analyst | undefined;
  /** Lets other tabs have the draft. */
  private release: Release | undefined;

  constructor() {
    super();
    this.pane = 'outline';
    this.view = 'canvas';
    this.foot = 'problems';
    this.isFolded = false;
    this.facts = { traffic: {} };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.keyed);
    this.clipboard.listen();
    void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.keyed);
    this.clipboard.close();
    this.leave();
    this.letGo();
  }

  private get slug(): string {
    return this.route.params.slug ?? '';
  }

  /** `isWanted`: also where another tab works on it. */
  private async open(isWanted = false): Promise<void> {
    this.problem = undefined;
    try {
      this.release = mayEdit() ? await holdDraft(this.slug, isWanted, this.handOver) : () => undefined;
      await this.read();
    } catch (error) {
      this.letGo();
      this.problem = error;
    }
  }

  /** What is opened is only to be read where another tab works on it. */
  private async read(): Promise<void> {
    const [document, opened] = await Promise.all([loadDocument(), openDraft(this.slug)]);
    const misfit = document.open(opened.text);
    if (misfit) throw new Error(misfit.sentence);
    // Whatever looked at the document of before is gone before this one comes.
    this.desk = undefined;
    await this.updateComplete;
    if (this.isConnected) this.begin(new Desk(document, this.slug, !mayEdit(), this.release === undefined), opened);
    else this.letGo();
  }

  /** Another tab goes on with the draft: all of it is put away, and here it is read from now on. */
  private readonly handOver = async (): Promise<void> => {
    const { keeping } = this;
    if (!keeping) return;
    this.keeping = undefined;
    await keeping.handOver();
    this.release = undefined;
    this.read().catch((error: unknown) => (this.problem = error));
  };

  private letGo(): void {
    this.release?.();
    this.release = undefined;
  }

  private begin(desk: Desk, opened: Opened): void {
    this.leave();
    this.desk = desk;
    this.theirs = undefined;
    desk.restore(opened.unread, opened.untaken ?? []);
    this.analyst = new Analyst(desk);
    this.keeping = new Keeping(desk, opened);
    this.keeping.addEventListener('state', () => void this.stateChanged());
    desk.on(['change', 'choose', 'language', 'findings'], () => this.requestUpdate());
    nameWindow(textOf(desk.definition, 'title') || desk.slug);
    const layer = this.route.query.get('layer');
    if (layer) desk.choose({ layers: [layer] });
    void markStaleTexts(desk);
  }

  private leave(): void {
    this.analyst?.close();
    this.keeping?.close();
  }

  private async stateChanged(): Promise<void> {
    this.requestUpdate();
    if (this.keeping?.state === 'conflict') await this.findTheirs();
  }

  private readonly findTheirs = async (): Promise<void> => {
    try {
      const [{ mergeTheirs }] = await Promise.all([import('./publish/merging.ts'), import('./publish/conflict.ts')]);
      const { desk, keeping } = this;
      const saved = await fetchSaved(this.slug);
      const clashes = desk && keeping && (await mergeTheirs(desk, keeping, saved));
      if (clashes) this.theirs = { ...saved, clashes };
    } catch (error) {
      tellProblem(error);
    }
  };

  override render() {
    const { desk } = this;
    if (this.problem) {
      return html`<div class="page"><p role="alert">${sentenceOf(this.problem)}</p>
        <p><button class="button" @click=${() => void this.open()}>${words.tryAgain}</button> <a href="#/funnels">${words.back}</a></p></div>`;
    }
    if (!desk) return html`<p class="page muted" role="status">${words.opening}</p>`;
    return html`<div class="builder">${this.bar(desk)}
      <div class="panes" data-pane=${this.pane}>
        <section class="outline" aria-label=${words.outline}><studio-outline .desk=${desk}></studio-outline></section>
        <section class="middle ${this.view}" aria-label=${words.views[this.view]}>${this.middle(desk)}</section>
        <section class="inspector" aria-label=${words.inspector}><studio-inspector .desk=${desk}></studio-inspector></section>
        <section class="problems ${this.lookOfFoot(desk)}" aria-label=${words.feet[this.foot]}>${this.footOf(desk)}</section>
      </div>
      ${tabs(this.pane, words.views[this.view], (pane) => (this.pane = pane))}</div>
      ${this.theirs ? this.conflict(desk, this.theirs) : this.shownDialog(desk)}${this.shownPalette(desk)}`;
  }

  private bar(desk: Desk): TemplateResult {
    const { undoName, redoName } = desk.document;
    const state = this.keeping?.state ?? 'saved';
    return html`<header class="bar">
      <a class="button quiet square" href="#/funnels" aria-label=${words.back} title=${words.back}>${icon('back', 'flips')}</a>
      <h1>${textOf(desk.definition, 'title') || desk.slug}</h1>
      <span class="state ${state}" role="status">${state === 'here' ? icon('cloud_off') : nothing}${desk.isElsewhere ? words.elsewhere : desk.isReadOnly ? words.readOnly : desk.unread || desk.untaken.all.length ? words.unreadState : words.states[state]}</span>
      ${desk.isElsewhere ? html`<button class="button" @click=${() => void this.open(true)}>${words.workHere}</button>` : nothing}
      ${state === 'refused' ? html`<button class="button quiet" @click=${() => this.stand('problems')}>${words.whyRefused}</button>` : nothing}
      ${state === 'conflict' ? html`<button class="button" @click=${this.findTheirs}>${words.decide}</button>` : nothing}
      <span class="room"></span>
      <span class="views" role="group" aria-label=${words.middle}>
        ${views.map((view) => html`<button
          class="button quiet ${view}"
          aria-pressed=${view === this.view}
          @click=${() => this.look(view)}
        >${view === 'beside' ? words.both : words.views[view]}</button>`)}
      </span>
      <button class="button quiet square" aria-label=${words.commands} aria-keyshortcuts="Control+K" title=${`${words.commands} (Ctrl K)`} @click=${() => this.offer('commands')}>${icon('search')}</button>
      <button class="button quiet square" aria-label=${words.undo(undoName)} title=${words.undo(undoName)} ?disabled=${undoName === null} @click=${() => desk.document.undo()}>${icon('undo')}</button>
      <button class="button quiet square" aria-label=${words.redo(redoName)} title=${words.redo(redoName)} ?disabled=${redoName === null} @click=${() => desk.document.redo()}>${icon('redo')}</button>
      ${languageChooser(desk)}
      <a class="button quiet square" href=${hrefOf('/analytics/:slug', { slug: desk.slug })} aria-label=${words.analytics} title=${words.analytics}>${icon('chart')}</a>
      <button class="button" @click=${() => this.show('history')}>${words.history}</button>
      ${desk.isReadOnly ? nothing : html`<button class="button primary" @click=${() => this.show('publish')}>${words.publish}</button>`}
    </header>`;
  }

  /** Why the server does not take the draft, if it does not. */
  private get refusal(): unknown {
    return this.keeping?.state === 'refused' ? this.keeping.problem : undefined;
  }

  /** One line is enough where there is nothing to be told. */
  private lookOfFoot(desk: Desk): '' | 'quiet' | 'folded' {
    if (this.isFolded) return 'folded';
    const isQuiet = this.foot === 'problems' && desk.findings.length === 0 && !desk.unread && this.refusal === undefined;
    return isQuiet ? 'quiet' : '';
  }

  /** What stands at the foot already is folded, and opened again. */
  private press(foot: Foot): void {
    if (this.foot === foot) this.isFolded = !this.isFolded;
    else this.stand(foot);
  }

  private footOf(desk: Desk): TemplateResult {
    const count = desk.findings.length;
    return html`<div class="feet" role="group" aria-label=${words.foot}>
        ${feet.map((foot) => html`<button class="button quiet" aria-pressed=${this.foot === foot} aria-expanded=${this.foot === foot && !this.isFolded} @click=${() => this.press(foot)}>
          ${words.feet[foot]}${foot === 'problems' && count ? html` <span class="muted">${count}</span>` : nothing}
        </button>`)}
      </div>
      ${this.footShown(desk)}`;
  }

  private footShown(desk: Desk): TemplateResult {
    const tell = (event: CustomEvent<Annotations>) => (this.facts = { ...this.facts, traffic: event.detail });
    if (this.foot === 'simulate') return html`<studio-simulate .desk=${desk} @traffic=${tell}></studio-simulate>`;
    if (this.foot === 'backtest') return html`<studio-backtest .desk=${desk} @traffic=${tell}></studio-backtest>`;
    return html`<studio-problems .desk=${desk} .refusal=${this.refusal} @go=${(event: CustomEvent<string>) => this.goTo(event.detail)} @text=${() => this.look('json')}></studio-problems>`;
  }

  /** The preview stays while the canvas is looked at: it goes on telling where its session is. */
  private middle(desk: Desk): TemplateResult {
    const hasCanvas = this.view === 'canvas' || this.view === 'beside';
    const isPreview = this.view === 'preview' || this.view === 'beside';
    return html`${this.view === 'json' ? html`<studio-source .desk=${desk}></studio-source>` : nothing}
      ${hasCanvas
        ? html`<studio-canvas
            .desk=${desk}
            .facts=${this.facts}
            @open=${() => (this.pane = 'inspector')}
            @reveal=${({ detail }: CustomEvent<string>) => this.inspector?.reveal(detail, 'scroll')}
            @facts=${({ detail }: CustomEvent<Facts>) => (this.facts = detail)}
          ></studio-canvas>`
        : nothing}
      ${isPreview || this.isPlaying
        ? html`<studio-preview
            ?hidden=${!isPreview}
            .desk=${desk}
            @playing=${({ detail }: CustomEvent<Passed & { layer: string }>) => (this.facts = { ...this.facts, playing: detail })}
            @coverage=${({ detail }: CustomEvent<Coverage>) =>
              (this.facts = { ...this.facts, tests: { coverage: detail, revision: desk.document.revision } })}
          ></studio-preview>`
        : nothing}`;
  }

  private conflict(desk: Desk, theirs: Saved & { clashes: string[] }): TemplateResult {
    return html`<studio-conflict
      .desk=${desk}
      .keeping=${this.keeping!}
      .theirs=${theirs}
      .clashes=${theirs.clashes}
      @close=${() => (this.theirs = undefined)}
      @history=${() => this.show('history')}
    ></studio-conflict>`;
  }

  show(dialog: 'publish' | 'history'): void {
    const part = dialog === 'publish' ? import('./publish/publish.ts') : import('./publish/history.ts');
    this.whenHere(part, () => (this.dialog = dialog));
  }

  private shownDialog(desk: Desk): TemplateResult | typeof nothing {
    const close = () => {
      this.dialog = undefined;
      void markStaleTexts(desk);
    };
    if (this.dialog === 'history') return html`<studio-history .desk=${desk} .keeping=${this.keeping!} @close=${close}></studio-history>`;
    if (this.dialog !== 'publish') return nothing;
    const go = (event: CustomEvent<string>) => {
      close();
      this.goTo(event.detail);
    };
    return html`<studio-publish .desk=${desk} .keeping=${this.keeping!} @close=${close} @go=${go}></studio-publish>`;
  }

  /** A part of the builder that is loaded when it is asked for. */
  private whenHere(part: Promise<unknown>, show: () => void): void {
    part.then(show, (error: unknown) => tell(sentenceOf(error), { isBad: true }));
  }

  look(view: View): void {
    const show = () => {
      this.isPlaying ||= view === 'preview' || view === 'beside';
      this.view = view;
      this.pane = 'middle';
    };
    if (view === 'preview' || view === 'beside') this.whenHere(import('../preview/preview.ts'), show);
    else show();
  }

  get canvas(): StudioCanvas | undefined {
    return this.renderRoot.querySelector<StudioCanvas>('studio-canvas') ?? undefined;
  }

  get board(): StudioBoard | undefined {
    const board = this.canvas?.board;
    return board?.isThere ? board : undefined;
  }

  get isAtWork(): boolean {
    return !this.dialog && !this.palette && !this.theirs && isAtWork();
  }

  private get inspector(): StudioInspector | undefined {
    return this.renderRoot.querySelector<StudioInspector>('studio-inspector') ?? undefined;
  }

  stand(foot: Foot): void {
    const loads = { problems: () => Promise.resolve(), simulate: () => import('./simulate/simulate.ts'), backtest: () => import('./backtest/backtest.ts') };
    this.whenHere(loads[foot](), () => {
      this.foot = foot;
      this.isFolded = false;
      this.pane = 'problems';
    });
  }

  find(): void {
    this.offer('find');
  }

  save(): void {
    void this.keeping?.save();
  }

  private offer(palette: 'commands' | 'find'): void {
    this.whenHere(import('./commands/offers.ts'), () => (this.palette = palette));
  }

  private shownPalette(desk: Desk): TemplateResult | typeof nothing {
    if (!this.palette) return nothing;
    return html`<studio-offers .what=${this.palette} .desk=${desk} .bench=${this} @close=${() => (this.palette = undefined)}></studio-offers>`;
  }

  goTo(wanted: string): void {
    const desk = this.desk!;
    const pointer = textOfFinding(desk.definition, wanted);
    const [first, language] = namesOf(wanted);
    if (first === 'content' && language && languagesOf(desk.definition).includes(language)) desk.language = language;
    desk.chooseAt(pointer);
    this.pane = 'inspector';
    this.inspector?.reveal(pointer);
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    const deed = deedOf(event);
    const { desk } = this;
    if (!deed || !desk) return;
    if (deed === 'commands' || deed === 'find') {
      if (this.dialog || this.theirs) return;
      this.offer(deed);
    } else if (deed === 'duplicate') {
      if (!this.isAtWork) return;
      this.clipboard.duplicate();
    } else if (deed === 'save') this.save();
    else desk.document[deed]();
    event.preventDefault();
  };
}

customElements.define('studio-builder', StudioBuilder);
