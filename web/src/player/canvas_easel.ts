/** A canvas on the page: pointers, keys and sizes go to the painter, frames and the focus come back. */
import type { CanvasMemory, Command, Spot } from '../canvas/memory.ts';
import type { Surface } from '../canvas/surface.ts';
import { CanvasEditor } from './canvas_editor.ts';

export interface EaselHands {
  perform(command: Command): void;
  /** The browser has given the canvas back, with nothing on it. */
  restored(): void;
  /** Letters of a text that is being written may not be there. */
  lacks(text: string): void;
}

/** Nowhere. */
const kAway = -1e6;
/** A finger that moves so far scrolls and does not press. */
const kSlip = 8;
/** No canvas is higher than this, in pixels of the screen. */
const kHighest = 8192;
/** What is drawn with a pointer, which must not scroll the page meanwhile. */
const kDrawn = /^(slider|grip|pad)$/;

export class CanvasEasel {
  readonly box = document.createElement('div');
  readonly probe = document.createElement('i');
  readonly #canvas: HTMLCanvasElement;
  readonly #memory: CanvasMemory;
  readonly #surface: Surface;
  readonly #hands: EaselHands;
  readonly #editor: CanvasEditor;
  readonly #place = document.createElement('span');
  readonly #leaving = new AbortController();
  readonly #sizes = new ResizeObserver(() => this.refresh());
  #scene: unknown;
  #focus: Spot | undefined;
  #atlas = 0;
  #height = 0;
  #frame = 0;
  #held = false;
  /** What is shown was told since the last frame. */
  #isNews = false;
  #stepping = false;
  #touch: { x: number; y: number; slipped: boolean } | undefined;

