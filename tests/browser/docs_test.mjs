// The page that shows the API, under the policy that the server gives it.
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
