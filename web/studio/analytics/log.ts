/** A session's log, played again by the engine of tools. */
import { get, request, Unreachable } from '../base/api.ts';
import { fetchModule } from '../document/load.ts';
import { Abi } from '../../src/engine/abi.ts';
import type { Event, View } from '../../src/engine/types.gen.ts';

declare const __TUNDISH_DEBUG_ENGINE__: string;

interface Kept {
  session: string;
  releases: string[];
  events: { event: Event; hash: string; received_at: string }[];
}

interface Restored {
  view?: View;
  refused?: { sentence: string };
  /** The log or its release cannot be read at all. */
  diagnostics?: { sentence: string }[];
}

export interface Moment {
  /** What was shown after so many events; undefined: the engine does not take the last of them. */
  view: View | undefined;
  refused: string | undefined;
}

export class SessionLog {
  constructor(
    private readonly abi: Abi,
    private readonly funnel: number,
    readonly events: readonly Event[],
  ) {}

  /** What the first `count` events led to. */
  after(count: number): Moment {
    const text = JSON.stringify(this.events.slice(0, count));
    const { result, response } = this.abi.call('tundish_restore', this.funnel, text);
    if (result !== 0) this.abi.release(result);
    const { view, refused, diagnostics } = response as Restored;
    return { view, refused: refused?.sentence ?? diagnostics?.[0]?.sentence };
  }
}

export async function loadLog(session: string): Promise<SessionLog> {
  const [abi, kept] = await Promise.all([loadEngine(), get<Kept>(`/api/v1/sessions/${session}/log`)]);
  const texts = await Promise.all(kept.releases.map(textOf));
  const [funnel, ...siblings] = texts.map((text) => abi.call('tundish_parse_release', text).result);
  for (const sibling of siblings) abi.call('tundish_also', funnel!, sibling);
  return new SessionLog(abi, funnel!, kept.events.map(({ event, hash }) => ({ ...event, hash })));
}

const textOf = async (release: string): Promise<string> =>
  (await request('GET', `/api/v1/play/releases/${release}`)).text;

let engine: Promise<Abi> | undefined;

const loadEngine = (): Promise<Abi> => (engine ??= fetchEngine());

async function fetchEngine(): Promise<Abi> {
  try {
    return await Abi.instantiate(await fetchModule(__TUNDISH_DEBUG_ENGINE__));
  } catch (error) {
    engine = undefined;
    throw new Unreachable('the engine did not come', { cause: error });
  }
}
