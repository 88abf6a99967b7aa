// Opens every page of the gallery in one look, in both languages, on a phone and on a desktop, light
// and dark; says what is wrong and what nobody paints.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { findings } from './findings.mjs';
import { desktop, phone, ready } from './kit.mjs';

const worlds = {
  en: [{ name: 'light-phone', viewport: phone, colorScheme: 'light' }, { name: 'dark-desktop', viewport: desktop, colorScheme: 'dark' }],
  ar: [{ name: 'dark-phone-rtl', viewport: phone, colorScheme: 'dark' }, { name: 'light-desktop-rtl', viewport: desktop, colorScheme: 'light' }],
};
const notShown = { en: 'This part cannot be shown here yet.', ar: 'لا يمكن عرض هذا الجزء هنا بعد.' };
export const addressOf = (slug, look) => `/gallery/${slug}${look === 'chat' ? '.chat' : ''}.html`;

async function openEntry(page, origin, { slug }, look, language) {
  await page.goto(`${origin}${addressOf(slug, look)}?language=${language}`);
  // A chat without a question is over when everything is said.
  if (look === 'chat') await page.locator('tundish-player .thread .bubble').first().waitFor();
  else await ready(page);
  if (look === 'chat' || !/^button-(previous|restart)/.test(slug)) return;
  await page.evaluate(() => document.querySelector('tundish-player').press('next'));
  await page.waitForFunction(() => document.querySelector('tundish-player').view.layer === 'show');
}

/** What is wrong with it as it is seen now. */
async function troubles(page, what) {
  const found = await findings(page, 'tundish-player');
  const { overflow, violations } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    violations: globalThis.violations.splice(0),
  }));
  const wide = overflow > 0 ? [`${overflow} px too wide`] : [];
  return [...found, ...violations, ...wide, ...page.faults.splice(0)].map((trouble) => `${what}: ${trouble}`);
}

/** `stand` is a stage whose server shows the gallery. */
export function testEvery(look, language, { server, visit }) {
  const shown = entries.filter((entry) => looksOf(entry).includes(look));
  const seen = worlds[language];
  test(`every ${look} in ${language}`, async () => {
    const missing = [];
    const wrong = [];
    const page = await visit({ bypassCSP: true, reducedMotion: 'reduce' });
    for (const entry of shown) {
      await page.setViewportSize(seen[0].viewport);
      await page.emulateMedia({ colorScheme: seen[0].colorScheme });
      const what = `${entry.slug} ${look}`;
      await openEntry(page, server.origin, entry, look, language);
      const direction = await page.locator('tundish-player .root').getAttribute('dir');
      if (direction !== (language === 'ar' ? 'rtl' : 'ltr')) wrong.push(`${what}: it is ${direction}`);
      if ((await page.getByText(notShown[language]).count()) > 0) missing.push(what);
      for (const { name, viewport, colorScheme } of seen) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        wrong.push(...(await troubles(page, `${what}, ${name}`)));
        if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: join(process.env.TUNDISH_PICTURES, `gallery-${what.replace(' ', '-')}-${name}.png`) });
      }
    }
    assert.deepEqual(wrong, []);
    assert.deepEqual(missing, [], 'nobody paints these');
  });
}
