// What keeps programs out: the proof of work that a device brings, and what marks a session.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { eventually, press, ready, stage } from './kit.mjs';

const { server, open, visit } = stage();
const form = JSON.parse(
  readFileSync(new URL('../../server/demos/funnels/quiz.json', import.meta.url), 'utf8'),
);
const guarded = (slug, protection) => ({
  tundish: 1,
  slug,
  title: 'Guarded',
  channels: ['web', 'web_chat'],
  config: { protection },
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'name', type: 'input', input_type: 'text', slug: 'name', label: 'Your name', mandatory: true },
        { id: 'go', type: 'button', kind: 'jump', text: 'Send', target: 'thanks' },
      ],
    },
    { id: 'thanks', type: 'result', components: [{ id: 'bye', type: 'message', text: 'Thank you.' }] },
  ],
});

async function answer(page, name = 'Ada') {
  await page.getByLabel('Your name').fill(name);
  await press(page, 'Send');
  await page.getByText('Thank you.').waitFor();
}

const completed = (slug) =>
  eventually('a completed session', () => server.sessions(slug), ([one]) => one?.status === 'completed');

/** Every submission, with the proof that came along. */
const submissions = (page) => {
  const seen = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/events'))
      seen.push(request.headers()['tundish-work']);
  });
  return seen;
};

test('a device proves its work before it sends, and the server takes the session', async () => {
  await server.publish(guarded('worked', { proof_of_work: 12 }));
  const page = await open('/demo/worked');
  const seen = submissions(page);
  await answer(page);
  const [session] = await completed('worked');
  assert.equal(session.suspected, undefined);
  assert.ok(seen.length > 0 && seen.every((work) => /^\d+$/.test(work)), JSON.stringify(seen));
  assert.deepEqual(page.faults, []);
});

test('the work is done offline, once, and is there when the network is', async () => {
  await server.publish(guarded('offline-work', { proof_of_work: 12 }));
  const page = await open('/demo/offline-work');
  const seen = submissions(page);
  await page.context().setOffline(true);
  await answer(page);
  assert.deepEqual(await server.sessions('offline-work'), []);
  const stored = () =>
    page.evaluate(async () => {
      const [{ name }] = await indexedDB.databases();
      const db = await new Promise((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
      });
      const [session] = await new Promise((resolve) => {
        const reading = db.transaction('sessions').objectStore('sessions').getAll();
        reading.onsuccess = () => resolve(reading.result);
      });
      db.close();
      return session;
    });
  const { work } = await eventually('work', stored, (session) => session?.work !== undefined);
  await page.context().setOffline(false);
  await completed('offline-work');
  assert.ok(seen.every((one) => one === undefined || one === work), JSON.stringify([seen, work]));
});

test('while the work is hard the page stays quick', async () => {
  await server.publish(guarded('hard-work', { proof_of_work: 20 }));
  const page = await visit();
  // How long each slice of the work holds the page: from an idle moment to the next that is asked for.
  await page.addInitScript(() => {
    globalThis.slices = [];
    const idle = requestIdleCallback;
    let began;
    globalThis.requestIdleCallback = (work, options) => {
      if (began !== undefined) slices.push(performance.now() - began);
      return idle((deadline) => {
        began = performance.now();
        work(deadline);
      }, options);
    };
  });
  await page.goto(`${server.origin}/demo/hard-work`);
  await ready(page);
  await page.waitForTimeout(3000);
  const slices = (await page.evaluate(() => globalThis.slices)).sort((a, b) => a - b);
  assert.ok(slices.length > 0, 'the work is done in one piece');
  // The median: what else runs on this machine stretches single slices.
  const median = slices[Math.floor(slices.length / 2)];
  assert.ok(median < 50, `${slices.length} slices, the median of them ${median} ms`);
  await page.getByLabel('Your name').fill('Ada');
  await press(page, 'Send');
  await page.getByText('Thank you.').waitFor({ timeout: 5000 });
});

test('without its work, with another\'s or with a false one the server takes no session', async () => {
  await server.publish(guarded('no-work', { proof_of_work: 16 }));
  const bodies = [];
  const page = await open('/demo/no-work');
  await page.route('**/events', async (route) => {
    const headers = { ...route.request().headers() };
    bodies.push([route.request().url(), headers, route.request().postData()]);
    await route.abort();
  });
  await answer(page);
  await eventually('a request', () => bodies.length, (count) => count > 0, 60_000);
  const [[address, headers, body]] = bodies;
  const send = (work) => {
    const { authorization } = headers;
    const sent = { authorization, 'content-type': 'application/json', ...(work && { 'tundish-work': work }) };
    return fetch(address, { method: 'POST', headers: sent, body });
  };
  for (const work of [undefined, '', '1', 'NaN', '1e3', `${headers['tundish-work']}0`]) {
    const response = await send(work);
    const problem = await response.json();
    assert.deepEqual([response.status, problem.code], [403, 'work_missing'], String(work));
  }
  assert.deepEqual(await server.sessions('no-work'), []);
  // What was refused is still on the device, and is taken with the proof.
  await page.unroute('**/events');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await completed('no-work');
});

test('what fills the hidden field is marked, and nobody else meets it', async () => {
  await server.publish(guarded('trap', { honeypot: true, min_seconds: 1 }));
  const bot = await open('/demo/trap');
  await bot.locator('input[name=website]').evaluate((input) => {
    input.value = 'https://spam.example';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await bot.waitForTimeout(1100);
  await answer(bot);
  const [session] = await completed('trap');
  assert.deepEqual(session.suspected, ['trap']);

  await server.publish(guarded('trap-person', { honeypot: true }));
  for (const look of ['', '?look=chat']) {
    const page = await open(`/demo/trap-person${look}`, { bypassCSP: true, reducedMotion: 'reduce' });
    await page.locator('input[name=website]').waitFor({ state: 'attached' });
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.getAttribute('name') ?? '',
      );
      assert.notEqual(name, 'website');
    }
    assert.equal(await page.getByRole('textbox', { name: 'Website' }).count(), 0);
    assert.deepEqual(await findings(page), []);
  }
});

test('who is done sooner than a person can be is marked, and kept', async () => {
  await server.publish(guarded('fast', { min_seconds: 3600 }));
  const page = await open('/demo/fast');
  await answer(page, 'Grace');
  const [session] = await completed('fast');
  assert.deepEqual(session.suspected, ['too_fast']);
  assert.deepEqual(session.data, { name: 'Grace' });
});

test('a funnel without protection has no hidden field and sends no proof', async () => {
  await server.publish({ ...form, slug: 'open-quiz' });
  const page = await open('/demo/open-quiz');
  assert.equal(await page.locator('input[name=website]').count(), 0);
});
