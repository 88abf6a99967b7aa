/** Values and events of a session in words. */
import type { Event, View, ViewComponent } from '../../src/engine/types.gen.ts';
import { channelName, languageName } from '../base/names.ts';
import { words } from './words.ts';

/** A value as people read it: the titles of what was chosen, else what was given. */
export function valueText(value: unknown, component?: ViewComponent): string {
  if (value === null || value === undefined || value === '') return words.session.emptyValue;
  if (Array.isArray(value)) return value.map((one) => valueText(one, component)).join(', ') || words.session.emptyValue;
  const title = component?.options?.find((option) => option.value === value)?.title;
  if (title) return title;
  if (typeof value === 'object') return objectText(value as Record<string, unknown>);
  return String(value);
}

/** A file by its name, a row of a matrix by its answer, other things as they are. */
function objectText(value: Record<string, unknown>): string {
  if (typeof value.name === 'string') return value.name;
  return Object.entries(value).map(([name, one]) => `${name}: ${typeof one === 'object' ? JSON.stringify(one) : String(one)}`).join(', ');
}

export interface Told {
  what: string;
  detail: string;
}

/** What an event is, with the words of what was shown before it, and the answer as it was taken. */
export function eventTold({ kind, input }: Event, before: View | undefined, after?: View): Told {
  const what = words.kinds[kind] ?? kind;
  const given = (input ?? {}) as Record<string, unknown>;
  const of = (test: (component: ViewComponent) => boolean) => before?.components?.find(test);
  if (kind === 'started') return { what, detail: `${channelName(String(given.channel))}, ${languageName(String(given.language))}` };
  if (kind === 'answered') {
    const component = of(({ slug }) => slug === given.slug);
    const taken = after?.components?.find(({ slug, problems }) => slug === given.slug && !problems?.length);
    return { what, detail: `${asked(component?.label || String(given.slug))} ${valueText(taken?.value ?? given.value, component)}` };
  }
  if (kind === 'pressed') {
    const button = of(({ id }) => id === given.button);
    return { what, detail: button?.text || (button || before?.next ? words.session.onward : String(given.button ?? '')) };
  }
  if (kind === 'language_changed') return { what, detail: languageName(String(given.language)) };
  if (kind === 'channel_changed') return { what, detail: channelName(String(given.channel)) };
  if (kind === 'replied') return { what, detail: replyText(given, before) };
  const rest = Object.entries(given).filter(([name]) => name !== 'effect');
  return { what, detail: rest.map(([, value]) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(', ') };
}

/** A question ends with its own sign. */
const asked = (label: string): string => (/\p{P}$/u.test(label) ? label : `${label}:`);

/** What was typed, or the title of what was chosen, or a file's name. */
function replyText(given: Record<string, unknown>, before: View | undefined): string {
  if (typeof given.text === 'string') return given.text;
  const chosen = String(given.option ?? '');
  for (const component of before?.components ?? []) {
    const option = component.options?.find(({ value }) => value === chosen);
    if (option) return option.title;
    if (component.id === chosen && component.text) return component.text;
  }
  return valueText(given.file ?? chosen);
}
