/**
 * `<studio-board>`: the canvas of a document. It changes the document that it is given by what hands do
 * on it; tells `select` (what is selected now), `open` (a layer or a note is to be looked at closely) and
 * `view` (the zoom, and how many things are selected).
 */
import { html, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { foreignLetter, Letters } from '../../src/canvas/letters.ts';
import { AtRest } from '../base/at_rest.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import type { Misfit, StudioDocument } from '../document/studio_document.ts';
import { textOf } from '../document/definition.ts';
import css from './board.css?inline';
import { type BoardFrame, BoardModule, type BoardSelection, type Copied } from './board_module.ts';
import { Easel } from './easel.ts';
import { Hands } from './hands.ts';
import { words } from './words.ts';

/** What is known of the document besides what it is: `wasm/studio/board/notices.hpp`. */
export interface Annotations {
  findings?: readonly { pointer: string; severity: string }[];
  /** `change`: by how much the share of visitors who come is another than it was. */
  layers?: Record<string, { reached?: number; dropped?: number; converted?: number; change?: number }>;
  ways?: readonly { from?: string; to?: string; pointer?: string; count: number; change?: number }[];
  /** Where the preview's session is, and where it was. */
  playing?: Passed & { layer: string };
  /** What recorded tests take, and what none of them does. */
  tests?: { taken: Passed; missing: Passed };
}

/** Layers by their ids, and ways between them. */
export interface Passed {
  layers: readonly string[];
  ways: readonly { from: string; to: string }[];
}

export interface BoardView {
  zoom: number;
  selected: number;
}

export type Theme = 'light' | 'dark';

const kNothing: BoardSelection = { layers: [], notes: [], way: '' };
/** A document keeps the letters that it was once given. */
const lettersOf = new WeakMap<object, Letters>();
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** What hands begin with. */
const kHands = ['pointerdown', 'keydown', 'contextmenu', 'dblclick'];

export class StudioBoard extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    document: { attribute: false },
    annotations: { attribute: false },
    language: {},
    theme: {},
    isReadOnly: { attribute: false },
    hasMap: { attribute: false },
  };

  /** The one that is open; only one canvas at a time shows it. */
  declare document: StudioDocument | undefined;
  declare annotations: Annotations;
  /** Of the texts; '' is the funnel's default one. */
  declare language: string;
  declare theme: Theme;
  declare isReadOnly: boolean;
  /** The small map, where there is room for it. */
  declare hasMap: boolean;
  /** Settles when the first frame with letters is there. */
  readonly drawn: Promise<void>;

  #resolve!: () => void;
  #module: BoardModule | undefined;
  #letters: Letters | undefined;
  #easel: Easel | undefined;
  #hands: Hands | undefined;
  #selection = kNothing;
  #view: BoardView = { zoom: 0, selected: -1 };
  #shown: StudioDocument | undefined;
  #turn = 0;
  #zoom = 1;
  #rests = false;
  readonly #following = new AtRest(() => this.#changed());
  readonly #follow = () => this.#following.ask();
  /** Hands find what is there. */
  readonly #settle = () => this.#following.settle();
  readonly #look = () => this.#dress();

  constructor() {
    super();
    this.annotations = {};
    this.language = '';
    this.theme = 'light';
    this.isReadOnly = false;
    this.hasMap = true;
    this.drawn = new Promise((resolve) => (this.#resolve = resolve));
  }

  /** What is selected on the canvas. */
  get selection(): BoardSelection {
    return this.#selection;
  }

  /** 1 is as large as life. */
  get zoom(): number {
    return this.#zoom;
  }

  /** Nothing moves, and no letter is waited for. */
  get rests(): boolean {
    return this.#rests;
  }

  /** Selects, and has it in view; the canvas tells nothing of it. */
  choose(selection: Partial<BoardSelection>): void {
    const whole = { ...kNothing, ...selection };
    if (JSON.stringify(whole) === JSON.stringify(this.#selection)) return;
    this.#settle();
    this.#selection = whole;
    this.#module?.choose(whole);
    this.#easel?.queue();
  }

  /** Does what a tool of the canvas is called (`wasm/studio/board/deeds.hpp`): `fit`, `zoom_in`, `tidy`, … */
  use(tool: string): boolean {
    this.#settle();
    const isDone = this.#module?.tool(tool) ?? false;
    this.#told();
    return isDone;
  }

  /** Whether this browser draws it. */
  get isThere(): boolean {
    return this.#module !== undefined;
  }

  /** What is selected, for the clipboard. */
  copied(): Copied | undefined {
    this.#settle();
    return this.#module?.copied();
  }

  /** Puts what was copied, in view; says what keeps it from being that, if anything. */
  paste(copied: unknown): Misfit | undefined {
    this.#settle();
    const misfit = this.#module?.paste(copied);
    this.#told();
    return misfit;
  }

  override render() {
    const title = textOf(this.document?.definition, 'title');
    // What drew on a canvas once is not had again.
    const canvas = html`<canvas
      tabindex="0"
      role="application"
      aria-label=${words.name(title)}
      aria-describedby="help"
    ></canvas>`;
    return html`${keyed(this.#turn, canvas)}
      <p class="unseen" id="help">${words.help}</p>
      <p class="unseen" id="said" role="status" aria-live="polite"></p>`;
  }

  override willUpdate(): void {
    if (this.document !== this.#shown) ++this.#turn;
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.document !== this.#shown) this.#take();
    if (['language', 'theme', 'isReadOnly', 'hasMap'].some((name) => changed.has(name as keyof StudioBoard))) this.#dress();
    if (changed.has('annotations')) {
      this.#module?.annotate(this.annotations);
      this.#easel?.queue();
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    calm.addEventListener('change', this.#look);
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    calm.removeEventListener('change', this.#look);
    this.#leave();
  }

  get #canvas(): HTMLCanvasElement {
    return this.renderRoot.querySelector('canvas')!;
  }

  /** Another document: what was shown before is left. */
  #take(): void {
    this.#leave();
    const { document } = this;
    this.#shown = document;
    if (!document) return;
    const module = new BoardModule(document.module);
    const easel = Easel.on(this.#canvas, module, (frame) => this.#made(frame));
    if (!easel) return this.#say(words.absent);
    this.#module = module;
    this.#easel = easel;
    this.#letters = lettersOf.get(document.module) ?? new Letters(module);
    lettersOf.set(document.module, this.#letters);
    for (const name of kHands) this.#canvas.addEventListener(name, this.#settle, { capture: true });
    this.#hands = new Hands(this.#canvas, module, { told: () => this.#told() });
    // For tests, and for whoever looks on: what is where, and how long frames took.
    Object.defineProperty(this.#canvas, 'spots', { configurable: true, get: () => module.spots });
    Object.defineProperty(this.#canvas, 'times', { configurable: true, get: () => easel.times });
    document.addEventListener('change', this.#follow);
    this.#dress();
    module.annotate(this.annotations);
    this.#changed();
    void this.#write();
  }

  #leave(): void {
    this.#shown?.removeEventListener('change', this.#follow);
    this.#following.drop();
    this.#shown = undefined;
    this.#hands?.close();
    this.#easel?.close();
    this.#hands = this.#easel = this.#module = undefined;
  }

  #dress(): void {
    this.#module?.look(this.language, {
      isDark: this.theme === 'dark',
      isCalm: calm.matches,
      isReadOnly: this.isReadOnly,
      hasMap: this.hasMap,
    });
    this.#easel?.queue();
  }

  /** The document is another one; what hands did here is shown already. */
  #changed(): void {
    this.#module?.show();
    this.#easel?.queue();
    const text = JSON.stringify(this.document?.definition);
    if (this.#letters && !this.#letters.has(text)) void this.#write();
  }

  /** Gets the letters that the texts need, as far as there are some. */
  async #write(): Promise<void> {
    const letters = this.#letters;
    if (!letters) return;
    const text = JSON.stringify(this.document?.definition);
    const foreign = foreignLetter(text);
    if (foreign) console.debug('tundish: the canvas has no letters for', foreign);
    try {
      await letters.add(text);
    } catch (error) {
      console.debug('tundish: letters of the canvas did not come', error);
      return this.#say(words.failed);
    }
    this.#easel?.queue();
    requestAnimationFrame(() => requestAnimationFrame(this.#resolve));
  }

  /** Something was told to the canvas: the document may have changed. */
  #told(): void {
    if (this.#module?.hasChanged) this.document?.answered(true);
    this.#easel?.queue();
  }

  #made(frame: BoardFrame): void {
    this.#canvas.style.cursor = frame.cursor;
    this.#zoom = frame.zoom;
    this.#rests = !frame.wants;
    if (frame.said) this.#say(frame.said);
    if (JSON.stringify(frame.selection) !== JSON.stringify(this.#selection)) {
      this.#selection = frame.selection;
      this.#tell('select', frame.selection);
    }
    this.#showView(frame);
    for (const id of frame.opened) this.#tell('open', { id });
    // A finger that stays may have done something without any event.
    if (this.#module?.hasChanged) this.document?.answered(true);
  }

  #showView({ zoom, selection }: BoardFrame): void {
    const selected = selection.layers.length + selection.notes.length;
    if (zoom === this.#view.zoom && selected === this.#view.selected) return;
    this.#view = { zoom, selected };
    this.#tell('view', this.#view);
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #say(text: string): void {
    const said = this.renderRoot.querySelector('#said');
    if (said) said.textContent = text;
  }
}

customElements.define('studio-board', StudioBoard);
