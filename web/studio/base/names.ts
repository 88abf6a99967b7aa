/** Names of languages and channels as people say them. */

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** `fr` is `French`. A word that is no language is told as it is. */
export function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

const channels: Record<string, string> = { web: 'Web', web_chat: 'Web chat', whatsapp: 'WhatsApp', sms: 'SMS' };
export const channelName = (word: string): string => channels[word] ?? word;

/** A slug made of a title: `Été à Paris` is `ete-a-paris`. */
export function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '').slice(0, 64);
  return slug.replace(/-+$/, '');
}

/** The slug, or the first of `slug-2`, `slug-3`… that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number += 1) {
    const other = `${slug.slice(0, 60)}-${number}`;
    if (!taken.has(other)) return other;
  }
}
