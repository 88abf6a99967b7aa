/** What the page around the player is told, made from what happened in a step. */
import type { PlayResponse } from '../engine/types.gen.ts';
import { NoRelease } from '../sync/releases.ts';
import type { Telling } from './telling_details.ts';

/** In the order in which it happened. */
export function tellingsOf(step: PlayResponse): Telling[] {
  const tellings: Telling[] = [];
  for (const { kind, layer, slug } of step.facts) {
    if (kind === 'entered') tellings.push({ name: 'layer', detail: { layer } });
    if (kind === 'converted') tellings.push({ name: 'conversion', detail: { layer } });
    if (kind === 'completed') {
      const reference_code = step.view.reference_code;
      tellings.push({ name: 'complete', detail: { layer, reference_code } });
    }
    if (kind === 'answered' && slug !== undefined) {
      tellings.push({ name: 'answer', detail: { layer, slug, ...valueOf(step) } });
    }
  }
  tellings.push({ name: 'view', detail: { view: step.view } });
  return tellings;
}

/** Why nothing can be played. */
export const failureOf = (error: unknown) => (error instanceof NoRelease ? 'not_found' : 'failed');

/** The value of a committed field; a reply's value is known to the engine only. */
function valueOf({ event }: PlayResponse): { value?: unknown } {
  return event?.kind === 'answered' && event.input && 'value' in event.input
    ? { value: event.input.value }
    : {};
}
