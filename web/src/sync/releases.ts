/** Finds the release to play: from the server, or from the device when there is no network. */
import type { Channel } from '../engine/engine.ts';
import type { OutboxDb } from './outbox_db.ts';
import type { StoredRelease } from './records.ts';

/** What the device may keep of a session: until it is over, for this tab alone, or nothing. */
export type Keeping = 'device' | 'tab' | 'none';

/** What a landing page asks for. */
export interface Wanted {
  /** Origin (and folder) of the server, without a trailing slash. */
  server: string;
  environment: string;
  funnel: string;
  language: string;
  channel: Channel;
  keeping: Keeping;
}

/** The server was reached and has no such release. */
export class NoRelease extends Error {}

const kPatience = 8000;

/**
 * The release that is published now; without a network the one that was published when last asked.
 */
export async function resolveRelease(wanted: Wanted, db: OutboxDb): Promise<StoredRelease> {
  const address = addressOf(wanted);
  try {
    return await fetchRelease(address, db, address);
  } catch (error) {
    if (error instanceof NoRelease) throw error;
    const remembered = await tried(db.resolved(address));
    if (!remembered) throw error;
    return remembered;
  }
}

/** The release that a session was begun with. */
export async function pinnedRelease(
  server: string,
  hash: string,
  db: OutboxDb,
): Promise<StoredRelease> {
  const kept = await tried(db.release(hash));
  return kept ?? fetchRelease(`${server}/api/v1/play/releases/${hash}`, db);
}

async function fetchRelease(from: string, db: OutboxDb, address?: string): Promise<StoredRelease> {
  const release = await download(from);
  await tried(db.rememberRelease(release, address));
  return release;
}

/** Undefined where the browser keeps no data. */
async function tried<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    console.debug('tundish: the device does not answer', error);
    return undefined;
  }
}

/** Tells the server that someone came; of no consequence for the visitor. */
export async function countVisit(wanted: Wanted): Promise<void> {
  const { server, environment, funnel, language, channel } = wanted;
  const visit = { environment, funnel, channel, language: language || undefined };
  try {
    await fetch(`${server}/api/v1/play/visits`, {
      method: 'POST',
      credentials: 'omit',
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(visit),
    });
  } catch (error) {
    console.debug('tundish: the visit is not counted', error);
  }
}

function addressOf(wanted: Wanted): string {
  const { server, environment, funnel, language, channel } = wanted;
  const query = new URLSearchParams({ ...(language === '' ? {} : { language }), channel });
  const path = [environment, funnel].map(encodeURIComponent).join('/');
  return `${server}/api/v1/play/releases/${path}?${query}`;
}

async function download(address: string): Promise<StoredRelease> {
  const response = await fetch(address, {
    credentials: 'omit',
    cache: 'no-cache',
    signal: AbortSignal.timeout(kPatience),
  });
  if (response.status >= 400 && response.status < 500) {
    throw new NoRelease(`the server answered ${response.status} for ${address}`);
  }
  const hash = response.headers.get('tundish-release');
  // A captive portal answers anything with its own page.
  if (!response.ok || hash === null) throw new Error(`no release came from ${address}`);
  return { hash, text: await response.text() };
}
