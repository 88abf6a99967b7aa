// What later layers need is painted once before anybody comes to them, and nothing else follows from it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device } from './device.mjs';
import { choose, press, ready, stage } from './kit.mjs';

const { server, visit } = stage();

const picture = '/demos/roof.svg?later';
const input = (id, label, more) => ({ id, type: 'input', slug: id, label, ...more });
const choice = { input_type: 'choice' };
const go = (target) => ({ id: 'go', type: 'button', kind: 'jump', text: 'Go on', target });
const funnel = {
  tundish: 1,
  slug: 'rehearsed',
  title: 'Rehearsed',
  layers: [
    {
      id: 'first',
      type: 'start',
      components: [
        input('way', 'Which way?', { ...choice, mandatory: true, options: [{ value: 'this' }, { value: 'that' }] }),
        go('second'),
      ],
    },
    {
      id: 'second',
      type: 'intermediate',
      components: [
        { id: 'seen', type: 'message', appearance: 'image', image: picture, title: 'A picture' },
        input('one', 'One of them', { ...choice, appearance: 'cards', options: [{ value: 'x', image: picture }] }),
        input('name', 'Your name', { input_type: 'text', mandatory: true }),
        go('third'),
      ],
    },
    { id: 'third', type: 'intermediate', components: [input('word', 'A word', { input_type: 'text' }), go('last')] },
    { id: 'last', type: 'result', components: [{ id: 'end', type: 'message', text: 'Thank you' }] },
  ],
};

/** Notes what is put into the player where nobody sees it. */
function watchHalls() {
  globalThis.halls = [];
  customElements.whenDefined('tundish-player').then(() => {
    const root = document.querySelector('tundish-player').shadowRoot;
    const append = Element.prototype.append;
    Element.prototype.append = function (...nodes) {
      append.apply(this, nodes);
      const hall = nodes.find((node) => node.className === 'unseen');
      if (!hall || this.getRootNode() !== root) return;
      const remove = hall.remove.bind(hall);
      hall.remove = () => {
        const { width, height } = hall.getBoundingClientRect();
        globalThis.halls.push({ words: hall.textContent.replace(/\s+/g, ' '), size: [width, height] });
        remove();
      };
    };
  });
}

async function visited() {
  await server.publish(funnel);
  const page = await visit();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.addInitScript(watchHalls);
  await page.goto(`${server.origin}/f/rehearsed`);
  await ready(page);
  return { page, asked };
}

test('the layers that come next are painted while nothing happens, and nobody sees it', async () => {
  const { page } = await visited();
  const halls = await page.evaluate(() => globalThis.halls);
  assert.deepEqual(halls.map(({ size }) => size), [[1, 1], [1, 1], [1, 1]]);
  for (const [at, words] of [['Your name'], ['A word'], ['Thank you']].entries())
    assert.ok(halls[at].words.includes(words), JSON.stringify(halls));
  assert.equal(await page.locator('tundish-player .layer').count(), 1);
  assert.deepEqual(page.faults, []);
});

test('of what nobody has come to, nothing is fetched, kept or sent', async () => {
  const { page, asked } = await visited();
  await page.waitForTimeout(300);
  assert.deepEqual(asked.filter((address) => address.includes('later') || address.includes('/events')), []);
  assert.deepEqual((await device(page)).flatMap(({ log }) => log), []);
  await choose(page, 'that');
  await press(page, 'Go on');
  await page.getByText('A picture').waitFor();
  const log = (await device(page)).flatMap(({ log: events }) => events);
  assert.deepEqual(log.map(({ kind }) => kind), ['started', 'answered', 'pressed']);
  assert.ok(asked.some((address) => address.includes('later')), 'the picture is fetched when it is seen');
  assert.deepEqual(page.faults, []);
});
