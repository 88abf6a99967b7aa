/** What one text of a definition changes of another, found on this device; neither need be a funnel yet. */
import { Abi } from '../../../src/engine/abi.ts';
import { fetchModule } from '../../document/load.ts';
import type { Json } from '../../document/definition.ts';
import type { Change } from './changes.ts';

declare const __TUNDISH_DEBUG_ENGINE__: string;

let engine: Promise<Abi> | undefined;

export async function changesOf(before: string, after: string): Promise<Change[]> {
  const { response } = await asked('tundish_changes', before, after);
  return (response as { changes?: Change[] }).changes ?? [];
}

/** The definition as a publishing has it: in its order, without what goes without saying; undefined of no funnel. */
export async function writtenOf(text: string): Promise<Json | undefined> {
  const { result, response } = await asked('tundish_written', text);
  return result === 0 ? undefined : (response as Json);
}

async function asked(name: 'tundish_changes' | 'tundish_written', ...texts: string[]) {
  engine ??= fetchModule(__TUNDISH_DEBUG_ENGINE__).then((module) => Abi.instantiate(module));
  try {
    return (await engine).call(name, ...texts);
  } catch (error) {
    // What did not come, or stopped, is asked for anew next time.
    engine = undefined;
    throw error;
  }
}
