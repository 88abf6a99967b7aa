/** A definition as its author wrote it; what is being written may have anything anywhere. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text under the name; '' where it is none. */
export function textOf(value: Json | undefined, name: string): string {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : '';
}

/** The objects of the list under the name, with their numbers there; none where it is no list. */
export function objectsIn(value: Json | undefined, name: string): JsonObject[] {
  const found = isObject(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** The texts of the list under the name. */
export function textsIn(value: Json | undefined, name: string): string[] {
  const found = isObject(value) ? value[name] : undefined;
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : [];
}

export const layersOf = (definition: JsonObject): JsonObject[] => objectsIn(definition, 'layers');
export const componentsOf = (layer: JsonObject | undefined): JsonObject[] => objectsIn(layer, 'components');
export const actionsOf = (layer: JsonObject | undefined): JsonObject[] => objectsIn(layer, 'actions');

export const layerOf = (definition: JsonObject, id: string): JsonObject | undefined =>
  layersOf(definition).find((layer) => textOf(layer, 'id') === id);

export const usualLanguage = (definition: JsonObject): string => textOf(definition, 'default_language') || 'en';

export function languagesOf(definition: JsonObject): string[] {
  const languages = textsIn(definition, 'languages');
  return languages.length > 0 ? languages : [usualLanguage(definition)];
}

/** The wanted name, or that with a number behind it. */
export function freeName(taken: readonly string[], wanted: string): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); ++number) name = `${wanted}_${number}`;
  return name;
}

/** The names of a JSON Pointer (RFC 6901). */
export const namesOf = (pointer: string): string[] =>
  pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

export const pointerOf = (...names: (string | number)[]): string =>
  names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value at the pointer; undefined where nothing is. */
export function valueAt(value: Json | undefined, pointer: string): Json | undefined {
  let found = value;
  for (const name of namesOf(pointer)) {
    if (Array.isArray(found)) found = /^(0|[1-9]\d*)$/.test(name) ? found[Number(name)] : undefined;
    else found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}
