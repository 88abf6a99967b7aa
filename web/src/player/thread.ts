/**
 * The conversation of a one-at-a-time channel: what the funnel said and what the visitor replied.
 */
import type { FileReference, PlayResponse, View, ViewComponent } from '../engine/engine.ts';

export type Entry =
  | { from: 'funnel'; at: number; component: ViewComponent; again: boolean }
  | Replied;

export interface Replied {
  from: 'visitor';
  at: number;
  text: string;
  file?: FileReference;
  /** Where it was replied. */
  layer: string;
  /** It chose a button. */
  pressed?: boolean;
}

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
  const reply = { from: 'visitor' as const, at, layer: before?.layer ?? '' };
  if ('file' in input) return { ...reply, text: '', file: input.file };
  if ('option' in input) return { ...reply, ...chosen(input.option, before) };
  if ('text' in input) return { ...reply, text: typedText(input.text, before?.components?.[0]) };
  return undefined;
}

/**
 * The replies that can be given anew: those of the layers behind the visitor. Where the visitor came
 * back to, everything that followed is behind no more.
 */
export function changeable(thread: readonly Entry[], view: View): Set<Entry> {
  const behind = new Map<string, Replied[]>();
  const leave = (layer: string) => {
    const layers = [...behind.keys()];
    const at = layers.indexOf(layer);
    for (const later of at < 0 ? [] : layers.slice(at)) behind.delete(later);
  };
  for (const entry of thread) {
    if (entry.from !== 'visitor') continue;
    if ([...behind.keys()].at(-1) !== entry.layer) leave(entry.layer);
    behind.set(entry.layer, [...(behind.get(entry.layer) ?? []), entry]);
  }
  leave(view.layer);
  if (!view.can_go_back) return new Set();
  // Of a layer without questions the button is what can be chosen anew.
  const answersOf = (replies: Replied[]) => {
    const answers = replies.filter(({ pressed }) => !pressed);
    return answers.length > 0 ? answers : replies.slice(-1);
  };
  return new Set([...behind.values()].flatMap(answersOf));
}

function chosen(id: string, before: View | undefined): Pick<Replied, 'text' | 'pressed'> {
  for (const component of before?.components ?? []) {
    if (component.type === 'button' && component.id === id) return { text: component.text ?? id, pressed: true };
    const option = component.options?.find((one) => one.value === id);
    if (option) return { text: option.title ?? id };
  }
  return { text: id };
}

/** Several choices are replied by their numbers and read better by their titles. */
function typedText(text: string, component: ViewComponent | undefined): string {
  if (!component?.multiple || component.input_type !== 'choice') return text;
  const title = (part: string) =>
    /^\d+$/.test(part) ? (component.options?.[Number(part) - 1]?.title ?? part) : part;
  return text.split(',').map(title).join(', ');
}
