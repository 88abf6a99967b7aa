/**
 * The memory of the canvas painter's WebAssembly: nothing else of it reads or writes it. Texts go in as
 * bytes, answers come out as JSON, and what is to be drawn are tables that lie where they were made.
 */
import { type BareExports, BareModule } from '../engine/bare_module.ts';

interface Exports extends BareExports {
  canvas_font(weight: number, pointer: number, size: number): void;
  canvas_show(pointer: number, size: number): number;
  canvas_frame(width: number, height: number, density: number, seconds: number): void;
  canvas_pointer(x: number, y: number, held: number): void;
  canvas_wheel(pixels: number): void;
  canvas_key(key: number): number;
  canvas_letter(pointer: number, size: number): number;
  canvas_write(spot: number, spotSize: number, text: number, size: number, final: number): void;
  canvas_enter(spot: number, size: number): void;
  canvas_focus(spot: number, size: number, shown: number): void;
  canvas_spots(): void;
  canvas_atlas(): number;
  canvas_drawn(which: number): number;
}

/** Something that can be pressed or written in, where it was painted. */
export interface Spot {
  id: string;
  kind: string;
  name: string;
  /** Left, top, width, height, in pixels of CSS. */
  rect: [number, number, number, number];
  slug?: string;
  on?: boolean;
  shut?: boolean;
  field?: SpotField;
}

/** What the host's own field needs to know. */
export interface SpotField {
  type: string;
  mode: string;
  fill: string;
  value: string;
  placeholder: string;
  multiline?: boolean;
  wrong?: boolean;
  round?: boolean;
  /** Enter hands the text over and the field stays in hand. */
  stays?: boolean;
  min?: string;
  max?: string;
}

/** What the visitor did. */
export interface Command {
  do: string;
  [detail: string]: unknown;
}

export interface Frame {
  height: number;
  cursor: string;
  wants: boolean;
  /** Grows with every new picture of the letters. */
  atlas: number;
  commands: Command[];
  focus?: Spot;
}

/** A frame as tables of triangles; good until the next call. */
export interface Drawing {
  vertices: Uint8Array;
  indices: Uint8Array;
  /** Six numbers each: a rectangle to cut by, then texture, count and first index. */
  cuts: { clip: Float32Array; texture: number; count: number; first: number }[];
}

export interface Atlas {
  width: number;
  height: number;
  pixels: Uint8Array;
}

const kVertexBytes = 20;
const kIndexBytes = 4;
const kCutBytes = 32;
const kKeys = ['Tab', 'BackTab', 'Enter', ' ', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Escape'];

/** One painter in a memory of its own. */
export class CanvasMemory {
  readonly #module: BareModule<Exports>;
  readonly #exports: Exports;

  constructor(module: WebAssembly.Module) {
    this.#module = new BareModule(module, 'the canvas painter');
    this.#exports = this.#module.exports;
  }

  font(weight: 0 | 1, file: Uint8Array): void {
    this.#module.lend([file], (pointer, size) => this.#exports.canvas_font(weight, pointer!, size!));
  }

  show(scene: unknown): void {
    const taken = this.#module.lend([JSON.stringify(scene)], (...at) => this.#exports.canvas_show(at[0]!, at[1]!));
    if (taken === 0) throw new Error(`the canvas painter was given no scene: ${JSON.stringify(this.#module.response)}`);
  }

  frame(width: number, height: number, density: number, seconds: number): Frame {
    this.#exports.canvas_frame(width, height, density, seconds);
    return this.#module.response as Frame;
  }

  pointer(x: number, y: number, isHeld: boolean): void {
    this.#exports.canvas_pointer(x, y, isHeld ? 1 : 0);
  }

  wheel(pixels: number): void {
    this.#exports.canvas_wheel(pixels);
  }

  /** False: the key means nothing here. */
  key(name: string): boolean {
    const key = kKeys.indexOf(name);
    return key >= 0 && this.#exports.canvas_key(key) !== 0;
  }

  letter(letter: string): boolean {
    return this.#module.lend([letter], (...at) => this.#exports.canvas_letter(at[0]!, at[1]!)) !== 0;
  }

  write(spot: string, text: string, isFinal: boolean): void {
    this.#module.lend([spot, text], (...at) =>
      this.#exports.canvas_write(at[0]!, at[1]!, at[2]!, at[3]!, isFinal ? 1 : 0),
    );
  }

  enter(spot: string): void {
    this.#module.lend([spot], (...at) => this.#exports.canvas_enter(at[0]!, at[1]!));
  }

  /** `isShown`: with the ring that keyboards need. */
  focus(spot: string, isShown: boolean): void {
    this.#module.lend([spot], (...at) => this.#exports.canvas_focus(at[0]!, at[1]!, isShown ? 1 : 0));
  }

  get spots(): Spot[] {
    this.#exports.canvas_spots();
    return this.#module.response as Spot[];
  }

  get atlas(): Atlas {
    const pointer = this.#exports.canvas_atlas();
    const { width, height } = this.#module.response as { width: number; height: number };
    return { width, height, pixels: new Uint8Array(this.#module.buffer, pointer, width * height) };
  }

  get drawing(): Drawing {
    const [vertices, vertexCount, indices, indexCount, cuts, cutCount] = Array.from({ length: 6 }, (_, which) =>
      this.#exports.canvas_drawn(which),
    ) as [number, number, number, number, number, number];
    return {
      vertices: new Uint8Array(this.#module.buffer, vertices, vertexCount * kVertexBytes),
      indices: new Uint8Array(this.#module.buffer, indices, indexCount * kIndexBytes),
      cuts: Array.from({ length: cutCount }, (_, index) => this.#cut(cuts + index * kCutBytes)),
    };
  }

  #cut(pointer: number): Drawing['cuts'][number] {
    const [texture = 0, count = 0, first = 0] = new Uint32Array(this.#module.buffer, pointer + 16, 3);
    return { clip: new Float32Array(this.#module.buffer, pointer, 4), texture, count, first };
  }
}
