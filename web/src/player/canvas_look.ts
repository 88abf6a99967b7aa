/**
 * The canvas renderer, a part of its own: the painter that the studio previews with, compiled to
 * WebAssembly, on a canvas with WebGL2. It plays through the same hands as the page's painters.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { foreignLetter, Letters } from '../canvas/letters.ts';
import { loadCanvas } from '../canvas/loading.ts';
import type { CanvasMemory } from '../canvas/memory.ts';
import { Pictures } from '../canvas/pictures.ts';
import { Surface } from '../canvas/surface.ts';
import type { View } from '../engine/engine.ts';
import canvasCss from './canvas.css?inline';
import { tokensAt } from './canvas_colours.ts';
import { CanvasEasel } from './canvas_easel.ts';
import { perform } from './canvas_hands.ts';
import { paintable, picturesIn } from './canvas_scene.ts';
import { loadTools, type Tools } from './canvas_tools.ts';
import type { Conversation } from './chat_look.ts';
import { safeImage } from './safe_url.ts';
import type { Scene } from './scene.ts';
import { putOn, sheetOf } from './sheet.ts';
import { filesOf, type Stage } from './stage.ts';
import type { Strings } from './strings.ts';

const sheet = sheetOf(canvasCss);
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const fine = matchMedia('(hover: hover) and (pointer: fine)');

export class CanvasLook {
  readonly #tools: Tools;
  readonly #letters: Letters;
  readonly #pictures: Pictures;
  readonly #easel: CanvasEasel;
  #shown: { scene: Scene; stage: Stage; conversation: Conversation | undefined } | undefined;
  #refusals = 0;
  #turn = 0;
  #judged: { view: View; strings: Strings; draws: boolean } | undefined;
  #toldWhy = '';

  /** Undefined where the canvas can not be had; then the page's painters do, and the console says why. */
  static async open(root: ShadowRoot, later: () => void): Promise<CanvasLook | undefined> {
    try {
      const [memory, tools] = await Promise.all([loadCanvas(), loadTools()]);
      const canvas = document.createElement('canvas');
      const surface = Surface.on(canvas);
      if (!surface) throw new Error('the browser has no WebGL2');
      const look = new CanvasLook(root, memory, canvas, surface, tools, later);
      await look.#letters.add('');
      return look;
    } catch (error) {
      console.warn('tundish: renderer="canvas" is not to be had here; the page is drawn as usual', error);
      return undefined;
    }
  }

  private constructor(
    root: ShadowRoot,
    memory: CanvasMemory,
    canvas: HTMLCanvasElement,
    surface: Surface,
    tools: Tools,
    later: () => void,
  ) {
    putOn(root, [sheet]);
    this.#tools = tools;
    this.#letters = new Letters(memory);
    this.#pictures = new Pictures(surface, later);
    this.#easel = new CanvasEasel(memory, canvas, surface, {
      perform: (command) => {
        if (this.#shown) perform(command, { ...this.#shown, tools: this.#tools, place: this.#easel.box });
      },
      restored: () => this.#pictures.restore(),
      lacks: (text) => void this.#fetchLetters(text),
    });
  }

  /** Whether every letter of it can be drawn; the page's painters draw everything else. */
  draws(view: View | undefined, strings: Strings): boolean {
    if (!view) return true;
    if (this.#judged?.view !== view || this.#judged.strings !== strings) {
      const { next, back, optional } = strings;
      const foreign = foreignLetter(JSON.stringify([view, next, back, optional]));
      this.#judged = { view, strings, draws: foreign === undefined };
      if (foreign && foreign !== this.#toldWhy) this.#tellWhy(foreign);
    }
    return this.#judged.draws;
  }

  paint(scene: Scene, stage: Stage, conversation: Conversation | undefined, beside: unknown): TemplateResult {
    this.#shown = { scene, stage, conversation };
    const look = conversation ? 'chat' : 'page';
    return html`<section class="${look} painted-look" aria-label=${scene.view!.title}>
      <div class="unseen" role="status">${this.#easel.said || nothing}</div>
      <div ?inert=${scene.elsewhere} class="painted-frame">${this.#easel.box}</div>
      ${beside}
    </section>`;
  }

  /** To be called when it is on the page. */
  settle(): void {
    const shown = this.#shown;
    if (!shown?.scene.view) return;
    const { scene, stage, conversation } = shown;
    const spoken = conversation?.spoken(scene, stage);
    const previews = (scene.view!.components ?? []).flatMap(filesOf).concat((spoken?.entries ?? []).flatMap(({ file }) => file ?? []));
    for (const name of picturesIn(scene, spoken)) this.#pictures.want(name, safeImage(name, stage.base));
    for (const file of previews) {
      const preview = stage.desks.files?.preview(file);
      this.#pictures.want(preview, preview);
    }
    const text = {
      ...paintable(scene, stage, spoken, this.#tools),
      ...tokensAt(this.#easel.probe),
      pictures: this.#pictures.placed,
      calm: calm.matches,
      letters: fine.matches && !conversation,
    };
    const words = JSON.stringify(text);
    if (!this.#letters.has(words)) void this.#fetchLetters(words);
    this.#easel.name(scene.view!.title);
    this.#easel.show(text);
    this.#move(scene);
  }

  /** The player leaves, or shows something else. */
  close(): void {
    this.#shown = undefined;
    this.#easel.close();
    this.#pictures.close();
  }

  /** A new layer is looked at from its top; what is wrong has the focus. */
  #move(scene: Scene): void {
    if (scene.refusals > this.#refusals) {
      const wrong = (scene.view!.components ?? []).find(({ problems }) => problems && problems.length > 0);
      if (wrong) this.#easel.focus(wrong.id);
    } else if (scene.turn > this.#turn && this.#turn > 0) {
      this.#easel.begin();
    }
    this.#refusals = scene.refusals;
    this.#turn = scene.turn;
  }

  async #fetchLetters(text: string): Promise<void> {
    try {
      await this.#letters.add(text);
      this.#easel.refresh();
    } catch (error) {
      console.warn('tundish: letters of the canvas are not there', error);
    }
  }

  #tellWhy(foreign: string): void {
    this.#toldWhy = foreign;
    console.warn(
      `tundish: renderer="canvas" can not draw "${foreign}": it has no shaped and no right-to-left scripts; the page is drawn as usual`,
    );
  }
}
