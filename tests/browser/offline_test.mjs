// Nothing is lost: reloads, cut networks, killed servers, two tabs, a browser without a database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerContact, device, title } from './device.mjs';
import { choose, eventually, press, ready, stage } from './kit.mjs';

const { server, visit, open } = stage();

/** Everything that the device has kept of its sessions. */
const deviceLog = async (page) =>
  (await device(page)).flatMap(({ session, log }) => log.map((event) => ({ session, ...event })));

/** Every event of that session on the server, read with the visitor's own secret. */
async function serverLog(page, session) {
  const { secret } = (await device(page)).find((one) => one.session === session);
  const answer = await fetch(`${server.origin}/api/v1/play/sessions/${session}?from_c=0`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).events;
}

test('a reload goes on where the visitor was', async () => {
  const page = await open('/demo/lead-form');
  await choose(page, 'A company building');
  await press(page, 'Continue');
  await page.getByLabel('Company', { exact: true }).fill('Gusswerk');
  await page.getByLabel('Company', { exact: true }).blur();
  await eventually('the answer on the device', () => device(page), ([kept]) => kept.log.length === 4);
  await page.reload();
  await ready(page);
  await title(page, 'About the company');
  assert.equal(await page.getByLabel('Company', { exact: true }).inputValue(), 'Gusswerk');
});

test('a step is on the disk before the screen shows it as done', async () => {
  const page = await open('/demo/lead-form');
  await page.evaluate(() => {
    globalThis.kept = [];
    const { transaction } = IDBDatabase.prototype;
    const { add } = IDBObjectStore.prototype;
    const written = new WeakMap();
    IDBDatabase.prototype.transaction = function (...values) {
      const begun = transaction.apply(this, values);
      begun.addEventListener('complete', () => {
        if (written.has(begun)) globalThis.kept.push(`${written.get(begun)} ${begun.durability}`);
      });
      return begun;
    };
    IDBObjectStore.prototype.add = function (event) {
      written.set(this.transaction, JSON.parse(event.text).kind);
      return add.call(this, event);
    };
    document.addEventListener('tundish-layer', () => globalThis.kept.push('shown'));
  });
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await title(page, 'About your house');
  const kept = await page.evaluate(() => globalThis.kept);
  assert.deepEqual(kept, ['started strict', 'answered strict', 'pressed strict', 'shown']);
});

test('without network to the end, the server killed meanwhile: complete afterwards, each event once', async () => {
  const page = await open('/demo/lead-form');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await title(page, 'About your house');
  await page.getByText(/kept on this device/).waitFor();
  await page.getByLabel('What do you pay').fill('60');
  await press(page, 'Continue');
  await answerContact(page, 'Ida');
  await server.kill('SIGKILL');

  const log = await deviceLog(page);
  const session = log[0].session;
  assert.equal(log.at(-1).kind, 'pressed');

  await server.restart();
  assert.deepEqual(
    (await server.sessions('lead-form')).filter((one) => one.session === session),
    [],
  );
  await page.context().setOffline(false);
  const stored = await eventually(
    'the session on the server',
    async () => (await server.sessions('lead-form')).find((one) => one.session === session),
    (one) => one?.status === 'completed',
  );
  assert.equal(stored.layer, 'thanks');
  assert.equal(stored.events, log.length);
  await page.getByText(/kept on this device/).waitFor({ state: 'detached' });

  const kept = await serverLog(page, session);
  assert.deepEqual(
    kept.map(({ uid }) => uid),
    log.map(({ uid }) => uid),
  );
  assert.equal(new Set(kept.map(({ uid }) => uid)).size, log.length);
});

test('the server dies in the middle and comes back: nothing twice, nothing missing', async () => {
  const page = await open('/demo/lead-form');
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await title(page, 'About your house');
  await server.kill('SIGKILL');
  await page.getByLabel('What do you pay').fill('300');
  await press(page, 'Continue');
  await answerContact(page, 'Eva');
  await server.restart();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const log = await deviceLog(page);
  const stored = await eventually(
    'the session on the server',
    async () => (await server.sessions('lead-form')).find((one) => one.session === log[0].session),
    (one) => one?.status === 'completed',
  );
  assert.equal(stored.events, log.length);
  assert.equal(stored.layer, 'priority');
});

/** The page can be loaded without network: what is named, and the script, which is kept last. */
const keptPage = (page, ...named) =>
  eventually(
    'the page in the cache',
    () =>
      page.evaluate(async () =>
        (await (await caches.open('tundish-pages')).keys()).map(({ url }) => url),
      ),
    (kept) =>
      [/\/player\/tundish\.js$/, ...named].every((one) => kept.some((url) => one.test(url))),
  );

