// Menus of the studio: what opens closes, and what is chosen is done to what is there now.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './kit.mjs';
import { small, smallFunnels } from './small_funnel.mjs';
import { studio } from './studio.mjs';

const { server, open } = studio();
const { funnel, builder, draft } = smallFunnels({ server, open });

test('a menu that was made before the last change adds to what is there now', async () => {
  const [start, end] = small.layers;
  const slug = await funnel({ layers: [{ ...start, next: 'bye', components: [start.components[0]] }, end], content: {} });
  const page = await builder(slug);
  await page.getByRole('treeitem', { name: 'name', exact: true }).click();
  // A slow machine draws the outline, and the menu in it, only when the changes rest.
  const menu = await page.locator('studio-outline studio-menu').evaluateHandle(({ items }) => items);
  await page.getByRole('checkbox', { name: 'Mandatory' }).check();
  await menu.evaluate((items) => items.find(({ label }) => label === 'Button onward').act());
  const { layers } = await eventually('the draft', () => draft(slug), ({ layers }) => layers[0].components.length === 2);
  assert.deepEqual(layers[0].components[1], { id: 'on', type: 'button', kind: 'jump', target: 'bye' });
  assert.equal(layers[0].next, undefined);
});

test('a menu is closed by the button that opened it', async () => {
  const page = await builder(await funnel());
  const add = page.getByRole('button', { name: 'Add', exact: true });
  const isOpen = (value) => eventually('the menu', () => add.getAttribute('aria-expanded'), (now) => now === String(value), 5000);
  for (const way of [() => add.click(), () => add.press('Enter')]) {
    await way();
    await isOpen(true);
    await way();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    await isOpen(false);
  }
});
