/** Sends what earlier sessions of this device still owe the server. */
import type { Engine } from '../engine/engine.ts';
import { claimSession } from './claim.ts';
import type { OutboxDb, StoredSession } from './outbox_db.ts';
import { SyncHost } from './sync_host.ts';

/**
 * Goes through the sessions that no tab is playing; those that cannot be sent now wait for the next
 * time.
 */
export async function flushBacklog(
  engine: Engine,
  db: OutboxDb,
  server: string,
  playing: string,
): Promise<void> {
  await db.sweep(Date.now());
  for (const stored of await db.allSessions()) {
    if (stored.server === server && stored.session !== playing) await flush(engine, db, stored);
  }
}

async function flush(engine: Engine, db: OutboxDb, stored: StoredSession): Promise<void> {
  const log = (await db.events(stored.session)).map(({ seq, hash, text }) => ({ seq, hash, text }));
  if (stored.acked >= log.length) return;
  let stop = (): void => undefined;
  const release = await claimSession(stored.session, 'ask', () => stop());
  if (!release) return;
  let done = false;
  const host: { current?: SyncHost } = {};
  stop = () => {
    done = true;
    host.current?.close();
    release();
  };
  host.current = new SyncHost(engine, stored, db, log, {
    reported: ({ status }) => {
      if (status === 'synced' || status === 'halted') queueMicrotask(stop);
    },
    trapped: () => queueMicrotask(stop),
  });
  if (done) host.current.close();
}
