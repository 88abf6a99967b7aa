// The page of a published funnel, and the same in a frame on somebody else's page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { hostSite } from './host.mjs';
import { choose, desktop, eventually, phone, press, ready, stage } from './kit.mjs';

const { server, visit, open } = stage();
const host = hostSite(server, ({ origin }) => ({ 'frame-src': origin }));
const other = hostSite(server, ({ origin }) => ({ 'frame-src': origin }));

const violations = (page) => page.evaluate(() => globalThis.violations);
const title = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor();
const get = (path, headers = {}) => fetch(server.origin + path, { headers });
const metas = (page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('meta')].map((meta) => [meta.getAttribute('property') ?? meta.name, meta.content]),
    ),
  );

test('it is a page of its own, with what a shared link shows', async () => {
  const page = await open('/f/lead-form', { viewport: desktop });
  await title(page, 'See what your roof can earn');
  const { origin } = server;
  assert.equal(await page.title(), 'Northlight Solar');
  const shared = await metas(page);
  assert.equal(shared['og:title'], 'Northlight Solar');
  assert.match(shared['og:description'], /^See what your roof can earn\. Five short questions\./);
  assert.equal(shared['og:image'], `${origin}/demos/roof.svg`);
  assert.equal(shared['og:url'], `${origin}/f/lead-form`);
  assert.equal(shared['twitter:card'], 'summary_large_image');
  assert.ok(shared['theme-color']);
  assert.equal(await page.locator('link[rel=canonical]').getAttribute('href'), `${origin}/f/lead-form`);
  assert.equal((await get('/demos/roof.svg')).status, 200);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.faults, []);
});

test('texts of a funnel are texts in its page, and nothing of its visitor is in what is shared', async () => {
  await server.publish({
    tundish: 1,
    slug: 'sharp',
    title: '"><script>globalThis.hacked=1</script>',
    config: { theme: { background: '#102030', text: '#ffffff', logo: 'https://shop.example/logo.png?a=1&b=2' } },
    layers: [
      {
        id: 'a',
        type: 'start',
        components: [
          { id: 'm', type: 'message', title: 'Hello {{who}}', text: '<img src=x onerror="globalThis.hacked=1">' },
          { id: 'n', type: 'message', text: `Long ${'wörds '.repeat(80)}` },
        ],
        next: 'z',
      },
      { id: 'z', type: 'result', components: [{ id: 'm', type: 'message', text: 'End' }] },
    ],
  });
  const page = await open('/f/sharp');
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  assert.equal(await page.title(), '"><script>globalThis.hacked=1</script>');
  const shared = await metas(page);
  assert.doesNotMatch(shared['og:description'], /Hello/);
  assert.match(shared['og:description'], /^<img src=x .* wörds…$/);
  assert.ok(shared['og:description'].length <= 201);
  assert.equal(shared['theme-color'], '#102030');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(16, 32, 48)');
});

test('a ready theme has its colours around the player, too, in both schemes and on a phone', async () => {
  const { themes } = JSON.parse(readFileSync(new URL('../../engine/themes.json', import.meta.url), 'utf8'));
  const layers = [
    { id: 'a', type: 'start', components: [{ id: 'm', type: 'message', text: 'Hello' }], next: 'z' },
    { id: 'z', type: 'result', components: [{ id: 'm', type: 'message', text: 'End' }] },
  ];
  const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
  for (const [name, { light, dark }] of Object.entries(themes).filter(([key]) => key)) {
    await server.publish({ tundish: 1, slug: `around-${name}`, title: name, config: { theme: { name } }, layers });
    const page = await open(`/f/around-${name}`, { viewport: desktop, colorScheme: 'light' });
    const behind = (part) => page.locator(part).evaluate((one) => getComputedStyle(one).backgroundColor);
    assert.equal(await behind('body'), rgb(light.surface), name);
    await page.emulateMedia({ colorScheme: 'dark' });
    const channels = async () => (await behind('body')).match(/[\d.]+/g).map((one) => Math.round(Number(one) * 255));
    const paper = [1, 3, 5].map((at) => Number.parseInt(dark.paper.slice(at, at + 2), 16));
    const surround = paper.map((one) => Math.round(one * 0.7));
    assert.deepEqual(await channels(), surround, name);
    await page.setViewportSize(phone);
    assert.deepEqual(await channels(), surround, name);
    const card = await page.locator('tundish-player').boundingBox();
    assert.deepEqual([card.x, card.y, card.width], [10, 10, phone.width - 20], 'its outline touches no edge');
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  }
});

