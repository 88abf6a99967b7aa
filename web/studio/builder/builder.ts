/** `<studio-builder>`: one funnel, to be built: its draft, and the panels around it. */
import { html, nothing, type TemplateResult } from 'lit';
import { sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { hrefOf, nameWindow, type Route } from '../base/router.ts';
import { tell } from '../base/toast.ts';
import { languagesOf, namesOf, textOf } from '../document/definition.ts';
import type { Annotations, Passed, StudioBoard } from '../board/board.ts';
import type { Coverage } from '../preview/recorded.ts';
import css from './builder.css?inline';
import './canvas/canvas.ts';
import type { StudioCanvas } from './canvas/canvas.ts';
import type { Facts } from './canvas/facts.ts';
import { BuilderClipboard } from './clipboard/clipboard.ts';
import { type Bench, feet, type Foot, type View, views } from './commands/bench.ts';
import { languageChooser, type Pane, tabs } from './choosers.ts';
import type { Desk } from './desk.ts';
import { Draft, type Theirs } from './draft.ts';
import { deedOf, isAtWork } from './keys.ts';
import './inspector/inspector.ts';
import type { StudioInspector } from './inspector/inspector.ts';
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
    pane: { state: true },
    view: { state: true },
    dialog: { state: true },
    foot: { state: true },
    isFolded: { state: true },
    facts: { state: true },
    palette: { state: true },
  };
  declare route: Route;
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
  private readonly draft = new Draft(this, () => this.route.params.slug ?? '', (desk) => this.begin(desk));

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
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.keyed);
    this.clipboard.close();
  }

  get desk(): Desk | undefined {
    return this.draft.desk;
  }

  private begin(desk: Desk): void {
    desk.on(['change', 'choose', 'language', 'findings'], () => this.requestUpdate());
    nameWindow(textOf(desk.definition, 'title') || desk.slug);
    const layer = this.route.query.get('layer');
    if (layer) desk.choose({ layers: [layer] });
    void markStaleTexts(desk);
  }

  override render() {
    const { desk, problem, theirs } = this.draft;
    if (problem) {
      return html`<div class="page"><p role="alert">${sentenceOf(problem)}</p>
        <p><button class="button" @click=${() => void this.draft.open()}>${words.tryAgain}</button> <a href="#/funnels">${words.back}</a></p></div>`;
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
      ${theirs ? this.conflict(desk, theirs) : this.shownDialog(desk)}${this.shownPalette(desk)}`;
  }

  private bar(desk: Desk): TemplateResult {
    const { undoName, redoName } = desk.document;
    const state = this.draft.keeping?.state ?? 'saved';
    return html`<header class="bar">
      <a class="button quiet square" href="#/funnels" aria-label=${words.back} title=${words.back}>${icon('back', 'flips')}</a>
      <h1>${textOf(desk.definition, 'title') || desk.slug}</h1>
      <span class="state ${state}" role="status">${state === 'here' ? icon('cloud_off') : nothing}${desk.isElsewhere ? words.elsewhere : desk.isReadOnly ? words.readOnly : desk.unread || desk.untaken.all.length ? words.unreadState : words.states[state]}</span>
      ${desk.isElsewhere ? html`<button class="button" @click=${() => void this.draft.open(true)}>${words.workHere}</button>` : nothing}
      ${state === 'refused' ? html`<button class="button quiet" @click=${() => this.stand('problems')}>${words.whyRefused}</button>` : nothing}
      ${state === 'conflict' ? html`<button class="button" @click=${this.draft.findTheirs}>${words.decide}</button>` : nothing}
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
    const { keeping } = this.draft;
    return keeping?.state === 'refused' ? keeping.problem : undefined;
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

  private conflict(desk: Desk, theirs: Theirs): TemplateResult {
    return html`<studio-conflict
      .desk=${desk}
      .keeping=${this.draft.keeping!}
      .theirs=${theirs}
      .clashes=${theirs.clashes}
      @close=${() => this.draft.decided()}
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
    if (this.dialog === 'history') return html`<studio-history .desk=${desk} .keeping=${this.draft.keeping!} @close=${close}></studio-history>`;
    if (this.dialog !== 'publish') return nothing;
    const go = (event: CustomEvent<string>) => {
      close();
      this.goTo(event.detail);
    };
    return html`<studio-publish .desk=${desk} .keeping=${this.draft.keeping!} @close=${close} @go=${go}></studio-publish>`;
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
    return !this.dialog && !this.palette && !this.draft.theirs && isAtWork();
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
    void this.draft.keeping?.save();
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
      if (this.dialog || this.draft.theirs) return;
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
