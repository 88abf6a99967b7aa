// What a page can say to a player and ask of it: attributes, properties, methods.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileEngine, Engine } from '../abi/engine.mjs';
import { playScenario } from '../runners/scenario.mjs';
import { hostSite } from './host.mjs';
import { choose, desktop, eventually, press, ready, stage } from './kit.mjs';

const toolsWasm = process.env.TUNDISH_WASM ?? join(import.meta.dirname, '../../build/wasm/wasm/tundish_engine.wasm');
const { server, visit } = stage();
const host = hostSite(server);

async function openHost(body, { query = '', ...options } = {}) {
  const page = await visit(options);
  page.address = host.page(body);
  await page.goto(page.address + query);
  await ready(page);
  return page;
}
const title = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor();
const call = (page, method, ...args) =>
  page.evaluate(([name, given]) => document.querySelector('tundish-player')[name](...given), [method, args]);

/** Two questions and what came of them, in two languages. */
const twoTongues = (slug, more = {}) => ({
  tundish: 1,
  slug,
  title: 'Two tongues',
  languages: ['en', 'es', 'ar'],
  channels: ['web', 'web_chat'],
  layers: [
    {
      id: 'name',
      type: 'start',
      components: [
        { id: 'hi', type: 'message', title: 'Welcome' },
        { id: 'who', type: 'input', input_type: 'text', slug: 'who', label: 'Your name', mandatory: true },
      ],
      next: 'town',
    },
    {
      id: 'town',
      type: 'intermediate',
      components: [
        { id: 'hi', type: 'message', title: 'Hello {{who}}' },
        { id: 'where', type: 'input', input_type: 'text', slug: 'where', label: 'Your town', mandatory: true },
      ],
      next: 'end',
    },
    { id: 'end', type: 'result', components: [{ id: 'bye', type: 'message', title: '{{who}} of {{where}}' }] },
  ],
  content: {
    es: { 'name.hi.title': 'Bienvenida', 'name.who.label': 'Tu nombre', 'town.hi.title': 'Hola {{who}}', 'town.where.label': 'Tu ciudad', 'end.bye.title': '{{who}} de {{where}}' },
    ar: { 'name.hi.title': 'أهلا', 'name.who.label': 'اسمك', 'town.hi.title': 'مرحبا {{who}}', 'town.where.label': 'مدينتك', 'end.bye.title': '{{who}} من {{where}}' },
  },
  ...more,
});

test('setLanguage keeps the answers, and the server believes every step', async () => {
  await server.publish(twoTongues('tongues'));
  const page = await openHost('<tundish-player funnel="tongues"></tundish-player>');
  await call(page, 'answer', 'who', 'Ada');
  await press(page, 'Continue');
  await title(page, 'Hello Ada');
  await page.getByLabel('Your town').fill('Quito');
  await call(page, 'setLanguage', 'es');
  await title(page, 'Hola Ada');
  assert.equal(await page.getByLabel('Tu ciudad').inputValue(), 'Quito', 'what was typed is gone');
  assert.equal(await page.locator('tundish-player .root').getAttribute('lang'), 'es');
  await call(page, 'setLanguage', 'ar');
  await title(page, 'مرحبا Ada');
  assert.equal(await page.locator('tundish-player .root').getAttribute('dir'), 'rtl');
  // It is part of the session: a reload knows it.
  await page.reload();
  await title(page, 'مرحبا Ada');
  await page.evaluate(() => document.querySelector('tundish-player').setAttribute('language', 'es'));
  await title(page, 'Hola Ada');
  await page.getByLabel('Tu ciudad').fill('Quito');
  await press(page, 'Continuar');
  await title(page, 'Ada de Quito');
  const [session] = await eventually(
    'the session on the server',
    () => server.sessions('tongues'),
    (all) => all[0]?.status === 'completed',
  );
  assert.equal(session.language, 'es');
  assert.deepEqual(page.faults, []);
});

test('before there is any answer, another language costs nothing', async () => {
  await server.publish(twoTongues('fresh'));
  const loaded = [];
  const page = await visit();
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(host.page('<tundish-player funnel="fresh"></tundish-player>'));
  await ready(page);
  await call(page, 'setLanguage', 'es');
  await title(page, 'Bienvenida');
  assert.ok(!loaded.some((url) => /engine_full/.test(url)), 'the full engine was loaded');
});

