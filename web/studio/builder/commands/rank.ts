/** How well entries of a list fit what is written. */

export interface Ranked {
  /** What is read first. */
  label: string;
  /** Other words by which it is known. */
  more?: string;
}

/** Without case and accents. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The words that are looked for. */
export const wordsOf = (query: string): string[] => plain(query).split(/\s+/).filter(Boolean);

/** Undefined: one of the words fits nowhere. `isLoose`: the letters of a word may lie apart in the label. */
export function rank(wanted: readonly string[], { label, more = '' }: Ranked, isLoose: boolean): number | undefined {
  const name = plain(label);
  let sum = 0;
  for (const word of wanted) {
    const score = inName(word, name) ?? (plain(more).includes(word) ? 30 : isLoose ? apart(word, name) : undefined);
    if (score === undefined) return undefined;
    sum += score;
  }
  // Of two that fit as well the shorter one is meant.
  return sum - Math.min(name.length, 100) / 100;
}

function inName(word: string, name: string): number | undefined {
  const at = name.indexOf(word);
  if (at < 0) return undefined;
  if (at === 0) return 100;
  return new RegExp(`[^\\p{L}\\p{N}]${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'u').test(name) ? 80 : 60;
}

/** The letters one after the other, some of them apart: better where they begin words. */
function apart(word: string, name: string): number | undefined {
  let score = 0;
  let at = -1;
  for (const letter of word) {
    const next = name.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    score += next === at + 1 ? 2 : /[^\p{L}\p{N}]/u.test(name[next - 1] ?? ' ') ? 2 : 0;
    at = next;
  }
  // Letters that lie anywhere mean nothing.
  return score >= word.length ? score : undefined;
}
