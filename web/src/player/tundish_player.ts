/** <tundish-player>: attributes in, events out; draws what the store has. */
import { html, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { AnswerValue, Problem, View } from '../engine/engine.ts';
import { PlayerAttributes } from './attributes.ts';
import type { CanvasLook } from './canvas_look.ts';
import type { Conversation } from './chat_look.ts';
import choicesCss from './choices.css?inline';
import fieldsCss from './fields.css?inline';
import { focusLayer, focusProblem, pressLetter } from './focus.ts';
import { drawn, pause } from './drawn.ts';
import { Frame, unfolds } from './frame.ts';
import { loadPart } from './load_part.ts';
import frameCss from './frame.css?inline';
import pageCss from './page.css?inline';
import { paintLayer, progressOf } from './painter.ts';
import { isForChat, isThere, loadPainter, loadPainters, sheetsOfParts } from './parts.ts';
import { nameParts } from './part_names.ts';
import { PlayStore } from './play_store.ts';
import { isDressed, loadTheme, sheetsOfThemes } from './ready_themes.ts';
import type { Scene } from './scene.ts';
import { paintBanner, paintBlank } from './states.ts';
import { rehearse } from './rehearse.ts';
import { safeImage } from './safe_url.ts';
import { putOn } from './sheet.ts';
import type { Stage } from './stage.ts';
import { Steady } from './steady.ts';
import { loadStrings, stringsOf } from './strings.ts';
import type { Wanted } from '../sync/releases.ts';
import { heldLink, holdLink } from '../sync/resume_link.ts';
import type { Telling } from './telling_details.ts';
import type { ThreadMaker } from './thread.ts';
import { paintTrap } from './trap.ts';
import { applyTheme, schemeOf, themeSheet } from './theme.ts';
import tokensCss from './tokens.css?inline';

const dark = matchMedia('(prefers-color-scheme: dark)');

// Before anything else can read the address.
holdLink();

/** How long what is on the screen waits for a painter before it says so. */
const kPatienceMs = 1500;
/** What is there within this time comes at once. */
const kBriefMs = 50;
export class TundishPlayer extends PlayerAttributes {
  static override styles = unsafeCSS(
    tokensCss + frameCss + pageCss + fieldsCss + choicesCss,
  );
  #store: PlayStore | undefined;
  /** What was asked of it. */
  #asked = this.wanted;
  readonly #theme = themeSheet();
  /** What is written there. */
  #worn: Scene['theme'];
  readonly #steady = new Steady();
  #drawn: Pick<Scene, 'turn' | 'refusals'> = { turn: 0, refusals: 0 };
  /** In the chat look only. */
  #conversation: Conversation | undefined;
  /** With the canvas renderer only. */
  #canvas: CanvasLook | undefined;
  #begun: Promise<void> = Promise.resolve();
  #stocked: Promise<void> = Promise.resolve();
  /** The turn of which a painter could not be had. */
  #lacking = -1;
  /** The language whose words were asked for. */
  #spoken = '';
  readonly #frame = new Frame(this);

  override connectedCallback(): void {
    super.connectedCallback();
    putOn(this.shadowRoot, [this.#theme]);
    dark.addEventListener('change', this.#recolour);
    addEventListener('hashchange', this.#relink);
    this.addEventListener('keydown', this.#key);
    this.addEventListener('pointerdown', this.#steady.press);
    if (!unfolds(this.mode) || this.unfolded) void this.start();
    void this.#frame.attend();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    dark.removeEventListener('change', this.#recolour);
    removeEventListener('hashchange', this.#relink);
    this.removeEventListener('keydown', this.#key);
    this.removeEventListener('pointerdown', this.#steady.press);
    this.#frame.leave();
    this.#leave();
  }

  /** Loads the funnel and shows it; by itself as soon as the player is on the page and open. */
  async start(): Promise<void> {
    if (this.#store) return;
    this.#drawn = { turn: 0, refusals: 0 };
    this.#asked = this.wanted;
    const store = new PlayStore(this.#asked, {
      given: () => this.initialData,
      prepare: () => this.#prepare(store),
      released: (release) => (this.#stocked = this.#stock(release)),
      changed: () => this.requestUpdate(),
      told: (telling) => this.#tell(telling),
    });
    this.#store = store;
    await (this.#begun = store.start());
  }

  /** Commits a field by its slug; null clears it. Resolves when the device has kept it. */
  async answer(slug: string, value: AnswerValue | null): Promise<void> {
    await this.#store?.answer(slug, value);
  }

  /** Presses a button by its id; `next` is the layer's own way onward. */
  async press(button: string): Promise<void> {
    await this.#store?.press(button);
  }

  /** Replies in a conversation. */
  async reply(text: string): Promise<void> {
    await this.#store?.reply({ text });
  }

  async back(): Promise<void> {
    await this.#store?.back();
  }

  /** Goes on in another language, with every answer, where the funnel has such texts. */
  async setLanguage(language: string): Promise<void> {
    this.language = language;
    this.#asked = this.wanted;
    await this.#store?.setLanguage(this.#asked.language);
  }

  /** Leaves the session as it is and begins another one. */
  async reset(): Promise<void> {
    this.#conversation?.forget();
    await this.#store?.reset();
  }

  /**
   * The address with which another device goes on with this session, once the server has it; it holds
   * the session's secret. Undefined while nothing is loaded.
   */
  resumeLink(): string | undefined {
    return this.#store?.resumeLink();
  }

  /** Unfolds a `popup`, a `bubble` or a `tab`. */
  open(): void {
    this.unfolded = true;
    void this.start();
    void this.#frame.attend();
  }

  close(): void {
    this.unfolded = false;
  }

  /** The view that is on the screen; undefined while nothing is loaded. */
  get view(): View | undefined {
    return this.#store?.scene.view;
  }

  /** Resolves when what later layers need is there, for the time without a network. */
  get stocked(): Promise<void> {
    return this.#begun.then(() => this.#stocked);
  }

  protected override async scheduleUpdate(): Promise<void> {
    await this.#steady.released;
    // Nobody needs to see that what comes at once is loaded.
    if (!this.hasUpdated) await Promise.race([this.#store?.sight, pause(kBriefMs)]);
    await this.#furnish();
    super.scheduleUpdate();
  }

  /** Gets the painters and the theme that the view needs and that are not there. */
  async #furnish(): Promise<void> {
    const { turn = 0, view, theme } = this.#store?.scene ?? {};
    const shown = [...(view?.components ?? []), ...(view?.waiting ? [{ type: 'action' }] : [])];
    const lacking = shown.filter((one) => !isThere(one) && (!this.#isOwn || isForChat(one)));
    const wanted = lacking.map(loadPainter);
    if (!isDressed(theme)) wanted.push(loadTheme(theme!));
    if (wanted.length === 0 || this.#lacking === turn) return;
    const loading = Promise.all(wanted).then(
      () => this.requestUpdate(),
      (error: unknown) => {
        console.warn('tundish: a part of the player is not there', error);
        this.#lacking = turn;
        this.requestUpdate();
      },
    );
    await Promise.race([loading, pause(kPatienceMs)]);
  }

  /** Gets what later layers need while there is a network. */
  async #stock(release: string): Promise<void> {
    try {
      await drawn();
      await loadPainters(release, this.#isOwn ? isForChat : undefined);
      this.requestUpdate();
      await drawn();
      if (!this.#isOwn) await rehearse(this.shadowRoot!, this.#store?.opened, this.#stage());
    } catch (error) {
      console.debug('tundish: what later layers need is not ready for them', error);
    }
  }

  /** The look and the words are loaded while the engine is; without its look nothing is drawn. */
  async #prepare(store: PlayStore): Promise<ThreadMaker | undefined> {
    const { channel, language } = store.wanted;
    const look = channel === 'web' ? undefined : loadPart(() => import('./chat_look.ts'));
    const later = () => this.requestUpdate();
    const canvas = this.renderer === 'canvas' && loadPart(() => import('./canvas_look.ts'))
      .then(({ CanvasLook }) => CanvasLook.open(this.shadowRoot!, later))
      .catch(console.warn);
    const [chat, easel] = await Promise.all([look, canvas, loadStrings(language)]);
    if (this.#store === store) this.#canvas = easel || undefined;
    else if (easel) easel.close();
    if (chat && this.shadowRoot && this.#store === store) {
      this.#conversation = new chat.Conversation(this.shadowRoot, {
        changed: later,
        reply: (reply) => void store.reply(reply),
        back: () => store.back(),
        scene: () => store.scene,
      });
    }
    return chat;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('mode') || changed.has('trigger')) this.#reframe();
    if (changed.has('debug') && this.debug) void this.#watch();
    this.#follow(this.wanted);
    void this.#speak(this.#language());
    putOn(this.shadowRoot, [...this.#frame.sheets, ...sheetsOfParts(), ...sheetsOfThemes()]);
    const scene = this.#store?.scene;
    if (!scene) return;
    this.#store?.office.furnish();
    this.#conversation?.follow(scene);
    // What is written anew is styled anew, with every step.
    if (scene.theme !== this.#worn) applyTheme(this.#theme, (this.#worn = scene.theme));
  }

  protected override render(): TemplateResult {
    const language = this.#store?.scene.view?.language ?? this.language;
    const strings = stringsOf(this.#language());
    const funnels = this.#store?.scene.theme;
    const own = schemeOf(funnels);
    const scheme = own ?? (this.theme === 'auto' ? (dark.matches ? 'dark' : 'light') : this.theme);
    return html`<div class="root" data-theme=${scheme} data-style=${funnels?.name ?? nothing} dir=${strings.dir} lang=${language || nothing}>
      ${this.#frame.paint(strings, this.#store?.scene.view?.title ?? '', () => this.#content())}
    </div>`;
  }

  protected override updated(): void {
    this.#frame.settle();
    const scene = this.#store?.scene;
    const root = this.shadowRoot;
    if (root) nameParts(root);
    if (!scene?.view || !root) return;
    const { turn, refusals } = this.#drawn;
    this.#drawn = { turn: scene.turn, refusals: scene.refusals };
    if (this.#drawsCanvas) return this.#canvas!.settle();
    if (this.#conversation) {
      this.#conversation.settle();
    } else if (scene.refusals > refusals) {
      focusProblem(root);
    } else if (turn > 0 && scene.turn > turn) {
      focusLayer(root);
    }
  }

  /** Has somebody look on who tells in the console what happens and why. */
  async #watch(): Promise<void> {
    const { watch } = await loadPart(() => import('./debug.ts'));
    watch(this, async () => this.#store?.record());
  }

  /** Another mode or trigger was asked for. */
  #reframe(): void {
    if (!this.hasUpdated) return;
    this.#frame.leave();
    void this.#frame.attend();
    if (!unfolds(this.mode)) void this.start();
  }

  /** Something else was asked for: another language of the same session, or another session. */
  #follow(wanted: Wanted): void {
    if (!this.#store) return;
    const { language } = wanted;
    const before = this.#asked;
    this.#asked = wanted;
    if (JSON.stringify({ ...before, language }) !== JSON.stringify(wanted)) this.#restart();
    else if (language !== before.language) void this.#store.setLanguage(language);
  }

  #content(): TemplateResult {
    const scene = this.#store?.scene;
    const stage = this.#stage();
    if (!scene?.view || scene.phase !== 'playing')
      return paintBlank(scene?.phase ?? 'loading', stage.strings, () => this.#restart());
    const banner = paintBanner(scene, stage.strings, this.#store!);
    const trap = scene.honeypot ? paintTrap(this.#store!.spring) : nothing;
    if (this.#drawsCanvas) return this.#canvas!.paint(scene, stage, this.#conversation, [banner, trap]);
    if (this.#conversation) {
      return html`<div class="panel" ?inert=${scene.elsewhere}>${this.#conversation.paint(scene, stage, banner)}${trap}</div>`;
    }
    const logo = safeImage(scene.theme?.logo, stage.base);
    return html`<section class="page" ?data-first=${scene.turn < 2} aria-label=${scene.view.title}>
      <progress part="progress" max="1" .value=${progressOf(scene.view)} aria-label=${stage.strings.progress}></progress>
      ${logo ? html`<img class="logo" src=${logo} alt=${scene.view.title} />` : nothing}
      <div ?inert=${scene.elsewhere || scene.pressed}>${keyed(scene.turn, paintLayer(scene.view, stage))}</div>
      ${banner}${trap}
    </section>`;
  }

  /** What is shown is drawn on the canvas; what has letters that are not to be had there is not. */
  get #drawsCanvas(): boolean {
    return this.#canvas?.draws(this.#store?.scene.view, stringsOf(this.#language())) ?? false;
  }

  /** It is not painted by the painters of pages. */
  get #isOwn(): boolean {
    return this.#conversation !== undefined || this.#drawsCanvas;
  }

  #stage(): Stage {
    const store = this.#store;
    const language = this.#language();
    const later = () => this.requestUpdate();
    return {
      strings: stringsOf(language),
      language,
      base: `${this.server}/`,
      typed: store?.typed ?? new Map<string, unknown>(),
      rejected: store?.scene.rejected ?? new Map<string, Problem>(),
      type: (slug, value) => {
        store?.type(slug, value);
        later();
      },
      answer: (slug, value) => {
        void store?.answer(slug, value);
        later();
      },
      press: (button) => void store?.press(button),
      back: () => void store?.back(),
      reset: () => void this.reset(),
      missing: this.#lacking === store?.scene.turn,
      fetchPainter: () => {
        this.#lacking = -1;
        later();
      },
      desks: store?.office.desks ?? {},
    };
  }

  /** Of what is shown; before that, the one that is asked for. */
  #language(): string {
    const shown = this.#store?.scene.view?.language;
    return shown || this.language || document.documentElement.lang || 'en';
  }

  /** Asks for the words of another language once; what is loaded for a session asks again. */
  async #speak(language: string): Promise<void> {
    if (language === this.#spoken) return;
    this.#spoken = language;
    await loadStrings(language);
    this.requestUpdate();
  }

  #leave(): void {
    this.#store?.close();
    this.#canvas?.close();
    this.#store = this.#canvas = this.#conversation = undefined;
  }

  /** Begins anew: another funnel, language or channel was asked for, or loading failed. */
  #restart(): void {
    this.#leave();
    void this.start();
  }

  readonly #recolour = (): void => this.requestUpdate();

  /** A link to a session was opened on this very page. */
  readonly #relink = (): void => {
    if ((holdLink() || heldLink()) && this.#store) this.#restart();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (this.shadowRoot) pressLetter(event, this.shadowRoot);
  };

  #tell({ name, detail }: Telling): void {
    this.dispatchEvent(
      new CustomEvent(`tundish-${name}`, { detail, bubbles: true, composed: true }),
    );
  }
}
