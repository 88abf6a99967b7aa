/** Moves events between records of the device's database, each time in one transaction. */
import type { Engine, LoggedEvent } from '../engine/engine.ts';
import { Taken, type OutboxDb } from './outbox_db.ts';
import { allOf, type StoredSession, type Writing } from './records.ts';

/**
 * Puts the whole log under a record of its own, which it resolves to, and cuts the one it came from
 * to its first `at` events. Another log of which that first event is part may have taken the name:
 * it is left alone. Rejects with `Taken`.
 */
export async function setAside(
  db: OutboxDb,
  from: StoredSession,
  at: number,
  aside: StoredSession,
  log: readonly LoggedEvent[],
): Promise<StoredSession> {
  return db.atOnce(async (work) => {
    const sessions = work.objectStore('sessions');
    const found = await sessions.get(from.session);
    if (found && found.writer !== from.writer) throw new Taken();
    const named = aside.session;
    const isFree = named === from.session || !(await sessions.getKey(named));
    const session = isFree ? named : named.slice(0, 4) + log.at(-1)!.hash.slice(0, 28);
    const put = { ...aside, session };
    await putRecord(work, put, log);
    // A branch that is refused from its first event on takes the place of its own record.
    if (session === from.session) return put;
    await work.objectStore('events').delete(allOf(from.session, at));
    if (at === 0) await moveAll(work, from.session, session);
    else if (found) await sessions.put({ ...found, acked: Math.min(found.acked, at) });
    return put;
  });
}

/** A log, and the record that it gets because the server refused it from `at` on. */
export interface Move {
  at: number;
  aside: StoredSession;
  log: LoggedEvent[];
}

/** What a full disk did not take goes first, before anything is written in the place of it. */
export class Moves {
  readonly #db: OutboxDb;
  readonly #from: StoredSession;
  readonly #waiting: Move[] = [];

  constructor(db: OutboxDb, from: StoredSession) {
    this.#db = db;
    this.#from = from;
  }

  /** Resolves to the record as it is kept. */
  async add(move: Move): Promise<StoredSession> {
    this.#waiting.push(move);
    return (await this.catchUp()) ?? move.aside;
  }

  async catchUp(): Promise<StoredSession | undefined> {
    let kept: StoredSession | undefined;
    for (let move = this.#waiting[0]; move; move = this.#waiting[0]) {
      kept = await setAside(this.#db, this.#from, move.at, move.aside, move.log);
      this.#waiting.shift();
    }
    return kept;
  }
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
