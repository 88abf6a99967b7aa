/** Where the texts of a definition stand: in the content by language, or inline in the usual language. */
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
  valueAt,
} from '../../document/definition.ts';
import type { Request } from '../../document/studio_document.ts';

/** Titles of what a list holds stand in the content under the list's part. */
const parts: Record<string, Record<string, string>> = {
  options: { title: 'options' },
  rows: { title: 'rows' },
  columns: { title: 'columns' },
  items: { title: 'items', description: 'descriptions' },
};

/** The text's name in the content, by its place in the structure; undefined where it has none. */
export function keyOf(definition: JsonObject, pointer: string): string | undefined {
  const [first, layerAt, list, partAt, ...rest] = namesOf(pointer);
  if (first !== 'layers') return undefined;
  const layer = layersOf(definition)[Number(layerAt)];
  const id = textOf(layer, 'id');
  if (partAt === undefined) return list === undefined ? undefined : `${id}.${list}`;
  const part = (list === 'actions' ? actionsOf(layer) : componentsOf(layer))[Number(partAt)];
  const name = nameWithin(part, rest);
  return name === undefined ? undefined : `${id}.${textOf(part, 'id')}.${name}`;
}

function nameWithin(part: JsonObject | undefined, names: string[]): string | undefined {
  const [first = '', second = '', third = '', ...rest] = names;
  if (first === 'alternatives') {
    const alternative = valueAt(part, pointerOf('alternatives', second));
    const name = nameWithin(isObject(alternative) ? alternative : undefined, [third, ...rest]);
    return name && `${second}.${name}`;
  }
  if (second === '') return first;
  const name = parts[first]?.[third];
  return name && `${name}.${textOf(valueAt(part, pointerOf(first, second)), 'value')}`;
}

export interface Words {
  text: string;
  /** Where it stands now, or would. */
  pointer: string;
  isThere: boolean;
}

/** A text in one language: where it is, and what it says. */
export function wordsAt(definition: JsonObject, place: string, key: string, language: string): Words {
  const inline = valueAt(definition, place);
  if (typeof inline === 'string' && language === usualLanguage(definition)) {
    return { text: inline, pointer: place, isThere: true };
  }
  const pointer = pointerOf('content', language, key);
  const text = valueAt(definition, pointer);
  return { text: typeof text === 'string' ? text : '', pointer, isThere: typeof text === 'string' };
}

/** The requests that take a text of the content away, in every language. */
export function removedTexts(definition: JsonObject, key: string): Request[] {
  const { content } = definition;
  if (!isObject(content)) return [];
  return Object.entries(content).flatMap(([language, texts]) =>
    isObject(texts) && key in texts ? [{ do: 'erase', pointer: pointerOf('content', language, key) }] : [],
  );
}
