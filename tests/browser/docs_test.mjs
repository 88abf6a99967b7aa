// The page that shows the API, and the one where users come in, under the policy that the server
// gives both.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desktop, eventually, stage } from './kit.mjs';

const { server, visit } = stage();

async function open(address) {
  const page = await visit({ viewport: desktop });
  page.hosts = new Set();
  page.on('request', (request) => page.hosts.add(new URL(request.url()).origin));
  await page.goto(server.origin + address);
  return page;
}

async function nothingWentWrong(page) {
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual([...page.hosts].filter((host) => host !== server.origin && host !== 'null'), []);
}

/** What stands further down is drawn when it comes into sight. */
const scrolledTo = (page, text) =>
  eventually(
    text,
    async () => {
      const found = page.getByText(text);
      if (await found.isVisible()) return found;
      await page.mouse.wheel(0, 300);
      return undefined;
    },
    (found) => found !== undefined,
  );

test('the API is shown without a third party', async () => {
  const page = await open('/docs');
  await page.getByText('Who changed what, newest first').waitFor();
  await scrolledTo(page, "Makes releases of a funnel's draft and plays them in its environment");
  await (await scrolledTo(page, 'Hands in events of a session')).click();
  await page.getByText('Acknowledgement').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Try it out' }).count(), 0);
  await nothingWentWrong(page);
});

test('the set-up link lets the first user in, once, and leaves the address bar', async () => {
  const link = `/entrance#setup=${/#setup=(\w+)/.exec(server.log)[1]}`;
  const page = await open(link);
  await page.getByLabel('E-mail').fill('ada@example.com');
  assert.equal(new URL(page.url()).hash, '');
  await page.getByLabel('Password').fill('password');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('one that everybody tries first').waitFor();
  await page.getByLabel('Password').fill('a tunnel under the mountain');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('You are logged in as ada@example.com.').waitFor();
  const me = () => page.evaluate(async () => (await fetch('/api/v1/me')).status);
  assert.equal(await me(), 200);
  const write = (headers) =>
    page.evaluate(async (own) => {
      const answer = await fetch('/api/v1/logout', { method: 'POST', headers: own });
      return answer.status;
    }, headers);
  assert.equal(await write({ 'content-type': 'application/json' }), 403);
  assert.equal(await write({ 'content-type': 'application/json', 'x-tundish': '1' }), 204);
  assert.equal(await me(), 401);
  const expected = page.faults.filter((fault) => !/status of (422|403|401)/.test(fault));
  assert.deepEqual(expected, []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
});

test('a user logs in, and is told when that is wrong', async () => {
  const page = await open('/entrance');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill('not her password');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('There is no user of this e-mail address and password.').waitFor();
  await page.getByLabel('Password').fill('a tunnel under the mountain');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('You are logged in as ada@example.com.').waitFor();
});
