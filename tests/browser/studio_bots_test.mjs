// Every public bot comes into the house whole: it is imported, laid out so that it can be read, and its
// first question is asked in every frame that it can be asked in.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { settled } from './board.mjs';
import { eventually } from './kit.mjs';
import { studio } from './studio.mjs';

const cases = process.env.TUNDISH_CASES;
const { server, open } = studio();
const pictures = join(fileURLToPath(new URL('../..', import.meta.url)), 'build', 'pictures');
mkdirSync(pictures, { recursive: true });

const bots = cases ? readdirSync(join(cases, 'typebot')).filter((name) => name.endsWith('.json')) : [];
test('there are public bots', { skip: !cases && 'TUNDISH_CASES names no folder: the public Typebot bots are not shown' }, () => {
  assert.ok(bots.length > 0);
});

/** The bot as a draft. */
async function imported(bot) {
  const slug = `bot-${bot.slice(0, -5)}`;
  const text = readFileSync(join(cases, 'typebot', bot), 'utf8');
  const made = await server.ask('POST', '/api/v1/imports', { body: { text, slug } });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const saved = await server.ask('POST', '/api/v1/funnels', { body: made.body.definition });
  assert.equal(saved.status, 201, JSON.stringify(saved.body));
  return made.body.definition;
}

/** The first words that the bot says, without its marks. */
function firstWords({ content, layers, default_language: language = 'en', config = {} }) {
  const start = layers.find(({ id, type }) => (config.start_layer ? id === config.start_layer : type === 'start'));
  for (const { id } of start.components) {
    for (const part of ['text', 'label', 'title']) {
      const words = /[\p{L}\p{N}][\p{L}\p{N}' ,]{5,}/u.exec(content[language][`${start.id}.${id}.${part}`] ?? '');
      if (words) return words[0].trim();
    }
  }
  throw new Error('the first layer says nothing');
}

/** Where the cards are on the canvas, by their ids. */
async function cardsOf(page) {
  await settled(page);
  const { cards } = await page.locator('studio-board').evaluate((board) => board.renderRoot.querySelector('canvas').spots);
  return cards;
}

for (const bot of bots) {
  test(`${bot} is imported, laid out and previewed`, async () => {
    const definition = await imported(bot);
    const page = await open(`#/funnels/${definition.slug}`);
    await page.locator('studio-board canvas').waitFor();
    const all = definition.layers.length;
    const cards = await eventually('every layer on the canvas', () => cardsOf(page), ({ length }) => length === all);
    for (const [index, { id, box }] of cards.entries()) {
      assert.ok(box[2] > box[0] && box[3] > box[1], id);
      for (const other of cards.slice(index + 1)) {
        const [left, top, right, bottom] = other.box;
        const apart = box[2] <= left || right <= box[0] || box[3] <= top || bottom <= box[1];
        assert.ok(apart, `${id} stands over ${other.id}`);
      }
    }
    await page.screenshot({ path: join(pictures, `bot-${bot.slice(0, -5)}.png`) });
    await page.goto(`${server.origin}/studio#/preview/${definition.slug}`);
    const words = firstWords(definition);
    let asked = 0;
    for (const frame of ['phone', 'desktop', 'chat', 'texts']) {
      const shown = page.locator(`studio-frame#frame-${frame}`);
      const said = shown.getByText(words).first();
      const absent = shown.getByText('Add the channel to the funnel’s settings to see it here.');
      await said.or(absent).first().waitFor({ state: 'attached' });
      asked += await said.count();
    }
    assert.ok(asked > 0, 'it is asked somewhere');
    // Bots have pictures of other sites: a drawing stands in for each, and nothing is asked of the sites.
    assert.deepEqual(page.faults, []);
    assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
    await page.context().close();
  });
}
