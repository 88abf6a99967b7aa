// The studio's canvas in a browser: hands and keys change the document, what is seen is crisp at every
// density, and a thousand layers are no burden. What it computes is tested natively (tests/studio).
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { boardStage, definition, drag, settled, spots } from './board.mjs';
import { eventually, phone } from './kit.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { PNG } = createRequire(join(root, 'web', 'package.json'))('pngjs');
const lead = JSON.parse(readFileSync(join(root, 'server/demos/funnels/lead-form.json'), 'utf8'));
const pictures = join(root, 'build', 'pictures');
mkdirSync(pictures, { recursive: true });

const open = boardStage();

const wentWell = async (page) => {
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
};
/** With every letter in its size. */
const shot = async (page, name) => {
  await settled(page);
  await eventually('the canvas', () => page.evaluate(() => globalThis.board.rests), Boolean);
  return PNG.sync.read(await page.screenshot({ path: join(pictures, `board-${name}.png`) }));
};
const said = (page) => page.evaluate(() => globalThis.board.renderRoot.querySelector('#said').textContent);
const layerOf = async (page, id) => (await definition(page)).layers.find((layer) => layer.id === id);

/** The steepest step of brightness between neighbours of a row or column, 0 to 255. */
function steepest({ data, width, height }, [left, top, right, bottom]) {
  const bright = (x, y) => data[4 * (y * width + x) + 1];
  let most = 0;
  for (let y = Math.max(top, 0); y < Math.min(bottom, height - 1); ++y)
    for (let x = Math.max(left, 0); x < Math.min(right, width - 1); ++x)
      most = Math.max(most, Math.abs(bright(x, y) - bright(x + 1, y)), Math.abs(bright(x, y) - bright(x, y + 1)));
  return most;
}

test('a layer is dragged, which is one step that is taken back', async () => {
  const page = await open(lead);
  const before = await definition(page);
  assert.deepEqual(before, lead, 'numbers are numbers');
  const { house } = (await spots(page)).cards;
  await drag(page, house.head, { x: house.head.x + 37, y: house.head.y - 61 });
  const moved = await layerOf(page, 'house');
  assert.equal(typeof moved.x_studio.x, 'number');
  assert.equal(await page.evaluate(() => globalThis.board.document.undoName), 'Move layer');
  assert.ok(await page.evaluate(() => globalThis.board.document.undo()));
  assert.deepEqual(await definition(page), before);
  assert.equal(await page.evaluate(() => globalThis.board.document.undoName), null);
  const back = (await spots(page)).cards.house;
  assert.deepEqual(back.box, house.box);
  await wentWell(page);
});

test('the page follows the document, also where members are called as numbers', async () => {
  const page = await open(lead);
  const differing = await page.evaluate(() => {
    const { document } = globalThis.board;
    const text = '{"layers":[{"id":"a","weights":{"b":1,"20":2,"c":3,"10":4}}],"content":{"en":{"b":"B","7":"seven","a.x":"X"}}}';
    const different = [document.open(text)].filter(Boolean);
    const compare = (step) => {
      const names = (value) => (value && typeof value === 'object' ? Object.keys(value).toSorted().map((name) => [name, names(value[name])]) : value);
      const [here, there] = [document.definition, JSON.parse(document.text())].map((one) => JSON.stringify(names(one)));
      if (here !== there) different.push([step, here, there]);
    };
    const requests = [
      { do: 'erase', pointer: '/layers/0/weights/b' },
      { do: 'rename', pointer: '/layers/0/weights/20', to: 'z' },
      { do: 'set', pointer: '/layers/0/weights/5', value: { 3: 1, x: 2 } },
      { do: 'rename_layer', id: 'a', to: '8' },
      { do: 'erase', pointer: '/content/en/7' },
      { do: 'insert', pointer: '/layers/0', value: { id: '9' } },
      { do: 'replace', definition: { 4: 1, b: [], layers: [{ id: '9' }] } },
    ];
    for (const request of requests) {
      const misfit = document.ask(request);
      if (misfit) different.push([request, misfit]);
      compare(request);
    }
    while (document.undo()) compare('undo');
    if (document.text(0) !== text) different.push(['text', document.text(0)]);
    while (document.redo()) compare('redo');
    return different;
  });
  assert.deepEqual(differing, []);
  await wentWell(page);
});

