/** What the page's painters know already of files and proofs, for the canvas. */
import { loadPart } from './load_part.ts';

export interface Tools {
  acceptOf: typeof import('./paint_file.ts').acceptOf;
  bare: typeof import('./paint_waits.ts').bare;
  standingWords: typeof import('./paint_waits.ts').standingWords;
  timeOf: typeof import('./paint_waits.ts').timeOf;
}

/** Throws when it cannot be had. */
export async function loadTools(): Promise<Tools> {
  const [{ acceptOf }, { bare, standingWords, timeOf }] = await Promise.all([
    loadPart(() => import('./paint_file.ts')),
    loadPart(() => import('./paint_waits.ts')),
  ]);
  return { acceptOf, bare, standingWords, timeOf };
}
