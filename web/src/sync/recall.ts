/**
 * Asks what is known of whoever has proven on this device who they are. Loaded when there is a
 * release that reads it.
 */
import type { Values } from '../engine/engine.ts';
import type { OutboxDb } from './outbox_db.ts';
import type { StoredSession } from './records.ts';
import type { Wanted } from './releases.ts';

/** What the header of the session that is begun next says of its visitor. */
export interface Known {
  contact?: Values;
  prior?: Values;
}

/** So many sessions are asked, the newest first. */
const kMostAsked = 3;
/** How the server's lane writes that something was proven, or another effect was done. */
const kDone = '"outcome":"done"';

/** What the release reads of it. Throws when the server does not say it in `patience` milliseconds. */
export async function recall(
  db: OutboxDb,
  { server, funnel }: Wanted,
  release: string,
  patience: number,
): Promise<Known> {
  const signal = AbortSignal.timeout(patience);
  const query = new URLSearchParams({ funnel });
  const reads = release.replace(/"save_to":"[^"]*"/g, '');
  for (const { root, secret } of await askable(db, server)) {
    const response = await fetch(`${server}/api/v1/play/sessions/${root}/known?${query}`, {
      credentials: 'omit',
      headers: { authorization: `Bearer ${secret}` },
      signal,
    });
    // The server has not got it, or has erased it.
    if (!response.ok) continue;
    // A captive portal answers anything with its own page, which is no JSON.
    const { contact, prior } = (await response.json()) as Required<Known>;
    const known = { ...only('contact', contact, reads), ...only('prior', prior, reads) };
    if (Object.keys(known).length > 0) return known;
  }
  return {};
}

/** Of each session one record, in which the server has written that something was done. */
async function askable(db: OutboxDb, server: string): Promise<StoredSession[]> {
  const byRoot = new Map<string, StoredSession>();
  for (const stored of await db.allSessions()) {
    const { server_lane: lane = [], root } = stored;
    if (stored.server === server && lane.some((text) => text.includes(kDone))) byRoot.set(root, stored);
  }
  const newest = [...byRoot.values()].sort((a, b) => b.created_at - a.created_at);
  return newest.slice(0, kMostAsked);
}

/** Those values that are named: the log of a session holds no more of anybody than it needs. */
function only(name: keyof Known, values: Values, reads: string): Known {
  const named = Object.entries(values).filter(([key]) => reads.includes(key));
  return named.length > 0 ? { [name]: Object.fromEntries(named) } : {};
}