test('setLanguage in a chat: what was said stays, what comes is in the other language', async () => {
  await server.publish(twoTongues('spoken'));
  const page = await openHost('<tundish-player funnel="spoken" look="chat"></tundish-player>');
  await call(page, 'reply', 'Ada');
  await page.locator('.thread').getByText('Hello Ada').waitFor();
  await call(page, 'setLanguage', 'es');
  await page.getByRole('log', { name: 'Conversación' }).waitFor();
  await page.locator('.thread').getByText('Hello Ada').waitFor();
  await call(page, 'reply', 'Quito');
  await page.locator('.thread').getByText('Ada de Quito').waitFor();
});

test('a language that cannot be had leaves everything as it is, and is said', async () => {
  await server.publish(twoTongues('stays'));
  const page = await openHost('<tundish-player funnel="stays"></tundish-player>');
  await page.evaluate(() => {
    globalThis.heard = [];
    addEventListener('tundish-error', ({ detail }) => globalThis.heard.push(detail.code));
  });
  await call(page, 'answer', 'who', 'Ada');
  await press(page, 'Continue');
  await title(page, 'Hello Ada');
  await page.route('**/api/v1/play/releases/**', (route) => route.abort());
  await call(page, 'setLanguage', 'es');
  assert.deepEqual(await page.evaluate(() => globalThis.heard), ['no_language']);
  await title(page, 'Hello Ada');
  await page.unroute('**/api/v1/play/releases/**');
  // The funnel has another structure by now: those texts are none of this session.
  const changed = twoTongues('stays');
  changed.layers[1].components[1].mandatory = false;
  await server.publish(changed);
  await call(page, 'setLanguage', 'es');
  assert.equal((await page.evaluate(() => globalThis.heard)).length, 2);
  await title(page, 'Hello Ada');
  await page.getByLabel('Your town').fill('Quito');
  await press(page, 'Continue');
  await title(page, 'Ada of Quito');
});

const withData = (slug, datum) =>
  twoTongues(slug, {
    languages: ['en'],
    content: {},
    layers: [
      {
        id: 'a',
        type: 'start',
        initial_data: datum,
        components: [{ id: 'm', type: 'message', title: 'Source {{source}}, plan {{plan}}, on {{device}}' }],
        next: 'z',
      },
      { id: 'z', type: 'result', components: [{ id: 'm', type: 'message', title: 'End' }] },
    ],
  });
const data = [
  { slug: 'source', input_type: 'text', source: 'url', key: 'utm_source', default: 'none' },
  { slug: 'plan', input_type: 'text', source: 'context', key: 'tariff', default: 'none' },
  { slug: 'device', input_type: 'text', source: 'device', key: 'device_type', default: 'none' },
];

test('initial data come from the address, the page and the device, and no more than is named', async () => {
  await server.publish(withData('brought', data));
  const body = `<tundish-player funnel="brought" initial-data='{"tariff": "gold", "secret": "hidden-word"}'></tundish-player>`;
  const page = await openHost(body, { viewport: desktop, query: '?utm_source=letter&tariff=forged&plan=forged&other=1' });
  await title(page, 'Source letter, plan gold, on desktop');
  await press(page, 'Continue');
  await title(page, 'End');
  const [{ session }] = await eventually('the session', () => server.sessions('brought'), (all) => all[0]?.status === 'completed');
  const log = JSON.stringify(await server.api(`/api/v1/sessions/${session}`));
  for (const word of ['hidden-word', 'forged', 'linux', 'chrome']) assert.ok(!log.includes(word), `the log has ${word}`);
});

test('a phone is a phone; what does not come has its default', async () => {
  await server.publish(withData('plain', data));
  const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
  const page = await openHost('<tundish-player funnel="plain"></tundish-player>', { userAgent });
  await title(page, 'Source none, plan none, on mobile');
});

test('initial data as a property, and an attribute that is no object', async () => {
  await server.publish(withData('given', data));
  const body = `<tundish-player funnel="given" initial-data="{tariff: gold}"></tundish-player>`;
  const page = await openHost(body, { viewport: desktop });
  assert.match(page.faults.join(), /initial-data: no JSON object: \{tariff: gold\}/);
  await title(page, 'Source none, plan none, on desktop');
  await page.evaluate(() => {
    document.querySelector('tundish-player').initialData = { tariff: 'silver' };
  });
  await call(page, 'reset');
  await title(page, 'Source none, plan silver, on desktop');
});

