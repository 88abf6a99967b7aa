/** Opens the desks of the parts that have come, and is what they see of the session. */
import type { Engine, PlayResponse } from '../engine/engine.ts';
import type { OutboxDb } from '../sync/outbox_db.ts';
import type { StoredSession } from '../sync/records.ts';
import type { Asked, Desk, Desks, Office } from './desks.ts';
import type { Holding } from './holding.ts';
import { openDesks } from './parts.ts';
import type { Scene } from './scene.ts';

/** What a store does for desks. */
export type Play = Pick<Office, 'scene' | 'attempt' | 'answer' | 'reply' | 'show'>;

export class DeskOffice implements Office {
  readonly desks: Desks = {};
  asked: Asked[] = [];
  readonly #play: Play;
  readonly #holdingOf: () => Holding | undefined;

  /** Desks are opened for what is played: there is a holding then. */
  constructor(play: Play, holdingOf: () => Holding | undefined) {
    this.#play = play;
    this.#holdingOf = holdingOf;
  }

  get #holding(): Holding {
    return this.#holdingOf()!;
  }

  get scene(): Scene {
    return this.#play.scene;
  }

  get stored(): StoredSession | undefined {
    return this.#holding.opened?.stored;
  }

  get db(): OutboxDb {
    return this.#holding.db;
  }

  get engine(): Engine {
    return this.#holding.engine;
  }

  readonly attempt: Play['attempt'] = (kind, input) => this.#play.attempt(kind, input);
  readonly answer: Play['answer'] = (slug, value) => this.#play.answer(slug, value);
  readonly reply: Play['reply'] = (reply) => this.#play.reply(reply);
  readonly show: Play['show'] = (patch) => this.#play.show(patch);

  ask(): void {
    this.#holding.ask();
  }

  /** Hears what a session's steps ask for: all of them, or those that come next. */
  hear(steps: readonly PlayResponse[], which: 'all' | 'next'): void {
    const asked = steps.flatMap(({ effects }) => effects.filter((effect) => effect.kind !== 'say'));
    this.asked = which === 'all' ? asked : [...this.asked, ...asked];
  }

  /** Opens desks for the parts that have come. */
  furnish(): void {
    if (this.#holdingOf() && openDesks(this.desks, this)) this.follow();
  }

  /** Something that is shown has changed. */
  follow(): void {
    for (const desk of this.#all) desk.follow?.();
  }

  /** Resolves when nothing is under way that belongs before the next gesture. */
  async settled(): Promise<void> {
    await Promise.all(this.#all.map((desk) => desk.settled?.()));
  }

  close(): void {
    for (const desk of this.#all) desk.close();
  }

  get #all(): Desk[] {
    return Object.values(this.desks);
  }
}
