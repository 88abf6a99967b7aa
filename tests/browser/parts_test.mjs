// What few forms have comes in parts: when it is needed, before the network goes, and again when it failed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginHouse, title } from './device.mjs';
import { choose, eventually, press, ready, stage } from './kit.mjs';

const { server, open, visit } = stage();

const painters = (requests) =>
  [...new Set(requests.map((url) => /paint_[a-z]+/.exec(url)?.[0]).filter(Boolean))].sort();

/** The painters that a first visit loads. */
async function paintersOf(path) {
  const page = await visit({ serviceWorkers: 'block' });
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(server.origin + path);
  await ready(page);
  return painters(requests);
}

test('a form loads the painters that it has something for, and no others', async () => {
  assert.deepEqual(await paintersOf('/demo/quiz'), []);
  assert.deepEqual(await paintersOf('/demo/lead-form'), ['paint_file', 'paint_numeric']);
  assert.deepEqual(await paintersOf('/demo/more-fields'), ['paint_rare', 'paint_told']);
});

/** From the first layer of the rarer fields to the last. */
async function playRareFields(page) {
  await page.getByLabel(/^A day(?! and)/).fill('2099-02-28');
  await press(page, 'Continue');
  await title(page, 'Several parts');
  for (const row of ['The price', 'The delivery', 'What we told you']) {
    await page.getByRole('radiogroup', { name: row }).getByRole('radio', { name: 'Fair' }).check();
  }
  await page.getByRole('button', { name: 'Move Good looks up' }).click();
  await press(page, 'Continue');
  await title(page, 'Words and places');
  await page.getByLabel('Who comes along? 1').fill('Ana');
  await page.getByLabel('Who comes along? 1').blur();
  await page.getByLabel('Who comes along? 2').fill('Bo');
  await page.getByLabel('Where is it?').fill('Calle Mayor 1');
  assert.equal(await page.getByLabel('Your plan').innerText(), 'Gold, billed each year');
  await press(page, 'Continue');
  await title(page, 'Messages with more');
  await press(page, 'Finish');
  await title(page, 'That was the rest of them');
}

test('the network is cut after the first view: every rare field is painted, answered and sent later', async () => {
  const page = await open('/demo/more-fields');
  await page.context().setOffline(true);
  await playRareFields(page);
  await page.context().setOffline(false);
  const { session } = await eventually(
    'the session on the server',
    async () => (await server.sessions('more-fields')).find(({ status }) => status === 'completed'),
    Boolean,
  );
  const { data } = await server.api(`/api/v1/sessions/${session}`);
  assert.deepEqual(data, {
    date: '2099-02-28',
    matrix: { price: 'fair', speed: 'fair', words: 'fair' },
    names: ['Ana', 'Bo'],
    place: { text: 'Calle Mayor 1' },
    plan: 'Gold, billed each year',
    ranking: ['cost', 'looks', 'time'],
  });
});

test('a hosted page that is opened anew without a network has the painters, too', async () => {
  const page = await open('/demo/lead-form');
  await eventually(
    'the build is kept',
    () =>
      page.evaluate(async () => {
        const kept = await (await caches.open('tundish-pages')).keys();
        return kept.map(({ url }) => new URL(url).pathname);
      }),
    (paths) => paths.includes('/player/tundish.js') && paths.some((path) => path.includes('paint_rare')),
  );
  await page.context().setOffline(true);
  await page.reload();
  await beginHouse(page);
  await page.getByLabel('What do you pay').fill('60');
  await page.getByLabel('A photo of the roof').waitFor({ state: 'attached' });
});

test('a painter that does not come says so, and comes when it is asked for again', async () => {
  const page = await visit({ serviceWorkers: 'block' });
  let cut = true;
  await page.route('**/paint_numeric-*', (route) => (cut ? route.abort() : route.continue()));
  await page.goto(`${server.origin}/demo/lead-form`);
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await page.getByText('This could not be loaded.').waitFor();
  cut = false;
  await press(page, 'Try again');
  await page.getByLabel('What do you pay').fill('60');
  await press(page, 'Continue');
  await title(page, 'Where should the estimate go?');
});
