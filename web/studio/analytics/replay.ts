/** Gets a session's log and what it was played on, and plays it again with the engine of tools. */
import { get, Problem, request, Unreachable } from '../base/api.ts';
import type { Event } from '../../src/engine/types.gen.ts';
import { engineModule, PreviewEngine } from '../preview/engine.ts';
import { Kept } from '../preview/kept.ts';

interface Log {
  releases: string[];
  events: { event: Event }[];
}

let engine: PreviewEngine | undefined;

/** Throws what the server or the engine has against it. */
export async function replayOf(session: string): Promise<Kept> {
  const [played, log] = await Promise.all([loadEngine(), get<Log>(`/api/v1/sessions/${encodeURIComponent(session)}/log`)]);
  const texts = await Promise.all(log.releases.map(async (hash) => (await request('GET', `/api/v1/play/releases/${hash}`)).text));
  const funnel = played.release(texts);
  if ('diagnostics' in funnel) throw new Problem(422, 'unreadable', funnel.diagnostics.map(({ sentence }) => sentence).join(' '), [], undefined);
  try {
    return new Kept(played, funnel, log.events.map(({ event }) => event));
  } finally {
    played.free(funnel.handle);
  }
}

async function loadEngine(): Promise<PreviewEngine> {
  try {
    return (engine ??= new PreviewEngine(await engineModule()));
  } catch (error) {
    throw new Unreachable('the engine did not come', { cause: error });
  }
}
