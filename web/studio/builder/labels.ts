/** What a part of a layer is called where it is listed: its own words, or else its name. */
import { type JsonObject, isObject, textOf } from '../document/definition.ts';

const parts = ['label', 'text', 'title', 'alt'];

/** '' where it has no words in the language. */
export function labelIn(definition: JsonObject, layer: JsonObject, part: JsonObject, language: string): string {
  const content = isObject(definition.content) ? definition.content : {};
  const texts = isObject(content[language]) ? content[language] : {};
  const key = `${textOf(layer, 'id')}.${textOf(part, 'id')}`;
  for (const name of parts) {
    const said = textOf(texts, `${key}.${name}`) || textOf(part, name);
    if (said) return said;
  }
  return '';
}
