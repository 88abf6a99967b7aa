/**
 * The field in which the visitor writes on a canvas: the browser's own, without a frame, over the one
 * that is painted. So writing, pasting, filling in, correcting and soft keyboards are as anywhere.
 */
import type { Spot } from '../canvas/memory.ts';

type Box = HTMLInputElement | HTMLTextAreaElement;

export interface EditorHands {
  /** `isFinal`: the field was left, or Enter was pressed. */
  write(spot: string, text: string, isFinal: boolean): void;
  enter(spot: string): void;
  /** A key that moves the focus; false: there is nothing to move to. */
  move(key: 'Tab' | 'BackTab'): boolean;
}

export class CanvasEditor {
  readonly #parent: HTMLElement;
  readonly #hands: EditorHands;
  #box: Box | undefined;
  #spot = '';
  /** What was written as final last. */
  #written = '';

  constructor(parent: HTMLElement, hands: EditorHands) {
    this.#parent = parent;
    this.#hands = hands;
  }

  get spot(): string {
    return this.#box ? this.#spot : '';
  }

  /** Goes where the focus is; away when that is no field. `isNews`: what is shown was just told. */
  follow(spot: Spot | undefined, isNews: boolean): void {
    if (!spot?.field) return this.close();
    if (spot.id !== this.#spot || !this.#box) this.#open(spot);
    const [left, top, width, height] = spot.rect;
    const box = this.#box!;
    for (const [name, length] of Object.entries({ left, top, wide: width, high: height })) {
      box.style.setProperty(`--${name}`, `${length}px`);
    }
    // What was sent is gone from the field; everything else in it is the visitor's.
    if (isNews && spot.field.stays && box.value !== spot.field.value) box.value = this.#written = spot.field.value;
    box.setAttribute('aria-invalid', String(spot.field.wrong ?? false));
  }

  close(): void {
    const box = this.#box;
    if (!box) return;
    this.#box = undefined;
    this.#leave(box);
    box.remove();
  }

  #open(spot: Spot): void {
    this.close();
    const { field } = spot;
    const box = document.createElement(field!.multiline ? 'textarea' : 'input');
    box.className = 'written';
    if (box instanceof HTMLInputElement) {
      box.type = field!.type;
      box.min = field!.min ?? '';
      box.max = field!.max ?? '';
    }
    box.inputMode = field!.mode;
    box.autocomplete = field!.fill as AutoFill;
    box.placeholder = field!.placeholder;
    box.setAttribute('aria-label', spot.name);
    if (/^(text|password)$/.test(field!.type)) box.dir = 'auto';
    box.value = this.#written = field!.value;
    box.addEventListener('input', () => this.#hands.write(spot.id, box.value, false));
    box.addEventListener('blur', () => this.#leave(box));
    box.addEventListener('keydown', (event) => this.#key(event as KeyboardEvent, spot));
    this.#spot = spot.id;
    this.#box = box;
    this.#parent.append(box);
    box.focus();
  }

  #leave(box: Box): void {
    if (box.value === this.#written) return;
    this.#written = box.value;
    this.#hands.write(this.#spot, box.value, true);
  }

  #key(event: KeyboardEvent, spot: Spot): void {
    if (event.isComposing) return;
    const box = event.currentTarget as Box;
    if (event.key === 'Tab') {
      if (this.#hands.move(event.shiftKey ? 'BackTab' : 'Tab')) event.preventDefault();
    } else if (event.key === 'Enter' && (!spot.field?.multiline || event.ctrlKey)) {
      event.preventDefault();
      if (!spot.field?.stays) this.#leave(box);
      this.#hands.enter(spot.id);
    }
    event.stopPropagation();
  }
}
