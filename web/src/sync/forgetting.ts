/** What may leave the device because nobody needs it any more. */
import type { OutboxDb } from './outbox_db.ts';
import { allOf, isWaiting, remove, type StoredSession, type Writing } from './records.ts';

/** Whether the server has all of a record: its log, and the files that it names. */
export async function isHandedIn(work: Writing, { session, acked }: StoredSession): Promise<boolean> {
  if (acked < (await work.objectStore('events').count(allOf(session)))) return false;
  return !(await work.objectStore('files').getAll(allOf(session, ''))).some(isWaiting);
}

/** Of a device that many people use: gone as soon as the server has it. */
export const isForgotten = ({ forgets, ended_at }: StoredSession): boolean =>
  forgets === true && ended_at !== undefined;

/** Removes what has ended of a session and its branches; resolves with whether there was any. */
export async function forgetEnded(db: OutboxDb, { root, server }: StoredSession): Promise<boolean> {
  return db.atOnce(async (work) => {
    let isGone = false;
    for (const found of await work.objectStore('sessions').getAll()) {
      if (found.root !== root || found.server !== server || !isForgotten(found)) continue;
      if (!(await isHandedIn(work, found))) continue;
      await remove(work, found.session);
      isGone = true;
    }
    return isGone;
  });
}
