// What is typed counts while it is typed: names and values are part of the draft letter by letter, and what
// cannot be part of it is told of and waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './kit.mjs';
import { nothingWentWrong, studio } from './studio.mjs';

const { server, open } = studio();
const kFunnel = {
  tundish: 1,
  title: 'Fields',
  languages: ['en'],
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'kind', type: 'input', input_type: 'choice', slug: 'kind', options: [{ value: 'one' }, { value: 'two' }] },
        { id: 'on', type: 'button', kind: 'jump', target: 'bye' },
      ],
      calculations: [{ slug: 'sum', logic: { '+': [1, 2] } }],
    },
    { id: 'bye', type: 'result', components: [{ id: 'text', type: 'message' }] },
  ],
  content: {
    en: {
      'who.kind.label': 'Which?',
      'who.kind.options.one': 'One',
      'who.kind.options.two': 'Two',
      'who.on.text': 'Go on',
      'bye.text.text': 'Thank you.',
    },
  },
};

const draft = async (slug) => (await server.ask('GET', `/api/v1/funnels/${slug}`)).body;
const row = (page, name) => page.getByRole('treeitem', { name, exact: true });
const box = (page, name) => page.getByRole('textbox', { name, exact: true });
const state = (page, text) => page.getByRole('status').filter({ hasText: text }).waitFor();
const becomes = (slug, isIt) => eventually('the draft', () => draft(slug), isIt);

async function builder(slug) {
  const answer = await server.ask('POST', '/api/v1/funnels', { body: { ...kFunnel, slug } });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const page = await open(`#/funnels/${slug}`);
  await page.getByRole('tree').waitFor();
  return page;
}

/** Types it in place of what stands there, letter by letter, and stays in the field. */
async function type(page, field, text) {
  await field.selectText();
  await page.keyboard.type(text);
}

test('a name counts while it is typed, what goes by it follows, and it is taken back at once', async () => {
  const slug = 'names';
  const page = await builder(slug);
  await row(page, 'bye').click();
  const name = box(page, 'Name');
  // On the way it is called "who" for a moment, which is taken.
  await type(page, name, 'whole');
  await row(page, 'whole').waitFor();
  await state(page, /^Saved$/);
  assert.equal(await name.inputValue(), 'whole');
  const now = await becomes(slug, ({ layers }) => layers[1].id === 'whole');
  assert.equal(now.layers[0].components[1].target, 'whole');
  assert.equal(now.content.en['whole.text.text'], 'Thank you.');
  // A choice: its title stays with it.
  await row(page, 'Which?').click();
  const one = page.getByRole('group', { name: 'Options 1', exact: true });
  await type(page, one.getByRole('textbox', { name: 'Value' }), 'house');
  await becomes(slug, ({ content }) => content.en['who.kind.options.house'] === 'One');
  await page.keyboard.press('Control+z');
  await becomes(slug, ({ content }) => content.en['who.kind.options.one'] === 'One');
  await page.keyboard.press('Control+z');
  await becomes(slug, (back) => JSON.stringify(back) === JSON.stringify({ ...kFunnel, slug }));
  await row(page, 'bye').waitFor();
  await nothingWentWrong(page);
});

test('a name that is taken is told of at its field, and waits there also over a reload', async () => {
  const slug = 'taken';
  const page = await builder(slug);
  await row(page, 'bye').click();
  await type(page, box(page, 'Name'), 'who');
  const told = '"who" is taken already. The draft still says “wh”.';
  await page.getByRole('region', { name: 'Inspector' }).getByText(told).waitFor();
  assert.equal(await box(page, 'Name').getAttribute('aria-invalid'), 'true');
  await state(page, 'Text not taken yet');
  await row(page, 'Which?').click();
  await becomes(slug, ({ layers }) => layers[1].id === 'wh');
  await page.reload();
  await state(page, 'Text not taken yet');
  await page.getByRole('list', { name: 'Problems' }).getByRole('button').filter({ hasText: 'is taken already' }).click();
  await eventually('the focus', () => box(page, 'Name').evaluate((field) => field.getRootNode().activeElement === field), Boolean);
  assert.equal(await box(page, 'Name').inputValue(), 'who');
  await page.keyboard.press('End');
  await page.keyboard.type('_2');
  await state(page, /^Saved$/);
  await becomes(slug, ({ layers }) => layers[1].id === 'who_2' && layers[0].components[1].target === 'who_2');
  // What cannot be a name by the format.
  await type(page, box(page, 'Name'), 'a.b');
  await page.getByRole('region', { name: 'Inspector' }).getByText('This cannot be a name. The draft still says “a”.').waitFor();
  await page.keyboard.press('Control+z');
  await row(page, 'wh').waitFor();
  await state(page, /^Saved$/);
  assert.equal(await box(page, 'Name').inputValue(), 'wh');
  await nothingWentWrong(page);
});

