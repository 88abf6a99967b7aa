// What the builder has to say of a draft: at the foot, in the bar, and where it is mended.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './kit.mjs';
import { small, smallFunnels } from './small_funnel.mjs';
import { nothingWentWrong, studio } from './studio.mjs';

const { server, open } = studio();
const { funnel, builder: opened, draft } = smallFunnels({ server, open });
/** The builder of a funnel of this test's own, and its slug. */
async function builder(changes = {}) {
  const slug = await funnel(changes);
  return { page: await opened(slug), slug };
}

const row = (page, name) => page.getByRole('treeitem', { name, exact: true });
const isSaved = (page) => page.getByRole('status').filter({ hasText: /^Saved$/ }).waitFor();

test('what the server does not take is told in short, and with its places at the foot, which is else one line', async () => {
  const { page, slug } = await builder();
  const foot = page.getByRole('region', { name: 'Problems' });
  await foot.getByText('No problems.').waitFor();
  const { height: least } = await foot.boundingBox();
  assert.ok(least < 56, `the foot is ${least} px high`);
  const problems = [{ pointer: '/layers/1', severity: 'error', sentence: 'A layer like `bye` is ' + 'not taken '.repeat(40) }];
  await page.route(`**/api/v1/funnels/${slug}?**`, (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ status: 422, contentType: 'application/problem+json', json: { status: 422, code: 'invalid_definition', detail: 'No.', problems } })
      : route.continue(),
  );
  await row(page, 'Your name').click();
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Name?');
  const state = page.getByRole('status').filter({ hasText: 'Not saved' });
  await state.waitFor();
  assert.equal((await state.textContent()).trim(), 'Not saved');
  await foot.getByRole('alert').getByText('on this device only').waitFor();
  const line = foot.getByRole('button', { name: /A layer like bye/ });
  assert.equal(await line.locator('code').textContent(), 'bye');
  await page.getByRole('button', { name: 'Why' }).click();
  await line.click();
  assert.equal(await row(page, 'bye').getAttribute('aria-selected'), 'true');
  // It takes no more than a part of the window, and is folded and opened again.
  const whole = (await foot.boundingBox()).height;
  assert.ok(whole > least && whole < 320, `the foot is ${whole} px high`);
  const tab = foot.getByRole('button', { name: /^Problems/ });
  await tab.click();
  await line.waitFor({ state: 'hidden' });
  assert.ok((await foot.boundingBox()).height < 56);
  await tab.click();
  await line.waitFor();
  await page.unroute(`**/api/v1/funnels/${slug}?**`);
  await page.getByRole('textbox', { name: 'Name', exact: true }).click();
  await page.keyboard.press('Control+z');
  await isSaved(page);
  await foot.getByText('No problems.').waitFor();
  await nothingWentWrong(page, /422/);
});

test('a new part that says nothing yet is a finding that leads to its field', async () => {
  const { page, slug } = await builder();
  const list = page.getByRole('list', { name: 'Problems' });
  const hasFocus = (field) => eventually('the field has the focus', () => field.evaluate((one) => one.getRootNode().activeElement === one), Boolean);
  const add = async (name) => {
    await row(page, 'who').click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await add('Choice');
  await list.getByRole('button', { name: /^Warning: This question has no label yet\./ }).click();
  const label = page.getByRole('textbox', { name: 'Label', exact: true });
  await hasFocus(label);
  await page.keyboard.type('Which?');
  await list.getByText('This question has no label yet.').waitFor({ state: 'detached' });

  // Of options the title comes first, and what has none is called by none.
  const option = (number) => page.getByRole('group', { name: `Options ${number}`, exact: true });
  assert.match(await option(2).locator('summary').first().innerText(), /^No title\s+two$/);
  assert.deepEqual(await option(2).locator('.fields > .field > label').first().allInnerTexts(), ['Title']);
  await list.getByRole('button', { name: /^Hint: This option has no title: visitors read its value, two\./ }).click();
  await hasFocus(option(2).getByRole('textbox', { name: 'Title' }));
  await page.keyboard.type('Second');
  await eventually('the heading', () => option(2).locator('summary').first().innerText(), (said) => /^Second\s+two$/.test(said));
  await page.getByRole('button', { name: 'Add option', exact: true }).click();
  await hasFocus(option(3).getByRole('textbox', { name: 'Title' }));

  // Scores are at hand where there are some.
  const score = (number) => option(number).getByLabel('Score', { exact: true });
  assert.equal(await score(1).isVisible(), false);
  await option(1).locator('.more > summary').focus();
  await page.keyboard.press('Enter');
  await score(1).fill('5');
  await score(3).waitFor();

  await add('Message');
  await list.getByRole('button', { name: /^Warning: This message says nothing yet\./ }).click();
  await hasFocus(page.getByRole('textbox', { name: 'Text', exact: true }));
  await page.keyboard.type('Hello');
  await list.getByText('This message says nothing yet.').waitFor({ state: 'detached' });
  await eventually('the draft', () => draft(slug), ({ layers }) => layers[0].components.length === 4);
  await nothingWentWrong(page);
});

test('another kind of way leads where the one before led, and undo brings that back', async () => {
  const layers = [{ id: 'who', type: 'start', next: 'bye', components: small.layers[0].components.slice(0, 1) }, small.layers[1]];
  const content = Object.fromEntries(
    Object.entries(small.content).map(([language, { 'who.on.text': _, ...texts }]) => [language, texts]),
  );
  const { page, slug } = await builder({ layers, content });
  await row(page, 'who').click();
  const kind = page.getByRole('combobox', { name: 'Kind of way onward' });
  const next = (wanted) => eventually('the way', () => draft(slug), (now) => JSON.stringify(now.layers[0].next) === JSON.stringify(wanted));
  await page.getByText('Everybody goes on to the same layer.').waitFor();
  await kind.selectOption('Jumps');
  await page.getByText(/^The first jump whose conditions hold is taken/).waitFor();
  await next({ target: 'bye' });
  await page.keyboard.press('Control+z');
  await next('bye');
  await page.keyboard.press('Control+y');
  await next({ target: 'bye' });
  await kind.selectOption('A layer');
  await next('bye');
  assert.equal(await page.getByRole('combobox', { name: 'Way onward', exact: true }).inputValue(), 'bye');
  await nothingWentWrong(page);
});