test('the language is that of the address, else of the browser, else of the funnel', async () => {
  const languageOf = async (query, accepted) => {
    const answer = await get(`/f/lead-form${query}`, accepted === undefined ? {} : { 'accept-language': accepted });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('vary'), /accept-language/);
    const [, lang] = /<html lang="(\w+)"/.exec(await answer.text());
    assert.equal(lang, answer.headers.get('content-language'));
    return lang;
  };
  assert.equal(await languageOf('', 'es-MX,es;q=0.9,en;q=0.8'), 'es');
  assert.equal(await languageOf('', 'ja, en;q=0.5, es;q=0.7'), 'es');
  assert.equal(await languageOf('', 'es;q=0, en'), 'en');
  assert.equal(await languageOf('', 'ja'), 'en');
  assert.equal(await languageOf('', undefined), 'en');
  assert.equal(await languageOf('?language=es', 'en'), 'es');
  assert.equal(await languageOf('?language=xx', 'es'), 'en');
  assert.equal(await languageOf('', ';;;,,q=,-,*;q=1'), 'en');
  const page = await open('/f/lead-form', { locale: 'es-ES' });
  await title(page, 'Descubre cuánto puede rendir tu tejado');
});

test('it opens without a network, where the visitor was', async () => {
  const page = await open('/f/lead-form');
  await choose(page, 'A rented home');
  await press(page, 'Continue');
  await title(page, 'A roof of your own is not needed');
  await eventually(
    'the page is kept',
    () => page.evaluate(async () => (await (await caches.open('tundish-pages')).keys()).map(({ url }) => new URL(url).pathname)),
    (paths) => ['/f/lead-form', '/hosted/hosted.css', '/player/hosted.js', '/player/tundish.js'].every((path) => paths.includes(path)),
  );
  await page.context().setOffline(true);
  await page.reload();
  await title(page, 'A roof of your own is not needed');
});

test('it listens before the player speaks, however late its own script comes', async () => {
  const page = await visit();
  await page.route(/player\/(hosted|keeping)\.js/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto(`${server.origin}/f/lead-form`);
  await ready(page);
  await eventually(
    'the page is kept',
    () => page.evaluate(async () => (await (await caches.open('tundish-pages')).keys()).map(({ url }) => new URL(url).pathname)),
    (paths) => paths.includes('/f/lead-form'),
  );
});

test('what is not here is said on a page that looks like one', async () => {
  const answer = await get('/f/nothing');
  assert.equal(answer.status, 404);
  assert.match(answer.headers.get('content-type'), /text\/html/);
  const page = await visit({ bypassCSP: true });
  await page.goto(`${server.origin}/f/nothing`);
  await title(page, 'This form is not here');
  assert.deepEqual(await findings(page), []);
  if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: `${process.env.TUNDISH_PICTURES}/hosted-missing.png` });
  for (const path of ['/f/lead-form?environment=staging', '/f/%3Cb%3E', '/hosted/page.html', '/hosted/../demos/demo.html']) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test('a funnel of no page is not here; one of chats alone is a chat', async () => {
  const simple = (slug, channels) => ({
    tundish: 1,
    slug,
    title: slug,
    channel: channels[0],
    channels,
    layers: [
      { id: 'a', type: 'start', components: [{ id: 'q', type: 'input', input_type: 'text', slug: 'q', label: 'Well?' }], next: 'z' },
      { id: 'z', type: 'result', components: [{ id: 'm', type: 'message', text: 'End' }] },
    ],
  });
  await server.publish(simple('texted', ['sms']));
  await server.publish(simple('chatted', ['web_chat']));
  assert.equal((await get('/f/texted')).status, 404);
  const page = await open('/f/chatted', { viewport: phone, colorScheme: 'light' });
  await page.getByRole('log').getByText('Well?').waitFor();
  const ground = await page.locator('body').evaluate((one) => getComputedStyle(one).backgroundColor);
  assert.equal(ground, 'rgb(255, 255, 255)', 'on a phone a chat is all of the page');
});

for (const [name, options] of [
  ['light phone', { viewport: phone, colorScheme: 'light' }],
  ['dark desktop', { viewport: desktop, colorScheme: 'dark' }],
]) {
  for (const query of ['', '?look=chat']) {
    test(`axe finds nothing: ${name} ${query}`, async () => {
      const page = await open(`/f/lead-form${query}`, { bypassCSP: true, reducedMotion: 'reduce', ...options });
      assert.deepEqual(await findings(page), []);
      if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: `${process.env.TUNDISH_PICTURES}/hosted-${name.replace(' ', '-')}${query.slice(6)}.png` });
    });
  }
}

