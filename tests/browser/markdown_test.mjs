// Messages in markdown: formatted as the engine has read them, links that open safely, and nothing a
// visitor writes that becomes markup; pictures with words for whoever does not see them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { press, stage } from './kit.mjs';

const { server, open: openPage } = stage();
const text =
  'Keep **this** *in mind*: [our terms](https://example.org/terms)\nand line two\n\n- one\n- two\n\n3. three\n\n' +
  '[bad](javascript:alert(1)) [data](data:text/html,x) <img src=x onerror=alert(1)>';
const picture = { id: 'pic', type: 'message', appearance: 'image', image: '/demos/roof.svg', alt: 'A roof, {{who}}' };
const funnel = (slug, rest) => ({ tundish: 1, slug, title: 'Words', ...rest });

const funnels = [
  funnel('rich-page', {
    layers: [
      {
        id: 'ask',
        type: 'start',
        components: [
          picture,
          { id: 'words', type: 'message', markup: 'markdown', text },
          { id: 'who', type: 'input', input_type: 'text', slug: 'who', label: 'Who' },
          { id: 'go', type: 'button', kind: 'jump', text: 'Go', target: 'end' },
        ],
      },
      {
        id: 'end',
        type: 'result',
        components: [{ id: 'bye', type: 'message', markup: 'markdown', text: 'Hello **{{who}}**' }],
      },
    ],
  }),
  funnel('rich-chat', {
    channel: 'web_chat',
    channels: ['web_chat'],
    layers: [
      {
        id: 'ask',
        type: 'start',
        components: [picture, { id: 'words', type: 'message', appearance: 'text', markup: 'markdown', text },
          { id: 'who', type: 'input', input_type: 'text', slug: 'who', label: 'Who' }],
        next: 'end',
      },
      { id: 'end', type: 'result' },
    ],
  }),
  funnel('plain-page', {
    layers: [
      { id: 'ask', type: 'start', components: [{ id: 'words', type: 'message', text: 'Plain' }], next: 'end' },
      { id: 'end', type: 'result' },
    ],
  }),
];
let published;
async function open(...where) {
  await (published ??= Promise.all(funnels.map((one) => server.publish(one))));
  return openPage(...where);
}

async function judge(page) {
  const rich = page.locator('tundish-player .rich').first();
  await rich.waitFor();
  assert.equal(await rich.locator('strong').first().innerText(), 'this');
  assert.equal(await rich.locator('em').first().innerText(), 'in mind');
  assert.deepEqual(await rich.locator('ul > li').allInnerTexts(), ['one', 'two']);
  assert.equal(await rich.locator('ol > li').getAttribute('value'), '3');
  const link = rich.getByRole('link');
  assert.equal(await link.count(), 1, 'the other schemes are no links');
  assert.equal(await link.getAttribute('href'), 'https://example.org/terms');
  assert.equal(await link.getAttribute('target'), '_blank');
  assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
  assert.match(await rich.innerText(), /\[bad\]\(javascript:alert\(1\)\) \[data\]\(data:text\/html,x\) <img src=x/);
  assert.equal(await rich.locator('img').count(), 0);
  await link.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  const ring = await link.evaluate((one) => [one.matches(':focus-visible'), getComputedStyle(one).outlineStyle]);
  assert.deepEqual(ring, [true, 'solid']);
  assert.equal(await page.locator('tundish-player .picture').first().getAttribute('alt'), 'A roof, ');
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
}

test('a page shows what is bold, slanted, listed and linked, and what a visitor writes as it stands', async () => {
  const page = await open('/f/rich-page');
  await judge(page);
  const written = '**x** [click](https://evil.example) <b>y</b>';
  await page.getByLabel('Who').fill(written);
  await press(page, 'Go');
  const end = page.locator('tundish-player .rich').filter({ hasText: 'Hello' });
  await end.waitFor();
  const bold = end.locator('strong');
  assert.equal(await bold.innerText(), written);
  assert.equal(await end.locator('a').count(), 0);
});

test('a conversation shows the same', async () => {
  await judge(await open('/f/rich-chat'));
});

test('a page without formatting loads nothing for it', async () => {
  const page = await open('/f/plain-page');
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.deepEqual(asked.filter((name) => /paint_told|engine_full/.test(name)), []);
});
