/**
 * What parts do not say yet although visitors read it: the format lets them be without, their authors
 * hardly mean it. What one language lacks of another is the analysis' matter.
 */
import type { Finding } from '../base/api.ts';
import {
  componentsOf,
  isObject,
  type JsonObject,
  layersOf,
  objectsIn,
  pointerOf,
  textOf,
  usualLanguage,
} from '../document/definition.ts';
import { words } from './words.ts';

interface Part {
  definition: JsonObject;
  layer: string;
  /** Where it stands. */
  pointer: string;
  value: JsonObject;
}

export function unsaidIn(definition: JsonObject): Finding[] {
  return layersOf(definition).flatMap((one, at) => {
    const layer = textOf(one, 'id');
    const parts = componentsOf(one).map((value, index): Part => ({ definition, layer, pointer: pointerOf('layers', at, 'components', index), value }));
    return parts.flatMap((part, index) => [...wordless(part, parts[index - 1]), ...untitled(part)]);
  });
}

/** A message, a question or a button without any words. */
function wordless(part: Part, before: Part | undefined): Finding[] {
  const { value } = part;
  const kind = textOf(value, 'type');
  const look = textOf(value, 'appearance') || 'simple';
  if (kind === 'message' && spoken.has(look) && !value.image && !says(part, 'text', 'title')) {
    return [lack(part, 'text', words.unsaid.message)];
  }
  // In a chat the question is often what was said just before.
  const isAsked = value.is_hidden === true || textOf(before?.value, 'type') === 'message' || says(part, 'label', 'text', 'title');
  if (kind === 'input' && !isAsked) return [lack(part, 'label', words.unsaid.input)];
  // The player has words for going on, back and anew.
  if (kind === 'button' && named.has(textOf(value, 'kind')) && !says(part, 'text')) {
    return [lack(part, 'text', words.unsaid.button)];
  }
  return [];
}

const spoken = new Set(['simple', 'compound', 'text', 'quick_reply', 'list', 'hyperlink']);
const named = new Set(['link', 'call', 'event']);

/** What can be chosen is read as its value. */
function untitled(part: Part): Finding[] {
  return ['options', 'rows', 'columns'].flatMap((list) =>
    objectsIn(part.value, list).flatMap((one) => {
      const value = textOf(one, 'value');
      const name = `${list}.${value}`;
      const isSaid = textOf(one, 'title').trim() !== '' || saysInContent(part, name);
      return isSaid ? [] : [{ ...lack(part, name, words.unsaid.option(value)), code: 'no_title', severity: 'hint' as const }];
    }),
  );
}

function lack(part: Part, name: string, sentence: string): Finding {
  const { definition, layer, pointer, value } = part;
  const id = textOf(value, 'id');
  // An empty text that is written where the part is, is mended there.
  const isHere = id === '' || typeof value[name] === 'string';
  const place = isHere ? pointer + pointerOf(name) : pointerOf('content', usualLanguage(definition), `${layer}.${id}.${name}`);
  return { code: 'no_words', severity: 'warning', sentence, pointer: place };
}

const says = (part: Part, ...names: string[]): boolean =>
  names.some((name) => textOf(part.value, name).trim() !== '' || saysInContent(part, name));

/** In any language. */
function saysInContent({ definition, layer, value }: Part, name: string): boolean {
  const { content } = definition;
  const key = `${layer}.${textOf(value, 'id')}.${name}`;
  return isObject(content) && Object.values(content).some((texts) => textOf(texts, key).trim() !== '');
}