const databases = (page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

test('session-storage="none": this device keeps nothing, the server has everything', async () => {
  const page = await openHost('<tundish-player funnel="lead-form" session-storage="none"></tundish-player>');
  await choose(page, 'A rented home');
  await press(page, 'Continue');
  await title(page, 'A roof of your own is not needed');
  await page.getByText('Your answers cannot be saved on this device.').waitFor();
  await eventually('the session', () => server.sessions('lead-form'), (all) => all.some(({ layer }) => layer === 'rented'));
  assert.deepEqual(await databases(page), []);
  await page.reload();
  await title(page, 'See what your roof can earn');
});

test('session-storage="tab": a reload goes on, another tab begins', async () => {
  const page = await openHost('<tundish-player funnel="lead-form" session-storage="tab"></tundish-player>');
  await choose(page, 'A rented home');
  await press(page, 'Continue');
  await title(page, 'A roof of your own is not needed');
  await page.reload();
  await title(page, 'A roof of your own is not needed');
  const other = await page.context().newPage();
  await other.goto(page.address);
  await title(other, 'See what your roof can earn');
});

test('what was kept for a tab is gone a day later, when the server has it', async () => {
  const page = await openHost('<tundish-player funnel="lead-form" session-storage="tab"></tundish-player>');
  await choose(page, 'A rented home');
  await press(page, 'Continue');
  await title(page, 'A roof of your own is not needed');
  await page.waitForFunction(() => document.querySelector('tundish-player').view);
  const other = await page.context().newPage();
  await other.clock.install({ time: Date.now() + 25 * 60 * 60 * 1000 });
  const sessions = () =>
    other.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('tundish');
          opening.onsuccess = () => {
            const asked = opening.result.transaction('sessions').objectStore('sessions').count();
            asked.onsuccess = () => {
              opening.result.close();
              resolve(asked.result);
            };
          };
        }),
    );
  await eventually('the session is with the server', () => server.sessions('lead-form'), (all) => all.some(({ layer }) => layer === 'rented'));
  await page.close();
  await other.goto(host.page('<tundish-player funnel="quiz"></tundish-player>'));
  await eventually('it is dropped', sessions, (count) => count === 0);
});

test('debug tells what happens and why, and copies the session as a scenario', async () => {
  await server.publish(twoTongues('explained'));
  const page = await visit();
  const told = [];
  page.on('console', (message) => told.push(message.text()));
  await page.goto(host.page('<tundish-player funnel="explained" debug></tundish-player>'));
  await ready(page);
  await call(page, 'answer', 'who', 'Ada');
  await press(page, 'Continue');
  await title(page, 'Hello Ada');
  await call(page, 'setLanguage', 'es');
  await title(page, 'Hola Ada');
  await eventually('the trace', () => told.join('\n'), (text) => /tundish: language_changed/.test(text));
  const trace = told.join('\n');
  assert.match(trace, /tundish: explained begins/);
  assert.match(trace, /tundish: answered/);
  assert.match(trace, /"layer":"town"/);
  const scenario = JSON.parse(await call(page, 'copyAsScenario'));
  assert.equal(scenario.channel, 'web');
  assert.deepEqual(
    scenario.steps.map(({ after: _, ...step }) => step),
    [
      { answered: { slug: 'who', value: 'Ada' } },
      { pressed: { button: 'next' } },
      { language_changed: { language: 'es' } },
    ],
  );
  // It is one that the project's tests can play.
  const played = playScenario(new Engine(compileEngine(toolsWasm)), {
    name: 'copied.json',
    content: { ...scenario, steps: scenario.steps.with(-1, { ...scenario.steps.at(-1), expect: { view: { components: [{ title: 'Hola Ada' }, {}] } } }) },
    definition: JSON.stringify(scenario.definition),
  });
  assert.deepEqual(played.faults, []);
  assert.equal(played.log.length, 4);
  assert.deepEqual(page.faults, []);
});

test('without debug nothing is told, and nothing of it is loaded', async () => {
  const page = await visit();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(host.page('<tundish-player funnel="lead-form"></tundish-player>'));
  await ready(page);
  assert.equal(await page.evaluate(() => document.querySelector('tundish-player').copyAsScenario), undefined);
  assert.ok(!asked.some((url) => /debug/.test(url)));
});

test('words that are none are said where they stand, and mean the least', async () => {
  const page = await openHost('<tundish-player funnel="lead-form" mode="corner" session-storage="memory"></tundish-player>');
  assert.match(page.faults.join('\n'), /mode: "corner" is none of inline, full, popup, bubble, tab; it is inline now/);
  assert.match(page.faults.join('\n'), /session-storage: "memory" is none of device, tab, none; it is none now/);
  await choose(page, 'A rented home');
  await press(page, 'Continue');
  await title(page, 'A roof of your own is not needed');
  assert.deepEqual(await databases(page), []);
});
