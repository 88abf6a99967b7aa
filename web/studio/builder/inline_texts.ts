/** Texts of the usual language that stand in the structure, by the names that they have in the content. */
import { actionsOf, componentsOf, isObject, type Json, type JsonObject, layerOf, objectsIn, textOf, valueAt } from '../document/definition.ts';

/** What a list's texts are called in the content, and what in the list. */
const lists: Record<string, [list: string, member: string]> = {
  options: ['options', 'title'],
  rows: ['rows', 'title'],
  columns: ['columns', 'title'],
  items: ['items', 'title'],
  descriptions: ['items', 'description'],
};

/** '' where it does not stand there. */
export function inlineText(definition: JsonObject, key: string): string {
  const [id = '', partId = '', ...names] = key.split('.');
  const layer = layerOf(definition, id);
  if (names.length === 0) return textOf(layer, partId);
  const part = [...componentsOf(layer), ...actionsOf(layer)].find((one) => textOf(one, 'id') === partId);
  return within(part, names);
}

function within(part: Json | undefined, [first = '', ...rest]: string[]): string {
  if (rest.length === 0) return isObject(part) ? textOf(part, first) : '';
  const [list, member] = lists[first] ?? [];
  if (!list || !member) return within(valueAt(part, `/alternatives/${first}`), rest);
  const found = isObject(part) ? objectsIn(part, list).find((one) => textOf(one, 'value') === rest.join('.')) : undefined;
  return textOf(found, member);
}
