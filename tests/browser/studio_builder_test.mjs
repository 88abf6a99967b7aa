// The builder: a draft is opened, changed, judged while it is written, and never lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { eventually } from './kit.mjs';
import { small, smallFunnels } from './small_funnel.mjs';
import { isAccessible, looks, nothingWentWrong, studio } from './studio.mjs';

const { server, open } = studio();
const { funnel, builder, draft } = smallFunnels({ server, open });

const row = (page, name) => page.getByRole('treeitem', { name, exact: true });
const isSaved = (page) => page.getByRole('status').filter({ hasText: /^Saved$/ }).waitFor();

test('what is typed is on the server by itself, and is taken back word by word', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  await row(page, 'Your name').click();
  const label = page.getByRole('textbox', { name: 'Label', exact: true });
  await label.fill('What is your name?');
  await eventually('the draft', () => draft(slug), ({ content }) => content.en['who.name.label'] === 'What is your name?');
  await isSaved(page);
  await page.getByRole('checkbox', { name: 'Mandatory' }).check();
  await page.keyboard.press('Control+z');
  assert.equal(await page.getByRole('checkbox', { name: 'Mandatory' }).isChecked(), false);
  await page.keyboard.press('Control+z');
  assert.equal(await label.inputValue(), 'Your name');
  await eventually('the draft as it was', () => draft(slug), (now) => JSON.stringify(now) === JSON.stringify({ ...small, slug }));
  await nothingWentWrong(page);
});

test('a layer is added, filled and led to with the keyboard alone', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  await row(page, 'who').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Add', exact: true }).focus();
  await page.keyboard.press('Enter');
  const item = (name) => page.getByRole('menuitem', { name, exact: true });
  const hasFocus = (name) => eventually(`${name} has the focus`, () => item(name).evaluate((one) => one.matches(':focus')), Boolean);
  await hasFocus('Message');
  await page.keyboard.press('c');
  await hasFocus('Choice');
  await page.keyboard.press('End');
  await hasFocus('Subfunnel');
  const list = page.getByRole('menu', { name: 'Add' });
  const { y, height } = await list.boundingBox();
  assert.ok(height <= 0.7 * 800 + 1 && y + height <= 800, `the list is ${height} px high`);
  for (const group of ['Content', 'Questions', 'Buttons', 'Services', 'Layers']) await list.getByRole('group', { name: group }).waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.type('step');
  await hasFocus('Step');
  await page.keyboard.press('Enter');
  await row(page, 'step').waitFor();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('more');
  await name.press('Enter');
  await row(page, 'more').waitFor();
  await row(page, 'Go on').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Target' }).selectOption('more');
  const now = await eventually('the way', () => draft(slug), ({ layers }) => layers[0].components[1].target === 'more');
  assert.equal(now.layers[2].id, 'more');
  await nothingWentWrong(page);
});

test('what is wrong is told while it is written, and a press goes there', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  await page.getByText('No problems.').waitFor();
  await row(page, 'Go on').click();
  await page.getByRole('combobox', { name: 'Target' }).selectOption('');
  const problems = page.getByRole('list', { name: 'Problems' });
  await problems.getByRole('button').first().waitFor();
  await eventually('the unfinished draft', () => draft(slug), ({ layers }) => layers[0].components[1].target === undefined);
  await row(page, 'bye').click();
  await problems.getByRole('button').first().click();
  assert.equal(await row(page, 'Go on').getAttribute('aria-selected'), 'true');
  await page.getByRole('combobox', { name: 'Target' }).selectOption('bye');
  await page.getByText('No problems.').waitFor();
  await nothingWentWrong(page);
});

test('texts stand side by side, and one that a language lacks is marked', async () => {
  const content = { en: small.content.en, es: { ...small.content.es } };
  delete content.es['bye.text.text'];
  const slug = await funnel({ content });
  const page = await builder(slug);
  await row(page, 'Thank you, {{name}}.').click();
  await page.getByRole('checkbox', { name: 'All languages' }).check();
  await page.getByText('es · missing').waitFor();
  await page.getByRole('textbox', { name: 'Text, es' }).fill('Gracias.');
  await eventually('the text', () => draft(slug), (now) => now.content.es['bye.text.text'] === 'Gracias.');
  assert.equal(await page.getByText('es · missing').count(), 0);
  await nothingWentWrong(page);
});

