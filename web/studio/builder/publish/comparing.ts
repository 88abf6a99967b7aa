/** What one text of a definition changes of another, found on this device; neither need be a funnel yet. */
import { Abi } from '../../../src/engine/abi.ts';
import { fetchModule } from '../../document/load.ts';
import type { Change } from './changes.ts';

declare const __TUNDISH_DEBUG_ENGINE__: string;

let engine: Promise<Abi> | undefined;

export async function changesOf(before: string, after: string): Promise<Change[]> {
  engine ??= fetchModule(__TUNDISH_DEBUG_ENGINE__).then((module) => Abi.instantiate(module));
  try {
    const { response } = (await engine).call('tundish_changes', before, after);
    return (response as { changes?: Change[] }).changes ?? [];
  } catch (error) {
    // What did not come, or stopped, is asked for anew next time.
    engine = undefined;
    throw error;
  }
}
