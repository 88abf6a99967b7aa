// Pages that are full of texts which try to run something, and what ran of it.
import assert from 'node:assert/strict';
import { ready } from './kit.mjs';
import { elsewhere, vectors } from './xss_vectors.mjs';

/** A visitor whose browser keeps no policy, so that nothing but the player itself stands in the way. */
export async function watched(visit) {
  const page = await visit({ bypassCSP: true, reducedMotion: 'reduce' });
  page.leaks = [];
  page.on('request', (request) => {
    if (request.url().startsWith(elsewhere)) page.leaks.push(request.url());
  });
  page.on('dialog', (dialog) => {
    page.leaks.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    globalThis.ran = 0;
    globalThis.xss = () => (globalThis.ran += 1);
  });
  return page;
}

/** What stands in the player that could run or ask for something; sees into its shadow root. */
const dangers = (page) =>
  page.evaluate(() => {
    const found = [];
    const visit = (node) => {
      for (const element of node.querySelectorAll('*')) {
        const name = element.localName;
        if (/^(script|iframe|frame|object|embed|base|meta|link|math|foreignobject|marquee)$/.test(name)) found.push(name);
        for (const { name: attribute, value } of element.attributes) {
          const isAddress = /^(href|src|srcset|action|formaction|data|poster|background|xlink:href)$/.test(attribute);
          const isStyle = attribute === 'style' && /[a-z]\(|@|\\/i.test(value);
          if (/^on/.test(attribute) || isStyle || attribute === 'srcdoc') found.push(`${name} ${attribute}`);
          if (isAddress && !/^(https?:|mailto:|tel:|blob:|data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]|#|$)/i.test(value)) found.push(`${name} ${attribute}=${value}`);
        }
        if (element.shadowRoot) visit(element.shadowRoot);
      }
    };
    for (const player of document.querySelectorAll('tundish-player')) if (player.shadowRoot) visit(player.shadowRoot);
    return found;
  });

/** Everything that the player's page says, in texts and in what boxes hold. */
export const saidBy = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector('tundish-player');
    const boxes = [...shadowRoot.querySelectorAll('input, textarea, option, [placeholder], [aria-label]')];
    const held = boxes.flatMap((box) => [box.value, box.placeholder, box.label, box.getAttribute('aria-label')]);
    return [shadowRoot.textContent, ...held].join('\n');
  });

/** That nothing ran; `what` names the page. */
export async function assertQuiet(page, what) {
  assert.deepEqual(await dangers(page), [], what);
  assert.equal(await page.evaluate(() => globalThis.ran), 0, `${what}: something ran`);
  assert.deepEqual(page.leaks, [], `${what}: something was asked for`);
}

/** Goes to a page, and there to the second layer. */
export async function show(page, address) {
  await page.goto(address);
  await ready(page);
  await page.evaluate(() => document.querySelector('tundish-player').press('next'));
  await page.waitForFunction(() => document.querySelector('tundish-player').view.layer === 'show');
}

/** A funnel of two layers, the second of which shows these, and an end. */
export const funnel = (slug, channel, components, more = {}) => ({
  tundish: 1,
  slug,
  title: slug,
  channel,
  channels: [channel],
  layers: [
    { id: 'first', type: 'start', components: [{ id: 'hi', type: 'message', text: 'Hello' }], next: 'show' },
    { id: 'show', type: 'intermediate', components, next: 'end' },
    { id: 'end', type: 'result', components: [{ id: 'bye', type: 'message', text: 'Thank you' }] },
  ],
  ...more,
});

const isText = (value) => Array.isArray(value) && value.length === 2 && value.every((word) => typeof word === 'string');

/** A component of the gallery's, every text of which is that. */
export function saying(component, text) {
  const said = (value) => {
    if (isText(value)) return text;
    if (Array.isArray(value)) return value.map(said);
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, said(one)]));
    return value;
  };
  const all = said(component);
  const spoken = all.type === 'input' ? { label: text, help: text, ...(all.input_type === 'text' ? { placeholder: text } : {}), error: text } : {};
  const literal = component.markup ? { text: unmarked(text) } : {};
  return { ...all, ...spoken, ...literal };
}

/** A text as markdown that shows just that. */
const unmarked = (text) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** Definitions have other uses for texts with tags of templates; those come as values. */
export const writable = (text) => !text.includes('{{');

export { vectors };
