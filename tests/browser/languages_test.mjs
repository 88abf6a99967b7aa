// The ten languages: every word of the player is there, reads in its own direction and stands in its box.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { eventually, stage } from './kit.mjs';

const { server, open } = stage();
const languages = ['en', 'ar', 'de', 'es', 'fr', 'he', 'hi', 'ja', 'pt', 'zh'];
const rightToLeft = ['ar', 'he'];

const words = {
  ar: ['كم عمرك؟', 'متى؟'],
  de: ['Wie alt bist du?', 'Wann?'],
  en: ['How old are you?', 'When?'],
  es: ['¿Cuántos años tienes?', '¿Cuándo?'],
  fr: ['Quel âge avez-vous ?', 'Quand ?'],
  he: ['בני כמה אתם?', 'מתי?'],
  hi: ['आपकी उम्र क्या है?', 'कब?'],
  ja: ['年齢を教えてください', 'いつがご希望ですか'],
  pt: ['Quantos anos tem?', 'Quando?'],
  zh: ['您多大年纪？', '什么时候？'],
};

/** One funnel in all languages: no button has words of its author's. */
const everywhere = {
  tundish: 1,
  slug: 'everywhere',
  title: 'Everywhere',
  channels: ['web', 'web_chat'],
  languages,
  default_language: 'en',
  layers: [
    {
      id: 'ask',
      type: 'start',
      components: [
        { id: 'age', type: 'input', input_type: 'numeric', appearance: 'integer', slug: 'age', min: 1800, mandatory: true },
        { id: 'sure', type: 'input', input_type: 'boolean', appearance: 'consent', slug: 'sure' },
      ],
      next: 'more',
    },
    {
      id: 'more',
      type: 'intermediate',
      components: [
        { id: 'name', type: 'input', input_type: 'text', slug: 'name', mandatory: true },
        { id: 'back', type: 'button', kind: 'previous' },
      ],
      next: 'end',
    },
    { id: 'end', type: 'result' },
  ],
  content: Object.fromEntries(
    languages.map((one) => [
      one,
      { 'ask.age.label': words[one][0], 'ask.sure.label': words[one][1], 'more.name.label': words[one][1] },
    ]),
  ),
};

/** axe-core is a script that the page's policy knows nothing of; what moves cannot be judged. */
const calm = { bypassCSP: true, reducedMotion: 'reduce' };

const root = (page) => page.locator('tundish-player .root');

/** The player's words, as far as they are on the screen. */
const english = ['Continue', 'Back', 'Please answer this question.', 'Enter 1,800 or more.', 'That is all. Thank you.'];

for (const language of languages) {
  test(`${language}: the player speaks it, in its direction, on the page`, async () => {
    await server.publish(everywhere);
    const page = await open(`/demo/everywhere?language=${language}`, calm);
    assert.equal(await root(page).getAttribute('lang'), language);
    assert.equal(await root(page).getAttribute('dir'), rightToLeft.includes(language) ? 'rtl' : 'ltr');
    await page.locator('tundish-player .go.main').click();
    await page.locator('tundish-player .problem').first().waitFor();
    const said = [await root(page).innerText()];
    await page.locator('tundish-player input').first().fill('7');
    await page.keyboard.press('Tab');
    await page.waitForTimeout(300);
    said.push(await root(page).innerText());
    await page.locator('tundish-player input').first().fill('2000');
    await page.locator('tundish-player .go.main').click();
    await page.getByRole('textbox', { name: words[language][1] }).waitFor();
    said.push(await root(page).innerText());
    await page.getByRole('textbox', { name: words[language][1] }).fill('Ada');
    await page.locator('tundish-player .go.main').click();
    await page.locator('tundish-player .done').waitFor();
    said.push(await root(page).innerText());
    const all = said.join('\n');
    for (const sentence of english) {
      const isSaid = new RegExp(`${sentence}(?!\\p{L})`, 'u').test(all);
      assert.equal(isSaid, language === 'en', `${sentence}\n${all}`);
    }
    assert.deepEqual(await findings(page), []);
    assert.deepEqual(page.faults, []);
  });

  test(`${language}: nothing sticks out on a small phone, nor in the chat`, async () => {
    await server.publish(everywhere);
    for (const look of ['', '&look=chat']) {
      const page = await open(`/demo/everywhere?language=${language}${look}`, { viewport: { width: 320, height: 640 } });
      const wide = await page.locator('tundish-player').evaluate((player) => {
        const root = player.shadowRoot.querySelector('.root');
        return root.scrollWidth - root.clientWidth;
      });
      assert.ok(wide <= 0, `${wide}px too wide`);
      const cut = await page.locator('tundish-player').evaluate((player) =>
        [...player.shadowRoot.querySelectorAll('.go, .chip, .question, .title, .bubble')]
          .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 4)
          .map(({ className, textContent }) => `${className}: ${textContent.trim()}`),
      );
      assert.deepEqual(cut, []);
    }
  });
}

