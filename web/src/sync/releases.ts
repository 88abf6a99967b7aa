/** Finds the release to play: from the server, or from the device when there is no network. */
import type { Channel, FunnelResponse, View } from '../engine/engine.ts';
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

/** What everybody sees first, whoever they are: it can be shown before there is an engine. */
export interface First {
  facts: FunnelResponse;
  view: View;
}

export type Resolved = StoredRelease & { first?: First };

/** The server was reached and has no such release. */
export class NoRelease extends Error {}

const kPatience = 8000;

/** The release that is published now, from the server. Throws `NoRelease` where there is none. */
export async function askRelease(wanted: Wanted): Promise<Resolved> {
  const { hash, text } = await download(addressOf(wanted).replace('?', '/first?'));
  const [release = '', first] = text.split('\n');
  return { hash, text: release, ...(first && { first: JSON.parse(first) as First }) };
}

/** Keeps it for the time without a network, where the browser keeps data. */
export async function keepRelease(
  { hash, text }: Resolved,
  wanted: Wanted,
  db: OutboxDb,
): Promise<StoredRelease> {
  await tried(db.rememberRelease({ hash, text }, addressOf(wanted)));
  return { hash, text };
}

/** The same; without a network the one that was published when last asked. */
export async function resolveRelease(wanted: Wanted, db: OutboxDb): Promise<StoredRelease> {
  try {
    return await keepRelease(await askRelease(wanted), wanted, db);
  } catch (error) {
    if (error instanceof NoRelease) throw error;
    const remembered = await tried(db.resolved(addressOf(wanted)));
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
  if (kept) return kept;
  const release = await download(`${server}/api/v1/play/releases/${hash}`);
  await tried(db.rememberRelease(release));
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
  // Asked for as pages ask ahead, or it would come twice.
  const response = await fetch(address, {
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
