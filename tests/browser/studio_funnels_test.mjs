// The studio's list of funnels, and the ways in which a funnel begins: from nothing, as a copy, from a
// template, from another format.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually, phone } from './kit.mjs';
import { isAccessible, looks, nothingWentWrong, studio } from './studio.mjs';

const { server, open } = studio();
const cases = process.env.TUNDISH_CASES;
const flow = JSON.stringify([
  { id: 'name', question: 'Who are you?', type: 'Text', next: 'pay' },
  { id: 'pay', question: 'How?', type: 'Selection', options: ['Card', 'Cash'], nextMapping: { Card: 'nowhere' }, next: 'COMPLETE' },
]);

const row = (page, title) => page.getByRole('row').filter({ hasText: title });
const draftOf = (slug) => server.api(`/api/v1/funnels/${slug}`);
/** Something of a funnel's menu. */
async function act(page, title, name) {
  await page.getByRole('button', { name: `More for ${title}`, exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}
async function listed(options) {
  const page = await open('#/funnels', options);
  await row(page, 'Northlight Solar').waitFor();
  return page;
}

/** In the page: the slugs of the drafts that it keeps. */
async function keptSlugs() {
  const there = (await indexedDB.databases()).find(({ name }) => name === 'tundish-studio');
  if (!there) return [];
  const done = (asked) => new Promise((resolve, refuse) => Object.assign(asked, { onsuccess: () => resolve(asked.result), onerror: refuse }));
  const database = await done(indexedDB.open('tundish-studio', there.version));
  const slugs = database.objectStoreNames.contains('drafts')
    ? await done(database.transaction('drafts').objectStore('drafts').getAllKeys())
    : [];
  database.close();
  return slugs;
}

/** From the builder, where a new funnel is opened. */
async function backToList(page) {
  await page.evaluate(() => (location.hash = '#/funnels'));
  await row(page, 'Northlight Solar').waitFor();
}

test('every funnel is listed with its state, and is found by its words', async () => {
  const page = await listed();
  const lead = row(page, 'Northlight Solar');
  assert.match(await lead.innerText(), /lead-form\s+Published: production\s+en\s+es\s+.*the server/s);
  const draft = { ...(await draftOf('quiz')), title: 'The other quiz' };
  await server.ask('PUT', '/api/v1/funnels/quiz', { body: draft, headers: { 'if-match': '*' } });
  await page.reload();
  await row(page, 'The other quiz').getByText('Draft changed').waitFor();
  assert.match(await row(page, 'The other quiz').innerText(), /printed at start/);
  await page.getByRole('searchbox').fill('LEAD-f');
  await row(page, 'quiz').waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('row').count(), 2);
  assert.match(new URL(page.url()).hash, /search=LEAD-f/);
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByRole('heading', { name: 'Nothing fits' }).waitFor();
  await nothingWentWrong(page);
});

test('a form belongs to its page: it goes with it, and asks first when something was written', async () => {
  const page = await open('#/templates');
  await page.getByRole('heading', { name: 'Templates' }).waitFor();
  await page.getByRole('link', { name: 'Engagement funnels' }).click();
  await page.getByRole('button', { name: 'New funnel' }).click();
  await page.getByRole('dialog', { name: 'New funnel' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Templates' }).waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.goForward();
  await page.getByRole('button', { name: 'New funnel' }).click();
  await page.getByLabel('Title').fill('Half written');
  await page.goBack();
  const question = page.getByRole('dialog', { name: 'Leave this window?' });
  await question.waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Title').inputValue(), 'Half written');
  assert.equal(new URL(page.url()).hash, '#/funnels');
  await page.goBack();
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('heading', { name: 'Templates' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await nothingWentWrong(page);
});

test('a funnel is made from nothing, copied and deleted, with the keyboard alone', async () => {
  const page = await listed();
  await page.getByRole('button', { name: 'New funnel' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'New funnel' }).waitFor();
  await page.keyboard.type('Été à Paris');
  assert.equal(await page.getByLabel('Slug').inputValue(), 'ete-a-paris');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/funnels\/ete-a-paris$/);
  await backToList(page);
  await row(page, 'Été à Paris').getByText('Draft', { exact: true }).waitFor();
  assert.deepEqual((await draftOf('ete-a-paris')).languages, ['en']);

  const more = page.getByRole('button', { name: 'More for Été à Paris', exact: true });
  await more.focus();
  await page.keyboard.press('Enter');
  await eventually(
    'the first item has the focus',
    () => page.getByRole('menuitem', { name: 'Duplicate' }).evaluate((item) => item.matches(':focus')),
    Boolean,
  );
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Duplicate Été à Paris' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/funnels\/ete-a-paris-copy$/);
  await backToList(page);
  await row(page, 'Été à Paris copy').waitFor();
  assert.equal((await draftOf('ete-a-paris-copy')).title, 'Été à Paris copy');

  await act(page, 'Été à Paris copy', 'Delete');
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await draftOf('ete-a-paris-copy')).slug, 'ete-a-paris-copy');
  await act(page, 'Été à Paris copy', 'Delete');
  await page.getByRole('button', { name: 'Delete funnel' }).click();
  await row(page, 'Été à Paris copy').waitFor({ state: 'detached' });
  assert.equal((await server.ask('GET', '/api/v1/funnels/ete-a-paris-copy')).status, 404);
  await nothingWentWrong(page);
});

test('the list says which drafts are on this device', async () => {
  const page = await listed();
  assert.equal(await page.getByText('Opens offline').count(), 0);
  await page.getByRole('link', { name: 'Payment', exact: true }).click();
  await eventually('the draft is kept', () => page.evaluate(keptSlugs), (slugs) => slugs.includes('payment'));
  await backToList(page);
  await row(page, 'Payment').getByText('Opens offline').waitFor();
  assert.ok(!(await row(page, 'quiz').innerText()).includes('Opens offline'));
  await nothingWentWrong(page);
});

test('a funnel is laid into a folder, put away and brought back', async () => {
  const page = await listed();
  await act(page, 'Payment', 'Move to folder');
  await page.getByLabel('Folder').last().fill('Back office');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await row(page, 'Payment').getByText('Back office / payment').waitFor();
  await page.getByLabel('Folder').selectOption('Back office');
  await row(page, 'lead-form').waitFor({ state: 'detached' });
  await act(page, 'Payment', 'Archive');
  await page.getByText('Payment is archived. What is published of it goes on.').waitFor();
  await row(page, 'payment').waitFor({ state: 'detached' });
  await page.getByLabel('Which funnels').selectOption('Archived');
  await row(page, 'Payment').waitFor();
  await act(page, 'Payment', 'Bring back');
  await page.getByText('Payment is back.').waitFor();
  await page.getByLabel('Which funnels').selectOption('Active');
  await row(page, 'Payment').waitFor();
  await act(page, 'Payment', 'Archive');
  await row(page, 'Payment').waitFor({ state: 'detached' });
  await page.locator('.toast', { hasText: 'Payment is archived.' }).getByRole('button', { name: 'Undo' }).click();
  await eventually(
    'it is back by Undo',
    () => server.api('/api/v1/funnels/payment/versions'),
    ({ archived, folder }) => !archived && folder === 'Back office',
  );
  await nothingWentWrong(page);
});

test('what the server refuses stands at its field', async () => {
  const page = await listed();
  await page.getByRole('button', { name: 'New funnel' }).click();
  await page.getByLabel('Title').fill('Again');
  await page.getByLabel('Slug').fill('no slug, this');
  await page.getByRole('button', { name: 'Create funnel' }).click();
  await eventually(
    'the slug is marked',
    () => page.getByLabel('Slug').getAttribute('aria-invalid'),
    (mark) => mark === 'true',
  );
  await page.getByLabel('Slug').fill('lead-form');
  await page.getByRole('button', { name: 'Create funnel' }).click();
  await page.getByRole('alert').getByText(/has another draft already/).waitFor();
  await nothingWentWrong(page, /status of (409|422)/);
});

test('a viewer looks, and the buttons say so', async () => {
  const page = await listed({ role: 'viewer' });
  await page.getByText('Your role can look, not change').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'New funnel' }).count(), 0);
  await page.getByRole('button', { name: 'More for Northlight Solar' }).click();
  const duplicate = page.getByRole('menuitem', { name: /Duplicate/ });
  assert.equal(await duplicate.getAttribute('aria-disabled'), 'true');
  assert.match(await duplicate.innerText(), /Your role can look/);
  await nothingWentWrong(page);
});

