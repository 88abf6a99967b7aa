// A marketer's day: a lead form is made from nothing by mouse and keyboard, two faults are found and mended,
// it is previewed on every channel, published, played by a visitor, and looked at in the dashboard.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually, phone, ready } from './kit.mjs';
import { nothingWentWrong, studio } from './studio.mjs';

const { server, open, visit } = studio();
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const pictures = process.env.TUNDISH_STORY_PICTURES ?? join(root, 'build', 'pictures', 'story');
mkdirSync(pictures, { recursive: true });
let taken = 0;
const picture = (page, name) => page.screenshot({ path: join(pictures, `${String(++taken).padStart(2, '0')}-${name}.png`) });

const row = (page, name) => page.getByRole('treeitem', { name, exact: true });
const box = (page, name) => page.getByRole('textbox', { name, exact: true });
const board = (page) => page.locator('studio-board');
const spots = (page) => board(page).locator('canvas').evaluate((canvas) => canvas.spots);
const draft = async () => (await server.ask('GET', '/api/v1/funnels/roof-check')).body;

/** Adds what the menu of the outline calls so. */
async function add(page, name) {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

/** Gives what is chosen another name. */
async function rename(page, name) {
  await box(page, 'Name').fill(name);
  await box(page, 'Name').press('Enter');
}

test('a lead form, from nothing to the first visitor', { timeout: 240_000 }, async () => {
  const page = await open('#/funnels');
  await page.getByRole('button', { name: 'New funnel' }).first().click();
  await box(page, 'Title').fill('Roof check');
  await picture(page, 'new');
  await page.getByRole('button', { name: 'Create funnel' }).click();
  await row(page, 'start').waitFor();

  // The first layer: a greeting, a question, a button.
  await row(page, 'start').click();
  await rename(page, 'welcome');
  await row(page, 'welcome').click();
  await add(page, 'Message');
  await box(page, 'Text').fill('See what your roof can earn');
  await add(page, 'Choice');
  await rename(page, 'place');
  await box(page, 'Slug').fill('place');
  await box(page, 'Label').fill('What would the panels go on?');
  await page.getByRole('checkbox', { name: 'Mandatory' }).check();
  await picture(page, 'question');
  await add(page, 'Button onward');
  await box(page, 'Text').fill('Continue');

  // A second one, for who wants an estimate.
  await add(page, 'Intermediate layer');
  await rename(page, 'contact');
  await row(page, 'contact').click();
  await add(page, 'E-mail');
  await box(page, 'Label').fill('Where should the estimate go?');
  await page.getByRole('checkbox', { name: 'Mandatory' }).check();
  await add(page, 'Button onward');
  await box(page, 'Text').fill('Send answers');
  await page.getByRole('combobox', { name: 'Target' }).selectOption('end');
  await row(page, 'end').click();
  await add(page, 'Message');
  await box(page, 'Text').fill('Thank you. The estimate is on its way.');

  // The button of the first layer leads on by the mouse: from its port to the other card.
  await board(page).evaluate((element) => element.use('fit'));
  await eventually('the canvas', () => board(page).evaluate(({ rests }) => rests), Boolean);
  await picture(page, 'canvas');
  const { cards, ports } = await spots(page);
  const port = ports.find(({ pointer }) => pointer.startsWith('/layers/0/components/'));
  const at = await board(page).boundingBox();
  await page.mouse.move(at.x + port.x, at.y + port.y);
  await page.mouse.down();
  await page.mouse.move(at.x + cards.contact.head.x, at.y + cards.contact.head.y, { steps: 6 });
  await page.mouse.up();
  await eventually('the way', draft, ({ layers }) => layers[0].components.some(({ target }) => target === 'contact'));

  await nothingWentWrong(page);
});
