/**
 * A session that was: its log, played on the releases that it was written on. It is looked at step by
 * step; nothing can be done in it.
 */
import type { Channel, Event } from '../../src/engine/types.gen.ts';
import type { PreviewEngine, Readable } from './engine.ts';
import { Playing } from './playing.ts';
import { eventAgain } from './script.ts';

export class Kept extends Playing {
  override readonly isKept = true;
  readonly events: readonly Event[];

  /** As far as the engine plays the events; `refusal` says why it goes no further. The first of them begins it. */
  constructor(engine: PreviewEngine, funnel: Readable, events: readonly Event[]) {
    const { channel, language, random_seed: seed } = events[0]!.input as { channel: Channel; language: string; random_seed: string };
    super(engine, { channel, language, seed, clock: events[0]!.t_wall });
    this.facts = funnel.facts;
    this.events = events;
    let session = 0;
    for (const [index, event] of events.entries()) {
      const gesture = eventAgain(event);
      if (index === 0) {
        const { handle, played } = engine.begin(funnel.handle, gesture);
        session = handle;
        if (!this.#note(played, session)) break;
      } else if (!this.#note(engine.play(session, gesture), session)) break;
    }
    engine.free(session);
    this.at = this.steps.length - 1;
  }

  override act(): boolean {
    return false;
  }

  /** Whether it was taken. */
  #note(played: Playing['steps'][number]['played'], session: number): boolean {
    if (played.refused) {
      this.refusal = { refused: played.refused, why: [] };
      return false;
    }
    const seen = { [played.view.channel]: { effects: played.effects, view: played.view } };
    this.steps.push({ played, why: [], seen, state: this.engine.state(session) });
    return true;
  }
}
