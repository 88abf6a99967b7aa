/** Plays real sessions on the draft away from the page, one after the other. */
import type { Event } from '../../../src/engine/types.gen.ts';
import { engineModule, PreviewEngine } from '../../preview/engine.ts';
import { playAgain } from './again.ts';
import type { SessionRow, Verdict } from './comparison.ts';
import { pastOf, Unplayable } from './past.ts';
import { words } from './words.ts';

/** A session with its log; `releases` are those that it was played on. */
export interface Task {
  row: SessionRow;
  releases: string[];
  events: Event[];
}

export interface Work {
  /** The draft. */
  text: string;
  tasks: Task[];
  /** Texts by hash. */
  releases: Record<string, string>;
}

export type Told = { verdict: Verdict } | { faults: string[] };

const tell = (told: Told): void => postMessage(told);

addEventListener('message', ({ data }: MessageEvent<Work>) => {
  work(data).catch((error: unknown) => tell({ faults: [String(error)] }));
});

async function work({ text, tasks, releases }: Work): Promise<void> {
  const engine = new PreviewEngine(await engineModule());
  const draft = engine.funnel(text);
  if ('diagnostics' in draft) return tell({ faults: draft.diagnostics.map(({ sentence }) => sentence) });
  const funnels = new Map<string, number>();
  for (const task of tasks) tell({ verdict: verdictOn(engine, draft, funnelOf(engine, funnels, releases, task.releases), task) });
}

/** What was published, read once; 0: it cannot be had. */
function funnelOf(engine: PreviewEngine, funnels: Map<string, number>, texts: Work['releases'], hashes: string[]): number {
  const name = hashes.join(' ');
  const isHere = hashes.length > 0 && hashes.every((hash) => texts[hash] !== undefined);
  const known = funnels.get(name);
  if (known !== undefined) return known;
  const read = isHere ? engine.release(hashes.map((hash) => texts[hash]!)) : undefined;
  const funnel = read && 'handle' in read ? read.handle : 0;
  funnels.set(name, funnel);
  return funnel;
}

function verdictOn(engine: PreviewEngine, draft: Exclude<ReturnType<PreviewEngine['funnel']>, { diagnostics: unknown }>, funnel: number, { row, events }: Task): Verdict {
  if (funnel === 0) return { row, unplayable: words.noRelease };
  try {
    const past = pastOf(engine, funnel, events);
    const after = playAgain(engine, draft.handle, draft.facts, past, events[0]!);
    const { structure } = events[0]!.input as { structure: string };
    return { row, structure, before: past.course, after };
  } catch (error) {
    if (error instanceof Unplayable) return { row, unplayable: error.message };
    throw error;
  }
}
