/**
 * The proof of work that a funnel may want of a new session: the first number for which SHA-256 of the
 * session and it begins with so many bits that are 0. It is found by trying, offline too, a few
 * milliseconds at a time, so that the page never stutters.
 */
import type { Engine } from '../engine/engine.ts';

const kSliceMs = 6;
/** So many tries between two looks at the clock. */
const kAtOnce = 32;

export async function findWork(
  engine: Pick<Engine, 'sha256'>,
  session: string,
  bits: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (let number = 0; !signal.aborted; await rest()) {
    const end = performance.now() + kSliceMs;
    do {
      for (let tries = 0; tries < kAtOnce; tries += 1, number += 1) {
        const hash = engine.sha256(`tundish:work:1\n${session}\n${number}`);
        if (zeroBits(hash) >= bits) return String(number);
      }
    } while (performance.now() < end);
  }
  return undefined;
}

/** How many bits are 0 before the first that is not; at most 32 are looked at. */
const zeroBits = (hash: string): number => Math.clz32(Number.parseInt(hash.slice(0, 8), 16));

/** Whatever the page has to do comes first; a page that nobody sees goes on, too. */
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 200 });
    else setTimeout(resolve, 4);
  });
