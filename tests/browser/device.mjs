// What a browser has kept of its sessions, what the server has of them, and that both are the same.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { choose, eventually, press } from './kit.mjs';

/** Everything in the device's database, straight from the disk. */
export const device = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('tundish');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const work = db.transaction(['sessions', 'events']);
          const sessions = work.objectStore('sessions').getAll();
          const events = work.objectStore('events').getAll();
          work.oncomplete = () => {
            db.close();
            const log = ({ session }) =>
              events.result
                .filter((event) => event.session === session)
                .map(({ seq, text }) => ({ seq, ...JSON.parse(text) }));
            resolve(sessions.result.map((session) => ({ ...session, log: log(session) })));
          };
        };
      }),
  );

/** Puts records, as [store, record], into the device's database, behind the player's back. */
export const putIntoDevice = (page, records) =>
  page.evaluate(
    (given) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('tundish');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const work = db.transaction(['sessions', 'events'], 'readwrite');
          for (const [store, record] of given) work.objectStore(store).put(record);
          work.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
    records,
  );

/** Takes all the room that the browser gives this page, down to the last bytes. */
export const fillDisk = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('filling', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('all', { autoIncrement: true });
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const put = (size) => {
            const work = opening.result.transaction('all', 'readwrite');
            work.objectStore('all').add(crypto.getRandomValues(new Uint8Array(size)));
            work.oncomplete = () => put(size);
            work.onabort = () => (size > 16 ? put(size / 2) : resolve(work.error.name));
          };
          put(65536);
        };
      }),
  );

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** The record of an event that follows on another one by its hash, whatever the engine would say of it. */
export function eventBehind({ session }, last, kind, input) {
  const event = {
    input,
    kind,
    prev: last.hash,
    seq: last.seq + 1,
    t_mono: last.t_mono + 1,
    t_wall: last.t_wall + 1,
    uid: sha256(last.hash).slice(0, 32),
  };
  const hash = sha256(`tundish:event:1\n${JSON.stringify(event)}`);
  return { session, seq: event.seq, hash, text: JSON.stringify({ hash, ...event }) };
}

export const uids = (events) => events.map(({ uid }) => uid);

/** What the server tells of a session to whoever has its secret, with all of its log; nothing when that is another's. */
async function told(server, session, secret) {
  const all = [];
  for (;;) {
    const answer = await fetch(`${server.origin}/api/v1/play/sessions/${session}?from_c=${all.length}`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    if (answer.status === 403 || answer.status === 404) return undefined;
    assert.equal(answer.status, 200);
    const part = await answer.json();
    all.push(...part.events);
    // Long logs come in several parts.
    if (part.events.length === 0 || all.length > part.head) return { ...part, events: all };
  }
}

/** The chains that the server has of the session: its own, and every branch. */
export async function chains(server, funnel, { root, secret }) {
  const found = [];
  for (const row of await server.sessions(funnel)) {
    const answer = await told(server, row.session, secret);
    if (!answer) continue;
    const { events, at = -1, epoch } = answer;
    const isBranch = row.session !== root;
    found.push({ ...row, at, epoch, isBranch, events, own: isBranch ? events.slice(at + 1) : events });
  }
  return found;
}

/** Waits until the server has exactly the given events of a session, each once, on some chain. */
export async function everythingThere(server, funnel, record, wanted) {
  const sorted = [...new Set(wanted)].sort();
  const found = await eventually(
    'every event on the server',
    () => chains(server, funnel, record),
    (all) => {
      const there = new Set(all.flatMap(({ own }) => uids(own)));
      return sorted.every((uid) => there.has(uid));
    },
  );
  assert.deepEqual(found.flatMap(({ own }) => uids(own)).sort(), sorted);
  return found;
}

/** The heading of a layer. */
export const title = (page, text) => page.getByRole('heading', { name: text }).waitFor();

/** The last layer of the lead form that asks something. */
export async function answerContact(page, name) {
  await title(page, 'Where should the estimate go?');
  await page.getByLabel('First name').fill(name);
  await page.getByLabel('Email').fill(`${name}@example.com`);
  await choose(page, 'Northlight may keep these answers to make my estimate.');
  await press(page, 'Send my answers');
  await title(page, `Thank you, ${name}`);
}

/** From the beginning of the lead form to its second layer. */
export async function beginHouse(page) {
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await title(page, 'About your house');
}

/** From there to the third. */
export async function answerHouse(page, pays) {
  await page.getByLabel('What do you pay').fill(String(pays));
  await press(page, 'Continue');
  await title(page, 'Where should the estimate go?');
}
