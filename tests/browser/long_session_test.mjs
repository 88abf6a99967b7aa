// A session of ten thousand events, which is as long as one may be: it comes back after a reload, and all of it reaches the server once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerContact, answerHouse, beginHouse, chains, device, eventBehind, putIntoDevice, title, uids } from './device.mjs';
import { eventually, ready, stage } from './kit.mjs';

const { server, open } = stage();
const kEvents = 10_000;
/** From the second layer to the end. */
const kLastSteps = 6;

const isConfirmed = ({ acked, log }) => acked === log.length;

/** So many changes of mind about one field. */
function changes(record, count) {
  const records = [];
  let last = record.log.at(-1);
  for (let nth = 0; nth < count; nth += 1) {
    const event = eventBehind(record, last, 'answered', { slug: 'bill', value: 20 + 10 * (nth % 40) });
    records.push(['events', event]);
    last = JSON.parse(event.text);
  }
  return records;
}

test('ten thousand events are played again by a reload, and sent', async () => {
  const page = await open('/demo/lead-form');
  await beginHouse(page);
  const [before] = await eventually('the beginning is confirmed', () => device(page), ([one]) => one && isConfirmed(one));
  // Left, so that nobody plays while its log grows.
  await page.goto(`${server.origin}/demos/icon.svg`);
  await putIntoDevice(page, changes(before, kEvents - before.log.length - kLastSteps));
  await page.goto(`${server.origin}/demo/lead-form`);
  await ready(page);
  await title(page, 'About your house');
  const { value } = (await device(page))[0].log.at(-1).input;
  assert.equal(await page.getByLabel('What do you pay').inputValue(), String(value));
  await eventually('all of it is confirmed', () => device(page), ([one]) => isConfirmed(one), 120_000);
  await answerHouse(page, 50);
  await answerContact(page, 'Max');
  const [after] = await eventually('the end is confirmed', () => device(page), ([one]) => isConfirmed(one) && one.log.length === kEvents);
  const [chain, ...others] = await chains(server, 'lead-form', after);
  assert.deepEqual(others, []);
  assert.equal(chain.status, 'completed');
  assert.deepEqual(uids(chain.own), uids(after.log));
  assert.equal(new Set(uids(chain.own)).size, after.log.length);
  await page.reload();
  await title(page, 'Thank you, Max');
  assert.deepEqual(page.faults, []);
});
