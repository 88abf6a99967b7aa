/** Begins a session, or goes on with the one that this device has for the place. */
import type {
  Engine,
  Event,
  Funnel,
  LanguageChanged,
  LoggedEvent,
  PlayResponse,
  Session,
} from '../engine/engine.ts';
import { isForgotten } from '../sync/forgetting.ts';
import { inPlayingOrder, placeOfEvent, serverLane } from '../sync/lanes.ts';
import type { OutboxDb } from '../sync/outbox_db.ts';
import type { Known } from '../sync/recall.ts';
import type { StoredRelease, StoredSession } from '../sync/records.ts';
import { pinnedRelease, type Wanted } from '../sync/releases.ts';
import { ofThisTab } from '../sync/this_tab.ts';
import type { Carried } from '../sync/sync_host.ts';
import type { Brought } from './bringing.ts';
import { gestureOf, Gestures, makeIdentity, randomHex } from './gestures.ts';
import { Unplayable } from './unplayable.ts';

/** A session that can be played on. `log` is empty for a new one, kept from its first gesture on. */
export interface Opened extends Carried {
  release: StoredRelease;
  funnel: Funnel;
  session: Session;
  /** Every step so far, the header's first. */
  steps: PlayResponse[];
  resumed: boolean;
}

const kEndedForMs = 24 * 60 * 60 * 1000;

/** What was begun here and can be shown or gone on with; nothing where the browser keeps no data. */
export async function findStored(
  db: OutboxDb,
  wanted: Wanted,
): Promise<StoredSession | undefined> {
  try {
    const stored = await db.newestAt(placeOf(wanted));
    // The next visitor sees nothing of it, even while the server has not got it.
    if (stored && isForgotten(stored)) return undefined;
    return (stored?.ended_at ?? Infinity) > Date.now() - kEndedForMs ? stored : undefined;
  } catch (error) {
    console.warn('tundish: this browser keeps no data for the page', error);
    return undefined;
  }
}

export async function begin(
  engine: Engine,
  release: StoredRelease,
  wanted: Wanted,
  writer: number,
  known: Known & Brought,
  shownAt = performance.now(),
): Promise<Opened> {
  const funnel = await engine.funnel(release.text);
  const { facts } = funnel;
  const language = facts.languages.find((one) => facts.releases[one] === release.hash);
  const identity = makeIdentity(engine);
  const input = {
    session: identity.session,
    release: release.hash,
    structure: facts.structure,
    rules: engine.rules,
    random_seed: randomHex(16),
    language: language ?? facts.default_language,
    channel: wanted.channel,
  };
  const beginWith = (more: Known & Brought) =>
    funnel.begin(new Gestures(0, shownAt).make('started', { ...input, ...more }, shownAt));
  let { session, played } = beginWith(known);
  // What is known may be more than an event can hold.
  if (!session) ({ session, played } = beginWith({}));
  if (!session) throw new Unplayable(0, played.refused?.sentence);
  const stored: StoredSession = {
    ...identity,
    root: identity.session,
    place: placeOf(wanted),
    server: wanted.server,
    release: release.hash,
    gen: 0,
    acked: 0,
    epoch: 1,
    writer,
    created_at: Date.now(),
    ...(facts.proof_of_work && { work_bits: facts.proof_of_work }),
  };
  return { stored, release, funnel, session, steps: [played], log: [], resumed: false };
}

/** Throws `Unplayable` when the log cannot be played, which keeps what it has all the same. */
export async function resume(
  engine: Engine,
  db: OutboxDb,
  stored: StoredSession,
  log: LoggedEvent[],
): Promise<Opened> {
  const release = await pinnedRelease(stored.server, stored.release, db);
  const events = inPlayingOrder(log.map(read), serverLane(stored));
  const replayed = await replay(engine, db, { stored, release }, events);
  return { stored, release, ...replayed, log, resumed: true };
}

function read({ text }: LoggedEvent, at: number): Event {
  try {
    return JSON.parse(text) as Event;
  } catch (error) {
    throw new Unplayable(at, String(error));
  }
}

/** The other releases that the session goes on in. */
export function siblings(
  { server, release }: StoredSession,
  log: readonly Event[],
  db: OutboxDb,
  also: readonly string[] = [],
) {
  const named = log.flatMap(({ kind, input }) =>
    kind === 'language_changed' ? (input as LanguageChanged).release : [],
  );
  const others = [...new Set([...named, ...also])].filter((hash) => hash !== release);
  return Promise.all(others.map((hash) => pinnedRelease(server, hash, db)));
}

/** Plays a log of both lanes again, step by step; `also` may be gone on in. Throws `Unplayable` unless every event gets the hash it has. */
export async function replay(
  engine: Engine,
  db: OutboxDb,
  { stored, release }: Pick<Opened, 'stored' | 'release'>,
  log: readonly Event[],
  also: readonly string[] = [],
): Promise<Pick<Opened, 'funnel' | 'session' | 'steps'>> {
  const [header, ...rest] = log;
  if (!header) throw new Unplayable(0, 'the log is empty');
  const others = await siblings(stored, log, db, also);
  const funnel = await engine.funnel(
    release.text,
    others.map(({ text }) => text),
  );
  const { session, played } = funnel.begin(gestureOf(header));
  const steps = [played];
  if (!session || played.event?.hash !== header.hash) throw new Unplayable(0);
  for (const event of rest) {
    const step = session.play(gestureOf(event));
    if (step.event?.hash !== event.hash) {
      throw new Unplayable(placeOfEvent(event), step.refused?.sentence, step.refused?.code);
    }
    steps.push(step);
  }
  return { funnel, session, steps };
}

/** What is kept for a tab alone is found in this tab alone. */
export function placeOf(wanted: Wanted): string {
  const { server, environment, funnel, channel, language, keeping } = wanted;
  const own = keeping === 'tab' ? [ofThisTab()] : [];
  return [server, environment, funnel, channel, language, ...own].join(' ');
}
