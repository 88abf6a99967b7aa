/** The canvas' half of the studio's WebAssembly: what is told to it, and what it drew. */
import type { BareExports, BareModule } from '../../src/engine/bare_module.ts';
import type { Atlas, Drawing } from '../../src/canvas/memory.ts';
import type { Json, JsonObject } from '../document/definition.ts';
import type { Misfit } from '../document/studio_document.ts';

export interface BoardExports extends BareExports {
  board_font(weight: number, pointer: number, size: number): void;
  board_show(): void;
  board_look(flags: number, pointer: number, size: number): void;
  board_annotate(pointer: number, size: number): number;
  board_pointer(touch: number, x: number, y: number, button: number, flags: number): void;
  board_pinch(x: number, y: number, movedX: number, movedY: number, factor: number): void;
  board_wheel(x: number, y: number, across: number, down: number, ctrl: number): void;
  board_key(pointer: number, size: number, flags: number): number;
  board_release(pointer: number, size: number): void;
  board_tool(pointer: number, size: number): number;
  board_choose(pointer: number, size: number): void;
  board_copy(): void;
  board_paste(pointer: number, size: number): number;
  board_leave(): void;
  board_changes(): number;
  board_frame(width: number, height: number, density: number, seconds: number): void;
  board_spots(): void;
  board_atlas(): number;
  board_drawn(which: number): number;
}

/** What is selected: ids, and the pointer of a way's target. */
export interface BoardSelection {
  layers: string[];
  notes: string[];
  way: string;
}

export interface BoardLook {
  isDark: boolean;
  isCalm: boolean;
  isReadOnly: boolean;
  /** The small one, where there is room. */
  hasMap: boolean;
}

/** What goes through the clipboard: layers with their texts, and notes. */
export interface Copied {
  layers: Json[];
  content: JsonObject;
  notes?: Json[];
}

export interface BoardFrame {
  cursor: string;
  /** Something moves, or is waited for. */
  wants: boolean;
  /** Grows with every new picture of the letters. */
  atlas: number;
  said: string;
  opened: string[];
  zoom: number;
  selection: BoardSelection;
}

export const kTouches = { down: 0, move: 1, up: 2, cancel: 3, leave: 4 } as const;
export type Touch = keyof typeof kTouches;

export interface Keys {
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const kVertexBytes = 20;
const kIndexBytes = 4;
const kCutBytes = 32;

const isCtrl = (keys: Keys): boolean => keys.ctrlKey || keys.metaKey;

export class BoardModule {
  readonly #module: BareModule<BoardExports>;

  constructor(module: BareModule<BareExports>) {
    this.#module = module as BareModule<BoardExports>;
  }

  get #exports(): BoardExports {
    return this.#module.exports;
  }

  font(weight: 0 | 1, file: Uint8Array): void {
    this.#module.lend([file], (...at) => this.#exports.board_font(weight, at[0]!, at[1]!));
  }

  show(): void {
    this.#exports.board_show();
  }

  look(language: string, { isDark, isCalm, isReadOnly, hasMap }: BoardLook): void {
    const flags = (isDark ? 1 : 0) | (isCalm ? 2 : 0) | (isReadOnly ? 4 : 0) | (hasMap ? 0 : 8);
    this.#module.lend([language], (...at) => this.#exports.board_look(flags, at[0]!, at[1]!));
  }

  annotate(told: unknown): void {
    this.#module.lend([JSON.stringify(told)], (...at) => this.#exports.board_annotate(at[0]!, at[1]!));
  }

  pointer(touch: Touch, [x, y]: readonly [number, number], button: number, isFinger: boolean, keys: Keys): void {
    const flags = (isFinger ? 1 : 0) | (keys.shiftKey ? 2 : 0) | (isCtrl(keys) ? 4 : 0);
    this.#exports.board_pointer(kTouches[touch], x, y, button, flags);
  }

  pinch([x, y]: readonly [number, number], [movedX, movedY]: readonly [number, number], factor: number): void {
    this.#exports.board_pinch(x, y, movedX, movedY, factor);
  }

  wheel([x, y]: readonly [number, number], across: number, down: number, zooms: boolean): void {
    this.#exports.board_wheel(x, y, across, down, zooms ? 1 : 0);
  }

  /** False: the key means nothing here. */
  key(key: string, keys: Keys): boolean {
    const flags = (keys.shiftKey ? 1 : 0) | (isCtrl(keys) ? 2 : 0) | (keys.altKey ? 4 : 0);
    return this.#module.lend([key], (...at) => this.#exports.board_key(at[0]!, at[1]!, flags)) !== 0;
  }

  release(key: string): void {
    this.#module.lend([key], (...at) => this.#exports.board_release(at[0]!, at[1]!));
  }

  /** False: there is no such tool (`wasm/studio/board/deeds.hpp`). */
  tool(name: string): boolean {
    return this.#module.lend([name], (...at) => this.#exports.board_tool(at[0]!, at[1]!)) !== 0;
  }

  choose(selection: BoardSelection): void {
    this.#module.lend([JSON.stringify(selection)], (...at) => this.#exports.board_choose(at[0]!, at[1]!));
  }

  copied(): Copied {
    this.#exports.board_copy();
    return this.#module.response as Copied;
  }

  /** Says what keeps it from being layers or notes, if anything. */
  paste(copied: unknown): Misfit | undefined {
    const isDone = this.#module.lend([JSON.stringify(copied)], (...at) => this.#exports.board_paste(at[0]!, at[1]!)) !== 0;
    return isDone ? undefined : (this.#module.response as Misfit);
  }

  leave(): void {
    this.#exports.board_leave();
  }

  /** Whether hands changed the document; the module's response then says how. */
  get hasChanged(): boolean {
    return this.#exports.board_changes() !== 0;
  }

  frame(width: number, height: number, density: number, seconds: number): BoardFrame {
    this.#exports.board_frame(width, height, density, seconds);
    return this.#module.response as BoardFrame;
  }

  get spots(): unknown {
    this.#exports.board_spots();
    return this.#module.response;
  }

  get atlas(): Atlas {
    const pointer = this.#exports.board_atlas();
    const { width, height } = this.#module.response as { width: number; height: number };
    return { width, height, pixels: new Uint8Array(this.#module.buffer, pointer, width * height) };
  }

  get drawing(): Drawing {
    const { buffer } = this.#module;
    const [vertices, vertexCount, indices, indexCount, cuts, cutCount] = Array.from({ length: 6 }, (_, which) =>
      this.#exports.board_drawn(which),
    ) as [number, number, number, number, number, number];
    return {
      vertices: new Uint8Array(buffer, vertices, vertexCount * kVertexBytes),
      indices: new Uint8Array(buffer, indices, indexCount * kIndexBytes),
      cuts: Array.from({ length: cutCount }, (_, index) => {
        const at = cuts + index * kCutBytes;
        const [texture = 0, count = 0, first = 0] = new Uint32Array(buffer, at + 16, 3);
        return { clip: new Float32Array(buffer, at, 4), texture, count, first };
      }),
    };
  }
}
