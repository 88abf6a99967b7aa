/** A pad to sign on: by pen, finger or mouse, or with a name that was typed. */
const kInk = '#14171a';
const kPaper = '#ffffff';
/** So much is still when a signature is finished, until the visitor goes on drawing. */
const kStillMs = 1200;
/** Of the picture that is made of it. */
const kPictureWidth = 900;
const kScript = '"Segoe Script", "Snell Roundhand", "Brush Script MT", "URW Chancery L", cursive';

interface Point {
  /** In widths of the pad. */
  x: number;
  y: number;
  /** How hard it was pressed, from 0 to 1. */
  weight: number;
}

export class Pad {
  readonly #canvas: HTMLCanvasElement;
  /** Is given the picture of what was signed. */
  readonly #signed: (picture: Blob) => Promise<void>;
  readonly #leaving = new AbortController();
  readonly #resized = new ResizeObserver(() => this.#draw());
  #strokes: Point[][] = [];
  #name = '';
  #isNew = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is being handed over. */
  #handing: Promise<void> = Promise.resolve();

  constructor(canvas: HTMLCanvasElement, signed: (picture: Blob) => Promise<void>) {
    this.#canvas = canvas;
    this.#signed = signed;
    const { signal } = this.#leaving;
    canvas.addEventListener('pointerdown', (event) => this.#begin(event), { signal });
    canvas.addEventListener('pointermove', (event) => this.#go(event), { signal });
    for (const kind of ['pointerup', 'pointercancel'] as const) {
      canvas.addEventListener(kind, () => this.#rest(), { signal });
    }
    this.#resized.observe(canvas);
  }

  get isEmpty(): boolean {
    return this.#strokes.length === 0 && this.#name === '';
  }

  close(): void {
    this.#leaving.abort();
    this.#resized.disconnect();
    clearTimeout(this.#timer);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#strokes = [];
    this.#name = '';
    this.#isNew = false;
    this.#draw();
  }

  /** Signs with a name that is written out. */
  write(name: string): void {
    this.#strokes = [];
    this.#name = name.trim();
    this.#draw();
    this.#rest();
  }

  /** Hands over what was signed since the last time; resolves when nothing is on its way. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isNew && !this.isEmpty) {
      this.#isNew = false;
      this.#handing = this.#handing.then(() => this.#hand());
    }
    return this.#handing;
  }

  async #hand(): Promise<void> {
    const picture = await this.#picture();
    if (picture) await this.#signed(picture);
  }

  #begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#canvas.setPointerCapture(event.pointerId);
    clearTimeout(this.#timer);
    this.#name = '';
    this.#strokes.push([this.#pointOf(event)]);
    this.#draw();
  }

  #go(event: PointerEvent): void {
    if (!this.#canvas.hasPointerCapture(event.pointerId)) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const one of passed.length > 0 ? passed : [event]) this.#strokes.at(-1)?.push(this.#pointOf(one));
    this.#draw();
  }

  #rest(): void {
    if (this.isEmpty) return;
    this.#isNew = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), kStillMs);
  }

  #pointOf({ clientX, clientY, pressure, pointerType }: PointerEvent): Point {
    const { left, top, width } = this.#canvas.getBoundingClientRect();
    const weight = pointerType === 'pen' && pressure > 0 ? pressure : 0.5;
    return { x: (clientX - left) / width, y: (clientY - top) / width, weight };
  }

  /** In the colour of the text around it, at the size that the pad has now. */
  #draw(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    const scale = devicePixelRatio || 1;
    this.#canvas.width = Math.round(clientWidth * scale);
    this.#canvas.height = Math.round(clientHeight * scale);
    this.#paint(this.#canvas, getComputedStyle(this.#canvas).color);
  }

  #paint(canvas: HTMLCanvasElement, colour: string): void {
    const pen = canvas.getContext('2d');
    if (!pen) return;
    const { width, height } = canvas;
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineCap = pen.lineJoin = 'round';
    for (const stroke of this.#strokes) trace(pen, stroke, width);
    if (this.#name === '') return;
    let size = height * 0.42;
    pen.font = `${size}px ${kScript}`;
    size *= Math.min(1, (width * 0.86) / Math.max(pen.measureText(this.#name).width, 1));
    pen.font = `${size}px ${kScript}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(this.#name, width / 2, height / 2);
  }

  /** Dark on white, whatever the page looks like. */
  #picture(): Promise<Blob | null> {
    const canvas = document.createElement('canvas');
    const { clientWidth, clientHeight } = this.#canvas;
    canvas.width = kPictureWidth;
    canvas.height = Math.round((kPictureWidth * clientHeight) / Math.max(clientWidth, 1));
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = kPaper;
      pen.fillRect(0, 0, canvas.width, canvas.height);
    }
    this.#paint(canvas, kInk);
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  }
}

/** Through the middles between its points, so that it has no corners. */
function trace(pen: CanvasRenderingContext2D, stroke: readonly Point[], width: number): void {
  const [first] = stroke;
  if (!first) return;
  const thickness = (weight: number) => width * (0.002 + 0.006 * weight);
  if (stroke.length === 1) {
    pen.beginPath();
    pen.arc(first.x * width, first.y * width, thickness(first.weight), 0, 2 * Math.PI);
    pen.fill();
  }
  let from = first;
  for (let index = 1; index < stroke.length; ++index) {
    const [before, here] = [stroke[index - 1]!, stroke[index]!];
    const isLast = index === stroke.length - 1;
    const to = isLast ? here : { ...here, x: (before.x + here.x) / 2, y: (before.y + here.y) / 2 };
    pen.beginPath();
    pen.lineWidth = thickness(here.weight);
    pen.moveTo(from.x * width, from.y * width);
    pen.quadraticCurveTo(before.x * width, before.y * width, to.x * width, to.y * width);
    pen.stroke();
    from = to;
  }
}
