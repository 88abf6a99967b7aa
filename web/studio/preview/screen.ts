/**
 * `<studio-screen>`: what a visitor has before them on the web or in a web chat, painted by the player's
 * own painters in the player's own styles.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { AnswerValue } from '../../src/engine/engine.ts';
import type { Channel, EventInput, Problem, View } from '../../src/engine/types.gen.ts';
import type { Conversation } from '../../src/player/chat_look.ts';
import choicesCss from '../../src/player/choices.css?inline';
import fieldsCss from '../../src/player/fields.css?inline';
import { focusLayer, focusProblem } from '../../src/player/focus.ts';
import pageCss from '../../src/player/page.css?inline';
import { paintLayer, progressOf } from '../../src/player/painter.ts';
import { isThere, loadPainter, sheetsOfParts } from '../../src/player/parts.ts';
import { isDressed, loadTheme, sheetsOfThemes } from '../../src/player/ready_themes.ts';
import { isNothing, isSame } from '../../src/player/same_value.ts';
import { safeImage } from '../../src/player/safe_url.ts';
import { kBlank, lookOf, type Scene } from '../../src/player/scene.ts';
import { putOn, sheetOf } from '../../src/player/sheet.ts';
import type { Stage } from '../../src/player/stage.ts';
import { loadStrings, stringsOf } from '../../src/player/strings.ts';
import { applyTheme, schemeOf, themeSheet } from '../../src/player/theme.ts';
import tokensCss from '../../src/player/tokens.css?inline';
import { conversationOn } from './conversation.ts';
import { framed } from './framed.ts';
import { pretendedDesks } from './desks.ts';
import type { Playing } from './playing.ts';
import screenCss from './screen.css?inline';

const sheets = [tokensCss, pageCss, fieldsCss, choicesCss, screenCss].map(sheetOf).map(framed);

export class StudioScreen extends LitElement {
  static override styles = sheets;
  static override properties = { playing: { attribute: false }, channel: {}, scheme: {}, label: {} };
  declare playing: Playing;
  declare channel: Extract<Channel, 'web' | 'web_chat'>;
  declare scheme: 'light' | 'dark';
  /** Which of the frames it is: two may show the same page. */
  declare label: string;
  readonly #theme = themeSheet();
  readonly #typed = new Map<string, unknown>();
  readonly #dirty = new Set<string>();
  #rejected = new Map<string, Problem>();
  /** In a conversation only. */
  #conversation: Conversation | undefined;
  #scene: Scene = kBlank;
  /** Of the layer that is shown: another session, or another visit of a layer, is drawn anew. */
  #visit = '';
  #turn = 0;
  #refusals = 0;
  /** The turn in which somebody pressed something here: the next one takes the focus. */
  #pressedIn = -1;
  #lacks = '';
  readonly #desks = pretendedDesks({
    isWeb: () => this.#isWeb,
    pending: () => this.playing.pending,
    answer: (slug, value) => this.#answer(slug, value),
    reply: (reply) => this.#act('replied', reply),
    request: (component) => this.#act('requested', { component }),
    prove: ({ key }, isRight) =>
      this.playing.act({ kind: 'effect_result', lane: 's', input: { effect: key, outcome: isRight ? 'done' : 'failed', ...(!isRight && { status: 401 }) } }),
    reject: (slug, problem) => {
      this.#rejected = new Map(this.#rejected);
      if (problem) this.#rejected.set(slug, problem);
      else this.#rejected.delete(slug);
      this.requestUpdate();
    },
    changed: () => this.requestUpdate(),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    putOn(this.shadowRoot, [this.#theme]);
    this.playing.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playing.removeEventListener('change', this.#changed);
  }

  get #isWeb(): boolean {
    return this.channel === 'web';
  }

  readonly #changed = (): void => this.requestUpdate();

  protected override async scheduleUpdate(): Promise<void> {
    await this.#furnish();
    super.scheduleUpdate();
  }

  /** Gets the painters, the words and the theme that are wanted and not there. */
  async #furnish(): Promise<void> {
    const view = this.playing.viewOn(this.channel);
    const { theme } = this.playing.facts ?? {};
    const shown = [...(view?.components ?? []), ...(view?.waiting ? [{ type: 'action' }] : [])];
    const wanted: Promise<unknown>[] = shown.filter((one) => !isThere(one)).map(loadPainter);
    if (!isDressed(theme)) wanted.push(loadTheme(theme!));
    if (view) wanted.push(loadStrings(view.language));
    if (!this.#isWeb && !this.#conversation) wanted.push(this.#converse());
    try {
      await Promise.all(wanted);
      this.#lacks = '';
    } catch (error) {
      console.warn('tundish: a part of the player is not there', error);
      this.#lacks = view?.layer ?? '';
    }
  }

  async #converse(): Promise<void> {
    const { Conversation } = await import('../../src/player/chat_look.ts');
    const root = this.shadowRoot!;
    this.#conversation ??= new Conversation(root, {
      changed: this.#changed,
      reply: (reply) => this.#act('replied', reply),
      back: async () => void this.#act('went_back'),
      scene: () => this.#scene,
    });
    root.adoptedStyleSheets = root.adoptedStyleSheets.map((one) => (one === this.#theme ? one : framed(one)));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { playing } = this;
    if (changed.has('playing')) this.#visit = '';
    const view = playing.viewOn(this.channel);
    const visit = `${playing.script.start.seed} ${visitOf(playing)} ${view?.language}`;
    if (visit !== this.#visit) {
      this.#visit = visit;
      this.#turn += 1;
      this.#typed.clear();
      this.#dirty.clear();
      this.#rejected.clear();
    }
    // What is in the log is no draft any more: another frame may have answered it.
    for (const slug of this.#typed.keys()) if (!this.#dirty.has(slug)) this.#typed.delete(slug);
    this.#scene = this.#sceneOf(view);
    putOn(this.shadowRoot, [...sheetsOfParts(), ...sheetsOfThemes()].map(framed));
    applyTheme(this.#theme, playing.facts?.theme);
    this.#conversation?.follow(this.#scene);
  }

  #sceneOf(view: View | undefined): Scene {
    if (!view) return kBlank;
    const { facts, steps, at } = this.playing;
    const thread = this.#isWeb ? [] : conversationOn(this.channel, steps.slice(0, at + 1));
    return {
      ...kBlank,
      phase: 'playing',
      view,
      thread,
      // What is looked at again, or was answered elsewhere, is there at once.
      recalled: thread.length,
      turn: this.#turn,
      rejected: this.#rejected,
      ...(facts && lookOf(facts)),
    };
  }

  protected override updated(): void {
    if (!this.#isWeb) return this.#conversation?.settle();
    const isRefused = this.playing.refusal?.refused.code === 'layer_incomplete';
    if (isRefused && this.#refusals > 0) focusProblem(this.shadowRoot!);
    if (this.#pressedIn >= 0 && this.#turn > this.#pressedIn) focusLayer(this.shadowRoot!);
    this.#refusals = 0;
    this.#pressedIn = -1;
  }

  protected override render(): TemplateResult {
    const { view, theme } = this.#scene;
    const strings = stringsOf(view?.language ?? 'en');
    const scheme = schemeOf(theme) ?? this.scheme;
    return html`<div
      class="root ${this.#isWeb ? 'on-page' : 'in-chat'}"
      data-theme=${scheme}
      data-style=${theme?.name ?? nothing}
      dir=${strings.dir}
      lang=${view?.language || nothing}
    >
      <fieldset ?disabled=${this.playing.isKept}>${view ? this.#content(view) : nothing}</fieldset>
    </div>`;
  }

  #content(view: View): TemplateResult {
    const stage = this.#stage(view);
    if (!this.#isWeb) return html`<div class="panel">${this.#conversation?.paint(this.#scene, stage, html``) ?? nothing}</div>`;
    const logo = safeImage(this.#scene.theme?.logo, stage.base);
    return html`<section class="page" data-first aria-label="${view.title}, ${this.label}">
      <progress part="progress" max="1" .value=${progressOf(view)} aria-label=${stage.strings.progress}></progress>
      ${logo ? html`<img class="logo" src=${logo} alt=${view.title} />` : nothing}
      <div>${keyed(this.#turn, paintLayer(view, stage))}</div>
    </section>`;
  }

  #stage(view: View): Stage {
    return {
      strings: stringsOf(view.language),
      language: view.language,
      base: `${location.origin}/`,
      typed: this.#typed,
      rejected: this.#rejected,
      type: (slug, value) => {
        this.#typed.set(slug, value);
        this.#dirty.add(slug);
        this.requestUpdate();
      },
      answer: (slug, value) => this.#answer(slug, value),
      press: (button) => this.#press(button),
      back: () => void this.#act('went_back'),
      reset: () => this.playing.restart(),
      missing: this.#lacks !== '' && this.#lacks === view.layer,
      fetchPainter: this.#changed,
      desks: this.#desks,
    };
  }

  #answer(slug: string, value: AnswerValue | undefined): void {
    this.#typed.set(slug, value);
    this.#dirty.delete(slug);
    const before = this.playing.viewOn('web')?.components?.find((one) => one.slug === slug)?.value;
    if (isSame(value, before)) return this.requestUpdate();
    this.#act('answered', isNothing(value) ? { slug } : { slug, value: value! });
  }

  /** What was typed and not committed belongs before it. */
  #press(button: string): void {
    for (const slug of [...this.#dirty]) this.#answer(slug, this.#typed.get(slug) as AnswerValue);
    this.#refusals += 1;
    this.#pressedIn = this.#turn;
    this.#act('pressed', { button });
  }

  #act(kind: 'answered' | 'pressed' | 'replied' | 'went_back' | 'requested', input?: EventInput): boolean {
    return this.playing.act({ kind, ...(input && { input }) }, this.channel);
  }
}

/** Grows with every layer that is come to. */
const visitOf = ({ steps, at }: Playing): string => {
  const visits = steps.slice(0, at + 1).filter(({ played }) =>
    played.facts.some(({ kind }) => kind === 'entered' || kind === 'went_back'),
  );
  return `${visits.length} ${steps[at]?.played.view.layer}`;
};

customElements.define('studio-screen', StudioScreen);