test('a text that is missing is gone to wherever it stands', async () => {
  const values = ['one', 'two', 'three', 'four', 'five'];
  const layers = structuredClone(small.layers);
  layers[0].components.splice(1, 0, {
    id: 'kind', type: 'input', input_type: 'choice', slug: 'kind', options: values.map((value) => ({ value })),
  });
  const titles = (end) => Object.fromEntries(values.map((value) => [`who.kind.options.${value}`, value + end]));
  const content = {
    en: { ...small.content.en, 'who.kind.label': 'Which?', ...titles('') },
    es: { ...small.content.es, 'who.kind.label': '¿Cuál?', ...titles('!') },
  };
  delete content.es['who.kind.options.four'];
  const slug = await funnel({ layers, content });
  const page = await builder(slug);
  await page.getByRole('button', { name: /missing in the language es/ }).click();
  await eventually('the focus', () => page.locator('textarea:focus').count(), (count) => count === 1);
  await page.keyboard.type('cuatro');
  await eventually('the text', () => draft(slug), (now) => now.content.es['who.kind.options.four'] === 'cuatro');
  await page.getByText('No problems.').waitFor();
  await nothingWentWrong(page);
});

test('the definition is a text, both ways', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  await page.getByRole('button', { name: 'JSON', exact: true }).click();
  const text = page.getByRole('textbox', { name: 'JSON' });
  await text.click();
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).pressSequentially('"title": "Small"');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.type('"title": "Written"');
  await eventually('the title', () => draft(slug), ({ title }) => title === 'Written');
  await page.getByRole('heading', { name: 'Written', level: 1 }).waitFor();
  await row(page, 'Written').click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Chosen');
  await text.getByText('"Chosen"').waitFor();
  await nothingWentWrong(page);
});

test('a text that is no JSON yet is told of, waits, and is taken or dropped', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  const look = (name) => page.getByRole('button', { name, exact: true }).first().click();
  const text = page.getByRole('textbox', { name: 'JSON' });
  const spoil = async () => {
    await text.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('garbage ');
    await page.getByRole('alert').filter({ hasText: 'The text is not JSON, line 1' }).waitFor();
  };
  await look('JSON');
  await spoil();
  await page.getByRole('status').filter({ hasText: 'Text not taken yet' }).waitFor();
  // Another view and back: it is still there, and is mended.
  await look('Canvas');
  await page.getByRole('alert').getByRole('button', { name: 'JSON' }).click();
  await text.getByText('garbage').waitFor();
  await text.click();
  await page.keyboard.press('Control+Home');
  for (let at = 0; at < 'garbage '.length; at += 1) await page.keyboard.press('Delete');
  await page.getByText('No problems.').waitFor();
  await isSaved(page);
  // Or dropped, and the draft stands there again.
  await spoil();
  await page.getByRole('button', { name: 'Drop it' }).click();
  await text.getByText('garbage').waitFor({ state: 'detached' });
  assert.equal(JSON.stringify(await draft(slug)), JSON.stringify({ ...small, slug }));
  await nothingWentWrong(page);
});

test('another address is another funnel', async () => {
  const [one, other] = [await funnel({ title: 'One' }), await funnel({ title: 'Other' })];
  const page = await builder(one);
  await page.getByRole('heading', { name: 'One', level: 1 }).waitFor();
  await page.evaluate((slug) => (location.hash = `#/funnels/${slug}`), other);
  await page.getByRole('heading', { name: 'Other', level: 1 }).waitFor();
  await row(page, 'Your name').click();
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('In the other');
  await eventually('the draft', () => draft(other), ({ content }) => content.en['who.name.label'] === 'In the other');
  assert.equal((await draft(one)).content.en['who.name.label'], 'Your name');
  await nothingWentWrong(page);
});

test('without a network a draft is opened from here, changed and kept; on return it is saved', async () => {
  const slug = await funnel();
  const page = await builder(slug, { serviceWorkers: 'allow' });
  await isSaved(page);
  // The studio itself is kept.
  await eventually('the worker', () => page.evaluate(() => !!navigator.serviceWorker.controller), Boolean);
  await page.context().setOffline(true);
  await row(page, 'Your name').click();
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Offline');
  await page.getByText('Kept on this device; no connection').waitFor();
  // The tab is killed: whatever was typed is here again.
  await page.reload();
  await row(page, 'Offline').waitFor();
  assert.equal((await draft(slug)).content.en['who.name.label'], 'Your name');
  await page.context().setOffline(false);
  await eventually('the draft', () => draft(slug), ({ content }) => content.en['who.name.label'] === 'Offline');
  await isSaved(page);
});


test('a tab that is killed loses nothing', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  await isSaved(page);
  await page.route('**/*unfinished=yes', (route) => route.abort());
  await row(page, 'Your name').click();
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Not yet sent');
  await page.getByText('Kept on this device; no connection').waitFor();
  assert.equal((await draft(slug)).content.en['who.name.label'], 'Your name');
  const browser = await page.context().newCDPSession(page);
  const isGone = page.waitForEvent('crash');
  browser.send('Page.crash').catch(() => undefined);
  await isGone;
  const other = await page.context().newPage();
  await other.goto(page.url());
  await row(other, 'Not yet sent').waitFor();
  await eventually('the draft', () => draft(slug), ({ content }) => content.en['who.name.label'] === 'Not yet sent');
});

