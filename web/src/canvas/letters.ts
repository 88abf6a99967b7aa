/**
 * The letters of the canvas painter: files of the typeface, each with the characters of some scripts,
 * fetched when a text has one of theirs. The painter wants them as they were before they were packed.
 */
import { fetchBeside } from './fetching.ts';

/** Whoever draws with letters. */
interface Drawer {
  font(weight: 0 | 1, file: Uint8Array): void;
}

/** Names of files, regular and semibold, and the characters they have: first, last, first, last, … */
declare const __TUNDISH_LETTERS__: [regular: string, semibold: string, characters: number[]][];

/** What can be drawn letter after letter, from left to right. */
const kSimple = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u;

/** The first letter of a text in a script that would have to be shaped, or for which there is no file. */
export function foreignLetter(text: string): string | undefined {
  for (const [letter] of text.matchAll(/\p{L}/gu)) {
    if (!kSimple.test(letter)) return letter;
  }
  return undefined;
}

export class Letters {
  readonly #memory: Drawer;
  readonly #added = new Set<number>();
  readonly #adding = new Map<number, Promise<void>>();

  constructor(memory: Drawer) {
    this.#memory = memory;
  }

  /** Whether everything the text needs is there. */
  has(text: string): boolean {
    return wantedBy(text).every((file) => this.#added.has(file));
  }

  /** Gets what the text needs. Throws when it cannot be had. */
  async add(text: string): Promise<void> {
    await Promise.all(
      wantedBy(text).map((file) => {
        const adding = this.#adding.get(file) ?? this.#add(file);
        this.#adding.set(file, adding);
        return adding;
      }),
    );
  }

  async #add(file: number): Promise<void> {
    try {
      const [regular, semibold] = __TUNDISH_LETTERS__[file]!;
      const unpacked = await Promise.all([regular, semibold].map(async (name) => unpack(await fetchBeside(name))));
      this.#memory.font(0, unpacked[0]!);
      this.#memory.font(1, unpacked[1]!);
      this.#added.add(file);
      lendToPage(file, unpacked[0]!);
    } finally {
      this.#adding.delete(file);
    }
  }
}

/** The numbers of the files; the first one always. */
function wantedBy(text: string): number[] {
  const wanted = new Set([0]);
  for (const letter of new Set(text)) {
    const point = letter.codePointAt(0)!;
    if (point < 0x80) continue;
    const file = __TUNDISH_LETTERS__.findIndex(([, , characters]) =>
      characters.some((first, at) => at % 2 === 0 && point >= first && point <= characters[at + 1]!),
    );
    if (file > 0) wanted.add(file);
  }
  return [...wanted];
}

const kHeader = 44;
const kEntry = 20;

/** A TrueType file out of a WOFF file: each of its tables is packed by itself. */
async function unpack(packed: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  const from = new DataView(packed);
  const count = from.getUint16(12);
  const tables = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const at = kHeader + index * kEntry;
      const [tag, offset, size, whole, sum] = Array.from({ length: 5 }, (__, word) => from.getUint32(at + 4 * word)) as [
        number, number, number, number, number,
      ];
      const bytes = new Uint8Array(packed, offset, size);
      return { tag, sum, bytes: size < whole ? await inflated(bytes) : bytes };
    }),
  );
  const begin = 12 + 16 * count;
  const length = tables.reduce((sum, { bytes }) => sum + padded(bytes.length), begin);
  const file = new Uint8Array(length);
  const to = new DataView(file.buffer);
  to.setUint32(0, from.getUint32(4));
  to.setUint16(4, count);
  let place = begin;
  tables.forEach(({ tag, sum, bytes }, index) => {
    [tag, sum, place, bytes.length].forEach((word, at) => to.setUint32(12 + 16 * index + 4 * at, word));
    file.set(bytes, place);
    place += padded(bytes.length);
  });
  return file;
}

const lent = new Set<number>();

/** The field over the canvas is the page's own, and is written in the same letters. */
function lendToPage(file: number, bytes: Uint8Array<ArrayBuffer>): void {
  if (lent.has(file)) return;
  lent.add(file);
  document.fonts.add(new FontFace('Tundish Canvas', bytes));
}

const padded = (length: number) => (length + 3) & ~3;

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
