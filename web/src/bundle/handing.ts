/** The sessions of this page as a file, which `tundish sessions import` takes to a server. */
import { OutboxDb } from '../sync/outbox_db.ts';
import type { StoredSession } from '../sync/records.ts';

/** One session: whoever has the secret may write it, so the file is for its owner and the server. */
interface Handed {
  secret: string;
  release: string;
  work?: string;
  trapped?: true;
  /** The log, from its first event on. */
  events: unknown[];
}

export interface HandedIn {
  tundish_sessions: 1;
  funnel: string;
  sessions: Handed[];
}

async function handed(db: OutboxDb, stored: StoredSession): Promise<Handed[]> {
  const { session, secret, release, work, trapped } = stored;
  // What follows a hole cannot be played.
  const log = (await db.log(session)).filter(({ seq = 0 }, index) => seq === index);
  if (log.length === 0) return [];
  const events = log.map(({ text }) => JSON.parse(text) as unknown);
  return [{ secret, release, ...(work && { work }), ...(trapped && { trapped }), events }];
}

/** Everything that this device has of the funnel. Throws where the browser keeps nothing. */
export async function handIn(funnel: string, server: string): Promise<HandedIn> {
  const db = new OutboxDb();
  const all = await db.allSessions();
  const mine = all.filter((one) => one.server === server && one.place.split(' ')[2] === funnel);
  const sessions = await Promise.all(mine.map((one) => handed(db, one)));
  return { tundish_sessions: 1, funnel, sessions: sessions.flat() };
}
