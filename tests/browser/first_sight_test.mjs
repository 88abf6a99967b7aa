// What everybody sees first is there, and can be answered, before the engine is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device, title } from './device.mjs';
import { choose, eventually, press, ready, stage } from './kit.mjs';

const { server, visit } = stage();
const engine = '**/player/engine-*.wasm';

/** A page whose engine comes when it is let through; `tries` counts how often it was asked for. */
async function withoutEngine(answer) {
  const page = await visit();
  const held = { page, tries: 0 };
  await page.route(engine, async (route) => {
    held.tries += 1;
    await answer(route);
  });
  await page.goto(`${server.origin}/f/lead-form`, { waitUntil: 'commit' });
  await title(page, 'See what your roof can earn');
  return held;
}

const isPlayed = (page) => page.locator('tundish-player').evaluate(({ view }) => Boolean(view.reference_code));
const events = async (page) => (await device(page)).flatMap(({ log }) => log);

test('what is answered before there is an engine is played when it comes', async () => {
  let pass;
  const passed = new Promise((resolve) => (pass = resolve));
  const { page } = await withoutEngine(async (route) => {
    await passed;
    await route.continue();
  });
  await choose(page, 'A company building');
  await press(page, 'Continue');
  // What is pressed is not changed behind it, and not pressed twice.
  await page.locator('[inert] .layer').waitFor();
  assert.equal(await isPlayed(page), false);
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), [], 'nothing is kept');
  await page.waitForTimeout(300);
  pass();
  await title(page, 'About the company');
  assert.equal(await page.locator('[inert]').count(), 0);
  assert.equal(await page.locator('.title:focus').innerText(), 'About the company');
  const log = await events(page);
  assert.deepEqual(log.map(({ kind }) => kind), ['started', 'answered', 'pressed']);
  const [started, answered, pressed] = log;
  // Each has the time when the visitor did it.
  assert.equal(started.t_mono, 0);
  assert.ok(answered.t_mono > 0 && pressed.t_mono >= answered.t_mono, JSON.stringify(log));
  assert.ok(started.t_wall <= answered.t_wall && answered.t_wall <= pressed.t_wall);
  assert.ok(Date.now() - pressed.t_wall > 250, 'before the engine came');
});

test('the first layer stays as it is when the engine comes', async () => {
  let pass;
  const passed = new Promise((resolve) => (pass = resolve));
  const { page } = await withoutEngine(async (route) => {
    await passed;
    await route.continue();
  });
  const tile = page.getByRole('radio', { name: 'My own house' });
  await tile.focus();
  const before = await page.locator('.layer').elementHandle();
  pass();
  await eventually('a session', () => isPlayed(page), Boolean);
  assert.equal(await before.evaluate((layer) => layer.isConnected), true);
  assert.equal(await tile.evaluate((input) => input.getRootNode().activeElement === input), true);
});

test('an engine that is not to be had is tried for again, and nothing that was done is lost', async () => {
  let isCut = true;
  const held = await withoutEngine((route) => (isCut ? route.abort() : route.continue()));
  const { page } = held;
  await choose(page, 'My own house');
  await page.getByText('This needs a connection, and goes on by itself when there is one.').waitFor();
  await press(page, 'Continue');
  await eventually('a second try', () => held.tries, (tries) => tries >= 2);
  assert.equal(await isPlayed(page), false);
  isCut = false;
  await title(page, 'About your house');
  await page.getByText('This needs a connection').waitFor({ state: 'detached' });
  const log = await events(page);
  assert.deepEqual(log.map(({ kind }) => kind), ['started', 'answered', 'pressed']);
});

test('who comes back sees where they left, and never the first layer', async () => {
  const page = await visit();
  await page.goto(`${server.origin}/f/lead-form`);
  await ready(page);
  await choose(page, 'A company building');
  await press(page, 'Continue');
  await title(page, 'About the company');
  await page.addInitScript(() => {
    globalThis.layers = new Set();
    const look = () => {
      const layer = document.querySelector('tundish-player')?.view?.layer;
      if (layer) globalThis.layers.add(layer);
      requestAnimationFrame(look);
    };
    look();
  });
  await page.reload();
  await title(page, 'About the company');
  assert.deepEqual(await page.evaluate(() => [...globalThis.layers]), ['company']);
});

test('what began before the engine comes to the server', async () => {
  const { page } = await withoutEngine(async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await choose(page, 'A rented home');
  await press(page, 'Continue');
  // The device's database is there then.
  await eventually('a session', () => isPlayed(page), Boolean);
  await eventually('the server has it', async () => {
    const [kept] = await device(page);
    return kept ? [kept.acked, kept.log.length] : [];
  }, ([acked, length]) => length >= 3 && acked === length);
});
