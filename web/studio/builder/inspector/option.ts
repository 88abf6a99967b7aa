/** What can be chosen: it is known by its title, and by its value only where it has none. */
import { html, type TemplateResult } from 'lit';
import { componentsOf, isObject, type JsonObject, layersOf, objectsIn, textOf, usualLanguage } from '../../document/definition.ts';
import { words } from '../words.ts';
import type { Place } from './place.ts';
import type { Node } from './shape.ts';
import { keyOf, wordsAt } from './texts.ts';

/** An option, or a row or column of a matrix. */
export const isChoosable = (node: Node): boolean => node.names?.some((name) => name === 'option' || name === 'matrix_value') ?? false;

/** Its title in the language that is shown, and what it is called in answers. */
export function headingOf({ desk, pointer, value }: Place): TemplateResult {
  const { definition, language } = desk;
  const place = `${pointer}/title`;
  const key = keyOf(definition, place);
  const said = key === undefined ? '' : wordsAt(definition, place, key, language).text || wordsAt(definition, place, key, usualLanguage(definition)).text;
  const name = textOf(value, 'value');
  return html`${said ? html`<span dir="auto">${said}</span>` : html`<span class="unnamed">${words.noTitle}</span>`}
    ${name && name !== said ? html`<code class="value">${name}</code>` : ''}`;
}

/** The title of something goes before all else of it. */
export function* inOrder(properties: ReadonlyMap<string, Node>): Iterable<[string, Node]> {
  const isNamed = properties.has('value') && properties.has('title');
  if (isNamed) yield ['title', properties.get('title')!];
  for (const one of properties) if (!isNamed || one[0] !== 'title') yield one;
}

const scored = new WeakMap<JsonObject, boolean>();

/** Whether the funnel counts scores: some option has one, or something reads the sum. */
export function hasScores(definition: JsonObject): boolean {
  const known = scored.get(definition);
  if (known !== undefined) return known;
  const parts = layersOf(definition).flatMap(componentsOf);
  const isScored = parts.some((part) => ['options', 'columns'].some((list) => objectsIn(part, list).some(({ score }) => typeof score === 'number')));
  const found = isScored || /"source":"score"|\{\{\s*score\b/.test(JSON.stringify(definition));
  if (isObject(definition)) scored.set(definition, found);
  return found;
}
