/** Who listens to a `PlayStore`, and what it is given. */
import type { loadOther } from '../engine/load.ts';
import type { Event, FileReference } from '../engine/engine.ts';
import type { Given } from './attributes.ts';
import type { Telling } from './telling_details.ts';
import type { ThreadMaker } from './thread.ts';

/** A reply in a conversation. */
export type Reply = { text: string } | { option: string } | { file: FileReference };

export interface Hooks {
  /** What the page knows of its visitor. */
  given(): Given;
  /**
   * Loads what the session is drawn with, before there is a scene; gives what makes the thread where
   * there is one.
   */
  prepare(): Promise<ThreadMaker | undefined>;
  /** The release that is played, when a session is opened. */
  released(release: string): unknown;
  changed(): void;
  told(telling: Telling): void;
}

/** A session as it was played. */
export interface Recorded {
  release: string;
  /** Releases of the same structure that it went on in. */
  others: string[];
  log: readonly Event[];
  /** Gets an engine that lies beside the player's script. */
  loadOther: typeof loadOther;
}
