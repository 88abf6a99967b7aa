// One session on two devices: a link takes it over, and whatever both did is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerContact,
  answerHouse,
  beginHouse,
  chains,
  device,
  everythingThere,
  title,
  uids,
} from './device.mjs';
import { choose, eventually, press, stage } from './kit.mjs';

const funnel = 'lead-form';
const wentOn = 'You went on with this on another device.';
const { server, visit, open } = stage();

/** Another device. */
const begin = (address = `/demo/${funnel}`) => open(address);

const linkOf = (page) =>
  page.evaluate(() => document.querySelector('tundish-player').resumeLink());

const sent = (page) =>
  eventually(
    'everything is confirmed',
    () => device(page),
    (records) => records.every(({ acked, log }) => acked === log.length),
  );

const everyUid = (...devices) => devices.flat().flatMap(({ log }) => uids(log));

test('a link goes on with the session on another device, and its secret is told to nobody', async () => {
  const first = await begin();
  await beginHouse(first);
  await first.getByLabel('What do you pay').fill('80');
  await first.getByLabel('What do you pay').blur();
  const [record] = await sent(first);
  const link = await linkOf(first);
  assert.equal(new URL(link).hash, `#tundish=${record.secret}`);

  const second = await begin(link);
  assert.equal(second.url(), link.slice(0, link.indexOf('#')));
  await title(second, 'About your house');
  assert.equal(await second.getByLabel('What do you pay').inputValue(), '80');
  await press(second, 'Continue');
  await answerContact(second, 'Mia');
  const [taken] = await sent(second);
  assert.equal(taken.epoch, record.epoch + 1);
  const [main] = await everythingThere(server, funnel, record, uids(taken.log));
  assert.equal(main.status, 'completed');
  assert.equal(main.epoch, taken.epoch);

  const kept = await second.evaluate(async () => {
    const caught = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
    return [...caught.flat(), ...fetched, JSON.stringify(history.state), document.referrer];
  });
  assert.ok(kept.some((address) => address.endsWith('/demo/lead-form')));
  assert.ok(!kept.join(' ').includes(record.secret));
  assert.match(server.log, /lead-form/);
  assert.ok(!server.log.includes(record.secret));
  await second.reload();
  await title(second, 'Thank you, Mia');
});

test('a link opened on a page that is already there', async () => {
  const first = await begin();
  await beginHouse(first);
  await sent(first);
  const link = await linkOf(first);
  const second = await begin();
  await title(second, 'See what your roof can earn');
  await second.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await title(second, 'About your house');
  assert.equal(new URL(second.url()).hash, '');
});

test('links that lead nowhere: a new session begins', async () => {
  for (const [path, secret] of [
    [`/demo/${funnel}`, 'ab'.repeat(32)],
    ['/demo/quiz', undefined],
  ]) {
    const first = await begin();
    await beginHouse(first);
    const [{ secret: own }] = await sent(first);
    const page = await begin(`${path}#tundish=${secret ?? own}`);
    await title(page, secret ? 'See what your roof can earn' : 'Can you read the melt?');
    assert.equal(new URL(page.url()).hash, '');
    }
});

test('without network the link is kept for the next try', async () => {
  const first = await begin();
  await beginHouse(first);
  await sent(first);
  const link = await linkOf(first);
  const second = await visit();
  await second.route('**/api/v1/play/sessions/**', (route) => route.abort());
  await second.goto(link);
  await second.getByText('This could not be loaded.').waitFor();
  await second.unroute('**/api/v1/play/sessions/**');
  await press(second, 'Try again');
  await title(second, 'About your house');
});

