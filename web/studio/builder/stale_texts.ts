/**
 * Which translations may be out of date: the text that they translate is another one than was published,
 * and they are not. Whoever has looked at one says so; the draft remembers for which text.
 */
import { type Finding, get, request } from '../base/api.ts';
import { languageName } from '../base/names.ts';
import { isObject, type JsonObject, languagesOf, pointerOf, textOf, usualLanguage, valueAt } from '../document/definition.ts';
import type { Request } from '../document/studio_document.ts';
import type { Desk } from './desk.ts';
import { inlineText } from './inline_texts.ts';
import { words } from './words.ts';

export const kStale = 'stale_translation';
/** Texts by their names in the content, by language. */
export type PublishedTexts = ReadonlyMap<string, JsonObject>;

const checkedAt = (language: string, key: string): string => pointerOf('x_studio', 'checked', language, key);

/** Marks what the draft has left behind. Without a connection nobody knows it. */
export async function markStaleTexts(desk: Desk): Promise<void> {
  if (desk.isReadOnly || languagesOf(desk.definition).length < 2) return;
  try {
    desk.comparePublished(await fetchPublishedTexts(desk.slug));
  } catch (error) {
    console.debug('tundish: what is published is not known', error);
  }
}

/** The texts of what was published last; none where nothing was. */
async function fetchPublishedTexts(slug: string): Promise<PublishedTexts> {
  const address = `/api/v1/funnels/${encodeURIComponent(slug)}/releases`;
  const { releases } = await get<{ releases: { releases: Record<string, string> }[] }>(address, { query: { limit: 20 } });
  const last = releases.find((one) => Object.keys(one.releases).length > 0)?.releases ?? {};
  const texts = await Promise.all(Object.entries(last).map(async ([language, hash]): Promise<[string, JsonObject]> => {
    const { value } = await request<JsonObject>('GET', `/api/v1/play/releases/${hash}`);
    return [language, textsIn(value, language)];
  }));
  return new Map(texts);
}

export function staleTexts(definition: JsonObject, published: PublishedTexts | undefined): Finding[] {
  const usual = usualLanguage(definition);
  const before = published?.get(usual);
  if (!before) return [];
  const changed = Object.keys(before).filter((key) => {
    const now = usualText(definition, key);
    return now !== '' && now !== before[key];
  });
  return languagesOf(definition).filter((one) => one !== usual).flatMap((language) => {
    const [there, was] = [textsIn(definition, language), published?.get(language) ?? {}];
    const isStale = (key: string) =>
      textOf(there, key) !== '' && there[key] === was[key] && valueAt(definition, checkedAt(language, key)) !== usualText(definition, key);
    return changed.filter(isStale).map((key): Finding => ({
      code: kStale,
      severity: 'warning',
      pointer: pointerOf('content', language, key),
      sentence: words.staleText(key, languageName(language), languageName(usual)),
    }));
  });
}

/** Says that the translation was looked at and fits the text as it is now. */
export const checkedRequest = (definition: JsonObject, language: string, key: string): Request => ({
  do: 'set',
  pointer: checkedAt(language, key),
  value: usualText(definition, key),
  name: words.stillFits,
});

const usualText = (definition: JsonObject, key: string): string =>
  inlineText(definition, key) || textOf(textsIn(definition, usualLanguage(definition)), key);

function textsIn(definition: JsonObject, language: string): JsonObject {
  const texts = isObject(definition.content) ? definition.content[language] : undefined;
  return isObject(texts) ? texts : {};
}
