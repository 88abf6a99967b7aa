// A marketer's day: a lead form is made from nothing by mouse and keyboard, two faults are found and mended,
// it is previewed on every channel, published, played by a visitor, and looked at in the dashboard.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hostSite } from './host.mjs';
import { choose, eventually, phone, press, ready } from './kit.mjs';
import { drag, spots } from './board.mjs';
import { nothingWentWrong, studio } from './studio.mjs';

const { server, open, visit } = studio();
const site = hostSite(server);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const pictures = process.env.TUNDISH_STORY_PICTURES ?? join(root, 'build', 'pictures', 'story');
mkdirSync(pictures, { recursive: true });
/** Those of docs/studio.md are made so. */
const picture = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`) });

const row = (page, name) => page.getByRole('treeitem', { name, exact: true });
const box = (page, name) => page.getByRole('textbox', { name, exact: true });
const board = (page) => page.locator('studio-board');
const frames = ['phone', 'desktop', 'chat', 'texts'];
const frame = (page, id) => page.locator(`studio-frame#frame-${id}`);
const draft = async () => (await server.ask('GET', '/api/v1/funnels/roof-check')).body;

/** Adds what the menu of the outline calls so. */
async function add(page, name) {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const chosen = () => page.getByRole('treeitem', { selected: true }).getAttribute('data-id');
  const before = await chosen();
  await page.getByRole('menuitem', { name, exact: true }).click();
  await eventually('what was added', chosen, (now) => now !== before);
}

/** Says what one of the choices is. */
async function option(page, number, value, title) {
  const one = page.getByRole('group', { name: `Options ${number}`, exact: true });
  await one.getByRole('textbox', { name: 'Value' }).fill(value);
  await one.getByRole('textbox', { name: 'Value' }).press('Enter');
  await one.getByRole('textbox', { name: 'Title' }).fill(title);
}

/** Draws the way from a card to another one. */
async function lead(page, from, to) {
  const { cards } = await spots(page);
  await drag(page, cards[from].ports.at(-1), cards[to].head);
}

/** Gives what is chosen another name. */
async function rename(page, name) {
  await box(page, 'Name').fill(name);
  await box(page, 'Name').press('Enter');
}

