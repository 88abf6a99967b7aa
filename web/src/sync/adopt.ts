/**
 * Takes a session over that another device has played: fetches its log from the server and makes it
 * the one that this device has. Loaded when there is such a session.
 */
import type { Engine, Event, LoggedEvent } from '../engine/engine.ts';
import { leaveFootprint } from './footprint.ts';
import { besides, putRecord } from './moving.ts';
import type { OutboxDb } from './outbox_db.ts';
import { allOf, type StoredSession, type Writing } from './records.ts';
import { pinnedRelease, type Wanted } from './releases.ts';
import type { ResumeLink } from './resume_link.ts';
import type { Carried } from './sync_host.ts';

/** One page of the server's answer. */
interface Answer {
  gen: number;
  epoch: number;
  events: Event[];
  /** The server's lane. */
  s_events: Event[];
  /** The last seq there is. */
  head: number;
  release: string;
  /** Of a branch: the chain that it left, and the last event that it shares with it. */
  parent?: string;
  at?: number;
}

const kPatience = 15_000;

/**
 * What is to be gone on with, in the device's database if it has one; undefined when the server has
 * no such session or it is of another funnel. Throws when the server cannot be reached.
 */
export async function adopt(
  engine: Engine,
  db: OutboxDb,
  { secret, branch }: ResumeLink,
  wanted: Wanted,
  place: string,
  writer: number,
): Promise<Carried | undefined> {
  const root = engine.sha256(secret).slice(0, 32);
  const session = branch ?? root;
  const { server } = wanted;
  const answer = await fetchLog(`${server}/api/v1/play/sessions/${session}`, secret);
  if (!answer) return undefined;
  const { gen, epoch, events, s_events, release, parent, at } = answer;
  if (!(await isOf(engine, db, wanted, events[0], release))) return undefined;
  const log = events.map((event) => ({
    seq: event.seq,
    hash: event.hash,
    text: JSON.stringify(event),
  }));
  const stored: StoredSession = {
    session,
    root,
    place,
    server,
    secret,
    release,
    gen,
    acked: log.length,
    epoch: epoch + 1,
    server_lane: s_events.map((event) => JSON.stringify(event)),
    ...(parent !== undefined && at !== undefined && { branch: { session, parent, at } }),
    writer,
    created_at: Date.now(),
  };
  try {
    return await db.atOnce((work) => merge(engine, work, stored, log));
  } catch (error) {
    console.warn('tundish: the session is kept in memory only', error);
    return { stored, log };
  }
}

async function isOf(
  engine: Engine,
  db: OutboxDb,
  { server, funnel, channel }: Wanted,
  header: Event | undefined,
  hash: string,
): Promise<boolean> {
  if (!header?.input || !('channel' in header.input) || header.input.channel !== channel)
    return false;
  const release = await pinnedRelease(server, hash, db);
  const parsed = await engine.funnel(release.text);
  const { slug } = parsed.facts;
  parsed.free();
  return slug === funnel;
}

async function fetchLog(address: string, secret: string): Promise<Answer | undefined> {
  const events: Event[] = [];
  const ofServer: Event[] = [];
  for (;;) {
    const from = `from_c=${events.length}&from_s=${ofServer.length}`;
    const response = await fetch(`${address}?${from}`, {
      credentials: 'omit',
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(kPatience),
    });
    if (response.status >= 400 && response.status < 500 && response.status !== 429)
      return undefined;
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // A captive portal answers anything with its own page, which is no JSON.
    const page = (await response.json()) as Answer;
    events.push(...page.events);
    ofServer.push(...page.s_events);
    const isWhole = events.length > page.head || page.events.length === 0;
    if (isWhole && page.s_events.length === 0) return { ...page, events, s_events: ofServer };
  }
}

/**
 * What this device has of the session and the server has not is never overwritten: as long as the
 * server's log is the beginning of it, it goes on from there; else it becomes a record of its own,
 * which is sent as a branch.
 */
async function merge(
  engine: Engine,
  work: Writing,
  stored: StoredSession,
  log: LoggedEvent[],
): Promise<Carried> {
  const sessions = work.objectStore('sessions');
  const events = work.objectStore('events');
  const found = await sessions.get(stored.session);
  const own = found ? await events.getAll(allOf(stored.session)) : [];
  const differs = own.findIndex((event, seq) => event.hash !== log[seq]?.hash);
  const isBranch = found?.branch?.session !== stored.branch?.session;
  if (found && differs === log.length && !isBranch) {
    const ahead = { ...stored, epoch: Math.max(stored.epoch, found.epoch + 1) };
    leaveFootprint();
    await sessions.put(ahead);
    return { stored: ahead, log: own.map(({ seq, hash, text }) => ({ seq, hash, text })) };
  }
  if (found && differs >= 0) {
    await putRecord(work, besides(engine, found, own[differs]!), own);
    await events.delete(allOf(stored.session, differs));
  }
  await putRecord(work, stored, log);
  return { stored, log };
}
