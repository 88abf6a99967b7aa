/** In place of `sync/releases`: the release comes with the page, and nobody is told of visits. */
import type { OutboxDb } from '../sync/outbox_db.ts';
import type { StoredRelease } from '../sync/records.ts';
import type { Resolved, Wanted } from '../sync/releases.ts';
import { inline } from './inline.ts';

export type { Keeping, Resolved, Wanted } from '../sync/releases.ts';

export class NoRelease extends Error {}

/** Kept on the device, so that its sessions go on when the page was replaced by a later one. */
export async function resolveRelease(_wanted: Wanted, db: OutboxDb): Promise<StoredRelease> {
  const { release } = inline;
  await db.rememberRelease(release).catch((error: unknown) =>
    console.debug('tundish: the device does not answer', error),
  );
  return release;
}

/** The release that a session was begun with. */
export async function pinnedRelease(
  _server: string,
  hash: string,
  db: OutboxDb,
): Promise<StoredRelease> {
  const found = hash === inline.release.hash ? inline.release : await db.release(hash);
  if (!found) throw new NoRelease(`the release ${hash} is not on this device`);
  return found;
}

export const askRelease = (_wanted: Wanted): Promise<Resolved> => Promise.resolve(inline.release);

export const keepRelease = (_release: Resolved, wanted: Wanted, db: OutboxDb): Promise<StoredRelease> =>
  resolveRelease(wanted, db);

export const countVisit = (_wanted: Wanted): Promise<void> => Promise.resolve();
