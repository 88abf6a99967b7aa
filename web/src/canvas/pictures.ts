/** Pictures of a funnel for the canvas painter: each is fetched once, and painted when it is there. */
import type { Surface } from './surface.ts';

/** A picture as the painter knows it. */
export interface Placed {
  address: string;
  texture: number;
  width: number;
  height: number;
}

/** Larger ones are made smaller, and drawings of lines are drawn so large: no screen shows more of a card. */
const kWidest = 1280;

export class Pictures {
  readonly #changed: () => void;
  readonly #loaded = new Map<string, { drawn: HTMLCanvasElement; placed: Placed }>();
  readonly #asked = new Set<string>();
  #surface: Surface;

  constructor(surface: Surface, changed: () => void) {
    this.#surface = surface;
    this.#changed = changed;
  }

  get placed(): Placed[] {
    return [...this.#loaded.values()].map(({ placed }) => placed);
  }

  /** `name` is how the view calls it; `source` the address, judged already. */
  want(name: string | undefined, source: string | undefined): void {
    if (!name || !source || this.#asked.has(name)) return;
    this.#asked.add(name);
    void this.#load(name, source);
  }

  /** The browser has taken the textures away. */
  restore(): void {
    for (const { drawn, placed } of this.#loaded.values()) this.#surface.addPicture(drawn, placed.texture);
  }

  close(): void {
    this.#loaded.clear();
  }

  async #load(address: string, source: string): Promise<void> {
    try {
      const drawn = await drawnFrom(source);
      const texture = this.#surface.addPicture(drawn);
      const { width, height } = drawn;
      this.#loaded.set(address, { drawn, placed: { address, texture, width, height } });
      this.#changed();
    } catch (error) {
      // The place stays grey, as where an image does not come.
      console.debug('tundish: a picture is not shown', address, error);
    }
  }
}

/** Drawings of lines may have no size of their own, and are no bitmaps yet. */
async function drawnFrom(source: string): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = source;
  await image.decode();
  const { naturalWidth, naturalHeight } = image;
  const isDrawing = /^data:image\/svg|\.svg([?#]|$)/i.test(source);
  const width = isDrawing ? kWidest : Math.min(naturalWidth, kWidest);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.max(1, Math.round((width * naturalHeight) / naturalWidth));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
