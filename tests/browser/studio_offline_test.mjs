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
async function kept(role = 'super_admin') {
  const page = await open('#/funnels', { role, serviceWorkers: 'allow' });
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
