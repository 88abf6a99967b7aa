/**
 * The conversation of a one-at-a-time channel: what the funnel said and what the visitor replied.
 */
import type { FileReference, PlayResponse, View, ViewComponent } from '../engine/engine.ts';

export type Entry =
  | { from: 'funnel'; at: number; component: ViewComponent; again: boolean }
  | { from: 'visitor'; at: number; text: string; file?: FileReference };

export interface ThreadMaker {
  entriesOf(step: PlayResponse, before: View | undefined): Entry[];
  threadOf(steps: readonly PlayResponse[]): Entry[];
}

/** The entries that one step adds; `before` is the view that was replied to. */
export function entriesOf(step: PlayResponse, before: View | undefined): Entry[] {
  const at = step.event?.t_wall ?? 0;
  const said: Entry[] = step.effects.flatMap((effect) =>
    effect.kind === 'say'
      ? [{ from: 'funnel', at, component: effect.component, again: effect.again ?? false }]
      : [],
  );
  const reply = replyOf(step, before);
  return reply ? [reply, ...said] : said;
}

export function threadOf(steps: readonly PlayResponse[]): Entry[] {
  return steps.flatMap((step, index) => entriesOf(step, steps[index - 1]?.view));
}

function replyOf(step: PlayResponse, before: View | undefined): Entry | undefined {
  const { kind, input, t_wall: at = 0 } = step.event ?? {};
  if (kind !== 'replied' || !input) return undefined;
  if ('file' in input) return { from: 'visitor', at, text: '', file: input.file };
  if ('option' in input) return { from: 'visitor', at, text: titleOf(input.option, before) };
  if ('text' in input)
    return { from: 'visitor', at, text: typedText(input.text, before?.components?.[0]) };
  return undefined;
}

function titleOf(id: string, before: View | undefined): string {
  for (const component of before?.components ?? []) {
    if (component.type === 'button' && component.id === id) return component.text ?? id;
    const option = component.options?.find((one) => one.value === id);
    if (option) return option.title ?? id;
  }
  return id;
}

/** Several choices are replied by their numbers and read better by their titles. */
function typedText(text: string, component: ViewComponent | undefined): string {
  if (!component?.multiple || component.input_type !== 'choice') return text;
  const title = (part: string) =>
    /^\d+$/.test(part) ? (component.options?.[Number(part) - 1]?.title ?? part) : part;
  return text.split(',').map(title).join(', ');
}
