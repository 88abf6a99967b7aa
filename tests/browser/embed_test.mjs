// The one-line embed on somebody else's page: another origin, a strict content policy, a hostile
// host.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { choose, desktop, eventually, press, ready, stage } from './kit.mjs';

const { server, visit } = stage();
let host;
before(async () => {
  host = createServer((request, response) => {
    const policy = [
      "default-src 'none'",
      `script-src ${server.origin} 'self' 'wasm-unsafe-eval'`,
      `connect-src ${server.origin}`,
      `img-src ${server.origin} blob:`,
      "style-src 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ].join('; ');
    const { searchParams } = new URL(request.url, 'http://host');
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy });
    response.end(`<!doctype html><html lang="en"><title>A host page</title><h1>Host</h1>
      <script type="module" src="${server.origin}/player/tundish.js"></script>
      <tundish-player funnel="${searchParams.get('funnel')}" mode="${searchParams.get('mode') ?? 'inline'}"
        look="${searchParams.get('look') ?? ''}"></tundish-player>`);
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
});
after(() => host?.close());

const hostPage = (query) => `http://127.0.0.1:${host.address().port}/?${query}`;
const violations = (page) => page.evaluate(() => globalThis.violations);

test('one line on a foreign page with a strict policy: no violation, at most four requests first', async () => {
  const page = await visit();
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(hostPage('funnel=lead-form'));
  await ready(page);
  const before = requests.filter(
    (url) => !url.startsWith('http://127.0.0.1:' + host.address().port),
  );
  const needed = before.filter((url) => /tundish\.js|\.wasm|releases/.test(url));
  assert.equal(needed.length, 3, before.join('\n'));
  assert.ok(before.every((url) => url.startsWith(server.origin)));
  await choose(page, 'A rented home');
  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'A roof of your own is not needed' }).waitFor();
  await eventually(
    'the session on the server',
    () => server.sessions('lead-form'),
    (all) => all.some(({ layer }) => layer === 'rented'),
  );
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.faults, []);
});

test('the demo pages violate no policy', async () => {
  for (const path of ['/', '/demo/lead-form', '/demo/lead-form?look=chat', '/demo/all-fields']) {
    const page = await visit({ viewport: desktop });
    await page.goto(server.origin + path);
    if (path !== '/') await ready(page);
    await page.waitForTimeout(300);
    assert.deepEqual(await violations(page), [], path);
    assert.deepEqual(page.faults, [], path);
    await page.context().close();
  }
});

test('pictures, films and sounds of other sites are had on the hosted page', async () => {
  const medium = (id, media_type) => ({ id, type: 'message', appearance: 'media', url: `https://media.example/${id}`, media_type, text: id });
  await server.publish({
    tundish: 1,
    slug: 'media',
    title: 'Media',
    channel: 'web_chat',
    channels: ['web_chat'],
    languages: ['en'],
    layers: [
      { id: 'all', type: 'start', components: [medium('picture', 'image/png'), medium('film', 'video/mp4'), medium('sound', 'audio/wav'), { id: 'on', type: 'button', kind: 'jump', text: 'Go on', target: 'end' }] },
      { id: 'end', type: 'result', components: [{ id: 't', type: 'message', text: 'Bye' }] },
    ],
  });
  const page = await visit({ viewport: desktop });
  const asked = [];
  await page.route('https://media.example/*', (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.fulfill({ status: 404 });
  });
  await page.goto(`${server.origin}/f/media`);
  await page.locator('tundish-player audio').evaluate((sound) => sound.load());
  await page.locator('tundish-player audio').evaluate((sound) => void sound.play().catch(() => undefined));
  await eventually('what is asked for', () => asked, (all) => new Set(all).size === 3);
  assert.deepEqual(await violations(page), []);
});

/** What docs/embedding.md says of each event: its detail, as an example. */
const written = Object.fromEntries(
  [...readFileSync(new URL('../../docs/embedding.md', import.meta.url), 'utf8').matchAll(
    /^\| `(tundish-\w+)` \|[^|]+\| `(.+?)`(?=[: ])/gm,
  )].map(([, type, detail]) => [type, JSON.parse(detail)]),
);

