/**
 * Goes through the sessions that no tab is playing: sends what they still owe the server, asks once
 * a page whether it still has what it confirmed, and drops what nobody needs any more.
 */
import type { Engine } from '../engine/engine.ts';
import { forgetEnded, isForgotten, isHandedIn } from './forgetting.ts';
import type { OutboxDb } from './outbox_db.ts';
import { isWaiting, remove, type StoredSession } from './records.ts';
import { isVacant } from './seat.ts';
import { isOfATab } from './this_tab.ts';
import { SyncHost, type Carried } from './sync_host.ts';
import type { UploadHost } from './upload_host.ts';

/** What sends files is a part of the player, and loaded when there is one. */
export type LoadUploads = () => Promise<typeof UploadHost>;

/** What this page is delivering, and what it has delivered and need not ask for again. */
const underWay = new Set<string>();
const asked = new Set<string>();
/** Of which files are under way. */
const sending = new Set<string>();

const kDay = 24 * 60 * 60 * 1000;

/** One after the other; one that meets trouble goes on trying beside the next. */
export async function flushBacklog(
  engine: Engine,
  db: OutboxDb,
  server: string,
  playing: string,
  uploads: LoadUploads,
): Promise<void> {
  await sweep(db, Date.now());
  for (const stored of await db.allSessions()) {
    const { session } = stored;
    if (stored.server !== server || session === playing || underWay.has(session)) continue;
    if (!(await isVacant(session))) continue;
    // What follows a hole cannot be sent.
    const log = (await db.log(session)).filter(({ seq = 0 }, index) => seq === index);
    if (!asked.has(session) || stored.acked < log.length) await deliver(engine, db, { stored, log });
    await sendFiles(db, stored, uploads);
  }
}

/** Those of which the server has not everything; what meets trouble goes on trying. */
async function sendFiles(db: OutboxDb, stored: StoredSession, uploads: LoadUploads): Promise<void> {
  const { session } = stored;
  const files = (await db.filesOf(session)).filter(isWaiting);
  if (files.length === 0 || sending.has(session)) return;
  sending.add(session);
  const Host = await uploads();
  const end = (): void => {
    sending.delete(session);
    host.close();
    void forget(db, stored);
  };
  const host = new Host(stored, db, {
    isKnown: () => stored.acked > 0,
    changed: () => host.waiting === 0 && end(),
    erased: () => void db.erase(stored).finally(end),
  });
  for (const file of files) host.add(file);
}

/**
 * Sends one log that nobody plays, in the name of the tab that wrote it last. Resolves when it is
 * done or has to wait.
 */
export function deliver(engine: Engine, db: OutboxDb, carried: Carried): Promise<void> {
  const { session } = carried.stored;
  underWay.add(session);
  return new Promise((resolve) => {
    const end = (): void => {
      underWay.delete(session);
      asked.add(session);
      queueMicrotask(() => {
        host.close();
        void forget(db, carried.stored, host.written);
      });
      resolve();
    };
    const host = new SyncHost(engine, carried, db, {
      reported: ({ status }) => {
        if (status === 'synced' || status === 'halted') end();
        else if (status === 'waiting') resolve();
      },
      trapped: end,
      taken: end,
      cut: (_count, aside, log) => void deliver(engine, db, { stored: aside, log }),
    });
  });
}

/** Of a device that many people use: what the server has now, and has ended, goes at once. */
async function forget(db: OutboxDb, stored: StoredSession, written?: Promise<void>): Promise<void> {
  if (!isForgotten(stored)) return;
  try {
    await written;
    await forgetEnded(db, stored);
  } catch (error) {
    console.debug('tundish: an ended session is still kept', error);
  }
}

/** Drops sessions that ended, or were kept for a tab, a day ago and are confirmed, and releases that nobody needs. */
async function sweep(db: OutboxDb, now: number): Promise<void> {
  await db.atOnce(async (work) => {
    const sessions = work.objectStore('sessions');
    const releases = work.objectStore('releases');
    const resolved = await work.objectStore('resolved').getAll();
    const needed = new Set(resolved.map(({ hash }) => hash));
    for (const stored of await sessions.getAll()) {
      const { ended_at, place, created_at } = stored;
      const isOver = (ended_at ?? (isOfATab(place) ? created_at : Infinity)) < now - kDay;
      if ((isOver || isForgotten(stored)) && (await isHandedIn(work, stored))) {
        await remove(work, stored.session);
      } else {
        needed.add(stored.release);
      }
    }
    for (const hash of await releases.getAllKeys()) {
      if (!needed.has(hash)) await releases.delete(hash);
    }
  });
}
