/** Sessions of this device that nobody plays: what sends for them is loaded when there are some. */
import type { Engine } from '../engine/engine.ts';
import type { OutboxDb } from '../sync/outbox_db.ts';
import type { Carried } from '../sync/sync_host.ts';
import { pause } from './drawn.ts';
import { loadPart } from './load_part.ts';

const kAgainMs = 10_000;
const loadBacklog = () => loadPart(() => import('../sync/backlog.ts'));
const loadUploads = async () => (await loadPart(() => import('./paint_file.ts'))).UploadHost;

/** Sends what they still owe the server, and drops what nobody needs any more. */
export async function flushOthers(engine: Engine, db: OutboxDb, server: string, playing = ''): Promise<void> {
  try {
    if (!(await db.hasMore(playing))) return;
    const { flushBacklog } = await loadBacklog();
    await flushBacklog(engine, db, server, playing, loadUploads);
  } catch (error) {
    console.debug('tundish: earlier sessions wait for the next time', error);
  }
}

/** Sends the log that was set aside; where the disk has no room for it, nothing else does. */
export async function sendAside(engine: Engine, db: OutboxDb, aside: Carried): Promise<void> {
  try {
    const { deliver } = await persistently(loadBacklog);
    await deliver(engine, db, aside);
  } catch (error) {
    console.debug('tundish: what was set aside waits for the next time', error);
  }
}

async function persistently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      console.debug('tundish: a part of the player is not to be had yet', error);
      await pause(kAgainMs);
    }
  }
}
