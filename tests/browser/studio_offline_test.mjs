// The studio without a network: it opens, knows who signed in, and shows the list as it was; a new
// version is kept whole and takes the place of the one before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './kit.mjs';
import { nothingWentWrong, studio } from './studio.mjs';

const { server, open } = studio();
const heading = (page) => page.getByRole('heading', { name: 'Engagement funnels' });
const builds = (page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('tundish-studio-')));
const isKept = (page) =>
  page.evaluate(async () => (await navigator.serviceWorker.ready).active.state === 'activated' && !!navigator.serviceWorker.controller);

/** A page whose studio is kept on the device. */
async function kept(role = 'super_admin', look = {}) {
  const page = await open('#/funnels', { role, serviceWorkers: 'allow', ...look });
  await heading(page).waitFor();
  await eventually('the studio is kept', () => isKept(page), Boolean);
  await page.getByRole('row').filter({ hasText: 'lead-form' }).waitFor();
  return page;
}

test('it opens without a network, every page of it, and goes on when there is one', async () => {
  const page = await kept();
  await page.context().setOffline(true);
  await page.reload();
  await heading(page).waitFor();
  await page.getByText(/This is the list as it was/).waitFor();
  await page.getByRole('row').filter({ hasText: 'lead-form' }).waitFor();
  await page.getByText('There is no connection.', { exact: false }).first().waitFor();
  for (const [name, there] of [['Templates', 'Templates'], ['Users', 'Users'], ['Inbox', 'Inbox']]) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { name: there, exact: true }).waitFor();
    await page.getByRole('alert').getByText(/The server does not answer/).waitFor();
  }
  await page.getByRole('link', { name: 'Engagement funnels' }).click();
  await page.getByText(/This is the list as it was/).waitFor();
  await page.context().setOffline(false);
  await page.getByText(/This is the list as it was/).waitFor({ state: 'detached' });
  await nothingWentWrong(page, /ERR_INTERNET_DISCONNECTED/);
});

test('whoever signs out leaves nothing of the list on the device', async () => {
  const page = await kept('viewer');
  const left = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('tundish-studio-kept-')));
  assert.equal((await left()).length, 2);
  await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'x-tundish': '1' };
    await fetch('/api/v1/logout', { method: 'POST', headers, body: '{}' });
  });
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await left(), []);
});

test('a new version takes the place of the one before, which stays for pages that are open', async () => {
  const page = await kept();
  const [current] = await builds(page);
  // As if two builds had been there before.
  await page.evaluate(async (name) => {
    const files = await (await caches.open(name)).keys();
    await caches.delete(name);
    for (const old of ['tundish-studio-oldest', 'tundish-studio-older']) await caches.open(old);
    const cache = await caches.open('tundish-studio-older');
    await cache.put('/studio/only-00000000.js', new Response('export const old = 1;', { headers: { 'content-type': 'text/javascript' } }));
    const registration = await navigator.serviceWorker.ready;
    await registration.unregister();
    return files.length;
  }, current);
  await page.reload();
  await heading(page).waitFor();
  await eventually('the build is kept anew', () => builds(page), (names) => names.includes(current) && names.length === 2);
  assert.deepEqual((await builds(page)).sort(), [current, 'tundish-studio-older'].sort());
  await eventually('it is led by the worker', () => isKept(page), Boolean);
  const old = await page.evaluate(async () => (await fetch('/studio/only-00000000.js')).text());
  assert.match(old, /old = 1/);
});

test('the worker names every file of the build, and nothing else', async () => {
  const worker = await (await fetch(`${server.origin}/studio/keeper.js`)).text();
  const files = [...worker.matchAll(/\/studio\/[\w-]+\.\w+/g)].map(([file]) => file);
  assert.ok(files.length > 10);
  for (const file of files) assert.equal((await fetch(server.origin + file)).status, 200, file);
  const page = await (await fetch(`${server.origin}/studio`)).text();
  for (const [, file] of page.matchAll(/(?:src|href)="(\/studio\/[^"]+)"/g)) assert.ok(files.includes(file), file);
});