test('the first device is told that the session went on elsewhere, and goes on from there', async () => {
  const first = await begin();
  await beginHouse(first);
  await sent(first);
  const second = await begin(await linkOf(first));
  await answerHouse(second, 40);
  await sent(second);

  await first.getByLabel('What do you pay').fill('200');
  await first.getByLabel('What do you pay').blur();
  await first.getByText(wentOn).waitFor();
  const [branched] = await sent(first);
  assert.ok(branched.branch);
  await press(first, 'Continue from there');
  await title(first, 'Where should the estimate go?');
  await first.getByText(wentOn).waitFor({ state: 'detached' });
  await answerContact(first, 'Ida');
  await sent(first);
  const records = await device(first);
  const all = await everythingThere(server, funnel, branched, everyUid(records, await device(second)));
  assert.equal(all.length, 2);
  const main = all.find(({ isBranch }) => !isBranch);
  assert.equal(main.status, 'completed');
});

test('both devices play on without network: both logs are kept, one of them as a branch', async () => {
  const first = await begin();
  await beginHouse(first);
  const [record] = await sent(first);
  const second = await begin(await linkOf(first));
  await title(second, 'About your house');
  await eventually(
    'the second device has the session',
    () => chains(server, funnel, record),
    ([main]) => main?.epoch === 2,
  );
  await first.context().setOffline(true);
  await second.context().setOffline(true);
  await answerHouse(first, 30);
  await answerContact(first, 'Eins');
  await answerHouse(second, 20);
  await answerContact(second, 'Zwei');
  await first.context().setOffline(false);
  await second.context().setOffline(false);
  await sent(first);
  await sent(second);
  const wanted = everyUid(await device(first), await device(second));
  const all = await everythingThere(server, funnel, record, wanted);
  assert.equal(all.length, 2);
  assert.deepEqual(
    all.map(({ status }) => status),
    ['completed', 'completed'],
  );
  // The same once more changes nothing.
  await first.reload();
  await title(first, 'Thank you, Eins');
  await sent(first);
  await everythingThere(server, funnel, record, wanted);
});

test('a link back to the first device, which has played on alone: nothing of it is lost', async () => {
  const first = await begin();
  await beginHouse(first);
  const [record] = await sent(first);
  const second = await begin(await linkOf(first));
  await answerHouse(second, 30);
  await sent(second);
  await first.context().setOffline(true);
  await answerHouse(first, 40);
  const alone = await device(first);
  await first.goto('about:blank');
  await first.context().setOffline(false);
  await first.goto(await linkOf(second));
  await title(first, 'Where should the estimate go?');
  await answerContact(first, 'Tor');
  const wanted = everyUid(alone, await sent(first), await sent(second));
  await everythingThere(server, funnel, record, wanted);
});

test('a branch has a link of its own', async () => {
  const first = await begin();
  await beginHouse(first);
  const [record] = await sent(first);
  const second = await begin(await linkOf(first));
  await answerHouse(second, 20);
  await sent(second);
  await answerHouse(first, 30);
  await first.getByText(wentOn).waitFor();
  const [{ branch }] = await sent(first);
  const link = await linkOf(first);
  assert.ok(link.endsWith(`.${branch.session}`));
  const third = await begin(link);
  await answerContact(third, 'Ann');
  const wanted = everyUid(await device(first), await device(second), await sent(third));
  await everythingThere(server, funnel, record, wanted);
});

test('a server restored from yesterday gets back what it lost', async () => {
  const first = await begin();
  await beginHouse(first);
  const [record] = await sent(first);
  const other = await begin();
  await choose(other, 'A rented home');
  await press(other, 'Continue');
  await title(other, 'A roof of your own is not needed');
  const [ended] = await sent(other);
  await server.stopAndKeep();
  await server.restart();
  await answerHouse(first, 50);
  await sent(first);
  const late = await begin();
  await beginHouse(late);
  const [fresh] = await sent(late);
  await press(other, 'Restart');
  await beginHouse(other);
  await sent(other);
  const lost = await device(other);

  await server.restore();
  await answerContact(first, 'Ria');
  await late.reload();
  await title(late, 'About your house');
  await other.reload();
  await title(other, 'About your house');
  await everythingThere(server, funnel, record, everyUid(await device(first)));
  await everythingThere(server, funnel, fresh, uids(fresh.log));
  await everythingThere(server, funnel, ended, uids(ended.log));
  const again = lost.find(({ session }) => session !== ended.session);
  await everythingThere(server, funnel, again, uids(again.log));
});