test('a way is drawn from a port, another layer is added from the menu, both are told', async () => {
  const page = await open(lead);
  const { house, rented } = (await spots(page)).cards;
  await drag(page, house.ports[0], rented.head);
  const button = (await layerOf(page, 'house')).components.find(({ id }) => id === 'on');
  assert.equal(button.target, 'rented');
  await page.mouse.click(700, 90, { button: 'right' });
  const { menu } = await spots(page);
  await shot(page, 'menu');
  const item = menu.find(({ label }) => label === 'Action');
  await page.mouse.click(item.x, item.y);
  await settled(page);
  const { layers } = await definition(page);
  assert.equal(layers.at(-1).type, 'action');
  const told = await page.evaluate(() => globalThis.told);
  assert.deepEqual(told.at(-1), { name: 'select', layers: ['action'], notes: [], way: '' });
  await wentWell(page);
});

test('the keyboard walks, opens, removes and says so', async () => {
  const page = await open(lead);
  await page.keyboard.press('Tab');
  const canvas = page.getByRole('application', { name: 'Canvas of Northlight Solar' });
  await canvas.waitFor();
  assert.ok(await page.evaluate(() => globalThis.board.renderRoot.activeElement?.tagName === 'CANVAS'));
  await page.keyboard.press('ArrowRight');
  await eventually('the start is said', () => said(page), (text) => text.startsWith('welcome, start'));
  await page.keyboard.press('ArrowRight');
  await eventually('the first jump is followed', () => said(page), (text) => text.startsWith('company'));
  await page.keyboard.press('Enter');
  const told = await eventually('it is opened', () => page.evaluate(() => globalThis.told), (all) => all.some(({ name }) => name === 'open'));
  assert.equal(told.at(-1).id, 'company');
  await page.keyboard.press('Delete');
  await eventually('it is removed', () => layerOf(page, 'company'), (layer) => layer === undefined);
  await page.keyboard.press('ControlOrMeta+a');
  await eventually('all are selected', () => said(page), (text) => text === '7 things selected');
  await page.keyboard.press('Escape');
  await wentWell(page);
});

for (const [density, theme] of [[1, 'light'], [1.5, 'dark'], [2, 'light'], [3, 'dark']]) {
  test(`letters and edges are crisp at ${density} pixels a pixel, ${theme}, from 10 to 400 %`, async () => {
    // Small, because a frame of many pixels takes long where no graphics card draws it.
    const viewport = { width: 600, height: 400 };
    const page = await open(lead, { deviceScaleFactor: density, viewport, look: { theme } });
    const size = await page.evaluate(() => {
      const { width, clientWidth } = globalThis.board.renderRoot.querySelector('canvas');
      return width / clientWidth;
    });
    assert.ok(Math.abs(size - density) < 0.01, `${size} pixels a pixel`);
    await page.keyboard.press('Tab');
    for (const [zoom, key, times] of [[0.1, '-', 12], [1, '0', 1], [4, '+', 8]]) {
      for (let time = 0; time < times; ++time) await page.keyboard.press(key);
      await page.evaluate(() => {
        globalThis.board.choose({});
        globalThis.board.choose({ layers: ['welcome'] });
      });
      await eventually(`zoom ${zoom}`, () => page.evaluate(() => globalThis.board.zoom), (now) => Math.abs(now / zoom - 1) < 0.01);
      await eventually('letters are made', () => page.evaluate(() => globalThis.board.rests), Boolean);
      const picture = await shot(page, `${theme}-${density}-${zoom * 100}`);
      const { box } = (await spots(page)).cards.welcome;
      const steep = steepest(picture, box.map((length) => Math.round(length * density)));
      // A blurred edge takes several pixels for what a crisp one does in one.
      if (zoom >= 1) assert.ok(steep > 110, `steepest step ${steep} at ${zoom}`);
    }
    await wentWell(page);
  });
}

