// What the device keeps, and what is said when it keeps nothing: full disks, cleared data, older
// databases, other versions in other tabs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerContact, answerHouse, beginHouse, device, everythingThere, fillDisk, title, uids } from './device.mjs';
import { choose, eventually, press, ready, stage } from './kit.mjs';

const funnel = 'lead-form';
const notSaved = 'Your answers cannot be saved on this device.';
const { server, visit, open } = stage();

const begin = (options) => open(`/demo/${funnel}`, options);

const saysUnsaved = (page) => page.getByText(notSaved).waitFor();
const saysNothing = (page) => page.getByText(notSaved).waitFor({ state: 'detached' });

/** What the timer would do a little later: asks the device once more. */
const tryAgain = (page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));


/** That all which is on the device is confirmed and on the server once; gives the record. */
async function bothHave(page, count) {
  const [record] = await eventually(
    'the whole log on the device, confirmed',
    () => device(page),
    ([one]) => one?.log.length === count && one.acked === count,
  );
  assert.deepEqual(
    record.log.map(({ seq }) => seq),
    record.log.map((_event, index) => index),
  );
  await everythingThere(server, funnel, record, uids(record.log));
  return record;
}

test('a full disk: told, sent all the same, and kept as soon as there is room', async () => {
  const page = await visit();
  const cdp = await page.context().newCDPSession(page);
  const { origin } = server;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 4_000_000 });
  await page.goto(`${origin}/demo/${funnel}`);
  await ready(page);
  await beginHouse(page);
  await bothHave(page, 3);
  assert.equal(await fillDisk(page), 'QuotaExceededError');
  await page.getByLabel('What do you pay').fill('80');
  await page.getByLabel('What do you pay').blur();
  await saysUnsaved(page);
  await press(page, 'Continue');
  await title(page, 'Where should the estimate go?');
  const [before] = await device(page);
  assert.equal(before.log.length, 3);
  await eventually(
    'what is not kept was sent',
    () => server.sessions(funnel),
    (all) => all.some(({ session, events }) => session === before.session && events === 5),
  );
  await saysUnsaved(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await tryAgain(page);
  await saysNothing(page);
  await answerContact(page, 'Pia');
  await bothHave(page, 9);
  await page.reload();
  await title(page, 'Thank you, Pia');
});

/** `misses`: so often the part that hands it in cannot be had, where no service worker stands between. */
async function refusedOnAFullDisk(serviceWorkers, misses) {
  const page = await visit({ serviceWorkers });
  let tries = 0;
  if (misses > 0)
    await page.route('**/player/backlog-*', (route) => (++tries <= misses ? route.abort() : route.continue()));
  const cdp = await page.context().newCDPSession(page);
  const { origin } = server;
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 4_000_000 });
  await page.goto(`${origin}/demo/${funnel}`);
  await ready(page);
  await beginHouse(page);
  const { session } = await bothHave(page, 3);
  await page.route('**/events', (route) => {
    const { gen, events, refused } = route.request().postDataJSON();
    const bad = events.find(({ input }) => input?.slug === 'bill');
    if (!bad || refused) return route.continue();
    const body = { code: 'refused', gen, seq: bad.seq, reason: 'not_allowed', sentence: '', ack_to: -1, ack_hash: '' };
    return route.fulfill({ status: 422, contentType: 'application/json', body: JSON.stringify(body) });
  });
  await fillDisk(page);
  await page.getByLabel('What do you pay').fill('80');
  await page.getByLabel('What do you pay').blur();
  const [evidence] = await eventually(
    'the refused step in quarantine',
    async () => (await server.api(`/api/v1/sessions/${session}/quarantine`)).quarantine,
    (all) => all.length > 0,
  );
  if (misses > 0) assert.equal(tries, misses + 1, 'it is asked for until it comes');
  assert.deepEqual((await device(page)).map(({ log }) => log.length), [3], 'nothing of it is on the disk');
  await page.unroute('**/events');
  await answerHouse(page, 60);
  await saysUnsaved(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await tryAgain(page);
  await saysNothing(page);
  await answerContact(page, 'Ria');
  const all = await eventually(
    'the session and what was set aside on the device',
    () => device(page),
    (found) => found.length === 2 && found.some(({ log, acked, refused }) => !refused && log.length === 9 && acked === 9),
  );
  const main = all.find(({ refused }) => !refused);
  const aside = all.find(({ refused }) => refused);
  assert.equal(aside.log.at(-1).uid, evidence.uid);
  await everythingThere(server, funnel, main, uids(main.log));
  assert.equal((await server.api(`/api/v1/sessions/${session}/quarantine`)).quarantine.length, 1);
  await page.reload();
  await title(page, 'Thank you, Ria');
}

test('a full disk, and a step that the server refuses: it is handed in from memory, and kept once there is room', () =>
  refusedOnAFullDisk('allow', 0));

test('the same where the part that hands it in does not come at once', () => refusedOnAFullDisk('block', 2));

test('a database that cannot be opened, and then can', async () => {
  const page = await begin({
    script: () => {
      const { open: opening } = IDBFactory.prototype;
      globalThis.denied = true;
      IDBFactory.prototype.open = function (...values) {
        if (globalThis.denied) throw new DOMException('denied', 'SecurityError');
        return opening.apply(this, values);
      };
    },
  });
  await choose(page, 'My own house');
  await saysUnsaved(page);
  await press(page, 'Continue');
  await answerHouse(page, 70);
  await saysUnsaved(page);
  await page.evaluate(() => (globalThis.denied = false));
  await tryAgain(page);
  await saysNothing(page);
  await answerContact(page, 'Una');
  await bothHave(page, 9);
});

