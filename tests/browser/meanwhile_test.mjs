// What happens around a session while it is played: another version is published, the device's clock
// is set, answers are lost, come twice or late.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerContact, answerHouse, beginHouse, device, everythingThere, title, uids } from './device.mjs';
import { eventually, press, ready, stage } from './kit.mjs';

const { server, open } = stage();
const funnel = 'lead-form';

const isConfirmed = ({ acked, log }) => acked === log.length;

/** All that is on the device is confirmed, and on the server once. */
async function bothHave(page, count) {
  const [record] = await eventually('the whole log, confirmed', () => device(page), ([one]) => one?.log.length === count && isConfirmed(one));
  const found = await everythingThere(server, funnel, record, uids(record.log));
  assert.equal(found.length, 1);
  return record;
}

const form = (version) => ({
  tundish: 1,
  slug: 'moving',
  title: 'Moving',
  layers: [
    { id: 'ask', type: 'start', components: [{ id: 'hi', type: 'message', title: `Question of version ${version}` }, { id: 'name', type: 'input', input_type: 'text', slug: 'name', label: 'Name' }], next: version === 1 ? 'end' : 'more' },
    ...(version === 1 ? [] : [{ id: 'more', type: 'intermediate', components: [{ id: 'new', type: 'message', title: 'A layer that is new' }], next: 'end' }]),
    { id: 'end', type: 'result', components: [{ id: 'bye', type: 'message', title: `End of version ${version}` }] },
  ],
});

test('another version is published: who has begun ends in theirs, after a reload too, and the next one has the new one', async () => {
  await server.publish(form(1));
  const page = await open('/demo/moving');
  await page.getByLabel('Name').fill('Eli');
  await page.getByLabel('Name').blur();
  await eventually('the answer is confirmed', () => device(page), ([one]) => one?.log.length === 2 && isConfirmed(one));
  await server.publish(form(2));
  await page.reload();
  await title(page, 'Question of version 1');
  assert.equal(await page.getByLabel('Name').inputValue(), 'Eli');
  await press(page, 'Continue');
  await title(page, 'End of version 1');
  await eventually('it is completed', () => server.sessions('moving'), ([one]) => one?.status === 'completed');
  const next = await open('/demo/moving');
  await title(next, 'Question of version 2');
  await press(next, 'Continue');
  await title(next, 'A layer that is new');
});

for (const [jump, year] of [['back', 1999], ['ahead', 2051]]) {
  test(`the clock is set ${jump} by many years, and again while the page is away: nothing is lost or sent twice`, async () => {
    const page = await open(`/demo/${funnel}`);
    await beginHouse(page);
    await bothHave(page, 3);
    await page.clock.setSystemTime(new Date(`${year}-02-01T10:00:00Z`));
    await answerHouse(page, 80);
    const { log } = await bothHave(page, 5);
    assert.equal(new Date(log.at(-1).t_wall).getUTCFullYear(), year);
    await page.clock.setSystemTime(new Date('2026-02-01T10:00:00Z'));
    await page.reload();
    await ready(page);
    await answerContact(page, 'Tim');
    await bothHave(page, 9);
  });
}

/** The next request is sent, but what the server says to it does not come as it was said. */
const faults = {
  'is lost': async (route) => {
    await route.fetch();
    await route.abort();
  },
  'comes late': async (route) => {
    const answer = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await route.fulfill({ response: answer });
  },
  'is that to a request which came twice': async (route) => {
    await route.fetch();
    await route.fulfill({ response: await route.fetch() });
  },
};

for (const [what, fault] of Object.entries(faults)) {
  test(`an answer ${what}: every event is there once`, async () => {
    const page = await open(`/demo/${funnel}`);
    await beginHouse(page);
    await bothHave(page, 3);
    let hits = 0;
    await page.route('**/events', (route) => (hits++ < 2 ? fault(route) : route.continue()));
    await answerHouse(page, 70);
    await answerContact(page, 'Lou');
    await bothHave(page, 9);
    assert.ok(hits > 0);
  });
}