test('a finger pans, a tap selects, and a canvas that was taken away comes back', async () => {
  const page = await open(lead, { viewport: phone, hasTouch: true });
  const before = (await spots(page)).cards.welcome;
  await page.touchscreen.tap(before.head.x, before.head.y);
  await eventually('it is selected', () => page.evaluate(() => globalThis.board.selection.layers), ([id]) => id === 'welcome');
  const client = await page.context().newCDPSession(page);
  const touch = (type, ...points) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await touch('touchStart', [200, 700]);
  for (const y of [680, 650, 600]) await touch('touchMove', [200, y]);
  await touch('touchEnd');
  const panned = (await spots(page)).cards.welcome;
  assert.ok(Math.abs(panned.head.y - before.head.y + 100) < 2, `${panned.head.y - before.head.y}`);
  const zoom = await page.evaluate(() => globalThis.board.zoom);
  await touch('touchStart', [150, 600], [250, 600]);
  await touch('touchMove', [100, 600], [300, 600]);
  await touch('touchEnd');
  await settled(page);
  assert.ok(Math.abs((await page.evaluate(() => globalThis.board.zoom)) / zoom - 2) < 0.05);
  const seen = await shot(page, 'phone');
  await page.evaluate(async () => {
    const canvas = globalThis.board.renderRoot.querySelector('canvas');
    const lose = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    const back = new Promise((done) => canvas.addEventListener('webglcontextrestored', done, { once: true }));
    canvas.addEventListener('webglcontextlost', () => setTimeout(() => lose.restoreContext(), 50), { once: true });
    lose.loseContext();
    await back;
  });
  // The browser shows a canvas that it took away a frame later than the canvas is drawn.
  await eventually('the same is seen as before', () => shot(page, 'phone-again'), ({ data }) => data.equals(seen.data), 5000);
});

test('a thousand layers are panned and zoomed: the times are printed', async () => {
  const layers = Array.from({ length: 1000 }, (_, at) => ({
    id: `layer_${at}`,
    type: at === 0 ? 'start' : at === 999 ? 'result' : 'intermediate',
    x_studio: { x: (at % 40) * 380, y: Math.floor(at / 40) * 330 },
    components: [
      { id: 'a', type: 'message', text: 'What would you like to know?' },
      { id: 'b', type: 'input', input_type: 'text', slug: `s_${at}`, label: 'Your answer' },
      ...(at === 999 ? [] : [{ id: 'c', type: 'button', kind: 'jump', text: 'Go on', target: `layer_${at + 1}`,
        jumps: [{ target: `layer_${Math.min(at + 7, 999)}`, conditions: [{ slug: `s_${at}`, operator: 'empty' }] }] }]),
    ],
  }));
  const page = await open({ ...lead, layers, content: {}, config: {} });
  const result = await page.evaluate(async () => {
    const canvas = globalThis.board.renderRoot.querySelector('canvas');
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const wheel = (event) => canvas.dispatchEvent(new WheelEvent('wheel', { clientX: 640, clientY: 400, bubbles: true, cancelable: true, ...event }));
    const between = [];
    let last = performance.now();
    for (let step = 0; step < 60; ++step) {
      wheel(step % 2 ? { deltaX: 25, deltaY: 12 } : { deltaY: step % 30 < 15 ? -12 : 12, ctrlKey: true });
      await frame();
      between.push(performance.now() - last);
      last = performance.now();
    }
    const most = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
    return { made: most(canvas.times), shown: most(between) };
  });
  console.log(`1,000 layers: a frame is made in ${result.made.toFixed(1)} ms and shown after ${result.shown.toFixed(1)} ms (p95, drawn by software)`);
  assert.ok(result.made < 40, `${result.made} ms`);
  await shot(page, 'thousand');
  await wentWell(page);
});

test('findings, visitors and simulated ways are drawn, and who may only read changes nothing', async () => {
  const annotations = {
    findings: [{ pointer: '/layers/1/components/0', severity: 'error' }, { pointer: '/layers/2', severity: 'warning' }],
    layers: { welcome: { reached: 12043, dropped: 1801 }, house: { reached: 6100, dropped: 300 }, thanks: { reached: 4000, converted: 4000 } },
    ways: [{ from: 'welcome', to: 'house', count: 6100 }, { from: 'welcome', to: 'company', count: 3100 }],
  };
  const page = await open(lead, { look: { annotations, isReadOnly: true } });
  await shot(page, 'annotated');
  const { house } = (await spots(page)).cards;
  const before = await definition(page);
  await drag(page, house.head, { x: house.head.x + 80, y: house.head.y });
  assert.deepEqual(await definition(page), before);
  assert.deepEqual((await spots(page)).cards.house.box, house.box);
  await eventually('it is said', () => said(page), (text) => /read this funnel/.test(text));
  await wentWell(page);
});
