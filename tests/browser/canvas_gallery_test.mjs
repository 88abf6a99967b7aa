// Every page of the gallery on a canvas, in both looks: something is drawn, nothing is wider than the
// screen, nothing goes wrong.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { canvasOf, isDrawn, spots } from './canvas.mjs';
import { addressOf } from './gallery.mjs';
import { desktop, eventually, phone, stage } from './kit.mjs';

const { server, visit } = stage(['--gallery']);

/** What there is to do: everything but what only says something. */
const isAnswered = ({ component, endings, slug }) => component?.type === 'input' && !endings && !/read-only/.test(slug);

async function troubles(page, what) {
  const { overflow, violations } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    violations: globalThis.violations.splice(0),
  }));
  const canvas = await canvasOf(page).boundingBox();
  const outside = (await spots(page)).filter(
    ({ rect: [left, , width] }) => left < -0.5 || left + width > canvas.width + 0.5,
  );
  return [
    ...violations,
    ...page.faults.splice(0),
    ...(overflow > 0 ? [`${overflow} px too wide`] : []),
    ...outside.map(({ id }) => `${id} is beside the canvas`),
    ...((await isDrawn(page)) ? [] : ['nothing is drawn']),
  ].map((trouble) => `${what}: ${trouble}`);
}

for (const [look, world] of [
  ['page', { viewport: phone, colorScheme: 'light' }],
  ['chat', { viewport: desktop, colorScheme: 'dark' }],
]) {
  test(`every ${look}`, async () => {
    const page = await visit({ reducedMotion: 'reduce', ...world });
    const wrong = [];
    for (const entry of entries.filter((one) => looksOf(one).includes(look))) {
      const what = `${entry.slug} ${look}`;
      await page.goto(`${server.origin}${addressOf(entry.slug, look)}?renderer=canvas`);
      await page.locator('tundish-player canvas').waitFor();
      await eventually(`${what} is drawn`, () => isDrawn(page), (drawn) => drawn);
      if (isAnswered(entry)) await eventually(`${what} can be answered`, () => spots(page), (all) => all.length > 1);
      wrong.push(...(await troubles(page, what)));
      const pictures = process.env.TUNDISH_PICTURES;
      if (pictures) await page.screenshot({ path: join(pictures, `canvas-${what.replace(' ', '-')}.png`) });
    }
    assert.deepEqual(wrong, []);
  });
}
