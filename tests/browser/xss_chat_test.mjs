// Texts that try to run something in chats, in answers, in what a page hands over, and in addresses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { eventually, ready, stage } from './kit.mjs';
import { assertQuiet, funnel, saidBy, saying, vectors, watched, writable } from './xss.mjs';

const { server, visit } = stage();
const written = vectors.filter(writable);
const joined = vectors.filter((text) => !/[\u0000-\u001f]/.test(text)).join('\n');
const field = (slug, more) => ({ id: slug, type: 'input', input_type: 'text', appearance: 'long', slug, label: slug, ...more });

const ofChat = entries.filter((entry) => entry.component && looksOf(entry).includes('chat'));
const said = ofChat.filter(({ component: { type, appearance } }) => type === 'message' && !/^(quick_reply|list)$/.test(appearance));
const asked = ofChat.filter((entry) => !said.includes(entry));

test('every kind of message in a chat', async () => {
  for (const { slug, component } of said) {
    const page = await watched(visit);
    const components = written.map((text, index) => ({ ...saying(component, text), id: `c${index}` }));
    await server.publish(funnel(`xss-chat-${slug}`, 'web_chat', components));
    await page.goto(`${server.origin}/demo/xss-chat-${slug}?look=chat`);
    await eventually(`${slug} is said`, () => saidBy(page), (all) => all.includes(written.at(-1)));
    const all = await saidBy(page);
    assert.deepEqual(written.filter((text) => !all.includes(text)), [], slug);
    await assertQuiet(page, slug);
    await page.context().close();
  }
});

test('every kind of question in a chat', async () => {
  for (const { slug, component } of asked) {
    const page = await watched(visit);
    const text = written.join('\n').slice(0, 9000);
    const asking = { ...saying(component, text), id: 'shown' };
    await server.publish(funnel(`xss-chat-${slug}`, 'web_chat', [asking]));
    if (component.type === 'endpoint') await page.route('**/api/v1/play/sessions/**', () => {});
    await page.goto(`${server.origin}/demo/xss-chat-${slug}?look=chat`);
    await eventually(`${slug} is asked`, () => saidBy(page), (all) => all.includes(written[20]));
    await assertQuiet(page, slug);
    await page.context().close();
  }
});

test('what a visitor answers is said as it is, in pages and chats', async () => {
  const layers = (channel) => ({
    ...funnel(`xss-answers-${channel.replace('_', '-')}`, channel, []),
    layers: [
      { id: 'ask', type: 'start', components: [field('told')], next: 'end' },
      { id: 'end', type: 'result', components: [{ id: 'bye', type: 'message', title: '{{told}}', text: 'You said: {{{told}}}' }] },
    ],
  });
  for (const channel of ['web', 'web_chat']) {
    const definition = layers(channel);
    await server.publish(definition);
    const page = await watched(visit);
    await page.goto(`${server.origin}/demo/${definition.slug}${channel === 'web' ? '' : '?look=chat'}`);
    await ready(page);
    await page.evaluate(async (text) => {
      const player = document.querySelector('tundish-player');
      await player.answer('told', text);
      await player.press('next');
    }, joined);
    await eventually('it is said', () => saidBy(page), (all) => all.includes(`You said: ${joined.slice(0, 200)}`));
    await assertQuiet(page, channel);
    await page.context().close();
  }
});

test('what a page hands over is said as it is', async () => {
  const names = vectors.map((_, index) => `v${index}`);
  await server.publish({
    ...funnel('xss-initial', 'web', []),
    layers: [
      { id: 'show', type: 'start', initial_data: names.map((slug) => ({ slug, input_type: 'text', source: 'url' })), components: names.slice(0, 199).map((name) => ({ id: name, type: 'message', text: `{{${name}}}` })), next: 'end' },
      { id: 'end', type: 'result', components: [{ id: 'bye', type: 'message', text: 'Thank you' }] },
    ],
  });
  const page = await watched(visit);
  const query = vectors.map((text, index) => `v${index}=${encodeURIComponent(text)}`).join('&');
  await page.goto(`${server.origin}/f/xss-initial?${query.slice(0, 7000)}`);
  await ready(page);
  await assertQuiet(page, 'initial data');
});

test('addresses that run something lead nowhere, wherever an address may stand', async () => {
  const slots = {
    image: (url) => ({ type: 'message', appearance: 'image', image: url, text: 'Picture' }),
    hyperlink: (url) => ({ type: 'message', appearance: 'hyperlink', url, text: 'Link' }),
    compound: (url) => ({ type: 'message', appearance: 'compound', text: 'More', image: url, url, items: [{ value: 'a', title: 'A', image: url, url }] }),
    option: (image) => ({ type: 'input', input_type: 'choice', appearance: 'cards', slug: 'answer', label: 'One', options: [{ value: 'a', title: 'A', image }] }),
    link: (url) => ({ type: 'button', kind: 'link', url, text: 'Go' }),
    call: (phone) => ({ type: 'button', kind: 'call', phone, text: 'Call' }),
  };
  for (const [slot, make] of Object.entries(slots)) {
    const taken = [];
    for (const text of vectors) {
      const one = funnel(`xss-url-${slot}`, 'web', [{ ...make(text), id: 'c' }]);
      const answer = await server.ask('POST', '/api/v1/funnels', { body: one });
      if (answer.status !== 422) taken.push(text);
      else assert.ok(answer.body.problems.every(({ pointer }) => pointer.startsWith('/layers/1/components/0')), JSON.stringify(answer.body.problems));
    }
    const page = await watched(visit);
    // Pictures of other hosts may be asked for; nothing of them runs.
    await page.route('https://evil.invalid/**', (route) => route.abort());
    const components = taken.slice(0, 200).map((text, index) => ({ ...make(text), id: `c${index}`, ...(slot === 'option' ? { slug: `a${index}` } : {}) }));
    if (components.length === 0) continue;
    await server.publish(funnel(`xss-url-${slot}`, 'web', components));
    await page.goto(`${server.origin}/demo/xss-url-${slot}`);
    await ready(page);
    await page.evaluate(() => document.querySelector('tundish-player').press('next'));
    await page.waitForFunction(() => document.querySelector('tundish-player').view.layer === 'show');
    page.leaks.length = 0;
    for (const link of await page.locator('tundish-player a[href]').all()) await link.evaluate((one) => one.protocol === 'javascript:' && one.click());
    if (slot !== 'image' && slot !== 'compound' && slot !== 'option') await assertQuiet(page, slot);
    else assert.equal(await page.evaluate(() => globalThis.ran), 0, slot);
    await page.context().close();
  }
});
