// Whatever the server answers, or something between here and there: nothing is lost, nothing is sent
// twice, and the screen says what is true.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerContact,
  answerHouse,
  beginHouse,
  device,
  eventBehind,
  everythingThere,
  putIntoDevice,
  title,
  uids,
} from './device.mjs';
import { eventually, press, ready, stage } from './kit.mjs';

const funnel = 'lead-form';
const waits = /kept on this device/;
const setBack = /could not be accepted and were set aside/;
const { server, open } = stage();

const begin = (query = '') => open(`/demo/${funnel}${query}`);

const isConfirmed = ({ acked, log }) => acked === log.length;

const confirmed = (page) =>
  eventually('everything is confirmed', () => device(page), (all) => all.every(isConfirmed));

const answerBill = async (page, value) => {
  await page.getByLabel('What do you pay').fill(String(value));
  await page.getByLabel('What do you pay').blur();
};

const json = (status, body, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** What the server has of a record's events in quarantine. */
async function quarantined({ root, log, branch }, count) {
  const rows = await eventually(
    'the refused events in quarantine',
    async () => (await server.api(`/api/v1/sessions/${root}/quarantine`)).quarantine,
    (found) => found.length === count,
  );
  assert.deepEqual(
    rows.map(({ uid }) => uid),
    uids(log.slice(branch.at + 1)),
  );
}

test('answers that are none: the visitor goes on, all is sent once the server is itself again', async () => {
  const answers = [
    json(429, { code: 'too_many' }, { 'retry-after': '1' }),
    json(503, { code: 'busy' }, { 'retry-after': '1' }),
    { status: 500, body: '' },
    { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Welcome to the Wi-Fi</h1>' },
    json(200, { hello: 'world' }),
    json(200, { gen: 1, ack_to: 99, ack_hash: 'f'.repeat(64), epoch: 1, s_events: [] }),
    json(404, { code: 'unknown_release' }),
    json(401, { code: 'unauthorized' }),
  ];
  const page = await begin();
  await page.evaluate(() => {
    globalThis.told = [];
    addEventListener('tundish-sync', ({ detail }) => globalThis.told.push(detail.status));
  });
  await beginHouse(page);
  await confirmed(page);
  for (const [index, answer] of answers.entries()) {
    await page.evaluate(() => (globalThis.told = []));
    await page.route('**/events', (route) => route.fulfill(answer));
    await answerBill(page, 40 + 10 * index);
    await page.getByText(waits).waitFor();
    // What was told of the answer begins where it is written.
    const told = await page.evaluate(() => globalThis.told.slice(globalThis.told.indexOf('saving')));
    assert.ok(told.includes('waiting') && !told.includes('synced'), told.join(' '));
    const [record] = await device(page);
    assert.ok(!isConfirmed(record));
    await page.unroute('**/events');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByText(waits).waitFor({ state: 'detached' });
  }
  const [record] = await confirmed(page);
  assert.equal(record.log.length, 3 + answers.length);
  await everythingThere(server, funnel, record, uids(record.log));
});

test('a server that asks for what it has forgotten gets it, and one that claims a fork a branch', async () => {
  for (const answer of [
    { code: 'gap', need: 0, ack_to: -1, ack_hash: '' },
    { code: 'fork', at: 3, hash_at: 'e'.repeat(64), head: 3, ack_to: -1, ack_hash: '' },
  ]) {
    const page = await begin();
    await beginHouse(page);
    await confirmed(page);
    let told = 0;
    await page.route('**/events', (route) =>
      told++ === 0 ? route.fulfill(json(409, answer)) : route.continue(),
    );
    await answerHouse(page, 60);
    await answerContact(page, 'Gil');
    const [record] = await confirmed(page);
    assert.equal(record.branch !== undefined, answer.code === 'fork');
    const found = await everythingThere(server, funnel, record, uids(record.log));
    assert.equal(found.length, answer.code === 'fork' ? 2 : 1);
    assert.ok(told > 1);
  }
});

test('an erased session: the device forgets it, says so, and begins again', async () => {
  const page = await begin();
  await beginHouse(page);
  await confirmed(page);
  const [{ session }] = await device(page);
  let asked = 0;
  await page.route('**/events', (route) => {
    if (!route.request().url().includes(session)) return route.continue();
    asked += 1;
    return route.fulfill(json(410, { code: 'erased' }));
  });
  await answerBill(page, 90);
  await page.getByText('Your answers were erased, on this device too.').waitFor();
  assert.equal(asked, 1);
  assert.deepEqual(await device(page), []);
  await beginHouse(page);
  await confirmed(page);
  assert.notEqual((await device(page))[0].session, session);
  assert.equal(await page.getByText('were erased').count(), 0);
});

/** Answers an event that `isBad` picks as a server that finds it impossible. */
const refuse = (page, isBad) =>
  page.route('**/events', (route) => {
    const { gen, events, refused } = route.request().postDataJSON();
    const bad = events.find(isBad);
    if (!bad || refused) return route.continue();
    return route.fulfill(
      json(422, {
        code: 'refused',
        gen,
        seq: bad.seq,
        reason: 'not_allowed',
        sentence: 'Impossible.',
        ack_to: -1,
        ack_hash: '',
      }),
    );
  });

test('a refused step is set aside and handed in, the visitor is told and goes on from before it', async () => {
  const page = await begin();
  await beginHouse(page);
  await confirmed(page);
  await refuse(page, ({ input }) => input?.slug === 'bill');
  await answerBill(page, 80);
  await page.getByText(setBack).waitFor();
  const [aside] = await eventually(
    'the refused step in a record of its own',
    async () => (await device(page)).filter(({ refused }) => refused),
    (all) => all.length === 1 && isConfirmed(all[0]),
  );
  assert.equal(aside.log.length, 4);
  await quarantined(aside, 1);
  await page.unroute('**/events');
  const main = async () => (await device(page)).find(({ refused }) => !refused);
  assert.equal((await main()).log.length, 3);
  await answerHouse(page, 90);
  await page.getByText(setBack).waitFor({ state: 'detached' });
  await answerContact(page, 'Ada');
  await confirmed(page);
  const record = await main();
  assert.equal(record.log.length, 9);
  await everythingThere(server, funnel, record, uids(record.log));
  await page.reload();
  await title(page, 'Thank you, Ada');
});

test('told in Spanish too, and in the chat look', async () => {
  const page = await begin('?language=es&look=chat');
  await refuse(page, ({ kind }) => kind === 'replied');
  await page.locator('tundish-player .composer button, tundish-player .composer [role=radio]').first().waitFor();
  await page.evaluate(() => document.querySelector('tundish-player').reply('1'));
  await page.getByText('Tus últimos pasos no se pudieron aceptar').waitFor();
});

test('a log with a forged end: what is good is gone on with, the end is handed in', async () => {
  const page = await begin();
  await beginHouse(page);
  const [before] = await confirmed(page);
  const forged = eventBehind(before, before.log.at(-1), 'pressed', { button: 'send' });
  await putIntoDevice(page, [['events', forged]]);
  await page.reload();
  await ready(page);
  await page.getByText(setBack).waitFor();
  await title(page, 'About your house');
  const records = await eventually(
    'the forged end is handed in',
    () => device(page),
    (all) => all.some(({ refused }) => refused) && all.every(isConfirmed),
  );
  await quarantined(records.find(({ refused }) => refused), 1);
  await answerHouse(page, 50);
  await answerContact(page, 'Fay');
  const after = (await confirmed(page)).find(({ left, refused }) => !left && !refused);
  await everythingThere(server, funnel, after, uids(after.log));
});
