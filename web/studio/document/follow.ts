/** Follows a document by the edits that were done to it: what did not change stays the same object. */
import { isObject, type Json, type JsonObject, namesOf } from './definition.ts';

/** One change of one value, as the document tells it. */
export interface Edit {
  pointer: string;
  /** The member's or the item's number among those beside it. */
  at: number;
  was_there: boolean;
  /** None: it went. */
  value?: Json;
}

export const follow = (definition: JsonObject, edits: readonly Edit[]): JsonObject =>
  edits.reduce((value, edit) => changed(value, namesOf(edit.pointer), edit) as JsonObject, definition);

function changed(value: Json, names: readonly string[], edit: Edit): Json {
  const [name, ...rest] = names;
  if (name === undefined) return edit.value!;
  if (Array.isArray(value)) {
    const at = Number(name);
    if (rest.length > 0) return spliced(value, at, 1, changed(value[at]!, rest, edit));
    return spliced(value, at, edit.was_there ? 1 : 0, ...come(edit));
  }
  if (!isObject(value)) throw new Error(`nothing holds ${edit.pointer}`);
  if (rest.length > 0) return { ...value, [name]: changed(value[name]!, rest, edit) };
  if (edit.was_there && edit.value !== undefined) return { ...value, [name]: edit.value };
  const members = come(edit).map((one): [string, Json] => [name, one]);
  // What goes is found by its name: an object here has members that are called as numbers first, in
  // whatever order they were written.
  const others = Object.entries(value).filter(([other]) => other !== name);
  return Object.fromEntries(spliced(others, edit.at, 0, ...members));
}

const come = ({ value }: Edit): Json[] => (value === undefined ? [] : [value]);

function spliced<T>(list: readonly T[], at: number, gone: number, ...come: T[]): T[] {
  return [...list.slice(0, at), ...come, ...list.slice(at + gone)];
}