  constructor(memory: CanvasMemory, canvas: HTMLCanvasElement, surface: Surface, hands: EaselHands) {
    this.#memory = memory;
    this.#canvas = canvas;
    this.#surface = surface;
    this.#hands = hands;
    this.box.className = 'painted';
    this.#place.className = 'place';
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    this.probe.hidden = true;
    this.box.append(canvas, this.#place, this.probe);
    this.#editor = new CanvasEditor(this.box, {
      write: (spot, text, isFinal) => this.#write(spot, text, isFinal),
      enter: (spot) => {
        this.#memory.enter(spot);
        this.#step();
      },
      move: (key) => this.#moveFocus(key),
    });
    // For tests, and for whoever looks on: what is to be pressed and written in, and where.
    Object.defineProperty(canvas, 'spots', { get: () => this.#memory.spots });
    this.#listen();
    this.#sizes.observe(this.box);
  }

  /** What a screen reader is told of what has the focus. */
  get said(): string {
    const { name = '', on, kind } = this.#focus ?? {};
    return kind === 'text' ? '' : on ? `${name} ✓` : name;
  }

  name(title: string): void {
    this.#canvas.setAttribute('aria-label', title);
  }

  show(scene: unknown): void {
    this.#scene = scene;
    this.#memory.show(scene);
    this.#isNews = true;
    this.#step();
  }

  /** Letters, sizes or colours are others now. */
  refresh(): void {
    if (this.#scene !== undefined) this.#queue();
  }

  /** Gives the focus to the first spot of that component, and shows it. */
  focus(component: string): void {
    const spot = this.#memory.spots.find(({ id }) => id === component || id.startsWith(`${component}/`));
    if (!spot) return;
    this.#memory.focus(spot.id, true);
    this.#canvas.focus({ preventScroll: true });
    this.#step();
    this.#lookAt(spot.rect);
  }

  /** Something new is there: it is looked at from its top. */
  begin(): void {
    if (this.box.contains(this.#active)) this.#canvas.focus({ preventScroll: true });
    if (this.box.getBoundingClientRect().top < 0) this.box.scrollIntoView({ block: 'start' });
  }

  close(): void {
    this.#leaving.abort();
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#scene = undefined;
    this.#editor.close();
    this.#surface.close();
    this.box.remove();
  }

  get #active(): Element | null {
    return (this.box.getRootNode() as ShadowRoot | Document).activeElement;
  }

  #listen(): void {
    const { signal } = this.#leaving;
    const on = <Name extends keyof HTMLElementEventMap>(name: Name, hand: (event: HTMLElementEventMap[Name]) => void) =>
      this.#canvas.addEventListener(name, hand, { signal, passive: false });
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#up(event, true));
    on('pointercancel', (event) => this.#up(event, false));
    on('pointerleave', () => this.#held || this.#point(kAway, kAway));
    // The field over the canvas keeps the focus that it was just given.
    on('mousedown', (event) => event.preventDefault());
    on('touchstart', (event) => this.#grab(event));
    on('wheel', (event) => this.#wheel(event));
    on('keydown', (event) => this.#key(event));
    on('focus', () => !this.#held && !this.#focus && this.#moveFocus('Tab'));
    this.#canvas.addEventListener('webglcontextlost', (event) => event.preventDefault(), { signal });
    this.#canvas.addEventListener('webglcontextrestored', () => this.#restore(), { signal });
  }

  #point(x: number, y: number): void {
    this.#memory.pointer(x, y, this.#held);
    this.#queue();
  }

  #at({ clientX, clientY }: { clientX: number; clientY: number }): [number, number] {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  #spotAt(x: number, y: number): Spot | undefined {
    return this.#memory.spots.find(
      ({ rect: [left, top, width, height] }) => x >= left && x < left + width && y >= top && y < top + height,
    );
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const [x, y] = this.#at(event);
    this.#held = true;
    // As anywhere, a field is left before something else is pressed.
    if (this.#editor.spot) this.#canvas.focus({ preventScroll: true });
    if (!this.#spotAt(x, y)) this.#memory.focus('', false);
    this.#canvas.setPointerCapture(event.pointerId);
    this.#touch = event.pointerType === 'touch' ? { x, y, slipped: false } : undefined;
    this.#memory.pointer(x, y, true);
    this.#step();
    if (!this.#focus?.field) this.#canvas.focus({ preventScroll: true });
  }

  #move(event: PointerEvent): void {
    const [x, y] = this.#at(event);
    const touch = this.#touch;
    if (!touch || !this.#held) return this.#point(x, y);
    const drawn = kDrawn.test(this.#spotAt(touch.x, touch.y)?.kind ?? '');
    if (!drawn && Math.abs(y - touch.y) > kSlip) touch.slipped = true;
    if (!touch.slipped) return this.#point(x, y);
    this.#memory.pointer(x, y, false);
    this.#memory.wheel(y - touch.y);
    touch.y = y;
    this.#queue();
  }

  #up(event: PointerEvent, isHere: boolean): void {
    if (!this.#held) return;
    this.#held = false;
    const [x, y] = this.#at(event);
    const isPress = isHere && !this.#touch?.slipped;
    this.#memory.pointer(isPress ? x : kAway, isPress ? y : kAway, false);
    this.#step();
    // Nothing is under a finger that has gone.
    if (this.#touch) this.#point(kAway, kAway);
    this.#touch = undefined;
  }

  #grab(event: TouchEvent): void {
    const [touch] = event.touches;
    if (touch && kDrawn.test(this.#spotAt(...this.#at(touch))?.kind ?? '')) event.preventDefault();
  }

  #wheel(event: WheelEvent): void {
    if (!this.box.closest('.chat')) return;
    event.preventDefault();
    this.#memory.wheel(event.deltaMode === 0 ? -event.deltaY : -event.deltaY * 24);
    this.#queue();
  }

  #key(event: KeyboardEvent): void {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const taken =
      key === 'Tab'
        ? this.#moveFocus(shiftKey ? 'BackTab' : 'Tab')
        : this.#memory.key(key) || (/^[a-z]$/i.test(key) && this.#memory.letter(key.toUpperCase()));
    if (!taken) return;
    event.preventDefault();
    this.#step();
    if (this.#focus) this.#lookAt(this.#focus.rect);
  }

  #moveFocus(key: 'Tab' | 'BackTab'): boolean {
    const moved = this.#memory.key(key);
    this.#step();
    if (moved && this.#focus) this.#lookAt(this.#focus.rect);
    return moved;
  }

  #lookAt([left, top, width, height]: Spot['rect']): void {
    for (const [name, length] of Object.entries({ left, top, wide: width, high: height })) {
      this.#place.style.setProperty(`--${name}`, `${length}px`);
    }
    this.#place.scrollIntoView({ block: 'nearest' });
  }

  #write(spot: string, text: string, isFinal: boolean): void {
    this.#hands.lacks(text);
    this.#memory.write(spot, text, isFinal);
    this.#step();
  }

  #restore(): void {
    this.#atlas = 0;
    this.#surface.restore();
    this.#hands.restored();
    this.refresh();
  }

  #queue(): void {
    this.#frame ||= requestAnimationFrame(() => this.#step());
  }

  /** One frame: what was done is played, and what came of it is drawn. */
  #step(): void {
    // A field that is left while a frame is made is told in the next one.
    if (this.#stepping) return this.#queue();
    this.#stepping = true;
    try {
      this.#frameOnce();
    } finally {
      this.#stepping = false;
    }
  }

  #frameOnce(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { clientWidth: width, clientHeight } = this.#canvas;
    if (this.#scene === undefined || width === 0) return;
    const scale = devicePixelRatio || 1;
    const isChat = this.box.closest('.chat') !== null;
    const asked = isChat ? clientHeight : this.#height;
    const density = Math.min(scale, kHighest / Math.max(asked, 1));
    const { height, cursor, wants, atlas, commands, focus } = this.#memory.frame(width, asked, density, performance.now() / 1000);
    if (!isChat && height !== this.#height) {
      this.#height = height;
      this.#canvas.style.setProperty('--height', `${height}px`);
    }
    this.#draw(width, isChat ? clientHeight : height, density, atlas);
    this.#canvas.style.cursor = cursor;
    const before = this.#focus;
    this.#focus = focus;
    if (!this.#held) this.#edit(before);
    if (wants) this.#queue();
    for (const command of commands) this.#hands.perform(command);
  }

  /** The field goes where the focus is; without one the canvas has it. */
  #edit(before: Spot | undefined): void {
    const hadField = this.#editor.spot !== '';
    if (hadField && !this.#focus?.field && before?.field) this.#canvas.focus({ preventScroll: true });
    this.#editor.follow(this.#focus, this.#isNews);
    this.#isNews = false;
  }

  #draw(width: number, height: number, density: number, atlas: number): void {
    const wide = Math.round(width * density);
    const high = Math.round(height * density);
    if (this.#canvas.width !== wide) this.#canvas.width = wide;
    if (this.#canvas.height !== high) this.#canvas.height = high;
    if (this.#surface.isLost) return;
    if (atlas !== this.#atlas) this.#surface.setAtlas(this.#memory.atlas);
    this.#atlas = atlas;
    this.#surface.draw(this.#memory.drawing, width, height, density);
  }
}
