// Texts that try to run something in messages that are written in markdown: as the text itself, as
// the words and the address of a link, as what a picture shows, and as what a visitor wrote.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './kit.mjs';
import { assertQuiet, funnel, saidBy, show, vectors, watched, writable } from './xss.mjs';

const { server, visit } = stage();
const written = vectors.filter(writable);

/** One message for each text. */
const messages = (made) => written.map((text, index) => ({ id: `m${index}`, type: 'message', ...made(text) }));
const markdown = (text) => ({ markup: 'markdown', text });

/** What the links of a page lead to. */
const links = (page) =>
  page.locator('tundish-player .rich a').evaluateAll((all) =>
    all.map((one) => ({ address: one.getAttribute('href'), rel: one.rel, target: one.target })),
  );

async function shown(slug, components, channel = 'web') {
  const page = await watched(visit);
  await server.publish(funnel(slug, channel, components));
  await show(page, `${server.origin}/demo/${slug}`);
  await assertQuiet(page, slug);
  return page;
}

const cases = {
  text: (text) => markdown(text),
  formatted: (text) => markdown(`- **${text}**\n\n*${text}*`),
  words: (text) => markdown(`[${text}](https://example.org/)`),
  address: (text) => markdown(`[go](${text}) ![go](${text})`),
  picture: (text) => ({ appearance: 'image', image: '/demos/roof.svg', alt: text }),
};

for (const [name, made] of Object.entries(cases)) {
  test(`${written.length} texts as ${name}: nothing runs, and links lead to safe addresses`, async () => {
    const page = await shown(`xss-markdown-${name}`, messages(made));
    for (const { address, rel, target } of await links(page)) {
      assert.match(address, /^(https?:\/\/|mailto:|tel:)/);
      assert.deepEqual([rel, target], ['noopener noreferrer', '_blank'], address);
    }
    if (name !== 'picture') return;
    const alts = await page.locator('tundish-player .picture').evaluateAll((all) => all.map(({ alt }) => alt));
    assert.deepEqual(alts, written);
  });
}

/** What a visitor may write in a field of one line, and finds again as it is. */
const answers = vectors.filter((text) => !/[\u0000-\u001f]/.test(text) && text === text.trim());

test(`${answers.length} texts of a visitor stay texts, and in an address lead nowhere else`, async () => {
  const page = await watched(visit);
  const fields = answers.map((_, index) => ({ id: `i${index}`, type: 'input', input_type: 'text', slug: `a${index}`, label: 'a' }));
  const said = answers.map((_, index) => ({
    id: `m${index}`,
    type: 'message',
    ...markdown(`{{a${index}}}\n\n- **{{a${index}}}** [x {{a${index}}}](https://example.org/?q={{a${index}}}) [y]({{a${index}}}) {{{a${index}}}}`),
  }));
  const made = funnel('xss-markdown-values', 'web', said);
  made.layers[0].components.push(...fields);
  await server.publish(made);
  await page.goto(`${server.origin}/demo/${made.slug}`);
  await page.waitForFunction(() => document.querySelector('tundish-player').view);
  await page.evaluate(async (all) => {
    const player = document.querySelector('tundish-player');
    for (const [index, text] of all.entries()) await player.answer(`a${index}`, text);
    await player.press('next');
  }, answers);
  await page.waitForFunction(() => document.querySelector('tundish-player').view.layer === 'show');
  await assertQuiet(page, made.slug);
  const all = await saidBy(page);
  assert.deepEqual(answers.filter((text) => !all.includes(text)), [], 'every text is said as it is written');
  const bold = await page.locator('tundish-player .rich strong').allTextContents();
  assert.deepEqual(bold, answers, 'and nothing of it is formatting');
  const found = await links(page);
  assert.equal(found.length, answers.length, 'one link for each, which the author made');
  for (const { address } of found) assert.match(address, /^https:\/\/example\.org\/\?q=[\w%.~-]*$/);
});