test('a value of any kind counts as soon as it is JSON, as it is typed', async () => {
  const slug = 'values';
  const page = await builder(slug);
  await row(page, 'who').click();
  const logic = box(page, 'Formula');
  for (const more of await page.locator('details:not([open]) > summary').all()) if (await more.isVisible()) await more.click();
  await type(page, logic, '{"+":[1');
  await page.getByRole('region', { name: 'Inspector' }).getByText('This is not JSON yet.').waitFor();
  await state(page, 'Text not taken yet');
  await page.keyboard.type(',40]}');
  await state(page, /^Saved$/);
  await becomes(slug, ({ layers }) => layers[0].calculations[0].logic['+'][1] === 40);
  assert.equal(await logic.inputValue(), '{"+":[1,40]}');
  await logic.press('Tab');
  assert.match(await logic.inputValue(), /\n/);
  await nothingWentWrong(page);
});

test('two tabs of one browser: one works, the other reads until it takes over, and nothing is lost', async () => {
  const slug = 'tabs';
  const page = await builder(slug);
  await state(page, /^Saved$/);
  const address = page.url();
  const other = await page.context().newPage();
  await other.goto(address);
  await state(other, 'Open in another tab');
  await row(other, 'Go on').click();
  assert.equal(await box(other, 'Text').isDisabled(), true);
  // What the first one wrote is not on the server when it lets go.
  const api = `**/api/v1/funnels/${slug}?*`;
  await page.route(api, (route) => route.abort());
  await row(page, 'Go on').click();
  await box(page, 'Text').fill('From the first');
  await row(page, 'bye').click();
  await type(page, box(page, 'Name'), 'who');
  await page.getByText('Text not taken yet').waitFor();
  await other.getByRole('button', { name: 'Work here instead' }).click();
  await row(other, 'From the first').waitFor();
  await state(page, 'Open in another tab');
  await state(other, 'Text not taken yet');
  await becomes(slug, ({ content }) => content.en['who.on.text'] === 'From the first');
  await row(other, 'wh').click();
  assert.equal(await box(other, 'Name').inputValue(), 'who');
  await type(other, box(other, 'Name'), 'end');
  await state(other, /^Saved$/);
  // And back: what the second one made is there.
  await page.unroute(api);
  await page.getByRole('button', { name: 'Work here instead' }).click();
  await row(page, 'end').click();
  await type(page, box(page, 'Name'), 'last');
  await becomes(slug, ({ layers }) => layers[1].id === 'last');
  await state(other, 'Open in another tab');
  // Whoever closes it lets go.
  await nothingWentWrong(page, /ERR_FAILED/);
  await page.close();
  await other.reload();
  await state(other, /^Saved$/);
  await row(other, 'last').waitFor();
});

test('two people on one draft: what does not touch comes together by itself, and goes in one step', async () => {
  const slug = 'both';
  const page = await builder(slug);
  await state(page, /^Saved$/);
  const other = await open(`#/funnels/${slug}`, { role: 'master' });
  await row(other, 'bye').click();
  await type(other, box(other, 'Name'), 'end');
  await row(other, 'Which?').click();
  await box(other, 'Label').fill('Which one?');
  await becomes(slug, ({ content, layers }) => content.en['who.kind.label'] === 'Which one?' && layers[1].id === 'end');
  await state(other, /^Saved$/);
  await row(page, 'Go on').click();
  await box(page, 'Text').fill('Mine');
  await page.getByText('master@example.com’s changes are in.').waitFor();
  const now = await becomes(slug, ({ content }) => content.en['who.on.text'] === 'Mine');
  assert.equal(now.content.en['who.kind.label'], 'Which one?');
  assert.equal(now.layers[0].components[1].target, 'end');
  await row(page, 'Which one?').waitFor();
  await page.keyboard.press('Control+z');
  await row(page, 'Which?').waitFor();
  await row(page, 'bye').waitFor();
  await row(page, 'Mine').waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await nothingWentWrong(page, /412/);
});

test('nothing moves below the pointer when a field is left by a press', async () => {
  const page = await builder('still');
  await row(page, 'Which?').click();
  const last = page.getByRole('group', { name: 'Options 2', exact: true });
  const help = last.locator('.field > .help').filter({ visible: true });
  const add = page.getByRole('button', { name: 'Add option' });
  for (const name of ['Value', 'Title']) {
    await last.getByRole('textbox', { name }).focus();
    assert.equal(await help.count(), 1, 'the field tells what it is for');
    await add.scrollIntoViewIfNeeded();
    const { x, y } = await add.boundingBox();
    await page.mouse.move(x + 10, y + 10);
    await page.mouse.down();
    await eventually('the field is left', () => last.locator('input:focus, textarea:focus').count(), (count) => count === 0);
    assert.equal((await add.boundingBox()).y, y, name);
    await page.mouse.move(x + 10, y - 60);
    await page.mouse.up();
    await eventually('the help of who is there', () => help.count(), (count) => count === 0);
  }
});
