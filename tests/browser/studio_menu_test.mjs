// Menus of the studio: what opens closes, and what is chosen is done to what is there now.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './kit.mjs';
import { studio } from './studio.mjs';

const { server, open } = studio();
const kFunnel = {
  tundish: 1,
  title: 'Menus',
  languages: ['en'],
  layers: [
    { id: 'who', type: 'start', next: 'bye', components: [{ id: 'name', type: 'input', input_type: 'text', slug: 'name' }] },
    { id: 'bye', type: 'result', components: [{ id: 'text', type: 'message' }] },
  ],
};

const draft = async (slug) => (await server.ask('GET', `/api/v1/funnels/${slug}`)).body;
async function builder(slug) {
  const answer = await server.ask('POST', '/api/v1/funnels', { body: { ...kFunnel, slug } });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const page = await open(`#/funnels/${slug}`);
  await page.getByRole('tree').waitFor();
  return page;
}

test('a menu that was made before the last change adds to what is there now', async () => {
  const slug = 'old-menu';
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
  const page = await builder('menu');
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
