/**
 * A session as it can be played again on any version of a definition: how it begins and what was done,
 * without hashes. Events have names that follow from their place, so effects have the same keys each time.
 */
import type {
  Channel,
  Event,
  EventInput,
  EventKind,
  FunnelResponse,
  Gesture,
  Values,
} from '../../src/engine/types.gen.ts';

/** How a session begins. */
export interface Start {
  channel: Channel;
  language: string;
  /** 32 hexadecimal digits: all chance of the session. */
  seed: string;
  /** Milliseconds since 1970. */
  clock: number;
  initial?: Values;
  device?: Values;
  contact?: Values;
  prior?: Values;
  auth?: { method: string; contact: string };
}

/** Something that was done, so many milliseconds after the beginning. */
export interface Move {
  kind: Exclude<EventKind, 'started'>;
  input?: EventInput;
  /** The server did it. */
  lane?: 's';
  after: number;
  /** It only brings the session to the channel where the next move is made. */
  leads?: true;
}

export interface Script {
  start: Start;
  moves: Move[];
}

const uidOf = (step: number): string => (step + 1).toString(16).padStart(32, '0');

export function headerOf(start: Start, facts: FunnelResponse, rules: number): Gesture {
  const { clock, seed, channel, language, ...brought } = start;
  const given = Object.entries(brought).filter(([, value]) => value && Object.keys(value).length > 0);
  return {
    uid: uidOf(0),
    t_mono: 0,
    t_wall: clock,
    kind: 'started',
    input: {
      session: seed,
      release: facts.releases[language] ?? '',
      structure: facts.structure,
      rules,
      random_seed: seed,
      language,
      channel,
      ...Object.fromEntries(given),
    },
  };
}

/** A kept event as it was done: the engine makes its hash anew. */
export function eventAgain({ uid, t_mono, t_wall, kind, lane, input }: Event): Gesture {
  return { uid, t_mono, t_wall, kind, ...(lane && { lane }), ...(input !== undefined && { input }) };
}

/** The move as the engine plays it at that place of the session, in the releases of that definition. */
export function gestureOf(move: Move, step: number, start: Start, facts: FunnelResponse, language: string): Gesture {
  const { kind, after, lane } = move;
  const gesture: Gesture = { uid: uidOf(step), t_mono: after, t_wall: start.clock + after, kind };
  if (lane) gesture.lane = lane;
  const input = inputOf(move, facts, language);
  return input === undefined ? gesture : { ...gesture, input };
}

function inputOf({ kind, input }: Move, facts: FunnelResponse, spoken: string): EventInput | undefined {
  if (kind === 'channel_changed') return { ...(input as { channel: Channel }), release: facts.releases[spoken] ?? '' };
  if (kind !== 'language_changed') return input;
  const { language } = input as { language: string };
  return { language, release: facts.releases[language] ?? '' };
}

export function randomSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
