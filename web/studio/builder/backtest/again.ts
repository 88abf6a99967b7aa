/**
 * A visitor's deeds once more, on the draft. Each is done where it was done then; what was done in a place
 * that the visitor does not come to any more is left out. Where nobody knows what they would do, it stops.
 */
import type { FunnelResponse, PlayResponse, Refused, View, ViewComponent } from '../../../src/engine/types.gen.ts';
import type { PreviewEngine } from '../../preview/engine.ts';
import { type Course, courseOf, type Deed, gestureAgain, isOneAtATime, isWrong, type Past, placeOf, taken, Unplayable } from './past.ts';

/** An answer that was taken then and is not now. */
export interface RefusedAnswer {
  layer: string;
  slug: string;
}

/** Why nobody knows how a session goes on. */
export type Stop =
  /** An answer is refused; what the visitor would say instead is not known. */
  | { why: 'refused' }
  /** It is asked what was never asked. */
  | { why: 'asked'; slugs: string[] }
  /** The visitor never was in this place. */
  | { why: 'new' }
  /** What was done there cannot be done there. */
  | { why: 'cannot'; sentence: string }
  /** It waits for what was not asked for then. */
  | { why: 'waits' };

export interface Again {
  course: Course;
  refused: RefusedAnswer[];
  stop?: Stop;
}

export function playAgain(engine: PreviewEngine, funnel: number, facts: FunnelResponse, past: Past, header: Deed['event']): Again {
  const run = new Run(engine, facts, past);
  try {
    run.begin(funnel, header);
    run.all();
    return run.result();
  } finally {
    run.close();
  }
}

class Run {
  readonly #engine: PreviewEngine;
  readonly #facts: FunnelResponse;
  readonly #past: Past;
  readonly #steps: { played: PlayResponse }[] = [];
  readonly #refused: RefusedAnswer[] = [];
  #session = 0;
  #stop: Stop | undefined;
  #clock = { t_mono: 0, t_wall: 0 };
  #extras = 0;

  constructor(engine: PreviewEngine, facts: FunnelResponse, past: Past) {
    this.#engine = engine;
    this.#facts = facts;
    this.#past = past;
  }

