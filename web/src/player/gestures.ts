/** Makes gestures: what the visitor did, with a name of its own and the time of this device. */
import type { Engine, Event, EventInput, Gesture } from '../engine/engine.ts';

export class Gestures {
  readonly #base: number;
  #last: number;

  /** `after` is the monotonic time of the session's last event, 0 for a new one; it was then at `at`. */
  constructor(after: number, at = performance.now()) {
    this.#base = after - at;
    this.#last = after;
  }

  /** What was done at `at`. */
  make(kind: Event['kind'], input?: EventInput, at = performance.now()): Gesture {
    this.#last = Math.max(this.#last, Math.round(this.#base + at));
    const now = Math.round(Date.now() - performance.now() + at);
    const gesture: Gesture = { uid: makeUid(now), t_mono: this.#last, t_wall: now, kind };
    return input === undefined ? gesture : { ...gesture, input };
  }
}

/** What was done, as it stands in the log: playing it again seals the same event. */
export function gestureOf(event: Event): Gesture {
  const { uid, t_mono, t_wall, kind, input, lane, s_seen = 0 } = event;
  const gesture: Gesture = { uid, t_mono, t_wall, kind, ...(lane ? { lane } : { s_seen }) };
  return input === undefined ? gesture : { ...gesture, input };
}

export interface Identity {
  session: string;
  secret: string;
}

/** A new session's secret and the id that follows from it. */
export function makeIdentity(engine: Engine): Identity {
  const secret = randomHex(32);
  return { secret, session: engine.sha256(secret).slice(0, 32) };
}

/**
 * Time and chance, as UUID version 7 without dashes: a database finds names that were made one
 * after the other side by side.
 */
function makeUid(now: number): string {
  const time = Math.max(now, 0).toString(16).padStart(12, '0').slice(-12);
  const chance = randomHex(9);
  return `${time}7${chance.slice(0, 3)}8${chance.slice(3)}`;
}

export function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
