/** What pointers, wheels and keys of the page are to the canvas. */
import type { BoardModule, Touch } from './board_module.ts';

interface Finger {
  x: number;
  y: number;
}

export interface HandsHost {
  /** Something was told to the canvas. */
  told(): void;
}

export class Hands {
  readonly #canvas: HTMLCanvasElement;
  readonly #module: BoardModule;
  readonly #fingers = new Map<number, Finger>();
  readonly #leaving = new AbortController();
  /** Two fingers were there: what is left of them presses nothing. */
  #pinched = false;

  constructor(canvas: HTMLCanvasElement, module: BoardModule, host: HandsHost) {
    this.#canvas = canvas;
    this.#module = module;
    const { signal } = this.#leaving;
    const on = <Name extends keyof HTMLElementEventMap>(name: Name, hand: (event: HTMLElementEventMap[Name]) => void) =>
      canvas.addEventListener(
        name,
        (event) => {
          hand(event);
          host.told();
        },
        { signal, passive: false },
      );
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#up(event, 'up'));
    on('pointercancel', (event) => this.#up(event, 'cancel'));
    on('pointerleave', (event) => event.buttons === 0 && this.#tell('leave', event));
    on('contextmenu', (event) => event.preventDefault());
    on('wheel', (event) => this.#wheel(event));
    on('keydown', (event) => this.#key(event));
    on('keyup', (event) => module.release(event.key));
    on('blur', () => module.leave());
  }

  close(): void {
    this.#leaving.abort();
  }

  #at({ clientX, clientY }: { clientX: number; clientY: number }): [number, number] {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  #tell(touch: Touch, event: PointerEvent): void {
    this.#module.pointer(touch, this.#at(event), Math.max(event.button, 0), event.pointerType === 'touch', event);
  }

  #down(event: PointerEvent): void {
    event.preventDefault();
    this.#canvas.focus({ preventScroll: true });
    this.#canvas.setPointerCapture(event.pointerId);
    if (event.pointerType !== 'touch') return this.#tell('down', event);
    const [x, y] = this.#at(event);
    this.#fingers.set(event.pointerId, { x, y });
    if (this.#fingers.size === 1) {
      this.#pinched = false;
      this.#tell('down', event);
    } else {
      this.#pinched = true;
    }
  }

  #move(event: PointerEvent): void {
    if (event.pointerType !== 'touch') return this.#tell('move', event);
    if (!this.#pinched) {
      const [x, y] = this.#at(event);
      this.#fingers.set(event.pointerId, { x, y });
      return this.#tell('move', event);
    }
    const before = this.#pair();
    if (!this.#fingers.has(event.pointerId)) return;
    const [x, y] = this.#at(event);
    this.#fingers.set(event.pointerId, { x, y });
    const after = this.#pair();
    if (!before || !after) return;
    const moved: [number, number] = [after.middle[0] - before.middle[0], after.middle[1] - before.middle[1]];
    this.#module.pinch(after.middle, moved, after.apart / Math.max(before.apart, 1));
  }

  #up(event: PointerEvent, touch: Touch): void {
    this.#fingers.delete(event.pointerId);
    if (event.pointerType !== 'touch' || !this.#pinched) return this.#tell(touch, event);
    if (this.#fingers.size === 0) this.#tell('cancel', event);
  }

  /** The first two fingers. */
  #pair(): { middle: [number, number]; apart: number } | undefined {
    const [a, b] = [...this.#fingers.values()];
    if (!a || !b) return undefined;
    return { middle: [(a.x + b.x) / 2, (a.y + b.y) / 2], apart: Math.hypot(a.x - b.x, a.y - b.y) };
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? 24 : 400;
    const [across, down] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    this.#module.wheel(this.#at(event), across * unit, down * unit, event.ctrlKey || event.metaKey);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Tab' || event.isComposing) return;
    if (this.#module.key(event.key, event)) event.preventDefault();
  }
}
