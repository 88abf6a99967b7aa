/** Moves events between records of the device's database, each time in one transaction. */
import type { Engine, LoggedEvent } from '../engine/engine.ts';
import { Taken, type OutboxDb } from './outbox_db.ts';
import { allOf, type StoredSession, type Writing } from './records.ts';

/**
 * Puts the whole log under a record of its own and cuts the one it came from to its first `at`
 * events. Rejects with `Taken`.
 */
export async function setAside(
  db: OutboxDb,
  from: StoredSession,
  at: number,
  aside: StoredSession,
  log: readonly LoggedEvent[],
): Promise<void> {
  await db.atOnce(async (work) => {
    const sessions = work.objectStore('sessions');
    const found = await sessions.get(from.session);
    if (found && found.writer !== from.writer) throw new Taken();
    await putRecord(work, aside, log);
    // A branch that is refused from its first event on takes the place of its own record.
    if (aside.session === from.session) return;
    await work.objectStore('events').delete(allOf(from.session, at));
    if (at === 0) await moveAll(work, from.session, aside.session);
    else if (found) await sessions.put({ ...found, acked: Math.min(found.acked, at) });
  });
}

/** Of the record nothing is left: its files go along. */
async function moveAll(work: Writing, from: string, to: string): Promise<void> {
  const files = work.objectStore('files');
  for (const file of await files.getAll(allOf(from, ''))) await files.put({ ...file, session: to });
  await files.delete(allOf(from, ''));
  await work.objectStore('sessions').delete(from);
}

/** Puts a record and its whole log; the same twice is the same once. */
export async function putRecord(
  work: Writing,
  stored: StoredSession,
  log: readonly LoggedEvent[],
): Promise<void> {
  await work.objectStore('sessions').put(stored);
  const { session } = stored;
  for (const { seq = 0, hash, text } of log) {
    await work.objectStore('events').put({ session, seq, hash, text });
  }
}

/**
 * The record for a log that goes on beside the one of its session from the event `first` on, at
 * whatever address the server will have it. The same log gets the same name.
 */
export function besides(
  engine: Engine,
  found: StoredSession,
  { seq = 0, hash }: LoggedEvent,
): StoredSession {
  const { root, branch, acked } = found;
  const isHomed = branch !== undefined && branch.session !== found.session;
  return {
    ...found,
    session: engine.sha256(`tundish:beside:1\n${root}\n${hash}`).slice(0, 32),
    acked: isHomed ? acked : Math.min(acked, seq),
    left: true,
    ended_at: found.ended_at ?? Date.now(),
  };
}
