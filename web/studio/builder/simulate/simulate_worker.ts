/** Plays simulated visitors away from the page, some at a time, so that it can be told how far it is. */
import { Abi } from '../../../src/engine/abi.ts';
import type { Finding } from '../../base/api.ts';
import { fetchModule } from '../../document/load.ts';
import { type Simulation, sumOf, type Wish } from './simulation.ts';

declare const __TUNDISH_DEBUG_ENGINE__: string;

/** What the worker tells: how far it is, or why it cannot be done. */
export type Told = { done: number; total: number; sum: Simulation } | { faults: string[] };

/** So many of all sessions at once. */
const kParts = 25;

addEventListener('message', ({ data }: MessageEvent<{ text: string; wish: Wish }>) => {
  simulate(data.text, data.wish).catch((error: unknown) => tell({ faults: [String(error)] }));
});

const tell = (told: Told): void => postMessage(told);
const faultsIn = (response: unknown): string[] =>
  ((response as { diagnostics?: Finding[] }).diagnostics ?? []).map(({ sentence }) => sentence);

async function simulate(text: string, { sessions, seed, ...visitors }: Wish): Promise<void> {
  const abi = await Abi.instantiate(await fetchModule(__TUNDISH_DEBUG_ENGINE__));
  const { result: funnel, response } = abi.call('tundish_funnel', text);
  if (funnel === 0) return tell({ faults: faultsIn(response) });
  let sum: Simulation | undefined;
  for (let done = 0, part = 0; done < sessions; ++part) {
    const count = Math.min(Math.ceil(sessions / kParts), sessions - done);
    // Scouts look for what no visitor reached; once is enough.
    const options = { seed: seed + part, sessions: count, scouts: part === 0 ? 2000 : 0, visitors };
    const answer = abi.call('tundish_simulate', funnel, JSON.stringify(options));
    if (answer.result === 0) return tell({ faults: faultsIn(answer.response) });
    sum = sumOf(sum, answer.response as Simulation);
    done += count;
    tell({ done, total: sessions, sum });
  }
}
