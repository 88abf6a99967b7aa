/** What goes through the clipboard, as a text that any tab and any funnel takes. */
import {
  actionsOf,
  componentsOf,
  freeName,
  isObject,
  type Json,
  type JsonObject,
  languagesOf,
  layersOf,
  objectsIn,
  pointerOf,
  textOf,
} from '../../document/definition.ts';
import type { Request } from '../../document/studio_document.ts';

/** Layers with their texts and notes; a whole definition is one, too. */
export interface LayersClip {
  layers: Json[];
  content: JsonObject;
  notes: Json[];
}

/** A component or an action, with its texts by language: `{en: {label: …}}`. */
export interface PartClip {
  kind: 'component' | 'action';
  part: JsonObject;
  texts: Record<string, Record<string, string>>;
}

export type Clip = LayersClip | PartClip;

export const textOfLayers = ({ layers, content, notes = [] }: { layers: Json[]; content: JsonObject; notes?: Json[] }): string =>
  JSON.stringify({ tundish: 'layers', layers, content, notes }, null, 2);

export function textOfPart(definition: JsonObject, layer: JsonObject, part: JsonObject): string {
  const before = `${textOf(layer, 'id')}.${textOf(part, 'id')}.`;
  const texts: PartClip['texts'] = {};
  for (const [language, said] of Object.entries(isObject(definition.content) ? definition.content : {})) {
    for (const [key, text] of Object.entries(isObject(said) ? said : {})) {
      if (key.startsWith(before) && typeof text === 'string') (texts[language] ??= {})[key.slice(before.length)] = text;
    }
  }
  const kind = actionsOf(layer).includes(part) ? 'action' : 'component';
  return JSON.stringify({ tundish: 'part', kind, part, texts }, null, 2);
}

/** Undefined: the text is nothing of a funnel. */
export function readClip(text: string): Clip | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { tundish } = value;
  if (tundish === 'part' && isObject(value.part) && textOf(value.part, 'id')) {
    return { kind: value.kind === 'action' ? 'action' : 'component', part: value.part, texts: textsOf(value.texts) };
  }
  if (tundish !== 'layers' && tundish !== 1) return undefined;
  const layers = objectsIn(value, 'layers').filter((layer) => textOf(layer, 'id'));
  const notes = objectsIn(tundish === 1 ? value.x_studio : value, 'notes');
  if (layers.length + notes.length === 0) return undefined;
  return { layers, notes, content: isObject(value.content) ? value.content : {} };
}

function textsOf(value: Json | undefined): PartClip['texts'] {
  const languages = Object.entries(isObject(value) ? value : {}).filter((one): one is [string, JsonObject] => isObject(one[1]));
  return Object.fromEntries(
    languages.map(([language, said]) => [
      language,
      Object.fromEntries(Object.entries(said).filter((one): one is [string, string] => typeof one[1] === 'string')),
    ]),
  );
}

/** What puts the part into the layer behind the one with that id, or last, and what it is called there. */
export function pastedPart(definition: JsonObject, layer: JsonObject, { kind, part, texts }: PartClip, behind?: string): { id: string; requests: Request[] } {
  const list = kind === 'action' ? actionsOf(layer) : componentsOf(layer);
  const names = (name: string) => list.map((one) => textOf(one, name));
  const id = freeName(names('id'), textOf(part, 'id'));
  const slug = textOf(part, 'slug');
  // Two inputs of one layer cannot share a slug.
  const value: JsonObject = { ...part, id, ...(slug && { slug: freeName(names('slug'), slug) }) };
  const at = list.findIndex((one) => textOf(one, 'id') === behind);
  const index = at < 0 ? list.length : at + 1;
  const name = textOf(layer, 'id');
  const pointer = pointerOf('layers', layersOf(definition).indexOf(layer), 'actions', index);
  const requests: Request[] = [
    kind === 'action' ? { do: 'insert', pointer, value } : { do: 'add_component', layer: name, component: value, index },
  ];
  for (const language of languagesOf(definition)) {
    for (const [key, text] of Object.entries(texts[language] ?? {})) {
      requests.push({ do: 'set', pointer: pointerOf('content', language, `${name}.${id}.${key}`), value: text });
    }
  }
  return { id, requests };
}