test('a lead form, from nothing to the first visitor', { timeout: 240_000 }, async () => {
  const page = await open('#/funnels', { viewport: { width: 1440, height: 900 } });
  await page.getByRole('button', { name: 'New funnel' }).first().click();
  await box(page, 'Title').fill('Roof check');
  await picture(page, 'new');
  await page.getByRole('button', { name: 'Create funnel' }).click();
  await row(page, 'start').waitFor();

  // The first layer: a greeting, a question, a button.
  await row(page, 'start').click();
  await rename(page, 'welcome');
  await add(page, 'Message');
  await box(page, 'Text').fill('See what your roof can earn');
  await add(page, 'Choice');
  await rename(page, 'place');
  await page.getByRole('combobox', { name: 'Slug' }).fill('place');
  await box(page, 'Label').fill('What would the panels go on?');
  await page.getByRole('checkbox', { name: 'Mandatory' }).check();
  await option(page, 1, 'house', 'My own house');
  await option(page, 2, 'flat', 'A rented flat');
  await picture(page, 'question');
  await add(page, 'Button onward');
  await box(page, 'Text').fill('Continue');

  // A second one, for who wants an estimate, and two ends.
  await row(page, 'end').click();
  await rename(page, 'thanks');
  await add(page, 'Message');
  await box(page, 'Text').fill('Thank you. The estimate is on its way to {{emial}}.');
  await add(page, 'Result layer');
  await rename(page, 'sorry');
  await add(page, 'Message');
  await box(page, 'Text').fill('Panels are for house owners at the moment.');
  await add(page, 'Step');
  await rename(page, 'contact');
  await add(page, 'Email');
  await box(page, 'Label').fill('Where should the estimate go?');
  await page.getByRole('checkbox', { name: 'Mandatory' }).check();
  await add(page, 'Button onward');
  await box(page, 'Text').fill('Send answers');

  // By the mouse, from a port to a card: who owns a house goes on, and then ends.
  await board(page).evaluate((element) => element.use('tidy'));
  await eventually('the canvas', () => board(page).evaluate(({ rests }) => rests), Boolean);
  await picture(page, 'canvas');
  await lead(page, 'welcome', 'contact');
  await row(page, 'Continue').click();
  await page.getByRole('button', { name: 'Add jump' }).click();
  const jump = page.getByRole('group', { name: 'Jumps' });
  await jump.getByRole('combobox', { name: 'Target' }).selectOption('sorry');
  await jump.getByRole('button', { name: 'Add condition' }).click();
  await jump.getByRole('combobox', { name: 'What is compared' }).fill('place');
  await jump.getByRole('combobox', { name: 'Compared with' }).fill('flat');
  await picture(page, 'condition');

  // The first fault: a button that leads nowhere. The second is seen when that is mended.
  const problems = page.getByRole('list', { name: 'Problems' });
  await problems.getByRole('button', { name: /This leads nowhere.*contact › on/ }).click();
  await picture(page, 'fault');
  assert.equal(await row(page, 'Send answers').getAttribute('aria-selected'), 'true');
  await lead(page, 'contact', 'thanks');
  await problems.getByRole('button', { name: /emial/ }).click();
  // The card that shows the text has the mark, too.
  const { findings } = await board(page).evaluate(({ annotations }) => annotations);
  assert.deepEqual(findings, [{ pointer: '/layers/1', severity: 'warning' }]);
  await picture(page, 'second-fault');
  assert.match(await page.locator('textarea:focus').inputValue(), /emial/);
  await box(page, 'Text').fill('Thank you. The estimate is on its way to {{email}}.');
  await page.getByText('No problems.').waitFor();
  await board(page).evaluate((element) => element.use('tidy'));
  await eventually('the canvas', () => board(page).evaluate(({ rests }) => rests), Boolean);
  await picture(page, 'mended');

  // It is wanted on every channel, and is previewed on each.
  await row(page, 'Roof check').click();
  for (const channel of ['WhatsApp', 'SMS']) await page.getByRole('checkbox', { name: channel, exact: true }).check();
  await picture(page, 'channels');
  await page.getByText('No problems.').waitFor();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  for (const id of frames) await frame(page, id).getByText('What would the panels go on?').waitFor();
  await picture(page, 'preview');
  await frame(page, 'phone').getByRole('radio', { name: 'My own house' }).check();
  await frame(page, 'phone').getByRole('button', { name: 'Continue' }).click();
  for (const id of frames) await frame(page, id).getByText('Where should the estimate go?').waitFor();
  await frame(page, 'texts').getByLabel('Reply').fill('ana@example.com');
  await frame(page, 'texts').getByLabel('Reply').press('Enter');
  await frame(page, 'chat').getByRole('button', { name: 'Send answers' }).click();
  for (const id of frames) await frame(page, id).getByText('on its way to ana@example.com').waitFor();
  await picture(page, 'previewed');

  // Simulated visitors find both ends.
  await page.getByRole('button', { name: 'Canvas', exact: true }).click();
  await page.getByRole('button', { name: 'Simulation', exact: true }).click();
  await page.getByRole('button', { name: 'Simulate', exact: true }).click();
  await page.getByText('How 1,000 visits ended').waitFor();
  await board(page).evaluate((element) => element.use('fit'));
  await picture(page, 'simulated');

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.locator('studio-publish');
  await dialog.getByText('This is published here for the first time.').waitFor();
  await picture(page, 'publish');
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await dialog.getByText('Published as number 1.').waitFor();
  const embed = await dialog.getByLabel('On a page of your own').inputValue();
  await picture(page, 'published');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await nothingWentWrong(page);

  // A visitor comes by a page that has the lines.
  const visitor = await visit({ viewport: phone, hasTouch: true, isMobile: true });
  await visitor.goto(site.page(embed, { heading: 'Northlight Solar', script: '' }));
  await ready(visitor);
  await picture(visitor, 'visitor');
  await choose(visitor, 'My own house');
  await press(visitor, 'Continue');
  await visitor.getByLabel('Where should the estimate go?').fill('bo@example.com');
  await picture(visitor, 'visitor-answers');
  await press(visitor, 'Send answers');
  await visitor.getByText('on its way to bo@example.com').waitFor();
  await picture(visitor, 'visitor-thanks');
  const [session] = await eventually(
    'the session',
    () => server.sessions('roof-check'),
    (all) => all.some(({ status }) => status === 'completed'),
  );
  await nothingWentWrong(visitor);

  // And is seen in the dashboard.
  await page.goto(`${server.origin}/studio#/analytics/roof-check`);
  await page.locator('[data-tile="sessions"]').getByText('1', { exact: true }).waitFor();
  await picture(page, 'dashboard');
  await page.getByRole('link', { name: session.reference_code }).click();
  await page.getByRole('heading', { name: `Session ${session.reference_code}` }).waitFor();
  await page.getByText('bo@example.com').first().waitFor();
  await picture(page, 'session');
  await nothingWentWrong(page);
});
