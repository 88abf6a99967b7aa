/** Which text a finding is about, where it says a language only. */
import { isObject, type JsonObject, namesOf, pointerOf, textOf, usualLanguage } from '../document/definition.ts';

/** `/content/fr` is the first text that French lacks: `/content/fr/bye.text.text`. Every other pointer is itself. */
export function textOfFinding(definition: JsonObject, pointer: string): string {
  const [first, language, key] = namesOf(pointer);
  if (first !== 'content' || language === undefined || key !== undefined) return pointer;
  const missing = firstMissing(definition, language);
  return missing === undefined ? pointer : pointerOf('content', language, missing);
}

function firstMissing({ content, ...definition }: JsonObject, language: string): string | undefined {
  const texts = isObject(content) ? content : {};
  const usual = texts[usualLanguage(definition)];
  const there = texts[language];
  const has = (key: string) => isObject(there) && textOf(there, key) !== '';
  return isObject(usual) ? Object.keys(usual).find((key) => !has(key)) : undefined;
}
