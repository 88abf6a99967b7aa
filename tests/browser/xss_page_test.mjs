// Texts that try to run something, in every slot of every appearance of the page look.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { stage } from './kit.mjs';
import { assertQuiet, funnel, saidBy, saying, show, vectors, watched, writable } from './xss.mjs';

const { server, visit } = stage();
const written = vectors.filter(writable);
const shown = entries.filter((entry) => entry.component && looksOf(entry).includes('page'));

/** Of which a layer shows one at a time. */
const isAlone = ({ type, kind }) => type === 'endpoint' || kind === 'previous' || kind === 'restart';

/** One component for each text, or one that says all of them. */
function copies({ component }) {
  const texts = isAlone(component) ? [written.join('\n')] : written;
  return texts.map((text, index) => ({ ...saying(component, text), id: `c${index}`, ...(component.slug ? { slug: `a${index}` } : {}) }));
}

test('the texts are what they seem: put into a page as markup, many of them run', async () => {
  const open = await watched(visit);
  await open.goto(`${server.origin}/demo/lead-form`);
  const ran = await open.evaluate(async (all) => {
    /** The text itself, in an attribute of either quotes, and as the address of a link. */
    const careless = [(text) => text, (text) => `<input title="${text}">`, (text) => `<input title='${text}'>`, (text) => `<a href="${text}" target="_self">a</a>`];
    const running = new Set();
    const places = all.flatMap((text) =>
      careless.map((markup) => {
        const place = document.createElement('div');
        place.innerHTML = markup(text.replaceAll('xss()', `xss(${all.indexOf(text)})`));
        return document.body.appendChild(place);
      }),
    );
    globalThis.xss = (index) => running.add(index);
    // What leads to another page would end the test.
    for (const link of document.querySelectorAll('a')) if (link.protocol === 'javascript:') link.click();
    for (const place of places) place.querySelector('[onfocus]')?.focus();
    for (const place of places) place.querySelector('[onmouseover]')?.dispatchEvent(new MouseEvent('mouseover'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return running.size;
  }, vectors);
  assert.ok(ran >= 60, `${ran} of ${vectors.length} ran`);
});

for (const entry of shown) {
  test(`${entry.slug}: ${written.length} texts`, async () => {
    const open = await watched(visit);
    const one = funnel(`xss-${entry.slug}`, 'web', copies(entry));
    await server.publish(one);
    // While the server is silent an endpoint is waited for.
    if (entry.component.type === 'endpoint') await open.route('**/api/v1/play/sessions/**', () => {});
    await show(open, `${server.origin}/demo/${one.slug}`);
    await assertQuiet(open, entry.slug);
    const said = await saidBy(open);
    const missing = written.filter((text) => !said.includes(text));
    assert.deepEqual(missing, [], 'every text is said as it is written');
  });
}
