// Several tabs of one session: one leads, the others show what it does, and nothing is written twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerContact,
  answerHouse,
  beginHouse,
  device,
  everythingThere,
  title,
  uids,
} from './device.mjs';
import { choose, eventually, press, stage } from './kit.mjs';

const funnel = 'lead-form';
const elsewhere = 'You are answering this in another tab.';
const { server, open } = stage();

const begin = (context, script) => open(`/demo/${funnel}`, { context, script });

const follows = (page) => page.getByText(elsewhere).waitFor();
const leads = (page) => page.getByText(elsewhere).waitFor({ state: 'detached' });

test('a tab follows the one that leads, and goes on when that one is closed', async () => {
  const first = await begin();
  await beginHouse(first);
  const second = await begin(first.context());
  await follows(second);
  await title(second, 'About your house');

  await first.getByLabel('What do you pay').fill('80');
  await first.getByLabel('What do you pay').blur();
  const shown = second.getByLabel('What do you pay');
  await eventually('the answer in the other tab', () => shown.inputValue(), (value) => value === '80');
  assert.equal(await shown.evaluate((field) => field.closest('[inert]') !== null), true);
  await press(first, 'Continue');
  await title(second, 'Where should the estimate go?');

  await first.close();
  await leads(second);
  await answerContact(second, 'Uma');
  const [record] = await device(second);
  const [main] = await everythingThere(server, funnel, record, uids(record.log));
  assert.equal(main.status, 'completed');
});

test('a tab takes over and gives back, without Web Locks too', async () => {
  for (const script of [undefined, () => delete Navigator.prototype.locks]) {
    const first = await begin(undefined, script);
    await beginHouse(first);
    const second = await begin(first.context(), script);
    if (script) await follows(first);
    else {
      await follows(second);
      await press(second, 'Continue here');
      await follows(first);
    }
    await leads(second);
    await answerHouse(second, 90);
    await title(first, 'Where should the estimate go?');
    await press(first, 'Continue here');
    await follows(second);
    await leads(first);
    await answerContact(first, 'Ana');
    await title(second, 'Thank you, Ana');
    await first.close();
    await leads(second);
    const [record] = await device(second);
    await everythingThere(server, funnel, record, uids(record.log));
    }
});

test('a tab that leads begins anew: the other one too', async () => {
  const first = await begin();
  await beginHouse(first);
  const second = await begin(first.context());
  await follows(second);
  await press(first, 'Restart');
  await title(first, 'See what your roof can earn');
  await title(second, 'See what your roof can earn');
  await leads(second);
});

test('a tab is killed between writing and sending: the other one sends it', async () => {
  const first = await begin();
  await beginHouse(first);
  const second = await begin(first.context());
  await follows(second);
  await first.route('**/events', () => undefined);
  await first.getByLabel('What do you pay').fill('120');
  await press(first, 'Continue');
  await title(first, 'Where should the estimate go?');
  const [before] = await device(second);
  const crashed = first.waitForEvent('crash');
  const session = await first.context().newCDPSession(first);
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await leads(second);
  await answerContact(second, 'Kim');
  const [record] = await device(second);
  assert.deepEqual(uids(record.log).slice(0, before.log.length), uids(before.log));
  await everythingThere(server, funnel, record, uids(record.log));
});

test('a frozen tab wakes up after the session was taken from it: it writes nothing and shows nothing as done', async () => {
  const first = await begin(undefined, () => {
    globalThis.shown = [];
    document.addEventListener('tundish-layer', ({ detail }) => globalThis.shown.push(detail.layer));
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
      if (globalThis.freeze && mode === 'readwrite') {
        globalThis.freeze = false;
        // The whole tab stands still here, after the gesture and before it is written.
        debugger;
      }
      return transaction.call(this, stores, mode, ...more);
    };
  });
  await beginHouse(first);
  await first.getByLabel('What do you pay').fill('200');
  await first.getByLabel('What do you pay').blur();
  const second = await begin(first.context());
  await follows(second);
  const [before] = await device(second);
  const cdp = await first.context().newCDPSession(first);
  await cdp.send('Debugger.enable');
  const paused = new Promise((resolve) => cdp.once('Debugger.paused', resolve));
  await first.evaluate(() => {
    globalThis.freeze = true;
    const { shadowRoot } = document.querySelector('tundish-player');
    setTimeout(() => shadowRoot.querySelector('.go.main').click());
  });
  await paused;

  await press(second, 'Continue here');
  await leads(second);
  await second.getByLabel('What do you pay').fill('70');
  await press(second, 'Continue');
  await title(second, 'Where should the estimate go?');
  const [meanwhile] = await device(second);

  await cdp.send('Debugger.resume');
  await follows(first);
  await title(first, 'Where should the estimate go?');
  const shown = await first.evaluate(() => globalThis.shown);
  assert.deepEqual(shown.slice(-1), ['house']);
  const [record] = await device(second);
  assert.deepEqual(uids(record.log), uids(meanwhile.log));
  assert.ok(record.log.length > before.log.length);
  await answerContact(second, 'Lou');
  const [last] = await device(second);
  await everythingThere(server, funnel, last, uids(last.log));
});

test('a page that comes back from memory goes on with what other tabs did', async () => {
  const first = await begin();
  await beginHouse(first);
  await first.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  const second = await begin(first.context());
  await answerHouse(second, 60);
  await first.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await follows(first);
  await title(first, 'Where should the estimate go?');
  await second.close();
  await leads(first);
  await answerContact(first, 'Bo');
  const [record] = await device(first);
  await everythingThere(server, funnel, record, uids(record.log));
});

test('what the page sends while it goes away arrives', async () => {
  const first = await begin();
  // The first request never ends: only one that outlives the page can bring the rest.
  let held = 0;
  await first.route('**/events', (route) => (held++ === 0 ? undefined : route.continue()));
  await choose(first, 'My own house');
  await press(first, 'Continue');
  await title(first, 'About your house');
  const [record] = await device(first);
  await first.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false })));
  await everythingThere(server, funnel, record, uids(record.log));
});
