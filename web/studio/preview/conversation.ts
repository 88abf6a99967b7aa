/**
 * The conversation that a channel shows of a session. What was said and replied there stands as it was;
 * what was answered elsewhere stands as the same question and the same answer.
 */
import type { AnswerValue, Channel, FileReference, ViewComponent } from '../../src/engine/types.gen.ts';
import { entriesOf, type Entry } from '../../src/player/thread.ts';
import type { Step } from './playing.ts';

export function conversationOn(channel: Channel, steps: readonly Step[]): Entry[] {
  const telling = new Telling(channel);
  steps.forEach((step, index) => telling.hear(step, steps[index - 1]));
  return telling.entries;
}

class Telling {
  readonly entries: Entry[] = [];
  readonly #channel: Channel;
  /** What was said of the layer, by component. */
  #said = new Set<string>();

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  hear(step: Step, before: Step | undefined): void {
    const { played } = step;
    const isHere = played.view.channel === this.#channel;
    const moved = played.facts.some(({ kind }) => kind === 'entered' || kind === 'went_back');
    if (isHere && played.event?.kind !== 'channel_changed') {
      const entries = entriesOf(played, before?.seen[this.#channel]?.view ?? before?.played.view);
      if (moved) this.#said.clear();
      this.#add(entries, played.view.layer);
      return;
    }
    this.#mirror(step, before);
    if (moved) this.#said.clear();
    const at = played.event?.t_wall ?? 0;
    const says = saidIn(step, this.#channel);
    // Whoever goes on in another language is asked once more.
    const again = played.event?.kind === 'language_changed' ? says.at(-1) : undefined;
    if (again) this.#said.delete(nameOf(again));
    for (const component of says) {
      if (!this.#said.has(nameOf(component))) this.#add([{ from: 'funnel', at, component, again: false }], played.view.layer);
    }
  }

  /** The answer that was given elsewhere, below its question. */
  #mirror({ played }: Step, before: Step | undefined): void {
    const { kind, input, t_wall: at = 0 } = played.event ?? {};
    if (!before || !input) return;
    const { layer, components = [] } = before.played.view;
    const say = (text: string, more: { file?: FileReference; pressed?: boolean } = {}) =>
      this.entries.push({ from: 'visitor', at, text, layer, ...more });
    if (kind === 'pressed' && 'button' in input) {
      const button = components.find((one) => one.type === 'button' && one.id === input.button);
      if (button?.text && button.kind !== 'link' && button.kind !== 'call') say(button.text, { pressed: true });
    }
    if (kind === 'answered' && 'slug' in input) {
      const question = components.find((one) => one.slug === input.slug);
      if (!question || input.value === undefined) return;
      this.#ask(question, at, layer);
      const file = fileOf(input.value);
      say(file ? '' : wordsOf(input.value, question), file ? { file } : {});
    }
    if (kind === 'replied') this.entries.push(...entriesOf({ ...played, effects: [] }, before.played.view));
  }

  /** A question that was answered before its turn has not been asked here yet. */
  #ask(component: ViewComponent, at: number, layer: string): void {
    if (this.#said.has(nameOf(component))) return;
    const { value: _, problems: __, ...asked } = component;
    this.#add([{ from: 'funnel', at, component: asked, again: false }], layer);
  }

  #add(entries: readonly Entry[], layer: string): void {
    for (const entry of entries) {
      this.entries.push(entry);
      if (entry.from === 'funnel' && entry.component.layer === layer) this.#said.add(nameOf(entry.component));
    }
  }
}

const nameOf = ({ id, type }: ViewComponent): string => id || `the ${type}`;

const saidIn = (step: Step, channel: Channel): ViewComponent[] =>
  (step.seen[channel]?.effects ?? []).flatMap((effect) => (effect.kind === 'say' ? [effect.component] : []));

function fileOf(value: AnswerValue): FileReference | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null && 'media_type' in first ? (first as FileReference) : undefined;
}

/** A value as people read it: the titles of what was chosen. */
export function wordsOf(value: unknown, component: ViewComponent): string {
  if (Array.isArray(value)) return value.map((one) => wordsOf(one, component)).join(', ');
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value !== 'object' || value === null) {
    return component.options?.find((one) => one.value === value)?.title ?? String(value ?? '');
  }
  const titleOf = (list: { value: string; title?: string }[] | undefined, name: unknown) =>
    list?.find((one) => one.value === name)?.title ?? String(name);
  return Object.entries(value)
    .map(([name, one]) => `${titleOf(component.rows, name)}: ${Array.isArray(one) ? one.map((each) => titleOf(component.columns, each)).join(', ') : titleOf(component.columns, one)}`)
    .join(', ');
}
