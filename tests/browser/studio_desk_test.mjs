// The builder's desk: the canvas' tools, the clipboard, what can be found, the command palette, and what
// playing says on the canvas.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { desktop, eventually, phone } from './kit.mjs';
import { nothingWentWrong, studio } from './studio.mjs';

const { server, open } = studio();
const pictures = new URL('../../build/pictures/desk/', import.meta.url).pathname;
mkdirSync(pictures, { recursive: true });
const picture = (page, name) => page.screenshot({ path: `${pictures}${name}.png` });

const kFunnel = {
  tundish: 1,
  slug: 'desk',
  title: 'Desk',
  languages: ['en', 'es'],
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'name', type: 'input', input_type: 'text', slug: 'full_name' },
        { id: 'on', type: 'button', kind: 'jump', target: 'more', jumps: [{ target: 'bye', conditions: [{ slug: 'full_name', operator: '==', value: 'Ada' }] }] },
      ],
    },
    { id: 'more', type: 'intermediate', components: [{ id: 'text', type: 'message' }, { id: 'on', type: 'button', kind: 'jump', target: 'bye' }] },
    { id: 'bye', type: 'result', components: [{ id: 'text', type: 'message' }] },
  ],
  content: {
    en: { 'who.name.label': 'Your name', 'who.on.text': 'Go on', 'more.text.text': 'A little more', 'more.on.text': 'Done', 'bye.text.text': 'Thank you.' },
    es: { 'who.name.label': 'Nombre', 'who.on.text': 'Seguir', 'more.text.text': 'Un poco más', 'more.on.text': 'Listo', 'bye.text.text': 'Muchas gracias.' },
  },
};

let made = 0;
async function funnel(changes = {}) {
  const slug = `desk-${++made}`;
  const answer = await server.ask('POST', '/api/v1/funnels', { body: { ...kFunnel, slug, ...changes } });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return slug;
}

const draft = async (slug) => (await server.ask('GET', `/api/v1/funnels/${slug}`)).body;
const board = (page) => page.locator('studio-board');
const canvas = (page) => page.getByRole('application');
const row = (page, name) => page.getByRole('treeitem', { name, exact: true });
const selection = (page) => board(page).evaluate((element) => element.selection);
const rests = (page) => eventually('the canvas at rest', () => board(page).evaluate((element) => element.rests), Boolean);
const layersOf = (page) => board(page).evaluate((element) => element.document.definition.layers.map(({ id }) => id));
const text = (page) => board(page).evaluate((element) => element.document.text(0));
const toast = (page, said) => page.getByRole('status').getByText(said, { exact: true }).waitFor();

async function builder(slug, look) {
  const page = await open(`#/funnels/${slug}`, look);
  await board(page).evaluate((element) => element.drawn);
  return page;
}

let shared;
/** One page for all tests that look at nothing but the builder's own desk: as it was when it was opened. */
async function desk() {
  if (!shared) {
    shared = await builder(await funnel());
    shared.context().stays = true;
    await mayCopy(shared);
  }
  while (await board(shared).evaluate((element) => element.document.undo()));
  await row(shared, 'Desk').click();
  return shared;
}

const mayCopy = (page) => page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });

test('the strip on the canvas zooms, fits and puts the map away, by pointer and by keyboard', async () => {
  const page = await desk();
  const tools = page.getByRole('toolbar', { name: 'Canvas tools' });
  const zoom = () => board(page).evaluate((element) => element.zoom);
  await tools.getByRole('button', { name: /^Zoom: / }).click();
  await eventually('as large as life', zoom, (now) => now === 1);
  await tools.getByRole('button', { name: 'Zoom: 100 %. As large as life' }).waitFor();
  await tools.getByRole('button', { name: 'Zoom in' }).click();
  await eventually('nearer', zoom, (now) => Math.abs(now - 1.25) < 0.001);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot && true), true);
  await page.keyboard.press('Enter');
  await eventually('farther', zoom, (now) => Math.abs(now - 1) < 0.001);
  // One stop of the tab key for all of them.
  assert.equal(await tools.locator('button[tabindex="0"]').count(), 1);
  const map = tools.getByRole('button', { name: 'Hide the map' });
  assert.equal(await map.getAttribute('aria-pressed'), 'true');
  await map.click();
  await tools.getByRole('button', { name: 'Show the map' }).waitFor();
  await canvas(page).focus();
  await page.keyboard.press('m');
  await map.waitFor();
  await tools.getByRole('button', { name: 'Zoom to fit' }).hover();
  await picture(page, 'tools');
  await nothingWentWrong(page);
});