test('a page that is denied every kind of storage', async () => {
  const page = await begin({
    script: () => {
      const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'));
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
      LockManager.prototype.request = denied;
      LockManager.prototype.query = denied;
      CacheStorage.prototype.open = denied;
      globalThis.BroadcastChannel = class {
        constructor() {
          throw new DOMException('denied', 'SecurityError');
        }
      };
    },
  });
  await beginHouse(page);
  await saysUnsaved(page);
  await answerHouse(page, 70);
  await answerContact(page, 'Nil');
  await eventually(
    'the session on the server',
    () => server.sessions(funnel),
    (all) => all.some(({ events, status }) => status === 'completed' && events === 9),
  );
  // Beginning anew and coming back from memory work without a database too.
  await press(page, 'Restart');
  await title(page, 'See what your roof can earn');
  await beginHouse(page);
  for (const [type, persisted] of [['pagehide', true], ['pageshow', true]]) {
    await page.evaluate(([name, flag]) => dispatchEvent(new PageTransitionEvent(name, { persisted: flag })), [type, persisted]);
  }
  await title(page, 'About your house');
  await answerHouse(page, 20);
});

test('the browser clears its data in the middle: what the page still knows is written again', async () => {
  const page = await begin();
  await beginHouse(page);
  await bothHave(page, 3);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'indexeddb' });
  await answerHouse(page, 30);
  await answerContact(page, 'Cle');
  await tryAgain(page);
  await saysNothing(page);
  await bothHave(page, 9);
  await page.reload();
  await title(page, 'Thank you, Cle');
});

/** Turns the device's database into one of version 1, as the first release of the player made it. */
const makeOld = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('tundish');
        opening.onsuccess = () => {
          const db = opening.result;
          const names = [...db.objectStoreNames];
          const work = db.transaction(names);
          const all = names.map((name) => [name, work.objectStore(name).getAll()]);
          work.oncomplete = () => {
            db.close();
            const removing = indexedDB.deleteDatabase('tundish');
            removing.onsuccess = () => {
              const making = indexedDB.open('tundish', 1);
              making.onupgradeneeded = () => {
                const old = making.result;
                old.createObjectStore('sessions', { keyPath: 'session' }).createIndex('place', 'place');
                old.createObjectStore('events', { keyPath: ['session', 'seq'] });
                old.createObjectStore('files', { keyPath: ['session', 'sha256'] });
                old.createObjectStore('releases', { keyPath: 'hash' });
                old.createObjectStore('resolved', { keyPath: 'address' });
                for (const [name, { result }] of all) {
                  for (const record of result) {
                    if (name === 'sessions') {
                      for (const added of ['root', 'epoch', 'writer', 'branch']) delete record[added];
                    }
                    making.transaction.objectStore(name).put(record);
                  }
                }
              };
              making.onsuccess = () => {
                // Kept open on demand, as a tab of the older player would that does not let go.
                if (globalThis.holds) globalThis.held = making.result;
                else making.result.close();
                resolve();
              };
              making.onerror = () => reject(making.error);
            };
          };
        };
      }),
  );

async function bare(context, path = '/demos/icon.svg') {
  const page = await context.newPage();
  await page.goto(server.origin + path);
  return page;
}

test('a database of the first version is brought to this one, with everything in it', async () => {
  const page = await begin();
  await beginHouse(page);
  await page.context().setOffline(true);
  await page.getByLabel('What do you pay').fill('110');
  await page.getByLabel('What do you pay').blur();
  await eventually('the answer on the disk', () => device(page), ([one]) => one.log.length === 4);
  const [before] = await device(page);
  await page.context().setOffline(false);
  const other = await bare(page.context());
  await page.close();
  await makeOld(other);
  const next = await begin({ context: other.context() });
  await title(next, 'About your house');
  assert.equal(await next.getByLabel('What do you pay').inputValue(), '110');
  const after = await bothHave(next, 4);
  assert.deepEqual(uids(after.log), uids(before.log));
  assert.equal(after.secret, before.secret);
  assert.equal(after.epoch, 1);
});

test('another tab holds an older database open: told, and kept once that tab is gone', async () => {
  const page = await begin();
  await beginHouse(page);
  await bothHave(page, 3);
  const holder = await bare(page.context());
  await page.close();
  await holder.evaluate(() => (globalThis.holds = true));
  await makeOld(holder);
  const next = await begin({ context: holder.context() });
  await choose(next, 'A company building');
  await saysUnsaved(next);
  await press(next, 'Continue');
  await title(next, 'About the company');
  await holder.close();
  await tryAgain(next);
  await saysNothing(next);
  const records = await eventually(
    'both sessions on the device',
    () => device(next),
    (all) => all.length === 2 && all.every(({ log }) => log.length === 3),
  );
  for (const record of records) await everythingThere(server, funnel, record, uids(record.log));
});

test('another tab brings a newer database: this one lets it, tells, and sends', async () => {
  const page = await begin();
  await beginHouse(page);
  const other = await bare(page.context());
  await other.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('tundish', 99);
        opening.onupgradeneeded = () => undefined;
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
        opening.onerror = () => reject(opening.error);
      }),
  );
  await page.getByLabel('What do you pay').fill('40');
  await page.getByLabel('What do you pay').blur();
  await saysUnsaved(page);
  await press(page, 'Continue');
  await answerContact(page, 'Neo');
  const [record] = await device(page);
  await eventually(
    'the session on the server',
    () => server.sessions(funnel),
    (all) => all.some(({ session, events }) => session === record.session && events === 9),
  );
});
