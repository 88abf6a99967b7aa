// The network goes before each step of the lead form in turn, and comes back at the end or with the
// next page: the visitor gets to the end either way, and the server has every event once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device, everythingThere, title, uids } from './device.mjs';
import { choose, eventually, press, ready, stage } from './kit.mjs';

const { server, open } = stage();
const funnel = 'lead-form';
const waits = /kept on this device/;

const answered = async (page, label, value) => {
  await page.getByLabel(label).fill(value);
  await page.getByLabel(label).blur();
};

/** Every step of a visitor, each with what is on the device once it is done. */
const steps = [
  { name: 'choosing', events: 2, take: (page) => choose(page, 'My own house') },
  { name: 'going on', events: 3, take: (page) => press(page, 'Continue') },
  { name: 'a number', events: 4, take: (page) => answered(page, 'What do you pay', '70') },
  { name: 'going on again', events: 5, take: (page) => press(page, 'Continue') },
  { name: 'a name', events: 6, take: (page) => answered(page, 'First name', 'Ona') },
  { name: 'an address', events: 7, take: (page) => answered(page, 'Email', 'ona@example.com') },
  { name: 'a consent', events: 8, take: (page) => choose(page, 'Northlight may keep these answers to make my estimate.') },
  { name: 'sending', events: 9, take: (page) => press(page, 'Send my answers') },
];

const isConfirmed = ({ acked, log }) => acked === log.length;

/** The step is done, and on the device. */
async function taken(page, { name, events, take }) {
  await take(page);
  await eventually(`${name}: kept`, () => device(page), ([one]) => one?.log.length === events);
}

async function keptForOffline(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  const names = () => page.evaluate(async () => (await (await caches.open('tundish-pages')).keys()).map(({ url }) => new URL(url).pathname));
  await eventually('the page in the cache', names, (all) => ['/demo/lead-form', '/player/tundish.js'].every((path) => all.includes(path)));
}

async function allThere(page) {
  await page.getByText(waits).waitFor({ state: 'detached' });
  const [record] = await eventually('everything is confirmed', () => device(page), ([one]) => isConfirmed(one));
  assert.equal(record.log.length, steps.at(-1).events);
  const [chain, ...others] = await everythingThere(server, funnel, record, uids(record.log));
  assert.deepEqual([chain.status, others], ['completed', []]);
}

for (const [nth, lost] of steps.entries()) {
  test(`no network from ${lost.name} on, a reload behind it, and the network again at the end`, async () => {
    const page = await open(`/demo/${funnel}`);
    for (const step of steps.slice(0, nth)) await taken(page, step);
    await keptForOffline(page);
    await page.context().setOffline(true);
    await taken(page, lost);
    await page.getByText(waits).waitFor();
    await page.reload();
    await ready(page);
    for (const step of steps.slice(nth + 1)) await taken(page, step);
    await title(page, 'Thank you, Ona');
    await page.getByText(waits).waitFor();
    await page.context().setOffline(false);
    await allThere(page);
    assert.deepEqual(page.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)), []);
  });
}
