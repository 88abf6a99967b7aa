/** A place of the definition that a field is for, and what can be done there. */
import type { Finding } from '../../base/api.ts';
import { tell } from '../../base/toast.ts';
import type { Json } from '../../document/definition.ts';
import type { Request } from '../../document/studio_document.ts';
import type { Desk } from '../desk.ts';
import type { Node } from './shape.ts';

export interface Place {
  desk: Desk;
  pointer: string;
  /** The member's name; of an item that of its list. */
  name: string;
  node: Node;
  value: Json | undefined;
  isRequired: boolean;
  /** What the field is called, where that is not the name. */
  label?: string;
}

/** Asks for something; what stands in the way is told. */
export function ask(desk: Desk, request: Request): boolean {
  const misfit = desk.ask(request);
  if (misfit) tell(misfit.sentence, { isBad: true });
  return misfit === undefined;
}

/** Puts a value there; an empty one that need not be there goes. `undefined` takes it away. */
export function put(place: Place, value: Json | undefined, isTyping = false): void {
  const { desk, pointer } = place;
  if (Object.is(value, place.value)) return;
  const merge = isTyping ? { merge: pointer } : {};
  if (value === undefined || (value === '' && !place.isRequired)) {
    if (place.value !== undefined) ask(desk, { do: 'erase', pointer, name: 'Change', ...merge });
  } else ask(desk, { do: 'set', pointer, value, ...merge });
}

/** What is wrong at the place itself. */
export const findingsAt = ({ desk, pointer }: Place): Finding[] =>
  desk.findings.filter((one) => one.pointer === pointer);

/** An id for elements that speak of the place. */
export const idOf = (pointer: string, what: string): string => `${what}${pointer.replaceAll(/[^\w-]/g, '_')}`;
