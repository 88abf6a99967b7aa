/**
 * Recorded tests: a session that was played, and what it came to. They are kept in the definition, under
 * `x_studio.tests`, and are played again on what it says now.
 */
import { isObject, type Json, type JsonObject, layersOf, objectsIn, textOf, valueAt } from '../document/definition.ts';
import { type Playing, type Step } from './playing.ts';
import type { Move, Script } from './script.ts';
import { targetsOf } from './why_words.ts';

/** What a session came to. */
export interface Outcome {
  /** Every layer that was come to, in order. */
  layers: string[];
  status: string;
  result: string;
  score: number;
  values: Record<string, Json>;
}

export interface RecordedTest {
  name: string;
  script: Script;
  expected: Outcome;
}

/** A way from one layer to another. */
export type Way = readonly [from: string, to: string];

export interface Verdict {
  name: string;
  /** Where it first came to something else; none: it passed. */
  difference?: string;
  layers: string[];
  ways: Way[];
}

export const kTestsAt = '/x_studio/tests';

export const testsIn = (definition: JsonObject): RecordedTest[] =>
  objectsIn(valueAt(definition, '/x_studio'), 'tests').filter(isTest) as unknown as RecordedTest[];

const isTest = (value: JsonObject): boolean =>
  textOf(value, 'name') !== '' && isObject(value.script) && isObject(value.script.start) && Array.isArray(value.script.moves) && isObject(value.expected);

/** The session up to the step that is looked at, as a test. */
export function recorded(name: string, { script, steps, at }: Playing): RecordedTest {
  const moves = steps.slice(1, at + 1).map(({ move }) => move as Move);
  return { name, script: { start: script.start, moves }, expected: outcomeOf(steps.slice(0, at + 1)) };
}

export function outcomeOf(steps: readonly Step[]): Outcome {
  const last = steps.at(-1);
  const view = last?.played.view;
  const answers = last?.state.state.answers ?? [];
  const taken = answers.filter(({ problems, hidden }) => !problems?.length && !hidden);
  return {
    layers: enteredIn(steps),
    status: view?.status ?? '',
    result: view && view.status !== 'in_progress' ? view.layer : '',
    score: last?.state.score ?? 0,
    values: Object.fromEntries(taken.map(({ slug, value }) => [slug, value as Json])),
  };
}

/** Every layer that was come to, in order. */
export const enteredIn = (steps: readonly Pick<Step, 'played'>[]): string[] =>
  steps.flatMap(({ played }) => played.facts.flatMap(({ kind, layer }) => (kind === 'entered' ? [layer] : [])));

/** A layer that was left or passed over, and the next that was come to. */
export function waysIn(steps: readonly Pick<Step, 'played'>[]): Way[] {
  const ways: Way[] = [];
  for (const { played } of steps) {
    let from = '';
    for (const { kind, layer } of played.facts) {
      if (from && (kind === 'entered' || kind === 'skipped')) ways.push([from, layer]);
      if (kind === 'entered') from = '';
      if (kind === 'left' || kind === 'skipped') from = layer;
    }
  }
  return ways;
}

/** Plays the test on the definition that is open there. */
export function judge({ name, script, expected }: RecordedTest, playing: Playing): Verdict {
  playing.replay(script);
  const { steps, stopped, refusal } = playing;
  const seen = { name, layers: enteredIn(steps), ways: waysIn(steps) };
  if (steps.length === 0) return { ...seen, difference: refusal?.refused.sentence ?? 'The session does not begin.' };
  if (stopped) return { ...seen, difference: `Step ${stopped.step} is refused on ${steps.at(-1)!.played.view.layer}: ${stopped.sentence}` };
  const difference = differenceOf(expected, outcomeOf(steps));
  return { ...seen, ...(difference && { difference }) };
}

/** The first thing that is another. */
export function differenceOf(expected: Outcome, found: Outcome): string | undefined {
  const length = Math.max(expected.layers.length, found.layers.length);
  for (let at = 0; at < length; at += 1) {
    const [wanted, come] = [expected.layers[at], found.layers[at]];
    if (wanted === come) continue;
    const after = at > 0 ? ` after ${found.layers[at - 1]}` : '';
    return `Layer ${at + 1}${after}: ${wanted ?? 'nothing more'} was expected, ${come ?? 'nothing more'} came.`;
  }
  for (const name of ['status', 'result', 'score'] as const) {
    if (expected[name] !== found[name]) return `The ${name}: ${expected[name]} was expected, it is ${found[name]}.`;
  }
  for (const slug of new Set([...Object.keys(expected.values), ...Object.keys(found.values)])) {
    const [wanted, come] = [JSON.stringify(expected.values[slug]), JSON.stringify(found.values[slug])];
    if (wanted !== come) return `The value of ${slug}: ${wanted ?? 'none'} was expected, it is ${come ?? 'none'}.`;
  }
  return undefined;
}

export interface Coverage {
  layers: { taken: number; all: number; missing: string[] };
  ways: { taken: number; all: number; missing: Way[] };
  /** What tests take, whether it is in the definition still or not. */
  tested: { layers: string[]; ways: Way[] };
}

/** Which layers and ways of the definition no test takes. */
export function coverageOf(definition: JsonObject, verdicts: readonly Verdict[]): Coverage {
  const visited = new Set(verdicts.flatMap(({ layers }) => layers));
  const gone = new Set(verdicts.flatMap(({ ways }) => ways.map(([from, to]) => `${from}\n${to}`)));
  const layers = layersOf(definition).map((layer) => textOf(layer, 'id'));
  const ways = layers.flatMap((from) => targetsOf(definition, from).map((to): Way => [from, to]));
  const missing = layers.filter((layer) => !visited.has(layer));
  const lacking = ways.filter(([from, to]) => !gone.has(`${from}\n${to}`));
  return {
    layers: { taken: layers.length - missing.length, all: layers.length, missing },
    ways: { taken: ways.length - lacking.length, all: ways.length, missing: lacking },
    tested: { layers: [...visited], ways: verdicts.flatMap((verdict) => verdict.ways) },
  };
}
