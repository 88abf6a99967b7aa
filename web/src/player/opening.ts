/** Begins a session, or goes on with the one that this device has for the place. */
import type {
  Engine,
  Event,
  Funnel,
  LoggedEvent,
  PlayResponse,
  Session,
} from '../engine/engine.ts';
import type { OutboxDb, StoredRelease, StoredSession } from '../sync/outbox_db.ts';
import { pinnedRelease, resolveRelease, type Wanted } from '../sync/releases.ts';
import { gestureOf, Gestures, makeIdentity, randomHex } from './gestures.ts';

/** A session that can be played on. */
export interface Opened {
  stored: StoredSession;
  release: StoredRelease;
  funnel: Funnel;
  session: Session;
  /** Every step so far, the header's first. */
  steps: PlayResponse[];
  /**
   * What the device's database holds; empty for a new session, which is kept from its first gesture
   * on.
   */
  log: LoggedEvent[];
  resumed: boolean;
}

/** The engine could not play what it should. */
export class Unplayable extends Error {}

const kEndedForMs = 24 * 60 * 60 * 1000;

/** Resumes what was begun here; a new session when there is none, or none that can be played. */
export async function open(
  engine: Engine,
  db: OutboxDb | undefined,
  wanted: Wanted,
): Promise<Opened> {
  const candidates = (await db?.sessionsAt(placeOf(wanted))) ?? [];
  const stored = candidates.at(-1);
  if (db && stored && (stored.ended_at ?? Infinity) > Date.now() - kEndedForMs) {
    try {
      return await resume(engine, db, stored);
    } catch (error) {
      if (!(error instanceof Unplayable)) throw error;
      console.warn('tundish: a session of this device cannot go on and stays as it is', error);
    }
  }
  return begin(engine, await resolveRelease(wanted, db), wanted);
}

export function begin(engine: Engine, release: StoredRelease, wanted: Wanted): Opened {
  const funnel = engine.funnel(release.text);
  const { facts } = funnel;
  const language = facts.languages.find((one) => facts.releases[one] === release.hash);
  const identity = makeIdentity(engine);
  const header = new Gestures(0).make('started', {
    session: identity.session,
    release: release.hash,
    structure: facts.structure,
    rules: engine.rules,
    random_seed: randomHex(16),
    language: language ?? facts.default_language,
    channel: wanted.channel,
  });
  const { session, played } = funnel.begin(header);
  if (!session) throw new Unplayable(played.refused?.sentence);
  const stored: StoredSession = {
    ...identity,
    place: placeOf(wanted),
    server: wanted.server,
    release: release.hash,
    gen: 0,
    acked: 0,
    created_at: Date.now(),
  };
  return { stored, release, funnel, session, steps: [played], log: [], resumed: false };
}

async function resume(engine: Engine, db: OutboxDb, stored: StoredSession): Promise<Opened> {
  const events = await db.events(stored.session);
  const log = events.map(({ seq, hash, text }) => ({ seq, hash, text }));
  const release = await pinnedRelease(stored.server, stored.release, db);
  const parsed = log.map((logged) => JSON.parse(logged.text) as Event);
  return { stored, release, ...replay(engine, release.text, parsed), log, resumed: true };
}

/** Plays a log again, step by step. Throws `Unplayable` unless every event gets the hash it has. */
export function replay(
  engine: Engine,
  release: string,
  log: readonly Event[],
): Pick<Opened, 'funnel' | 'session' | 'steps'> {
  const [header, ...rest] = log;
  if (!header) throw new Unplayable('the log is empty');
  const funnel = engine.funnel(release);
  const { session, played } = funnel.begin(gestureOf(header));
  if (!session || played.event?.hash !== header.hash)
    throw new Unplayable('the header does not fit');
  const steps = [played];
  for (const event of rest) {
    const step = session.play(gestureOf(event));
    if (step.event?.hash !== event.hash) throw new Unplayable(`event ${event.seq} does not fit`);
    steps.push(step);
  }
  return { funnel, session, steps };
}

function placeOf({ server, environment, funnel, channel, language }: Wanted): string {
  return [server, environment, funnel, channel, language].join(' ');
}