const question = (id, label, target) => ({
  id,
  ...(target === 'two' ? { type: 'start' } : { type: 'intermediate' }),
  components: [
    { id: `q_${id}`, type: 'input', input_type: 'text', slug: id, label, mandatory: true },
    { id: 'on', type: 'button', kind: 'jump', text: 'Go on', target },
  ],
});
const route = {
  tundish: 1,
  slug: 'route',
  title: 'Four ways',
  channel: 'web',
  channels: ['web', 'web_chat', 'sms', 'whatsapp'],
  layers: [
    question('one', 'What is asked first?', 'two'),
    question('two', 'What is asked second?', 'three'),
    question('three', 'What is asked third?', 'four'),
    question('four', 'What is asked fourth?', 'end'),
    { id: 'end', type: 'result', components: [{ id: 'bye', type: 'message', text: '{{one}} {{two}} {{three}} {{four}}' }] },
  ],
};
const frames = ['phone', 'desktop', 'chat', 'texts'];
const frame = (page, id) => page.locator(`studio-frame#frame-${id}`);
const row = (page, name) => page.getByRole('treeitem', { name, exact: true });
const draft = async () => (await server.ask('GET', '/api/v1/funnels/route')).body;
const isEverywhere = async (page, text) => {
  for (const id of frames) await frame(page, id).getByText(text).last().waitFor();
};

/** The first question in another wording, and a layer that was not there. */
async function edit(page) {
  await row(page, 'What is asked first?').click();
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('What is asked offline?');
  await row(page, 'What is asked offline?').waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Result layer' }).click();
  await row(page, 'result').click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('away');
  await page.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
  await row(page, 'away').click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Message', exact: true }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Made without a network, {{one}}');
  await row(page, 'four').click();
}

/** Answers a question in each frame; every frame follows. */
async function answerInEach(page) {
  await isEverywhere(page, 'What is asked offline?');
  for (const [id, label, answer] of [['phone', 'What is asked offline?', 'Ada'], ['desktop', 'What is asked second?', 'Bo']]) {
    await frame(page, id).getByLabel(label).fill(answer);
    await frame(page, id).getByRole('button', { name: 'Go on' }).click();
  }
  for (const [id, label, answer] of [['chat', 'What is asked third?', 'Cy'], ['texts', 'What is asked fourth?', 'Di']]) {
    await isEverywhere(page, label);
    const reply = frame(page, id).getByRole('textbox').last();
    await reply.fill(answer);
    await reply.press('Enter');
    // As many words as the channel wants: a button, or its number.
    if (id === 'chat') await frame(page, id).getByRole('button', { name: 'Go on' }).last().click();
    else {
      await reply.fill('1');
      await reply.press('Enter');
    }
  }
}

test('with the network cut a draft is opened, edited and previewed on all four channels; on return it is saved', async () => {
  assert.equal((await server.ask('POST', '/api/v1/funnels', { body: route })).status, 201);
  // So wide that the four frames stand side by side.
  const page = await kept('super_admin', { viewport: { width: 1920, height: 1080 } });
  await page.getByRole('row').filter({ hasText: 'Four ways' }).getByRole('link').first().click();
  await row(page, 'What is asked first?').waitFor();
  await page.getByRole('link', { name: 'All funnels' }).click();
  await heading(page).waitFor();
  const context = page.context();
  await context.setOffline(true);
  await server.kill();

  await page.reload();
  await page.getByRole('row').filter({ hasText: 'Four ways' }).getByRole('link').first().click();
  await edit(page);
  await page.getByText('Kept on this device; no connection').waitFor();
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await answerInEach(page);
  await isEverywhere(page, 'Ada Bo Cy Di');
  await nothingWentWrong(page, /ERR_INTERNET_DISCONNECTED/);
  await page.close();

  const later = await context.newPage();
  await later.goto(`${server.origin}/studio#/funnels/route`);
  await row(later, 'What is asked offline?').waitFor();
  await row(later, 'away').waitFor();
  await later.getByText('Kept on this device; no connection').waitFor();
  await server.restart();
  assert.deepEqual(await draft(), route);
  await context.setOffline(false);
  const saved = await eventually('the draft', draft, ({ layers }) => layers[0].components[0].label === 'What is asked offline?');
  assert.deepEqual(saved.layers.map(({ id }) => id), ['one', 'two', 'three', 'four', 'end', 'away']);
  await later.getByRole('status').filter({ hasText: /^Saved$/ }).waitFor();
});
