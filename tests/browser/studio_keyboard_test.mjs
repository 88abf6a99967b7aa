// A funnel is built without seeing or touching the canvas: outline, inspector and problems, by keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { eventually } from './kit.mjs';
import { nothingWentWrong, studio } from './studio.mjs';

const { server, open } = studio();
const draft = async (slug) => (await server.ask('GET', `/api/v1/funnels/${slug}`)).body;
/** A field that proposes something is a combobox. */
const named = (page, name) =>
  page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }));
const row = (page, name) => page.getByRole('treeitem', { name, exact: true });

const chosen = (page) => page.getByRole('treeitem', { selected: true }).getAttribute('data-id');

/** Opens the menu of the outline and chooses, as a keyboard does; what was added is chosen then. */
async function add(page, name) {
  const before = await chosen(page);
  await page.getByRole('button', { name: 'Add', exact: true }).focus();
  await page.keyboard.press('Enter');
  const item = page.getByRole('menuitem', { name, exact: true });
  await item.waitFor();
  const isThere = () => item.evaluate((element) => element.getRootNode().activeElement === element);
  for (let step = 0; step < 60 && !(await isThere()); step += 1) await page.keyboard.press('ArrowDown');
  assert.ok(await isThere(), `the arrow keys do not reach ${name}`);
  await page.keyboard.press('Enter');
  await eventually('what was added', () => chosen(page), (now) => now !== before);
}
async function write(page, name, text) {
  await named(page, name).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
async function rename(page, name) {
  await write(page, 'Name', name);
  await page.keyboard.press('Enter');
}
/** Goes to the row with the arrow keys. */
async function go(page, name) {
  await row(page, name).waitFor();
  await page.getByRole('tree').locator('[tabindex="0"]').focus();
  await page.keyboard.press('Home');
  const isThere = () => row(page, name).evaluate((element) => element.getRootNode().activeElement === element);
  for (let step = 0; step < 40 && !(await isThere()); step += 1) await page.keyboard.press('ArrowDown');
  assert.ok(await isThere(), `the arrow keys do not reach ${name}`);
  await page.keyboard.press('Enter');
}
/** Types what the choice is called. */
async function pick(page, name, option) {
  const box = page.getByRole('combobox', { name, exact: true });
  await box.focus();
  await page.keyboard.type(option);
  assert.equal(await box.evaluate((select) => select.selectedOptions[0].label), option);
}

test('three layers with a question and their ways, by keyboard alone', async () => {
  const body = {
    tundish: 1, slug: 'keys', title: 'Keys', channels: ['web'], languages: ['en'],
    layers: [{ id: 'start', type: 'start', next: 'end' }, { id: 'end', type: 'result' }],
  };
  assert.equal((await server.ask('POST', '/api/v1/funnels', { body })).status, 201);
  const page = await open('#/funnels/keys', { bypassCSP: true });
  await page.getByRole('tree').waitFor();

  await go(page, 'start');
  await add(page, 'Message');
  await write(page, 'Text', 'Welcome');
  await go(page, 'start');
  await add(page, 'Short text');
  await rename(page, 'name');
  await write(page, 'Slug', 'name');
  await write(page, 'Label', 'What is your name?');
  await add(page, 'Step');
  await rename(page, 'more');
  await go(page, 'more');
  await add(page, 'Message');
  await write(page, 'Text', 'One moment');
  await go(page, 'more');
  await pick(page, 'Kind of way onward', 'A layer');
  await pick(page, 'Way onward', 'end');
  await go(page, 'start');
  await pick(page, 'Way onward', 'more');
  await go(page, 'end');
  await add(page, 'Message');
  await write(page, 'Text', 'Thank you');

  const now = await eventually('the draft', () => draft('keys'), ({ content, layers }) =>
    layers.length === 3 && JSON.stringify([layers, content]).includes('Thank you'));
  const [start, end, more] = now.layers;
  assert.deepEqual([start.next, more.next, end.id], ['more', 'end', 'end']);
  assert.deepEqual(start.components.map(({ type, slug }) => [type, slug]), [['message', undefined], ['input', 'name']]);
  await page.getByText('No problems.').waitFor();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await findings(page), [], colorScheme);
  }
  await page.locator('header.bar').getByRole('button', { name: 'Publish', exact: true }).focus();
  await page.keyboard.press('Enter');
  const publish = page.locator('studio-publish').getByRole('button', { name: 'Publish', exact: true });
  await eventually('the button', () => publish.isEnabled(), Boolean);
  await publish.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Published as number 1.').waitFor();
  await nothingWentWrong(page);
});
