// Opens every page of the gallery in one look, on a phone and on a desktop, light and dark, and again
// in another language, which is chosen on the open page; says what is wrong, what nobody paints and
// what does not look as it did.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { findings } from './findings.mjs';
import { Sheet, isTaking } from './goldens.mjs';
import { desktop, phone } from './kit.mjs';
import { differences, keepPainter, painterHere, painterKept } from './painter.mjs';

/** Every language in which the pages are opened, in the order in which a visit sees them. */
const worlds = {
  en: [{ name: 'light-phone', viewport: phone, colorScheme: 'light' }, { name: 'dark-desktop', viewport: desktop, colorScheme: 'dark' }],
  ar: [{ name: 'dark-phone-rtl', viewport: phone, colorScheme: 'dark' }, { name: 'light-desktop-rtl', viewport: desktop, colorScheme: 'light' }],
};
/** Of all pages, when somebody works on those whose name holds this. */
const only = process.env.TUNDISH_GALLERY_OF ?? '';
const notShown = { en: 'This part cannot be shown here yet.', ar: 'لا يمكن عرض هذا الجزء هنا بعد.' };
export const addressOf = (slug, look) => `/gallery/${slug}${look === 'chat' ? '.chat' : ''}.html`;

/** Something is shown, in that direction. */
async function isShown(page, look, direction) {
  const shown = page.locator(`tundish-player .root[dir=${direction}]`);
  // A chat without a question is over when everything is said.
  if (look === 'chat') await shown.locator('.thread .bubble').first().waitFor();
  else await shown.locator('.layer').first().waitFor();
}

async function openEntry(page, origin, { slug }, look) {
  await page.goto(`${origin}${addressOf(slug, look)}`);
  await isShown(page, look, 'ltr');
  await page.locator('tundish-player').evaluate((player) => player.stocked);
  if (look === 'chat' || !/^button-(previous|restart)/.test(slug)) return;
  await page.evaluate(() => document.querySelector('tundish-player').press('next'));
  await page.waitForFunction(() => document.querySelector('tundish-player').view.layer === 'show');
}

async function switchTo(page, look, language) {
  await page.getByRole('link', { name: language.toUpperCase(), exact: true }).click();
  await isShown(page, look, 'rtl');
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

async function enter(page, { viewport, colorScheme }) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
}

/** What is drawn by lot is the same at every visit to a page, and another thing on every page. */
function steadyLots() {
  const draws = new Map();
  crypto.getRandomValues = (values) => {
    const nth = (draws.get(values.byteLength) ?? 0) + 1;
    draws.set(values.byteLength, nth);
    let state = 7;
    for (const sign of `${location.pathname} ${values.byteLength} ${nth}`) state = Math.imul(state ^ sign.charCodeAt(0), 0x9e3779b1);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    for (const at of bytes.keys()) {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + at;
      bytes[at] = state >>> 11;
    }
    return values;
  };
}

/** The hour and what is drawn by lot are the same at every visit: nothing else may look different. */
async function visitor(visit) {
  const page = await visit({ bypassCSP: true, reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'Europe/Lisbon' });
  await page.clock.setFixedTime(new Date('2026-05-04T09:30:00Z'));
  await page.addInitScript(steadyLots);
  return page;
}

/** Looks at one page in all worlds; `wrong` and `missing` take what is found. */
async function lookAt(page, origin, entry, look, { wrong, missing }) {
  const what = `${entry.slug} ${look}`;
  const sheet = new Sheet(entry.slug, look, Object.values(worlds).flat());
  await enter(page, worlds.en[0]);
  await openEntry(page, origin, entry, look);
  for (const [language, seen] of Object.entries(worlds)) {
    if (language !== 'en') await switchTo(page, look, language);
    if ((await page.getByText(notShown[language]).count()) > 0) missing.push(what);
    for (const world of seen) {
      await enter(page, world);
      await page.locator(`tundish-player .root[data-theme=${world.colorScheme}]`).waitFor();
      wrong.push(...(await troubles(page, `${what}, ${world.name}`)));
      wrong.push(...(await sheet.see(page, world.name)).map((trouble) => `${what}, ${world.name}: ${trouble}`));
      if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: join(process.env.TUNDISH_PICTURES, `gallery-${what.replace(' ', '-')}-${world.name}.png`) });
    }
  }
  sheet.keep();
}

/** What paints otherwise here than where the pictures were taken; where all are taken, that is kept. */
async function elsewhere(page, origin, entry, look) {
  await openEntry(page, origin, entry, look);
  const here = await painterHere(page);
  if (isTaking && only === '') keepPainter(here);
  return isTaking ? [] : differences(painterKept(), here);
}

/** Opens those that `isMeant`; `stand` is a stage whose server shows the gallery. */
export function testEvery(look, isMeant, { server, visit }) {
  const shown = entries.filter((one) => looksOf(one).includes(look) && isMeant(one) && one.slug.includes(only));
  test(`every ${look}`, { skip: shown.length === 0 && 'none of these was asked for' }, async (t) => {
    const found = { wrong: [], missing: [] };
    const page = await visitor(visit);
    const reasons = await elsewhere(page, server.origin, shown[0], look);
    for (const reason of reasons) t.diagnostic(reason);
    for (const entry of shown) await lookAt(page, server.origin, entry, look, found);
    if (found.wrong.length > 0) found.wrong.unshift(...reasons);
    assert.deepEqual(found.wrong, []);
    assert.deepEqual(found.missing, [], 'nobody paints these');
  });
}

export const isInput = ({ component }) => component?.type === 'input';
/** An answer is written, not chosen or handed over. */
export const isWritten = (entry) => isInput(entry) && /^(text|numeric|datetime|location)$/.test(entry.component.input_type);
