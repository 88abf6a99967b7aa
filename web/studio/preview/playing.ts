/**
 * One session of the definition that is open. What was done is a script; it is played again whenever
 * the definition changes, and from any place of it the session can go on another way.
 */
import type { Channel, Diagnostic, FunnelResponse, PlayResponse, Refused, View } from '../../src/engine/types.gen.ts';
import type { Pending, PreviewEngine, Seen, SessionState, WhyEntry } from './engine.ts';
import { gestureOf, headerOf, type Move, type Script, type Start } from './script.ts';

export const kChannels = ['web', 'web_chat', 'sms', 'whatsapp'] as const satisfies readonly Channel[];

/** One event of the session, with everything that is to be seen behind it. */
export interface Step {
  /** None: the session begins. */
  move?: Move;
  played: PlayResponse;
  why: WhyEntry[];
  /** From each channel of the funnel. */
  seen: Partial<Record<Channel, Seen>>;
  state: SessionState;
}

/** What was refused last, and where it was tried. */
export interface Refusal {
  refused: Refused;
  why: WhyEntry[];
}

/** Tells `change` whenever something else is to be seen. */
export class Playing extends EventTarget {
  readonly engine: PreviewEngine;
  /** It is over, and only looked at. */
  readonly isKept: boolean = false;
  facts: FunnelResponse | undefined;
  /** Why the definition cannot be played; what is seen is the one before it then. */
  faults: readonly Diagnostic[] = [];
  steps: Step[] = [];
  /** The step that is looked at. */
  at = 0;
  refusal: Refusal | undefined;
  /** The moves that the definition no longer takes, and why the first of them. */
  stopped: { move: Move; step: number; sentence: string } | undefined;
  script: Script;
  /** Of the layer that was refused to be left: its view with what is missing. */
  #missing: View | undefined;
  #funnel = 0;
  #session = 0;
  /** The step where the engine's session is. */
  #stands = -1;
  #began = performance.now();

  constructor(engine: PreviewEngine, start: Start) {
    super();
    this.engine = engine;
    this.script = { start, moves: [] };
  }

  get step(): Step | undefined {
    return this.steps[this.at];
  }

  get pending(): readonly Pending[] {
    return this.step?.state.state.pending ?? [];
  }

