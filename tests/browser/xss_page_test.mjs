// Texts that try to run something, in everything that a page shows but inputs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './kit.mjs';
import { vectors, watched } from './xss.mjs';
import { testTexts } from './xss_pages.mjs';

const stand = stage();
const { server, visit } = stand;

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

testTexts(({ component }) => component.type !== 'input' || /^(choice|matrix)$/.test(component.input_type), stand);