const frame = (more = '') =>
  `<iframe id="frame" title="An offer" src="${server.origin}/f/lead-form?embed=1${more}" width="100%"></iframe>`;
const withScript = () => ({ script: `<script type="module" src="${server.origin}/player/iframe.js"></script>` });

async function openFramed(address, options) {
  const page = await visit({ viewport: desktop, ...options });
  await page.addInitScript(() => {
    globalThis.heard = [];
    for (const name of ['ready', 'answer', 'layer', 'complete']) {
      addEventListener(`tundish-${name}`, ({ type, detail, target }) => globalThis.heard.push({ type, detail, on: target.id }));
    }
  });
  await page.goto(address);
  return page;
}

test('in a frame: as high as it has to be, and its page hears what happens', async () => {
  const page = await openFramed(host.page(frame(), withScript()));
  const inside = page.frameLocator('#frame');
  await inside.getByRole('heading', { name: 'See what your roof can earn' }).waitFor();
  const height = () => page.locator('#frame').evaluate((element) => element.getBoundingClientRect().height);
  const first = await eventually('the height', height, (value) => value > 400);
  const overflow = () =>
    inside.locator('html').evaluate((root) => root.scrollHeight - root.clientHeight);
  assert.ok((await overflow()) <= 0, 'the frame scrolls');
  await inside.getByRole('radio', { name: 'A rented home' }).check();
  await inside.getByRole('button', { name: 'Continue' }).click();
  await inside.getByRole('heading', { name: 'A roof of your own is not needed' }).waitFor();
  await eventually('the height of the next layer', height, (value) => value < first);
  const heard = await eventually(
    'what the page hears',
    () => page.evaluate(() => globalThis.heard),
    (all) => all.some(({ type }) => type === 'tundish-complete'),
  );
  assert.ok(heard.every(({ on }) => on === 'frame'));
  assert.equal(heard[0].type, 'tundish-ready');
  assert.deepEqual(heard.find(({ type }) => type === 'tundish-answer').detail, { layer: 'welcome', slug: 'place', value: 'rented' });
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.faults, []);
});

test('a frame speaks to nobody who has not said hello, and takes nothing that is no hello', async () => {
  const page = await openFramed(host.page(frame(), { script: '' }));
  await page.evaluate(() => {
    globalThis.said = [];
    addEventListener('message', ({ data, origin }) => globalThis.said.push({ data, origin }));
  });
  await page.frameLocator('#frame').getByRole('heading', { name: 'See what your roof can earn' }).waitFor();
  const say = (message) =>
    page.evaluate(([data, origin]) => document.querySelector('#frame').contentWindow.postMessage(data, origin), [message, server.origin]);
  for (const wrong of ['hello', null, 7, {}, { tundish: 1 }, { tundish: 2, kind: 'hello' }, { tundish: 1, kind: 'hello', more: 1 }, [1]]) await say(wrong);
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => globalThis.said), []);
  await say({ tundish: 1, kind: 'hello' });
  const said = await eventually('an answer', () => page.evaluate(() => globalThis.said), (all) => all.some(({ data }) => data.kind === 'height'));
  assert.ok(said.every(({ origin }) => origin === server.origin));
  assert.ok(said.some(({ data }) => data.kind === 'told' && data.name === 'ready'), 'what was before the hello is lost');
});

