/**
 * Judges definitions away from the page, so that nobody who types waits: what keeps a text from being a
 * funnel, or else what analysis finds; and what is not said yet.
 */
import type { Finding } from '../base/api.ts';
import { Abi } from '../../src/engine/abi.ts';
import type { Verdict } from './analyst.ts';
import { fetchModule } from '../document/load.ts';
import type { JsonObject } from '../document/definition.ts';
import { unsaidIn } from './unsaid.ts';

declare const __TUNDISH_DEBUG_ENGINE__: string;

const module = fetchModule(__TUNDISH_DEBUG_ENGINE__);
let engine: Abi | undefined;
let wanted: { text: string; revision: number } | undefined;
let isBusy = false;

addEventListener('message', ({ data }: MessageEvent<{ text: string; revision: number }>) => {
  wanted = data;
  if (!isBusy) void judgeAll();
});

/** Only what was asked for last is worth an answer. */
async function judgeAll(): Promise<void> {
  isBusy = true;
  try {
    engine ??= await Abi.instantiate(await module);
    while (wanted) {
      const { text, revision } = wanted;
      wanted = undefined;
      postMessage({ revision, ...judge(engine, text) } satisfies Verdict);
      // What came meanwhile is looked at first.
      await new Promise((resolve) => setTimeout(resolve));
    }
  } catch (error) {
    // What stopped once is not asked again.
    engine = undefined;
    postMessage({ revision: -1, findings: [], isFunnel: false, failure: String(error) } satisfies Verdict);
  } finally {
    isBusy = false;
  }
}

function judge(abi: Abi, text: string): { findings: Finding[]; isFunnel: boolean } {
  const { result, response } = abi.call('tundish_funnel', text);
  const unsaid = unsaidIn(JSON.parse(text) as JsonObject);
  if (result === 0) return { findings: [...findingsIn(response), ...unsaid], isFunnel: false };
  const findings = findingsIn(abi.call('tundish_analyze', result).response);
  abi.release(result);
  return { findings: [...findings, ...unsaid], isFunnel: true };
}

/** What is about the whole definition has no pointer in the answer; here it is that of the whole. */
const findingsIn = (response: unknown): Finding[] =>
  (response as { diagnostics: Finding[] }).diagnostics.map((one) => ({ ...one, pointer: one.pointer ?? '' }));
