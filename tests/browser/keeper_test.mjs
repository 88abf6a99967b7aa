// What hosted pages keep for days without network: whole builds of the player, one at a time.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { title } from './device.mjs';
import { eventually, ready, stage } from './kit.mjs';

const { server, visit } = stage();
let front;
/** What the host in front of the server gives out as the player: its build, or a later one. */
let later = false;
let engineIsCut = false;
const laterEngine = 'engine-bbbbbbbb.wasm';
before(async () => {
  // A request that the server behind can no longer answer (at the test's end) gets no answer here either.
  front = createServer((request, response) => pass(request, response).catch(() => response.destroy()));
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
});
after(() => front?.close());

const engineName = /engine-[0-9a-f]{8}\.wasm/;

async function pass(request, response) {
  const { method, url, headers } = request;
  if (engineIsCut && url.endsWith(laterEngine)) return response.destroy();
  const script = await (await fetch(`${server.origin}/player/tundish.js`)).text();
  const path = url.replace(laterEngine, engineName.exec(script)[0]);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { authorization, 'content-type': type } = headers;
  const answer = await fetch(server.origin + path, {
    method,
    headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
    ...(method === 'POST' && { body: Buffer.concat(chunks) }),
  });
  const kept = [
    'content-type',
    'cache-control',
    'tundish-release',
    'content-security-policy',
    'service-worker-allowed',
  ];
  const passed = kept.flatMap((name) => (answer.headers.get(name) ? [[name, answer.headers.get(name)]] : []));
  let body = Buffer.from(await answer.arrayBuffer());
  if (later && url.startsWith('/player/tundish.js')) {
    body = Buffer.from(String(body).replaceAll(new RegExp(engineName, 'g'), laterEngine));
  }
  response.writeHead(answer.status, Object.fromEntries(passed));
  response.end(body);
}

const keptParts = (page) =>
  page.evaluate(async () => {
    const kept = await (await caches.open('tundish-pages')).keys();
    return kept.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/player/'));
  });

const engines = (paths) => paths.map((path) => /engine-.*/.exec(path)?.[0]).filter(Boolean);

test('a new build replaces the kept one only when it is whole, and then leaves nothing of it', async () => {
  const page = await visit();
  const address = `http://127.0.0.1:${front.address().port}/demo/lead-form`;
  const beginning = 'See what your roof can earn';
  await page.goto(address);
  await ready(page);
  const first = await eventually(
    'the first build in the cache',
    () => keptParts(page),
    (paths) => engines(paths).length === 1 && paths.includes('/player/tundish.js'),
  );

  later = true;
  engineIsCut = true;
  await page.reload();
  await page.getByText('This needs a connection, and goes on by itself when there is one.').waitFor();
  await page.context().setOffline(true);
  await page.reload();
  await title(page, beginning);
  assert.deepEqual(engines(await keptParts(page)), engines(first));

  engineIsCut = false;
  await page.context().setOffline(false);
  await page.reload();
  await title(page, beginning);
  await eventually(
    'only the later build in the cache',
    async () => engines(await keptParts(page)),
    (kept) => kept.length === 1 && kept[0] === laterEngine,
  );
  await page.context().setOffline(true);
  await page.reload();
  await title(page, beginning);
});