test('a pasted flow is shown with what it loses, and then kept', async () => {
  const page = await open('#/import');
  await page.getByLabel('Or paste the text').fill(flow);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByText(/could not be carried over/).waitFor();
  await page.getByText(/^line 1, column \d+, 2 › /).first().waitFor();
  assert.equal((await server.ask('GET', '/api/v1/funnels/imported')).status, 404);
  await page.getByRole('button', { name: 'Create the draft' }).click();
  await page.getByLabel('Title').fill('Payments by flow');
  await page.locator('studio-dialog').getByRole('button', { name: 'Create the draft' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal((await draftOf('payments-by-flow')).layers.length > 1, true);
  await nothingWentWrong(page);
});

test('what is no funnel is told with its place, and the page goes on', async () => {
  const page = await open('#/import');
  await page.getByLabel('Or paste the text').fill('{"a": ');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('alert').getByText(/cut off or damaged/).waitFor();
  await page.getByText(/line 1, column/).waitFor();
  await page.getByLabel('Or paste the text').fill('{"a": {}}');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('alert').getByText(/no funnel that is known here/).waitFor();
  await page.getByLabel('Format').selectOption('typebot');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('alert').getByText(/not read as Typebot/).waitFor();
  await page.getByText(/line 1, column/).waitFor();
  await page.getByLabel('Format').selectOption('');
  // What is no funnel at all is told without asking the server.
  for (const [name, bytes, sentence] of [
    ['empty.json', Buffer.alloc(0), /There is nothing in it/],
    ['picture.json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), /This is a picture/],
    ['answers.csv', Buffer.from('Ada,ada@example.com,12\nBen,ben@example.com,7\n'), /looks like a table/],
    ['page.html', Buffer.from('<!doctype html><title>A</title>'), /a web page or XML/],
    ['noise.json', Buffer.from([0x7b, 0xff, 0xc3, 0x28]), /This file is not text/],
    ['words.txt', Buffer.from('My funnel asks three questions.'), /This is plain text/],
  ]) {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
    await page.getByRole('alert').getByText(sentence).waitFor();
  }
  await nothingWentWrong(page, /status of 422/);
});

test('a file with several event funnels asks for the one that is meant', async () => {
  const page = await open('#/import');
  const step = { type: 'delay', duration: 60 };
  const text = JSON.stringify({ funnels: ['first', 'second'].map((id) => ({ id, forModels: ['order'], steps: [step] })) });
  await page.locator('input[type=file]').setInputFiles({ name: 'events.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByLabel('Funnel of the file').waitFor();
  assert.deepEqual(await page.getByLabel('Funnel of the file').locator('option').allInnerTexts(), ['first', 'second']);
  await nothingWentWrong(page, /status of 422/);
});

test('every public bot is dropped as a file and imported', { skip: !cases && 'TUNDISH_CASES names no folder: the public Typebot bots are not imported' }, async () => {
  const page = await open('#/import');
  const bots = readdirSync(join(cases, 'typebot')).filter((name) => name.endsWith('.json'));
  assert.ok(bots.length > 0);
  for (const bot of bots) {
    const text = readFileSync(join(cases, 'typebot', bot), 'utf8');
    const dropped = await page.evaluateHandle(([name, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], name, { type: 'application/json' }));
      return data;
    }, [bot, text]);
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped });
    const { name } = JSON.parse(text);
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.getByText('Typebot', { exact: true }).last().waitFor();
    await page.getByRole('button', { name: 'Create the draft' }).click();
    await page.getByLabel('Title').fill(`Bot ${bot}`);
    await page.locator('studio-dialog').getByRole('button', { name: 'Create the draft' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const slug = `bot-${bot.replace('.', '-')}`;
    assert.equal((await draftOf(slug)).title, `Bot ${bot}`);
    await page.goto(`${server.origin}/studio#/import`);
  }
  await nothingWentWrong(page);
});

test('a template becomes a draft of its own', async () => {
  const page = await open('#/templates');
  const { templates } = await server.api('/api/v1/templates');
  await page.getByRole('button', { name: 'Use template: Lead form' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /Use template/ }).count(), templates.length);
  // Each is seen as its first screen.
  await page.locator('li', { hasText: 'Lead form' }).getByText('What would you like to renovate?').waitFor();
  await page.getByRole('button', { name: 'Feedback' }).click();
  await page.getByRole('button', { name: 'Use template: Lead form' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'All' }).click();
  // It is played before it is taken.
  await page.getByRole('link', { name: 'Preview: Lead form' }).click();
  await page.locator('studio-frame').first().getByText('What would you like to renovate?').first().waitFor();
  await page.getByRole('link', { name: 'Use template' }).click();
  assert.equal(await page.getByLabel('Slug').inputValue(), 'lead-form-2', 'a free slug is proposed');
  await page.getByRole('button', { name: 'Create the draft' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const draft = await draftOf('lead-form-2');
  assert.equal(draft.title, 'Lead form', 'it is called as the template');
  assert.equal(draft.x_template, undefined);
  await nothingWentWrong(page);
});

for (const [look, options] of looks) {
  test(`axe finds nothing on the list, the import and the templates, ${look}`, async () => {
    await isAccessible((how) => listed(how), options);
    await isAccessible(async (how) => {
      const page = await open('#/import', how);
      await page.getByLabel('Or paste the text').fill(flow);
      await page.getByRole('button', { name: 'Look at it' }).click();
      await page.getByText(/could not be carried over/).waitFor();
      return page;
    }, options);
    await isAccessible(async (how) => {
      const page = await open('#/templates', how);
      await page.getByRole('button', { name: 'Use template: Lead form' }).click();
      await page.getByRole('dialog').waitFor();
      return page;
    }, options);
  });
}

test('twice as large letters still fit a phone', async () => {
  const page = await listed({ viewport: { width: phone.width / 2, height: phone.height / 2 } });
  const extra = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(extra <= 0, `the page is ${extra} px too wide`);
});
