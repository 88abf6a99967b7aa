/**
 * What a visitor did, with the place where each of it was done: a log, played on the releases that it was
 * written on.
 */
import type { AnswerValue, Event, FunnelResponse, Gesture, PlayResponse, Replied, View } from '../../../src/engine/types.gen.ts';
import type { PreviewEngine } from '../../preview/engine.ts';
import { enteredIn, type Way, waysIn } from '../../preview/recorded.ts';
import { eventAgain } from '../../preview/script.ts';

/** Where a session went, and how it stands. */
export interface Course {
  layers: string[];
  ways: Way[];
  status: View['status'];
  reason: string;
  layer: string;
}

/** Something that was done. */
export interface Deed {
  event: Event;
  /** Where; `placeOf` the view before it. */
  place: string;
  /** The question that it answers. */
  slug?: string;
  /** Even then the answer was not taken. */
  isWrong?: boolean;
}

export interface Past {
  deeds: Deed[];
  course: Course;
  /** Where it ended. */
  place: string;
  /** The last that was said to each question. */
  answers: Map<string, AnswerValue>;
  replies: Map<string, Replied>;
}

/** Why a session cannot be played again. */
export class Unplayable extends Error {}

export const isOneAtATime = ({ channel }: View): boolean => channel !== 'web';

/** What a visitor has before them: a layer, or where one thing is asked after the other, that. */
export const placeOf = (view: View): string =>
  [view.layer, ...(isOneAtATime(view) ? (view.components ?? []).map(({ id, type }) => id || type) : [])].join('\n');

export const courseOf = (steps: readonly { played: PlayResponse }[]): Course => {
  const { status, reason = '', layer } = steps.at(-1)!.played.view;
  return { layers: enteredIn(steps), ways: waysIn(steps), status, reason, layer };
};

/** The event as it is done on that definition; its name stays, and so do those of what it asks for. */
export function gestureAgain(event: Event, facts: FunnelResponse, view?: View): Gesture {
  const { kind, input } = event;
  const gesture = eventAgain(event);
  if (input === undefined) return gesture;
  const { language = view?.language ?? '' } = input as { language?: string };
  const isBound = kind === 'started' || kind === 'language_changed' || kind === 'channel_changed';
  if (!isBound) return gesture;
  const structure = kind === 'started' ? { structure: facts.structure } : {};
  return { ...gesture, input: { ...input, ...structure, release: facts.releases[language] ?? '' } as NonNullable<Gesture['input']> };
}

/** Plays what is told, or says why it cannot be. */
export function taken(played: PlayResponse & { diagnostics?: { sentence: string }[] }): PlayResponse {
  if (played.diagnostics) throw new Unplayable(played.diagnostics[0]?.sentence ?? '');
  return played;
}

export function pastOf(engine: PreviewEngine, funnel: number, events: readonly Event[]): Past {
  const [first, ...others] = events;
  if (first?.kind !== 'started') throw new Unplayable('Its log has no beginning.');
  const { handle, played } = engine.begin(funnel, eventAgain(first));
  const begun = taken(played);
  if (begun.refused || handle === 0) throw new Unplayable(begun.refused?.sentence ?? '');
  const steps = [{ played: begun }];
  const past: Pick<Past, 'deeds' | 'answers' | 'replies'> = { deeds: [], answers: new Map(), replies: new Map() };
  try {
    for (const event of others) {
      const before = steps.at(-1)!.played.view;
      const step = taken(engine.play(handle, eventAgain(event)));
      if (step.refused) throw new Unplayable(step.refused.sentence);
      steps.push({ played: step });
      note(past, event, before, step);
    }
  } finally {
    engine.free(handle);
  }
  return { ...past, course: courseOf(steps), place: placeOf(steps.at(-1)!.played.view) };
}

function note(past: Pick<Past, 'deeds' | 'answers' | 'replies'>, event: Event, before: View, { facts, view }: PlayResponse): void {
  const deed: Deed = { event, place: placeOf(before) };
  past.deeds.push(deed);
  if (event.kind === 'answered') {
    const { slug, value } = event.input as { slug: string; value?: AnswerValue };
    deed.slug = slug;
    deed.isWrong = isWrong(view, slug);
    if (value === undefined || deed.isWrong) past.answers.delete(slug);
    else past.answers.set(slug, value);
  } else if (event.kind === 'replied') {
    const slug = before.components?.[0]?.slug;
    deed.isWrong = facts.some(({ kind }) => kind === 'asked_again');
    if (slug !== undefined) deed.slug = slug;
    if (slug !== undefined && !deed.isWrong) past.replies.set(slug, event.input as Replied);
  }
}

/** Whether something is wrong with what is answered there. */
export const isWrong = (view: View, slug: string): boolean =>
  (view.components ?? []).some((one) => one.slug === slug && (one.problems ?? []).length > 0);