  /** What that channel shows at the step that is looked at. */
  viewOn(channel: Channel): View | undefined {
    if (channel === 'web' && this.#missing && this.at === this.steps.length - 1) return this.#missing;
    return this.step?.seen[channel]?.view;
  }

  /** Reads the definition and plays what was played on it. */
  open(text: string): void {
    const read = this.engine.funnel(text);
    if ('diagnostics' in read) {
      this.faults = read.diagnostics;
      return this.#tell();
    }
    this.engine.free(this.#funnel);
    this.#funnel = read.handle;
    this.facts = read.facts;
    this.faults = [];
    this.replay(this.script);
  }

  /** Plays a script from its beginning, as far as the definition takes it. */
  replay(script: Script, at = this.at): void {
    const before = this.steps.length - 1;
    this.script = script;
    this.stopped = this.refusal = this.#missing = undefined;
    this.#rewind();
    for (const [index, move] of script.moves.entries()) {
      const refused = this.steps.length > 0 ? this.#take(move) : undefined;
      if (!refused) continue;
      this.stopped = { move, step: index + 1, sentence: refused.sentence };
      break;
    }
    // Who looked at the end looks at the end.
    this.at = at === before ? this.steps.length - 1 : Math.max(0, Math.min(at, this.steps.length - 1));
    this.#tell();
  }

  restart(start: Start = this.script.start): void {
    this.#began = performance.now();
    this.replay({ start, moves: [] }, 0);
  }

  look(at: number): void {
    this.at = Math.max(0, Math.min(at, this.steps.length - 1));
    this.refusal = undefined;
    this.#tell();
  }

  /** What is done now is done from the step that is looked at: what came after it is set aside. */
  act(move: Omit<Move, 'after'>, channel?: Channel): boolean {
    if (!this.step) return false;
    this.#cut();
    const spoken = this.step.played.view.channel;
    const leads = channel !== undefined && channel !== spoken;
    if (leads && this.#take({ kind: 'channel_changed', input: { channel, release: '' }, after: this.#now, leads: true })) {
      this.#tell();
      return false;
    }
    const refused = this.#take({ ...move, after: this.#now });
    if (refused && leads) this.#drop();
    if (!refused) this.stopped = undefined;
    this.at = this.steps.length - 1;
    this.#tell();
    return !refused;
  }

  /** Time goes by: the clock of the session is so far at least. */
  wait(untilMs: number): void {
    this.#began -= Math.max(0, untilMs - this.script.start.clock - this.#now);
  }

  close(): void {
    this.engine.free(this.#session);
    this.engine.free(this.#funnel);
    this.#session = this.#funnel = 0;
  }

  get #now(): number {
    const last = this.script.moves.at(-1)?.after ?? 0;
    return Math.max(last, Math.round(performance.now() - this.#began));
  }

  /** Begins the session anew, without any move. */
  #rewind(): void {
    this.engine.free(this.#session);
    this.#session = 0;
    this.steps = [];
    this.#stands = -1;
    if (!this.facts) return;
    const start = this.#fit(this.script.start, this.facts);
    this.script = { ...this.script, start };
    const header = headerOf(start, this.facts, this.engine.rules);
    const why = this.engine.why(this.#funnel, header);
    const { handle, played } = this.engine.begin(this.#funnel, header);
    if (played.refused || handle === 0) {
      this.refusal = { refused: played.refused!, why };
      return;
    }
    this.#session = handle;
    this.#note(undefined, played, why);
  }

  /** A channel or language that the funnel has no more is the usual one. */
  #fit(start: Start, { channels, languages, default_language }: FunnelResponse): Start {
    const channel = channels.includes(start.channel) ? start.channel : channels[0]!;
    const language = languages.includes(start.language) ? start.language : default_language;
    return { ...start, channel, language };
  }

  /** Plays one move; why not where it is refused. */
  #take(move: Move): Refused | undefined {
    const { language } = this.steps.at(-1)!.played.view;
    const gesture = gestureOf(move, this.steps.length, this.script.start, this.facts!, language);
    const why = this.engine.why(this.#session, gesture);
    const played = this.engine.play(this.#session, gesture);
    if (played.refused) {
      this.refusal = { refused: played.refused, why };
      if (played.refused.code === 'layer_incomplete') this.#missing = played.view;
      return played.refused;
    }
    this.refusal = undefined;
    this.#note(move, played, why);
    return undefined;
  }

  #note(move: Move | undefined, played: PlayResponse, why: WhyEntry[]): void {
    const seen: Step['seen'] = {};
    for (const channel of this.facts!.channels) {
      const one = this.engine.elsewhere(this.#session, channel);
      // Where the session is, its view is what is seen.
      if (one) seen[channel] = channel === played.view.channel ? { ...one, view: played.view } : one;
    }
    const moved = played.facts.some(({ kind }) => kind === 'entered' || kind === 'went_back');
    const isWeb = played.view.channel === 'web';
    this.#missing = this.#missing && !moved && isWeb ? this.engine.shown(this.#session) : undefined;
    this.steps.push({ ...(move && { move }), played, why, seen, state: this.engine.state(this.#session) });
    this.#stands = this.steps.length - 1;
    const taken = this.steps.flatMap((step) => step.move ?? []);
    // While a script is played again, what is still to come of it stays.
    if (taken.length > this.script.moves.length) this.script = { ...this.script, moves: taken };
  }

  /** What comes after the step that is looked at was not done. */
  #cut(): void {
    const isEnd = this.at === this.steps.length - 1 && !this.stopped;
    if (isEnd && this.#stands === this.at) return;
    const { at } = this;
    const moves = this.steps.slice(1, at + 1).map(({ move }) => move!);
    this.replay({ ...this.script, moves }, at);
  }

  /** The last step is taken back. */
  #drop(): void {
    const { refusal } = this;
    const missing = this.#missing;
    this.replay({ ...this.script, moves: this.script.moves.slice(0, -1) }, this.steps.length - 2);
    this.refusal = refusal;
    this.#missing = missing;
  }

  #tell(): void {
    this.dispatchEvent(new Event('change'));
  }
}