test('several things are put in line, and a tidied canvas is taken back', async () => {
  const page = await desk();
  const arrange = page.getByRole('toolbar', { name: 'Arrange what is selected' });
  assert.equal(await arrange.count(), 0);
  await canvas(page).focus();
  await page.keyboard.press('Control+a');
  await arrange.getByRole('button', { name: 'Align tops' }).click();
  const places = () => board(page).evaluate((element) => element.document.definition.layers.map(({ x_studio: at }) => at?.y));
  const [first, ...others] = await places();
  assert.ok(Number.isInteger(first) && others.every((y) => y === first));
  await arrange.getByRole('button', { name: 'Distribute across' }).waitFor();
  await picture(page, 'arrange');
  await page.getByRole('button', { name: 'Tidy up' }).click();
  assert.deepEqual(await places(), [undefined, undefined, undefined]);
  await page.keyboard.press('Control+z');
  assert.deepEqual(await places(), [first, first, first]);
  await nothingWentWrong(page);
});

test('layers go through the clipboard: copied, cut, pasted, and each is taken back at once', async () => {
  const page = await desk();
  const before = await text(page);
  await row(page, 'more').click();
  await canvas(page).focus();
  await eventually('the selection', () => selection(page), ({ layers }) => layers[0] === 'more');
  await page.keyboard.press('Control+c');
  await toast(page, '1 layer copied.');
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(copied.tundish, 'layers');
  assert.equal(copied.content.es['more.text.text'], 'Un poco más');
  await page.keyboard.press('Control+v');
  await toast(page, '1 layer pasted.');
  await row(page, 'more_2').waitFor();
  assert.deepEqual(await layersOf(page), ['who', 'more', 'bye', 'more_2']);
  assert.equal(await row(page, 'more_2').getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Control+z');
  assert.equal(await text(page), before);
  // From the outline, too; what is cut is gone until it is pasted.
  await row(page, 'more').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+x');
  await row(page, 'more').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+v');
  await row(page, 'more').waitFor();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.equal(await text(page), before);
  await row(page, 'bye').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+d');
  await row(page, 'bye_2').waitFor();
  await page.keyboard.press('Control+z');
  assert.equal(await text(page), before);
  await nothingWentWrong(page);
});

test('notes and layers together, and all of a box, go through the clipboard', async () => {
  const page = await desk();
  await canvas(page).focus();
  await board(page).evaluate((element) => element.use('note'));
  await canvas(page).focus();
  await page.keyboard.press('Control+a');
  await eventually('all', () => selection(page), ({ layers, notes }) => layers.length === 3 && notes.length === 1);
  await page.keyboard.press('Control+c');
  await toast(page, '3 layers, 1 note copied.');
  await page.keyboard.press('Control+v');
  await eventually('the copies', () => selection(page), ({ layers, notes }) => layers.length === 3 && notes.length === 1 && layers.includes('who_2'));
  const definition = JSON.parse(await text(page));
  assert.equal(definition.layers[3].components[1].target, 'more_2');
  assert.equal(definition.x_studio.notes.length, 2);
  await nothingWentWrong(page);
});

test('a part goes into another layer with its texts; what is no part of a funnel is refused', async () => {
  const page = await desk();
  const before = await text(page);
  await row(page, 'Your name').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+c');
  await toast(page, '“name” copied.');
  await row(page, 'more').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+v');
  await toast(page, '“name” pasted.');
  const { layers, content } = JSON.parse(await text(page));
  assert.deepEqual(layers[1].components.map(({ id }) => id), ['text', 'on', 'name']);
  assert.equal(content.es['more.name.label'], 'Nombre');
  // Beside itself it gets a name and a slug of its own.
  await page.keyboard.press('Control+v');
  await eventually('its copy', async () => JSON.parse(await text(page)).layers[1].components.at(-1), ({ id, slug }) => id === 'name_2' && slug === 'full_name_2');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.equal(await text(page), before);
  for (const garbage of ['Good morning', '{"tundish": "layers"}', '{"layers": [{"id": "x"}]}', '']) {
    await page.evaluate((value) => navigator.clipboard.writeText(value), garbage);
    await row(page, 'more').focus();
    await page.keyboard.press('Control+v');
    await toast(page, 'What is on the clipboard is no part of a funnel.');
    await page.getByRole('button', { name: 'Dismiss' }).last().click();
  }
  assert.equal(await text(page), before);
  // In a field the keys mean what they always do.
  await row(page, 'Your name').click();
  const label = page.getByRole('textbox', { name: 'Label', exact: true });
  await page.evaluate(() => navigator.clipboard.writeText('Pasted'));
  await label.fill('');
  await label.press('Control+v');
  assert.equal(await label.inputValue(), 'Pasted');
  await nothingWentWrong(page);
});

test('what was copied in one tab is pasted into another funnel, where it fits', async () => {
  const page = await desk();
  await canvas(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await toast(page, '3 layers copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const slug = await funnel({ languages: ['es'], default_language: 'es', content: { es: kFunnel.content.es } });
  const other = await builder(slug);
  await mayCopy(other);
  await other.evaluate((value) => navigator.clipboard.writeText(value), copied);
  await canvas(other).focus();
  await other.keyboard.press('Control+v');
  await row(other, 'who_2').waitFor();
  const now = await eventually('the draft', () => draft(slug), ({ layers }) => layers.length === 6);
  assert.equal(now.layers[3].components[1].jumps[0].target, 'bye_2');
  assert.equal(now.content.es['bye_2.text.text'], 'Muchas gracias.');
  assert.equal(now.content.en, undefined);
  assert.equal(now.x_studio, undefined);
  await other.keyboard.press('Control+z');
  await row(other, 'who_2').waitFor({ state: 'detached' });
  await nothingWentWrong(other);
});

test('layers, parts, answers and texts in any language are found, and one goes there', async () => {
  const page = await desk();
  await canvas(page).focus();
  await page.keyboard.press('Control+f');
  const field = page.getByRole('combobox', { name: 'Find in the funnel' });
  await field.fill('gracias');
  const options = page.getByRole('dialog').getByRole('option');
  await eventually('the text', () => options.allInnerTexts(), (found) => found.length === 1 && /Muchas gracias\./.test(found[0]) && /Spanish/.test(found[0]));
  await picture(page, 'find');
  await page.keyboard.press('Enter');
  await eventually('the layer', () => selection(page), ({ layers }) => layers[0] === 'bye');
  assert.equal(await page.getByRole('combobox', { name: 'Language' }).inputValue(), 'es');
  assert.equal(await row(page, 'Muchas gracias.').getAttribute('aria-selected'), 'true');
  const written = page.getByRole('textbox', { name: 'Text', exact: true });
  assert.equal(await written.inputValue(), 'Muchas gracias.');
  await eventually('the field', () => written.evaluate((element) => element.getRootNode().activeElement === element), Boolean);
  for (const [query, id] of [['full_name', 'who'], ['mas', 'more'], ['bye', 'bye']]) {
    await page.keyboard.press('Control+f');
    await field.fill(query);
    await options.first().waitFor();
    await page.keyboard.press('Enter');
    await eventually(query, () => selection(page), ({ layers }) => layers[0] === id);
  }
  await page.keyboard.press('Control+f');
  await field.fill('nowhere to be found');
  await page.getByText('Nothing is called that.').waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Language' }).selectOption('en');
  await nothingWentWrong(page);
});

test('the palette does every command by the keyboard, knows the last ones, and gives the focus back', async () => {
  const page = await desk();
  await row(page, 'who').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Commands' });
  await field.waitFor();
  const active = () => field.evaluate((element) => element.getRootNode().getElementById(element.getAttribute('aria-activedescendant')).innerText);
  const first = await active();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await active(), first);
  await picture(page, 'commands');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  assert.equal(await row(page, 'who').evaluate((element) => element.getRootNode().activeElement === element), true);
  // Its letters may lie apart.
  await page.keyboard.press('Control+Shift+p');
  await field.fill('addres');
  assert.match(await active(), /Add result layer/);
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
  await row(page, 'result').waitFor();
  await page.keyboard.press('Control+k');
  assert.match(await active(), /Add result layer/);
  await field.fill('undo');
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
  await row(page, 'result').waitFor({ state: 'detached' });
  for (const [query, there] of [
    ['publish', page.getByRole('dialog', { name: /Publish/ })],
    ['simulate', page.locator('studio-simulate')],
    ['show json', page.locator('studio-source')],
    ['show canvas', page.locator('studio-canvas')],
    ['go to more', row(page, 'more').and(page.locator('[aria-selected="true"]'))],
    ['show problems', page.locator('studio-problems')],
  ]) {
    await page.keyboard.press('Control+k');
    await field.fill(query);
    await page.keyboard.press('Enter');
    await field.waitFor({ state: 'detached' });
    await there.first().waitFor();
    if (query !== 'publish') continue;
    await page.keyboard.press('Escape');
    await there.waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Control+k');
  await field.fill('export as');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(download.suggestedFilename(), /^desk-\d+\.json$/);
  await nothingWentWrong(page);
});

test('the canvas beside the preview marks where the session is, the ways that it took, and what tests take', async () => {
  const page = await desk();
  await page.getByRole('button', { name: 'Both', exact: true }).click();
  const frame = page.locator('studio-frame#frame-phone');
  const legend = page.getByRole('list', { name: 'What the marks say' });
  await legend.getByText('Preview is at who · 0 ways taken').waitFor();
  await frame.getByLabel('Your name').fill('Grace');
  await frame.getByRole('button', { name: 'Go on' }).click();
  await legend.getByText('Preview is at more · 1 way taken').waitFor();
  const marks = () => board(page).evaluate(({ annotations }) => annotations);
  assert.deepEqual((await marks()).playing, { layer: 'more', layers: ['who', 'more'], ways: [{ from: 'who', to: 'more' }] });
  await frame.getByRole('button', { name: 'Done' }).click();
  await legend.getByText('Preview is at bye · 2 ways taken').waitFor();
  await page.getByRole('tab', { name: 'Tests' }).click();
  await page.getByRole('textbox', { name: 'What this session shows' }).fill('Whoever is not Ada');
  await page.getByRole('button', { name: 'Record as a test' }).click();
  await page.getByRole('button', { name: 'Run all' }).click();
  await legend.getByText('Tests take 3 of 3 layers, 2 of 3 ways').waitFor();
  assert.deepEqual((await marks()).tests.missing, { layers: [], ways: [{ from: 'who', to: 'bye' }] });
  await rests(page);
  await picture(page, 'beside');
  // The session goes on where nobody sees it, and its marks stay on the canvas.
  await page.getByRole('button', { name: 'Canvas', exact: true }).click();
  await legend.getByText('Preview is at bye · 2 ways taken').waitFor();
  await page.getByRole('button', { name: 'Zoom to fit' }).click();
  await rests(page);
  await picture(page, 'marks');
  await legend.getByRole('button', { name: 'Put the marks of the tests away' }).click();
  assert.equal((await marks()).tests, undefined);
  await legend.getByRole('button', { name: 'Put the marks of the preview away' }).click();
  await legend.waitFor({ state: 'detached' });
  await nothingWentWrong(page);
});

test('who may only read copies and finds, and changes nothing', async () => {
  const slug = await funnel();
  const page = await builder(slug, { role: 'viewer' });
  await mayCopy(page);
  await row(page, 'more').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+c');
  await toast(page, '1 layer copied.');
  await page.keyboard.press('Control+v');
  await page.getByRole('status').getByText('You may read this funnel, but not change it.').last().waitFor();
  assert.equal((await layersOf(page)).length, 3);
  assert.equal(await page.getByRole('button', { name: 'Tidy up' }).count(), 0);
  await page.keyboard.press('Control+k');
  const names = (await page.getByRole('dialog').getByRole('option').allInnerTexts()).join('\n');
  assert.doesNotMatch(names, /Add |Cut|Paste|Publish/);
  await nothingWentWrong(page);
});

for (const [name, look] of [
  ['light desktop', { viewport: desktop, colorScheme: 'light' }],
  ['dark phone', { viewport: phone, colorScheme: 'dark', hasTouch: true }],
]) {
  test(`the desk is accessible: ${name}`, async () => {
    const page = await builder(await funnel(), { ...look, bypassCSP: true });
    const isPhone = look.viewport === phone;
    if (isPhone) await page.getByRole('button', { name: 'Canvas', exact: true }).last().click();
    await canvas(page).focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar', { name: 'Arrange what is selected' }).waitFor();
    await rests(page);
    assert.deepEqual(await findings(page), []);
    await picture(page, `desk-${name.replace(' ', '-')}`);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Commands' }).waitFor();
    assert.deepEqual(await findings(page), []);
    await picture(page, `palette-${name.replace(' ', '-')}`);
    const extra = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(extra <= 0, `the page is ${extra} px too wide`);
  });
}
