/**
 * The engine of tools, which says why something happens: every condition with what it read, every way,
 * every source of a value. Loaded only where a page wants to know.
 */
import type { Abi } from './abi.ts';

declare const __TUNDISH_DEBUG_ENGINE__: string;

/** One thing that led to another, as the engine writes it. */
export type WhyEntry = Record<string, unknown>;

/** `load` gets an engine that lies beside the player's script. */
export const loadWhyEngine = async (load: (file: string) => Promise<Abi>): Promise<WhyEngine> =>
  new WhyEngine(await load(__TUNDISH_DEBUG_ENGINE__));

export class WhyEngine {
  readonly #abi: Abi;

  constructor(abi: Abi) {
    this.#abi = abi;
  }

  /** A session that can be asked; its first event is the header. */
  open(release: string, others: readonly string[], header: object): (gesture: object) => WhyEntry[] {
    const funnel = this.#abi.call('tundish_parse_release', release).result;
    for (const other of others) {
      const sibling = this.#abi.call('tundish_parse_release', other).result;
      this.#abi.call('tundish_also', funnel, sibling);
    }
    const session = this.#abi.call('tundish_session', funnel, JSON.stringify(header)).result;
    if (session === 0) throw new Error('the session does not begin');
    return (gesture) => {
      const text = JSON.stringify(gesture);
      const { why } = this.#abi.call('tundish_why', session, text).response as { why: WhyEntry[] };
      this.#abi.call('tundish_play', session, text);
      return why;
    };
  }
}
