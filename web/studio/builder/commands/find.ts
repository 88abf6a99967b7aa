/** What can be found in a funnel, and where it is: layers, their parts, texts in any language, answers. */
import { languageName } from '../../base/names.ts';
import {
  actionsOf,
  componentsOf,
  isObject,
  type Json,
  type JsonObject,
  layersOf,
  objectsIn,
  pointerOf,
  textOf,
} from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import { iconOfComponent, layerIcons } from '../kinds.ts';
import { labelIn } from '../labels.ts';
import type { Entry } from './palette.ts';
import { words } from './words.ts';

/** Members that hold words for people. */
const texts = new Set(['alt', 'caption', 'description', 'help', 'label', 'message', 'placeholder', 'text', 'title']);

type Found = Omit<Entry, 'act'> & { pointer: string };

/** Everything that can be found; `go` is told where it is. */
export function findable(desk: Desk, go: (pointer: string) => void): Entry[] {
  const { definition, language } = desk;
  const found: Found[] = [];
  layersOf(definition).forEach((layer, index) => {
    const pointer = pointerOf('layers', index);
    found.push(layerFound(definition, layer, pointer, language), ...initialOf(layer, pointer));
    componentsOf(layer).forEach((part, at) => found.push(...partFound(desk, layer, part, `${pointer}/components/${at}`)));
    actionsOf(layer).forEach((part, at) => found.push(...partFound(desk, layer, part, `${pointer}/actions/${at}`)));
  });
  found.push(...writtenIn(definition, found), ...contentOf(definition, language), ...conditionsIn(definition));
  return found.map(({ pointer, ...one }) => ({ ...one, act: () => go(pointer) }));
}

function layerFound(definition: JsonObject, layer: JsonObject, pointer: string, language: string): Found {
  const id = textOf(layer, 'id');
  const title = textIn(definition, language, `${id}.title`) || textOf(layer, 'title');
  const type = textOf(layer, 'type');
  return { id: pointer, label: title || id, icon: layerIcons[type] ?? 'layer', detail: title ? `${words.kinds.layer} · ${id}` : words.kinds.layer, more: `${id} ${type}`, pointer };
}

function partFound({ definition, language }: Desk, layer: JsonObject, part: JsonObject, pointer: string): Found[] {
  const id = textOf(part, 'id');
  const where = `${textOf(layer, 'id')}.${id}`;
  const isAction = textOf(part, 'type') === '';
  const label = labelIn(definition, layer, part, language) || id;
  const slug = textOf(part, 'slug');
  const found: Found[] = [{ id: pointer, label, icon: isAction ? 'bolt' : iconOfComponent(part), detail: where, more: `${id} ${textOf(part, 'type')} ${textOf(part, 'kind')}`, pointer }];
  if (slug) found.push({ id: `${pointer}/slug`, label: slug, icon: 'key', detail: `${words.kinds.answer} · ${where}`, pointer: `${pointer}/slug` });
  return found;
}

/** Texts that stand in the layers themselves, other than those that the part is called by. */
function writtenIn(definition: JsonObject, known: readonly Found[]): Found[] {
  const found: Found[] = [];
  const names = new Map(known.map(({ pointer, label }) => [pointer, label]));
  const walk = (value: Json, pointer: string, holder: string): void => {
    if (Array.isArray(value)) return value.forEach((one, at) => walk(one, `${pointer}/${at}`, holder));
    if (!isObject(value)) return;
    const owner = names.has(pointer) ? pointer : holder;
    for (const [name, one] of Object.entries(value)) {
      const at = pointer + pointerOf(name);
      if (typeof one === 'string' && texts.has(name) && one && names.get(owner) !== one) {
        found.push({ id: at, label: one, icon: 'text', detail: `${words.kinds.text} · ${names.get(owner) ?? ''}`, pointer: at });
      } else walk(one, at, owner);
    }
  };
  objectsIn(definition, 'layers').forEach((layer, at) => walk(layer, `/layers/${at}`, ''));
  return found;
}

/** Texts of the content, in all languages. */
function contentOf(definition: JsonObject, shown: string): Found[] {
  return Object.entries(isObject(definition.content) ? definition.content : {}).flatMap(([language, said]) =>
    Object.entries(isObject(said) ? said : {}).flatMap(([key, text]): Found[] => {
      // In the language that is shown the part itself is called so.
      const isName = language === shown && /\.(label|text|title|alt)$/.test(key) && key.split('.').length === 3;
      if (typeof text !== 'string' || !text || isName) return [];
      const pointer = pointerOf('content', language, key);
      return [{ id: pointer, label: text, icon: 'text', detail: `${languageName(language)} · ${key}`, more: key, pointer }];
    }),
  );
}

/** Where answers are asked for in conditions. */
function conditionsIn(definition: JsonObject): Found[] {
  const found: Found[] = [];
  const walk = (value: Json, pointer: string, layer: string): void => {
    if (Array.isArray(value)) return value.forEach((one, at) => walk(one, `${pointer}/${at}`, layer));
    if (!isObject(value)) return;
    const slug = textOf(value, 'slug');
    if (slug && textOf(value, 'operator')) {
      const said = [textOf(value, 'operator'), typeof value.value === 'object' ? '' : String(value.value ?? '')].join(' ').trim();
      found.push({ id: pointer, label: `${slug} ${said}`, icon: 'list', detail: `${words.kinds.condition} · ${layer}`, pointer });
      return;
    }
    for (const [name, one] of Object.entries(value)) walk(one, pointer + pointerOf(name), layer);
  };
  layersOf(definition).forEach((layer, at) => walk(layer, pointerOf('layers', at), textOf(layer, 'id')));
  return found;
}

/** What is known of a visitor when the session begins. */
function initialOf(layer: JsonObject, pointer: string): Found[] {
  const { initial_data: initial } = layer;
  if (!Array.isArray(initial)) return [];
  return initial.flatMap((one, at): Found[] => {
    const slug = textOf(one, 'slug');
    const where = `${pointer}/initial_data/${at}`;
    return slug ? [{ id: where, label: slug, icon: 'user', detail: `${words.kinds.variable} · ${textOf(layer, 'id')}`, pointer: where }] : [];
  });
}

function textIn(definition: JsonObject, language: string, key: string): string {
  const content = isObject(definition.content) ? definition.content : {};
  return textOf(content[language], key);
}
