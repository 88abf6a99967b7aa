/** Where a text of the content is written: at the part that shows it. */
import {
  actionsOf,
  componentsOf,
  isObject,
  type JsonObject,
  layersOf,
  namesOf,
  pointerOf,
  textOf,
  usualLanguage,
} from '../document/definition.ts';

/**
 * `/content/fr/bye.text.text` is `/layers/2/components/0/text`; a whole language is the first text that it
 * lacks. Every other pointer is itself.
 */
export function placeOfText(definition: JsonObject, pointer: string): string {
  const [first, language, written] = namesOf(pointer);
  if (first !== 'content' || language === undefined) return pointer;
  const key = written ?? firstMissing(definition, language);
  return (key !== undefined && placeOfKey(definition, key)) || pointer;
}

function firstMissing({ content, ...definition }: JsonObject, language: string): string | undefined {
  const texts = isObject(content) ? content : {};
  const usual = texts[usualLanguage(definition)];
  const there = texts[language];
  const has = (key: string) => isObject(there) && textOf(there, key) !== '';
  return isObject(usual) ? Object.keys(usual).find((key) => !has(key)) : undefined;
}

function placeOfKey(definition: JsonObject, key: string): string | undefined {
  const [layerId, partId, ...rest] = key.split('.');
  const layerAt = layersOf(definition).findIndex((one) => textOf(one, 'id') === layerId);
  if (layerAt < 0) return undefined;
  const layer = layersOf(definition)[layerAt];
  for (const [list, parts] of [['components', componentsOf(layer)], ['actions', actionsOf(layer)]] as const) {
    const at = parts.findIndex((one) => textOf(one, 'id') === partId);
    if (at >= 0) return pointerOf('layers', layerAt, list, at, ...rest);
  }
  return pointerOf('layers', layerAt);
}