test('the page hears what happens', async () => {
  const page = await visit();
  await page.addInitScript(() => {
    globalThis.heard = [];
    for (const name of [
      'ready',
      'view',
      'answer',
      'layer',
      'conversion',
      'complete',
      'sync',
      'error',
    ]) {
      addEventListener(`tundish-${name}`, ({ type, detail }) =>
        globalThis.heard.push({ type, detail }),
      );
    }
  });
  await page.goto(hostPage('funnel=lead-form'));
  await ready(page);
  await page.evaluate(async () => {
    const player = document.querySelector('tundish-player');
    await player.press('begin');
    await player.answer('place', 'company');
    await player.press('begin');
    await player.answer('company', 'Gusswerk');
    await player.answer('people', 3);
    await player.press('on');
    await player.back();
    await player.press('on');
    await player.answer('given_name', 'Ana');
    await player.answer('email', 'ana@example.com');
    await player.answer('consent', true);
    await player.press('send');
  });
  const heard = await page.evaluate(() => globalThis.heard);
  const named = (type) =>
    heard.filter((one) => one.type === `tundish-${type}`).map(({ detail }) => detail);
  assert.deepEqual(
    named('layer').map(({ layer }) => layer),
    ['welcome', 'company', 'contact', 'company', 'contact', 'thanks'],
  );
  assert.deepEqual(named('answer')[0], { layer: 'welcome', slug: 'place', value: 'company' });
  assert.equal(named('conversion').length, 1);
  assert.equal(named('complete')[0].layer, 'thanks');
  assert.equal(named('ready')[0].resumed, false);
  assert.ok(named('view').length > 8);
  assert.ok(named('sync').length > 0);
  assert.deepEqual(named('error'), []);
  await page.evaluate(() => document.querySelector('tundish-player').press('nothing'));
  // What the server says of the steps before may come after it.
  const isError = ({ type }) => type === 'tundish-error';
  const all = await eventually('the error', () => page.evaluate(() => globalThis.heard), (now) => now.some(isError));
  heard.push(...all.filter(isError));
  assert.equal(named('error').length, 1);
  for (const { type, detail } of heard) {
    assert.deepEqual(Object.keys(detail).sort(), Object.keys(written[type]).sort(), type);
  }
  assert.deepEqual([...new Set(heard.map(({ type }) => type))].sort(), Object.keys(written).sort());
  await page.evaluate(() => document.querySelector('tundish-player').reset());
  await page.getByRole('heading', { name: 'See what your roof can earn' }).waitFor();
});

for (const [mode, open] of [
  ['popup', (page) => page.evaluate(() => document.querySelector('tundish-player').open())],
  ['bubble', (page) => page.getByRole('button', { name: 'Open chat' }).click()],
  ['full', async () => undefined],
]) {
  test(`mode ${mode}`, async () => {
    const page = await visit({ viewport: desktop });
    await page.goto(
      hostPage(`funnel=lead-form&mode=${mode}&look=${mode === 'bubble' ? 'chat' : 'page'}`),
    );
    await page.waitForFunction(() => customElements.get('tundish-player'));
    const shown = page.locator('tundish-player :is(.layer, .composer)').first();
    if (mode !== 'full') assert.equal(await shown.count(), 0);
    await open(page);
    await shown.waitFor();
    if (mode !== 'full') {
      await page.keyboard.press('Escape');
      await shown.waitFor({ state: 'detached' });
      await open(page);
      await shown.waitFor();
    }
    assert.deepEqual(await violations(page), []);
  });
}

test('texts are text, whoever wrote them', async () => {
  const vector =
    '<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>{{secret}}';
  await server.publish({
    tundish: 1,
    slug: 'vectors',
    title: vector.replaceAll('{{secret}}', ''),
    channels: ['web', 'web_chat'],
    layers: [
      {
        id: 'a',
        type: 'start',
        components: [
          {
            id: 'm',
            type: 'message',
            title: '<b onclick=x>bold</b>',
            text: '<svg onload="globalThis.hacked=1">',
          },
          {
            id: 'i',
            type: 'input',
            input_type: 'text',
            slug: 'word',
            label: '<i>Word</i>',
            help: '<u>h</u>',
          },
          { id: 'b', type: 'button', kind: 'jump', target: 'z', text: '<b>Go</b>' },
        ],
      },
      {
        id: 'z',
        type: 'result',
        components: [{ id: 'm', type: 'message', text: 'You said {{word}}' }],
      },
    ],
  });
  const page = await visit();
  await page.goto(hostPage('funnel=vectors'));
  await ready(page);
  await page.getByRole('heading', { name: '<b onclick=x>bold</b>' }).waitFor();
  await page.getByLabel('<i>Word</i>').fill(vector);
  await press(page, '<b>Go</b>');
  await page.getByText(`You said ${vector}`).waitFor();
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  await page.context().close();
  const demo = await visit();
  await demo.goto(`${server.origin}/demo/vectors?look=chat`);
  await ready(demo);
  assert.equal(await demo.evaluate(() => globalThis.hacked), undefined);
  assert.deepEqual(await violations(demo), []);
});

