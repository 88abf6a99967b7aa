/** Frames of the canvas: when they are made, how large, and what came of them. */
import { Surface } from '../../src/canvas/surface.ts';
import type { BoardFrame, BoardModule } from './board_module.ts';

/** No canvas is larger than this, in pixels of the screen. */
const kLargest = 8192;

export class Easel {
  readonly #canvas: HTMLCanvasElement;
  readonly #module: BoardModule;
  readonly #surface: Surface;
  readonly #made: (frame: BoardFrame) => void;
  readonly #leaving = new AbortController();
  readonly #sizes: ResizeObserver;
  #frame = 0;
  #atlas = 0;
  /** How long the last frames took to be made, in milliseconds. */
  readonly times: number[] = [];

  /** Undefined where the browser draws no such canvas. */
  static on(canvas: HTMLCanvasElement, module: BoardModule, made: (frame: BoardFrame) => void): Easel | undefined {
    const surface = Surface.on(canvas);
    return surface && new Easel(canvas, module, surface, made);
  }

  private constructor(canvas: HTMLCanvasElement, module: BoardModule, surface: Surface, made: (frame: BoardFrame) => void) {
    this.#canvas = canvas;
    this.#module = module;
    this.#surface = surface;
    this.#made = made;
    const { signal } = this.#leaving;
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault(), { signal });
    canvas.addEventListener('webglcontextrestored', () => this.#restore(), { signal });
    this.#sizes = new ResizeObserver(() => this.#step());
    this.#sizes.observe(canvas);
    // Another zoom of the browser, or another screen.
    addEventListener('resize', () => this.queue(), { signal });
  }

  queue(): void {
    this.#frame ||= requestAnimationFrame(() => this.#step());
  }

  close(): void {
    this.#leaving.abort();
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#surface.close();
  }

  #restore(): void {
    this.#atlas = 0;
    this.#surface.restore();
    this.queue();
  }

  #step(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (width === 0 || height === 0) return;
    const density = Math.min(devicePixelRatio || 1, kLargest / Math.max(width, height));
    const began = performance.now();
    const frame = this.#module.frame(width, height, density, began / 1000);
    this.times.push(performance.now() - began);
    if (this.times.length > 240) this.times.shift();
    this.#draw(width * density, height * density, frame.atlas);
    if (frame.wants) this.queue();
    this.#made(frame);
  }

  #draw(width: number, height: number, atlas: number): void {
    const [wide, high] = [Math.round(width), Math.round(height)];
    if (this.#canvas.width !== wide) this.#canvas.width = wide;
    if (this.#canvas.height !== high) this.#canvas.height = high;
    if (this.#surface.isLost) return;
    if (atlas !== this.#atlas) this.#surface.setAtlas(this.#module.atlas);
    this.#atlas = atlas;
    // It is painted in pixels of the screen.
    this.#surface.draw(this.#module.drawing, wide, high, 1);
  }
}