test('a chat in Spanish is there without network, and what was never opened is said to be missing', async () => {
  const page = await open('/demo/lead-form?look=chat&language=es');
  await page.getByRole('log', { name: 'Conversación' }).waitFor();
  await keptPage(page, /chat_look-/, /strings_es-/, /\?look=chat/);
  await page.context().setOffline(true);
  await page.reload();
  await ready(page);
  await page.getByRole('log', { name: 'Conversación' }).waitFor();
  await page.goto(`${server.origin}/demo/lead-form`);
  await page.getByText('This page was not opened on this device before.').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'try again' }).click();
  await ready(page);
});

test('the chat that was never loaded is said to be missing without network, and comes with it', async () => {
  const page = await open('/demo/lead-form');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  const set = (name, value) =>
    page.evaluate(
      ([wanted, text]) => document.querySelector('tundish-player').setAttribute(wanted, text),
      [name, value],
    );
  await set('channel', 'web_chat');
  await page.getByText('This could not be loaded. Check your connection').waitFor();
  await set('language', 'es');
  await page.getByText('This could not be loaded. Check your connection').waitFor();
  await page.context().setOffline(false);
  await press(page, 'Try again');
  await page.getByRole('log', { name: 'Conversación' }).waitFor();
});

test('a reload without network goes on, and what waited is sent by the next visit', async () => {
  const page = await open('/demo/lead-form');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await keptPage(page, /\/demo\/lead-form$/);
  await choose(page, 'A company building');
  await press(page, 'Continue');
  await title(page, 'About the company');
  await server.kill('SIGKILL');
  await page.context().setOffline(true);
  await page.getByLabel('Company', { exact: true }).fill('Offline & Sons');
  await page.getByLabel('How many people').fill('3');
  await eventually(
    'the company on the disk',
    () => deviceLog(page),
    (log) => log.at(-1).kind === 'answered',
  );
  await page.reload();
  await ready(page);
  await title(page, 'About the company');
  await page.getByLabel('How many people').fill('3');
  await press(page, 'Continue');
  await answerContact(page, 'Olu');
  await press(page, 'Restart');
  await title(page, 'See what your roof can earn');
  const log = await deviceLog(page);
  await server.restart();
  await page.context().setOffline(false);
  await page.reload();
  await ready(page);
  const stored = await eventually(
    'the earlier session on the server',
    async () => (await server.sessions('lead-form')).find((one) => one.session === log[0].session),
    (one) => one?.status === 'completed',
  );
  assert.equal(stored.events, log.length);
});

test('a browser without a database says so and still sends', async () => {
  const script = () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  };
  const page = await open('/demo/lead-form', { script });
  await choose(page, 'A rented home');
  await page.getByText(/cannot be saved on this device/).waitFor();
  await press(page, 'Continue');
  await title(page, 'A roof of your own is not needed');
  await eventually(
    'the session on the server',
    () => server.sessions('lead-form'),
    (all) => all.some(({ layer, status }) => layer === 'rented' && status === 'completed'),
  );
});

test('the engine stops in the middle: it is loaded anew and the visitor notices nothing', async () => {
  const script = () => {
    const instantiate = WebAssembly.instantiate;
    globalThis.engines = 0;
    WebAssembly.instantiate = async (module, imports) => {
      const instance = await instantiate(module, imports);
      globalThis.engines += 1;
      const exports = { ...instance.exports };
      const play = exports.tundish_play;
      if (globalThis.engines === 1) {
        exports.tundish_play = (...values) => {
          if (globalThis.trap) throw new WebAssembly.RuntimeError('unreachable');
          return play(...values);
        };
      }
      return { exports };
    };
  };
  const page = await open('/demo/lead-form', { script });
  await choose(page, 'My own house');
  await eventually(
    'the answer on the disk',
    () => deviceLog(page),
    (log) => log.length === 2,
  );
  await page.evaluate(() => (globalThis.trap = true));
  await press(page, 'Continue');
  await title(page, 'About your house');
  assert.equal(await page.evaluate(() => globalThis.engines), 2);
  await page.getByLabel('What do you pay').fill('50');
  await press(page, 'Continue');
  await answerContact(page, 'Noa');
  const log = await deviceLog(page);
  await eventually(
    'the session on the server',
    async () => (await server.sessions('lead-form')).find((one) => one.session === log[0].session),
    (one) => one?.status === 'completed' && one.events === log.length,
  );
});