test('headings leave room for marks above and below, and are not spaced as Latin ones, in every theme', async () => {
  for (const [language, height, name] of [['hi', 1.4, undefined], ['hi', 1.4, 'stage'], ['ar', 1.4, 'letter'], ['ja', 0, 'stage']]) {
    const slug = `heading-${language}-${name}`;
    await server.publish({ ...everywhere, slug, config: { theme: { ...(name && { name }) } } });
    const page = await open(`/demo/${slug}?language=${language}`);
    const styles = () =>
      page.locator('tundish-player .question').first().evaluate((one) => {
        const { lineHeight, fontSize, letterSpacing } = getComputedStyle(one);
        return { height: Number.parseFloat(lineHeight) / Number.parseFloat(fontSize), letterSpacing };
      });
    const { height: seen, letterSpacing } = await styles();
    assert.ok(seen >= height - 0.01, `${slug}: ${seen}`);
    assert.match(letterSpacing, /^(normal|0px)$/);
  }
});

test('every language has every word, and none that is another one\'s', async () => {
  const page = await open('/demo/everywhere');
  const keys = {};
  for (const language of languages.filter((one) => one !== 'en')) {
    const address = await eventually('the file', async () => {
      const script = await (await page.request.get(`${server.origin}/player/tundish.js`)).text();
      return new RegExp(`strings_${language}-[0-9a-f]{8}\\.js`).exec(script)?.[0];
    }, Boolean);
    keys[language] = await page.evaluate(async (file) => {
      const [strings] = Object.values(await import(file));
      const shape = (one) => (typeof one === 'object' ? Object.keys(one).sort().map((key) => `${key}:${shape(one[key])}`).join() : typeof one);
      const texts = [];
      const collect = (one) => {
        if (typeof one === 'string') texts.push(one);
        else if (typeof one === 'function') for (const count of [1, 2, 5, 11]) texts.push(one(String(count), count));
        else Object.values(one).forEach(collect);
      };
      collect(strings);
      return { shape: shape(strings), broken: texts.filter((text) => !text || /undefined|NaN|\[object/.test(text)) };
    }, `/player/${address}`);
    assert.deepEqual(keys[language].broken, [], language);
  }
  const shapes = new Set(Object.values(keys).map(({ shape }) => shape));
  assert.equal(shapes.size, 1);
});

test('a limit that is a date is written as the language writes it', async () => {
  const layers = [
    { id: 'a', type: 'start', components: [{ id: 'd', type: 'input', input_type: 'datetime', slug: 'd', label: '?', min: '2026-12-31' }], next: 'b' },
    { id: 'b', type: 'result' },
  ];
  for (const [language, written] of [['en', 'December 31, 2026'], ['de', '31. Dezember 2026'], ['ja', '2026年12月31日'], ['he', '31 בדצמבר 2026']]) {
    await server.publish({ tundish: 1, slug: `limit-${language}`, title: 'Limit', languages: [language], default_language: language, layers });
    const page = await open(`/demo/limit-${language}`);
    await page.locator('tundish-player input').first().fill('2020-01-01');
    await page.keyboard.press('Tab');
    await page.locator('tundish-player .problem').first().waitFor();
    assert.match(await root(page).innerText(), new RegExp(written));
  }
});

test('lang and dir follow when the language changes', async () => {
  await server.publish(everywhere);
  const page = await open('/demo/everywhere?language=en');
  const player = page.locator('tundish-player');
  for (const [language, dir] of [['he', 'rtl'], ['ja', 'ltr'], ['ar', 'rtl'], ['hi', 'ltr']]) {
    await player.evaluate((element, one) => element.setAttribute('language', one), language);
    await eventually(language, () => root(page).getAttribute('lang'), (lang) => lang === language);
    await eventually(dir, () => root(page).getAttribute('dir'), (one) => one === dir);
    await page.getByText(words[language][0]).waitFor();
  }
});
