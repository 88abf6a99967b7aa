// Texts that try to run something in chats, in answers, in what a page hands over, and in addresses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { eventually, ready, stage } from './kit.mjs';
import { assertQuiet, funnel, saidBy, saying, show, vectors, watched, writable } from './xss.mjs';
import { elsewhere } from './xss_vectors.mjs';

const { server, visit } = stage();
const written = vectors.filter(writable);
const joined = vectors.filter((text) => !/[\u0000-\u001f]/.test(text)).join(' ');
const field = (slug, more) => ({ id: slug, type: 'input', input_type: 'text', appearance: 'long', slug, label: slug, ...more });

const ofChat = entries.filter((entry) => entry.component && looksOf(entry).includes('chat'));
const said = ofChat.filter(({ component: { type, appearance } }) => type === 'message' && !/^(quick_reply|list)$/.test(appearance));
// There is nothing to go back to on the only layer.
const asked = ofChat.filter((entry) => !said.includes(entry) && !/^button-(previous|restart)$/.test(entry.slug));

test('every kind of message in a chat', async () => {
  const page = await watched(visit);
  for (const { slug, component } of said) {
    const components = written.map((text, index) => ({ ...saying(component, text), id: `c${index}` }));
    await server.publish(funnel(`xss-chat-${slug}`, 'web_chat', components));
    await page.goto(`${server.origin}/demo/xss-chat-${slug}?look=chat`);
    await eventually(`${slug} is said`, () => saidBy(page), (all) => all.includes(written.at(-1)));
    const all = await saidBy(page);
    assert.deepEqual(written.filter((text) => !all.includes(text)), [], slug);
    await assertQuiet(page, slug);
  }
});

test('every kind of question in a chat', async () => {
  const page = await watched(visit);
  for (const { slug, component } of asked) {
    const text = written.join('\n').slice(0, 9000);
    const asking = { ...saying(component, text), id: 'shown' };
    await server.publish(funnel(`xss-chat-${slug}`, 'web_chat', [asking]));
    // What an endpoint asks for stays without an answer, so that its question stays, too.
    if (component.type === 'endpoint') await page.route('**/api/v1/play/sessions/**', () => {});
    await page.goto(`${server.origin}/demo/xss-chat-${slug}?look=chat`);
    const fits = written.filter((one) => text.includes(one));
    await eventually(`${slug} is asked`, () => saidBy(page), (all) => fits.every((one) => all.includes(one)));
    await assertQuiet(page, slug);
    await page.unrouteAll();
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
    await page.getByRole('textbox', { name: 'told' }).fill(joined);
    await page.getByRole('button', { name: channel === 'web' ? 'Continue' : 'Send', exact: true }).click();
    await eventually('it is said', () => saidBy(page), (all) => all.includes(`You said: ${joined}`));
    await assertQuiet(page, channel);
    await page.context().close();
  }
});

/** Queries that hold everything, each as long as an address may be. */
function queries() {
  const all = [''];
  for (const [index, text] of vectors.entries()) {
    const one = `v${index}=${encodeURIComponent(text)}`;
    if (all.at(-1).length + one.length > 1800) all.push('');
    all.push(`${all.pop()}&${one}`);
  }
  return all;
}

test('what an address brings along is said as it is', async () => {
  const names = vectors.map((_, index) => `v${index}`);
  await server.publish({
    ...funnel('xss-initial', 'web', []),
    layers: [
      { id: 'show', type: 'start', initial_data: names.map((slug) => ({ slug, input_type: 'text', source: 'url' })), components: names.map((name) => ({ id: name, type: 'message', text: `${name} is {{${name}}}.` })), next: 'end' },
      { id: 'end', type: 'result', components: [{ id: 'bye', type: 'message', text: 'Thank you' }] },
    ],
  });
  const missing = [];
  for (const query of queries()) {
    const page = await watched(visit);
    await page.goto(`${server.origin}/f/xss-initial?${query}`);
    await ready(page);
    const all = await saidBy(page);
    for (const [name, text] of new URLSearchParams(query)) if (!all.includes(`${name} is ${text.trim()}.`)) missing.push(text);
    await assertQuiet(page, query);
    await page.context().close();
  }
  assert.deepEqual(missing, []);
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
    if (taken.length === 0) continue;
    const page = await watched(visit);
    await page.route(`${elsewhere}/**`, (route) => route.abort());
    const components = taken.map((text, index) => ({ ...make(text), id: `c${index}`, ...(slot === 'option' ? { slug: `a${index}` } : {}) }));
    await server.publish(funnel(`xss-url-${slot}`, 'web', components));
    await show(page, `${server.origin}/demo/xss-url-${slot}`);
    for (const link of await page.locator('tundish-player a[href]').all()) await link.evaluate((one) => one.protocol === 'javascript:' && one.click());
    // Pictures of other hosts may be asked for.
    if (/^(image|compound|option)$/.test(slot)) page.leaks.length = 0;
    await assertQuiet(page, slot);
    await page.context().close();
  }
});
