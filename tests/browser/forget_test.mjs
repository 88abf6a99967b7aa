// A funnel for devices that many people use: what has ended is erased as soon as the server has it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device } from './device.mjs';
import { eventually, press, ready, stage } from './kit.mjs';

const { server, open: openPage } = stage();

const layers = [
  {
    id: 'ask',
    type: 'start',
    components: [
      { id: 'who', type: 'input', input_type: 'text', slug: 'who', label: 'Who' },
      { id: 'go', type: 'button', kind: 'jump', text: 'Send', target: 'end' },
    ],
  },
  { id: 'end', type: 'result', components: [{ id: 'bye', type: 'message', title: 'Thank you {{who}}' }] },
];

const funnels = [
  { tundish: 1, slug: 'kiosk', title: 'Kiosk', config: { forget_on_end: true }, layers },
  { tundish: 1, slug: 'own-device', title: 'Own', layers },
];
let published;
async function open(...where) {
  await (published ??= Promise.all(funnels.map((one) => server.publish(one))));
  return openPage(...where);
}

/** How many sessions, events and files the device keeps. */
const kept = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('tundish');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const names = ['sessions', 'events', 'files'];
          const work = db.transaction(names);
          const counts = names.map((name) => work.objectStore(name).count());
          work.oncomplete = () => {
            db.close();
            resolve(counts.map(({ result }) => result));
          };
        };
      }),
  );

async function fill(page) {
  await page.getByLabel('Who').fill('Ada');
  await press(page, 'Send');
  await page.getByText('Thank you Ada').waitFor();
}

const isNothing = ([sessions, events, files]) => sessions + events + files === 0;

test('what has ended and is confirmed leaves the device; the screen stays until the page is loaded anew', async () => {
  const page = await open('/f/kiosk');
  await fill(page);
  await eventually('an empty device', () => kept(page), isNothing);
  assert.equal(await page.getByText('Thank you Ada').isVisible(), true);
  const [session] = await server.sessions('kiosk');
  assert.equal(session.status, 'completed');
  await page.reload();
  await ready(page);
  assert.equal(await page.getByLabel('Who').inputValue(), '');
});

test('without a network it is kept until the server has it', async () => {
  const page = await open('/f/kiosk');
  const before = (await server.sessions('kiosk')).length;
  await page.context().setOffline(true);
  await fill(page);
  const [sessions, events] = await kept(page);
  assert.equal(sessions, 1);
  assert.equal(events, 3);
  await page.context().setOffline(false);
  await eventually('an empty device', () => kept(page), isNothing);
  assert.equal((await server.sessions('kiosk')).length, before + 1);
});

test('the next visitor of the device sees nothing of what still waits', async () => {
  const page = await open('/f/kiosk');
  const { origin } = server;
  await page.route(`${origin}/api/v1/play/sessions/**`, (route) => route.abort());
  await fill(page);
  await page.reload();
  await ready(page);
  assert.equal(await page.getByLabel('Who').inputValue(), '');
  assert.equal((await kept(page))[0], 1);
  await page.unrouteAll();
  await page.reload();
  await ready(page);
  await eventually('an empty device', () => kept(page), isNothing);
});

test('another tab that looked on begins anew', async () => {
  const page = await open('/f/kiosk');
  await page.getByLabel('Who').fill('Ada');
  await page.getByLabel('Who').blur();
  await eventually('the answer on the device', () => kept(page), ([, events]) => events === 2);
  const other = await open('/f/kiosk', { context: page.context() });
  await eventually('the answer', () => other.getByLabel('Who').inputValue(), (value) => value === 'Ada');
  await press(page, 'Send');
  await page.getByText('Thank you Ada').waitFor();
  await eventually('an empty device', () => kept(page), isNothing);
  await eventually('a new beginning', () => other.getByLabel('Who').inputValue(), (value) => value === '');
});

test('other funnels keep what has ended for a day', async () => {
  const page = await open('/f/own-device');
  await fill(page);
  await eventually('a confirmation', () => device(page), ([stored]) => stored?.acked === 3);
  assert.equal((await kept(page))[0], 1);
  await page.reload();
  await page.getByText('Thank you Ada').waitFor();
});
