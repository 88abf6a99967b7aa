/** A session's log, played again by the engine of tools. */
import { get } from '../base/api.ts';
import { Abi } from '../../src/engine/abi.ts';
import type { Event, View } from '../../src/engine/types.gen.ts';

declare const __TUNDISH_DEBUG_ENGINE__: string;

interface Kept {
  session: string;
  releases: string[];
  events: { event: Event; hash: string; received_at: string }[];
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
    const { view, refused } = response as { view?: View; refused?: { sentence: string } };
    return { view, refused: refused?.sentence };
  }
}

export async function loadLog(session: string): Promise<SessionLog> {
  const [abi, kept] = await Promise.all([loadEngine(), get<Kept>(`/api/v1/sessions/${session}/log`)]);
  const texts = await Promise.all(kept.releases.map(textOf));
  const [funnel, ...siblings] = texts.map((text) => abi.call('tundish_parse_release', text).result);
  for (const sibling of siblings) abi.call('tundish_also', funnel!, sibling);
  return new SessionLog(abi, funnel!, kept.events.map(({ event, hash }) => ({ ...event, hash })));
}

async function textOf(release: string): Promise<string> {
  const answer = await fetch(`/api/v1/play/releases/${release}`);
  if (!answer.ok) throw new Error(`the release ${release} was answered with ${answer.status}`);
  return answer.text();
}

let engine: Promise<Abi> | undefined;

const loadEngine = (): Promise<Abi> => (engine ??= fetchEngine());

async function fetchEngine(): Promise<Abi> {
  const answer = fetch(`/studio/${__TUNDISH_DEBUG_ENGINE__}`);
  return Abi.instantiate(await WebAssembly.compileStreaming(answer));
}
