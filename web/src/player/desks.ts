/**
 * What parts of the player do beside painting: each has a desk for as long as a session is shown.
 */
import type { AnswerValue, Effect, Engine, Event, EventInput } from '../engine/engine.ts';
import type { OutboxDb } from '../sync/outbox_db.ts';
import type { StoredSession } from '../sync/records.ts';
import type { FileDesk } from './file_desk.ts';
import type { Reply } from './hooks.ts';
import type { PlaceDesk } from './place_desk.ts';
import type { Scene } from './scene.ts';
import type { WaitDesk } from './wait_desk.ts';

/** Those whose part is there. */
export interface Desks {
  files?: FileDesk;
  places?: PlaceDesk;
  waits?: WaitDesk;
}

export interface Desk {
  /** Something that is shown has changed. */
  follow?(): void;
  /** Resolves when nothing is under way that belongs before the next gesture. */
  settled?(): Promise<unknown>;
  close(): void;
}

/** What the engine has asked for, beside things to be said. */
export type Asked = Exclude<Effect, { kind: 'say' }>;

/** Where desks stand. */
export interface Office {
  readonly scene: Scene;
  readonly db: OutboxDb;
  readonly engine: Engine;
  /** The record of the session that is shown. */
  readonly stored: StoredSession | undefined;
  /** In this session, in order. */
  readonly asked: readonly Asked[];
  answer(slug: string, value: AnswerValue | undefined): Promise<void>;
  reply(reply: Reply): Promise<void>;
  /** Plays it after everything that was begun before; false when it is no part of the log. */
  attempt(kind: Event['kind'], input: EventInput): Promise<boolean>;
  /** Asks the server for what it has written meanwhile. */
  ask(): void;
  show(patch: Partial<Scene>): void;
}