test('a draft that somebody else changed is not written over unless its author says so', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  await isSaved(page);
  const other = await builder(slug);
  await row(other, 'Your name').click();
  await other.getByRole('textbox', { name: 'Label', exact: true }).fill('Theirs');
  await eventually('theirs', () => draft(slug), ({ content }) => content.en['who.name.label'] === 'Theirs');
  await row(page, 'Your name').click();
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Mine');
  await page.getByRole('dialog', { name: 'Somebody else changed this draft' }).waitFor();
  assert.equal((await draft(slug)).content.en['who.name.label'], 'Theirs');
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await row(page, 'Theirs').waitFor();
  await page.keyboard.press('Control+z');
  await row(page, 'Mine').waitFor();
  await eventually('mine', () => draft(slug), ({ content }) => content.en['who.name.label'] === 'Mine');
});

test('a server that is slow, and one whose answer is lost, are nobody else', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  await isSaved(page);
  const address = `**/api/v1/funnels/${slug}?unfinished=yes`;
  const label = page.getByRole('textbox', { name: 'Label', exact: true });
  const isTheDraft = (wanted) => eventually('the draft', () => draft(slug), ({ content }) => content.en['who.name.label'] === wanted);
  await row(page, 'Your name').click();
  // The second text comes while the first is on its way.
  let puts = 0;
  await page.route(address, async (route) => {
    puts += 1;
    if (puts === 1) await new Promise((done) => setTimeout(done, 2000));
    await route.continue();
  });
  await label.fill('First');
  await eventually('the first one is on its way', async () => puts, (count) => count === 1);
  await label.fill('Second');
  await isTheDraft('Second');
  await isSaved(page);
  // What is written comes, the answer does not; more is typed meanwhile.
  await page.unroute(address);
  let isLost = false;
  await page.route(address, async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await label.fill('Third');
  await page.getByText('Kept on this device; no connection').waitFor();
  await label.fill('Fourth');
  await isTheDraft('Fourth');
  await isSaved(page);
  assert.equal(await page.getByRole('dialog').count(), 0);
  // It has trouble for a moment.
  await page.unroute(address);
  await page.route(address, (route) => route.fulfill({ status: 503, json: { code: 'busy', detail: 'Try again.' } }), { times: 1 });
  await label.fill('Fifth');
  await isTheDraft('Fifth');
  await isSaved(page);
  await nothingWentWrong(page, /ERR_FAILED|503/);
});

test('what is chosen on the canvas is chosen in the outline, and the other way round', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  const board = page.locator('studio-board');
  await board.evaluate((element) => element.drawn);
  await row(page, 'bye').click();
  await eventually('the selection', () => board.evaluate(({ selection }) => selection.layers), (layers) => layers[0] === 'bye');
  await page.getByRole('application').focus();
  await page.keyboard.press('Control+d');
  await row(page, 'bye_2').waitFor();
  await page.keyboard.press('Control+z');
  await row(page, 'bye_2').waitFor({ state: 'detached' });
  await nothingWentWrong(page);
});

test('the preview plays what is being written', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  const preview = page.locator('studio-preview');
  await preview.getByText('Your name').first().waitFor();
  await row(page, 'Your name').click();
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Who are you?');
  await preview.getByText('Who are you?').first().waitFor();
  await nothingWentWrong(page);
});

test('a viewer reads everything and changes nothing', async () => {
  const slug = await funnel();
  const page = await builder(slug, { role: 'viewer' });
  await page.getByText('You may read this funnel, but not change it.').waitFor();
  await row(page, 'Your name').click();
  assert.equal(await page.getByRole('textbox', { name: 'Label', exact: true }).isDisabled(), true);
  assert.equal(await page.getByRole('button', { name: 'Add', exact: true }).count(), 0);
  await nothingWentWrong(page);
});

for (const [name, look] of looks) {
  test(`it is accessible: ${name}`, async () => {
    const slug = await funnel();
    const page = await isAccessible((how) => builder(slug, how), look);
    // On a phone one panel is shown at a time.
    const turn = async (name) => {
      const tab = page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name, exact: true });
      if (await tab.isVisible()) await tab.click();
    };
    await turn('Outline');
    assert.deepEqual(await findings(page), [], 'the outline');
    await row(page, 'Go on').click();
    await turn('Inspector');
    await page.getByRole('button', { name: 'Add jump' }).click();
    await page.getByRole('button', { name: 'Add condition' }).click();
    assert.deepEqual(await findings(page), [], 'a condition');
    await turn('Problems');
    await page.getByRole('list', { name: 'Problems' }).waitFor();
    assert.deepEqual(await findings(page), [], 'problems');
    await page.getByRole('button', { name: 'JSON', exact: true }).first().click();
    await page.getByRole('textbox', { name: 'JSON' }).waitFor();
    assert.deepEqual(await findings(page), [], 'the text');
    await page.close();
  });
}