test('a page takes nothing from frames of other origins, and nothing of another shape', async () => {
  const page = await openFramed(host.page(`${frame()}<iframe id="evil" title="Other" src="about:blank"></iframe>`, withScript()));
  await page.frameLocator('#frame').getByRole('heading', { name: 'See what your roof can earn' }).waitFor();
  const height = () => page.locator('#frame').evaluate((element) => element.style.height);
  await eventually('the height', height, (value) => value !== '');
  const told = { tundish: 1, kind: 'told', name: 'complete', detail: { layer: 'forged' } };
  // Another frame, and another origin.
  await page.evaluate(([messages]) => {
    for (const message of messages) postMessage(message, '*');
    const evil = document.querySelector('#evil').contentWindow;
    for (const message of messages) evil.parent.postMessage(message, '*');
  }, [[told, { tundish: 1, kind: 'height', height: 1 }]]);
  // The right frame with wrong words.
  const inside = page.frames().find((one) => one.url().includes('/f/lead-form'));
  await inside.evaluate(() => {
    const wrong = [
      { tundish: 1, kind: 'height', height: '1px; color: red' },
      { tundish: 1, kind: 'height', height: -5 },
      { tundish: 1, kind: 'height', height: 1e9 },
      { tundish: 1, kind: 'height', height: 2, more: 1 },
      { tundish: 1, kind: 'told', name: 'click', detail: {} },
      { tundish: 1, kind: 'told', name: 'complete', detail: null },
    ];
    for (const message of wrong) parent.postMessage(message, '*');
  });
  await page.waitForTimeout(300);
  const right = () => inside.evaluate(() => `${Math.ceil(document.body.getBoundingClientRect().height)}px`);
  await eventually('the height is its own', async () => (await height()) === (await right()), Boolean, 3000);
  assert.deepEqual(await page.evaluate(() => globalThis.heard.filter(({ type }) => type === 'tundish-complete')), []);
  assert.deepEqual(page.faults, []);
});

test('a frame that comes later is greeted, too', async () => {
  const page = await openFramed(host.page('<p id="place"></p>', withScript()));
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement('iframe'), { src, id: 'frame', title: 'Later' });
    document.querySelector('#place').append(frame);
  }, `${server.origin}/f/lead-form?embed=1`);
  await eventually('the height', () => page.locator('#frame').evaluate((element) => element.style.height), (value) => parseInt(value) > 300);
});

test('only pages that may play the funnel may hold it in a frame', async () => {
  const policy = async (path) => (await get(path)).headers.get('content-security-policy');
  assert.match(await policy('/f/quiz'), /frame-ancestors 'none'/);
  assert.match(await policy('/f/quiz?embed=1'), /frame-ancestors \*/);
  const listed = await server.ask('GET', '/api/v1/funnels/quiz/origins');
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', 'if-match': '*' };
  const changed = await fetch(`${server.origin}/api/v1/funnels/quiz/origins`, { method: 'PUT', headers, body: JSON.stringify({ origins: [host.origin] }) });
  assert.equal(changed.status, 200, `${await changed.text()} ${JSON.stringify(listed)}`);
  assert.match(await policy('/f/quiz?embed=1'), new RegExp(`frame-ancestors 'self' ${host.origin}$`));
  const quiz = `<iframe id="frame" title="Quiz" src="${server.origin}/f/quiz?embed=1"></iframe>`;
  const allowed = await visit();
  await allowed.goto(host.page(quiz));
  await allowed.frameLocator('#frame').getByRole('heading', { name: 'Can you read the melt?' }).waitFor();
  const refused = await visit();
  await refused.goto(other.page(quiz));
  await eventually('the browser refuses', () => refused.faults, (faults) => faults.some((fault) => /frame-ancestors/.test(fault)));
});