test('a funnel that is not there, and a server that is not', async () => {
  const page = await visit();
  await page.goto(hostPage('funnel=nowhere'));
  await page.getByText('This form is not available.').waitFor();
  await page.route('**/api/v1/play/**', (route) => route.abort());
  await page.goto(hostPage('funnel=quiz'));
  await page.getByText('This could not be loaded.').waitFor();
  await page.unroute('**/api/v1/play/**');
  await press(page, 'Try again');
  await page.getByRole('heading', { name: 'Can you read the melt?' }).waitFor();
});

test('another funnel, look or language may be asked for at any time', async () => {
  const page = await visit();
  await page.goto(hostPage('funnel=lead-form'));
  await page.getByRole('heading', { name: 'See what your roof can earn' }).waitFor();
  const set = (name, value) =>
    page.evaluate(
      ([wanted, text]) => document.querySelector('tundish-player').setAttribute(wanted, text),
      [name, value],
    );
  await set('funnel', 'quiz');
  await page.getByRole('heading', { name: 'Can you read the melt?' }).waitFor();
  await set('language', 'es');
  await page.getByRole('heading', { name: '¿Sabes leer el metal?' }).waitFor();
  await set('look', 'chat');
  await page.locator('.thread').getByText('¿Sabes leer el metal?').waitFor();
});

test('the look and the words of another language are loaded when they are asked for', async () => {
  const page = await visit();
  const loaded = [];
  page.on('response', async (response) => {
    if (!/(chat_look|strings_es)-/.test(response.url())) return;
    loaded.push(/(chat_look|strings_es)/.exec(response.url())[1]);
    assert.match(response.headers()['cache-control'], /immutable/);
  });
  await page.goto(hostPage('funnel=quiz'));
  await ready(page);
  assert.deepEqual(loaded, []);
  const set = (name, value) =>
    page.evaluate(
      ([wanted, text]) => document.querySelector('tundish-player').setAttribute(wanted, text),
      [name, value],
    );
  await set('language', 'es');
  await page.getByRole('heading', { name: '¿Sabes leer el metal?' }).waitFor();
  await page.getByRole('progressbar', { name: 'Progreso' }).waitFor();
  assert.deepEqual(loaded, ['strings_es']);
  await set('look', 'chat');
  await page.getByRole('log', { name: 'Conversación' }).waitFor();
  assert.deepEqual(loaded, ['strings_es', 'chat_look']);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.faults, []);
});

test('a look that cannot be loaded is said, and may be tried again; words that cannot are English', async () => {
  const page = await visit();
  await page.route(/(chat_look|strings_es)-/, (route) => route.abort());
  await page.goto(hostPage('funnel=quiz&look=chat'));
  await page.getByText('This could not be loaded.').waitFor();
  await press(page, 'Try again');
  await page.getByText('This could not be loaded.').waitFor();
  await page.evaluate(() => document.querySelector('tundish-player').setAttribute('look', 'page'));
  await ready(page);
  await page.evaluate(() => document.querySelector('tundish-player').setAttribute('language', 'es'));
  await page.getByRole('heading', { name: '¿Sabes leer el metal?' }).waitFor();
  await page.getByRole('progressbar', { name: 'Progress' }).waitFor();
  await page.evaluate(() => document.querySelector('tundish-player').setAttribute('look', 'chat'));
  await page.getByText('This could not be loaded.').waitFor();
  await page.unroute(/(chat_look|strings_es)-/);
  await press(page, 'Try again');
  await page.getByRole('log', { name: 'Conversación' }).waitFor();
});

test('CSS variables of the page colour the player', async () => {
  const page = await visit({ bypassCSP: true });
  await page.goto(hostPage('funnel=lead-form'));
  await ready(page);
  await page.addStyleTag({ content: 'tundish-player { --tundish-accent: rgb(10, 90, 200); }' });
  const main = page.locator('.go.main');
  await eventually(
    'the colour',
    () => main.evaluate((button) => getComputedStyle(button).backgroundColor),
    (colour) => colour === 'rgb(10, 90, 200)',
  );
});