  get #view(): View {
    return this.#steps.at(-1)!.played.view;
  }

  get #isOver(): boolean {
    return this.#stop !== undefined || this.#view.status !== 'in_progress';
  }

  begin(funnel: number, header: Deed['event']): void {
    const { language, channel } = header.input as { language: string; channel: FunnelResponse['channels'][number] };
    if (!this.#facts.languages.includes(language)) throw new Unplayable(`The draft is not in its language, ${language}.`);
    if (!this.#facts.channels.includes(channel)) throw new Unplayable(`The draft is not for its channel, ${channel}.`);
    const gesture = gestureAgain(header, this.#facts);
    this.#clock = gesture;
    const { handle, played } = this.#engine.begin(funnel, gesture);
    const begun = taken(played);
    if (begun.refused || handle === 0) throw new Unplayable(begun.refused?.sentence ?? '');
    this.#session = handle;
    this.#steps.push({ played: begun });
  }

  all(): void {
    const { deeds } = this.#past;
    for (const [at, deed] of deeds.entries()) {
      this.#reply(deeds.slice(at));
      if (this.#isOver) return;
      const moves = deed.event.kind === 'language_changed' || deed.event.kind === 'channel_changed';
      if (moves || deed.place === placeOf(this.#view)) this.#take(deed);
    }
    this.#reply([]);
    if (!this.#isOver) this.#end();
  }

  close(): void {
    this.#engine.free(this.#session);
  }

  result(): Again {
    return { course: courseOf(this.#steps), refused: this.#refused, ...(this.#stop && { stop: this.#stop }) };
  }

  #take(deed: Deed): void {
    const { kind } = deed.event;
    this.#clock = deed.event;
    const played = this.#play(gestureAgain(deed.event, this.#facts, this.#view));
    if (!played.refused) return this.#look(deed, played);
    if (kind === 'answered') {
      // What is not asked any more is no loss.
      if (played.refused.code !== 'not_on_layer') this.#refuse(deed.slug!);
    } else if (kind === 'effect_result' || kind === 'requested') {
      // It was asked for by what is not there any more.
    } else if (played.refused.code === 'layer_incomplete') {
      this.#complete(deed, played.view);
    } else this.#stop = cannot(played.refused);
  }

  /** Whether the answer is taken as it was then. */
  #look({ slug, isWrong: was }: Deed, { facts, view }: PlayResponse): void {
    if (slug === undefined || was) return;
    const isAskedAgain = facts.some(({ kind }) => kind === 'asked_again');
    if (isAskedAgain || (!isOneAtATime(view) && isWrong(view, slug))) this.#refuse(slug);
    if (isAskedAgain) this.#stop = { why: 'refused' };
  }

  #refuse(slug: string): void {
    const { layer } = this.#view;
    if (!this.#refused.some((one) => one.slug === slug && one.layer === layer)) this.#refused.push({ layer, slug });
  }

  /** What is missing was said elsewhere then, or was never asked. */
  #complete(deed: Deed, view: View): void {
    const missing = (view.components ?? []).filter((one) => one.slug !== undefined && (one.problems ?? []).length > 0);
    const lacking = missing.filter(({ value }) => value === undefined);
    const known = lacking.filter(({ slug }) => this.#answer(slug!));
    if (known.length > 0 && known.length === missing.length) {
      const played = this.#play(gestureAgain(deed.event, this.#facts, this.#view));
      if (played.refused) this.#stop = cannot(played.refused);
      return;
    }
    for (const { slug, value } of missing) if (value !== undefined) this.#refuse(slug!);
    const slugs = lacking.filter((one) => !known.includes(one)).map(({ slug }) => slug!);
    this.#stop = slugs.length > 0 ? { why: 'asked', slugs } : { why: 'refused' };
  }

  #answer(slug: string): boolean {
    const value = this.#past.answers.get(slug);
    if (value === undefined) return false;
    const played = this.#play({ ...this.#moment(), kind: 'answered', input: { slug, value } });
    return !played.refused && !isWrong(played.view, slug);
  }

  /** Where one thing is asked after the other: what was said to this question, if it is asked at another time. */
  #reply(later: readonly Deed[]): void {
    while (!this.#isOver && isOneAtATime(this.#view)) {
      const place = placeOf(this.#view);
      const reply = this.#past.replies.get(this.#view.components?.[0]?.slug ?? '');
      if (!reply || later.some((deed) => deed.place === place)) return;
      const played = this.#play({ ...this.#moment(), kind: 'replied', input: reply });
      if (!played.refused && placeOf(this.#view) !== place) continue;
      this.#refuse(this.#view.components![0]!.slug!);
      this.#stop = { why: 'refused' };
    }
  }

  /** Nothing more was done then. Whoever stood still stands there still; elsewhere nobody knows. */
  #end(): void {
    const view = this.#view;
    const { course, place } = this.#past;
    if (course.status === 'in_progress' && place === placeOf(view)) return;
    const slugs = questionsIn(view).filter((slug) => !this.#past.answers.has(slug) && !this.#past.replies.has(slug));
    if (view.waiting) this.#stop = { why: 'waits' };
    else this.#stop = slugs.length > 0 ? { why: 'asked', slugs } : { why: 'new' };
  }

  #play(gesture: Parameters<PreviewEngine['play']>[1]): PlayResponse {
    const played = taken(this.#engine.play(this.#session, gesture));
    if (!played.refused) this.#steps.push({ played });
    return played;
  }

  /** Of what was done at another time then: a name of its own, and the time of now. */
  #moment(): { uid: string; t_mono: number; t_wall: number } {
    this.#extras += 1;
    const uid = this.#extras.toString(16).padStart(32, 'b');
    return { uid, t_mono: this.#clock.t_mono, t_wall: this.#clock.t_wall };
  }
}

const cannot = ({ sentence }: Refused): Stop => ({ why: 'cannot', sentence });

const questionsIn = ({ components = [] }: View): string[] =>
  components.flatMap((one: ViewComponent) => (one.slug !== undefined && one.value === undefined ? [one.slug] : []));
