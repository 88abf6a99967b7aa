// axe-core finds nothing, on any demo, in both looks, light and dark, on phone and desktop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { choose, desktop, phone, press, stage } from './kit.mjs';

const stand = stage();

async function open(path, options) {
  // Colours that are still fading would be measured halfway.
  const calm = { bypassCSP: true, reducedMotion: 'reduce', ...options };
  if (path !== '/') return stand.open(path, calm);
  const page = await stand.visit(calm);
  await page.goto(stand.server.origin);
  return page;
}

const looks = [
  ['light phone', { viewport: phone, colorScheme: 'light' }],
  ['dark desktop', { viewport: desktop, colorScheme: 'dark' }],
];

for (const [look, options] of looks) {
  for (const path of [
    '/',
    '/demo/lead-form',
    '/demo/lead-form?look=chat',
    '/demo/quiz',
    '/demo/payment?look=chat',
    '/demo/payment',
    '/demo/service?look=chat',
  ]) {
    test(`${path}, ${look}`, async () => {
      const page = await open(path, options);
      assert.deepEqual(await findings(page), []);
      await page.context().close();
    });
  }

  test(`every field, empty and wrong, ${look}`, async () => {
    const page = await open('/demo/all-fields', options);
    const pages = [
      'Numbers',
      'Yes and no',
      'Choices',
      'Several at once',
      'Files',
      'That was all of them',
    ];
    const fill = {
      Numbers: async () => page.getByRole('textbox', { name: /^Number/ }).fill('101'),
      'Yes and no': async () => {
        await choose(page, 'Send me the newsletter');
        await page.getByRole('radiogroup', { name: /^Do you like it/ }).getByRole('radio').first().check();
      },
      Choices: async () => page.getByRole('radio', { name: 'Something else' }).check(),
    };
    const mend = {
      Numbers: async () => page.getByRole('textbox', { name: /^Number/ }).fill('5'),
      'Yes and no': async () => choose(page, 'I agree to the terms.'),
      Choices: async () =>
        page
          .getByRole('radiogroup', { name: /^A list/ })
          .getByRole('radio')
          .first()
          .check(),
      'Several at once': async () => {
        const two = page.getByRole('group', { name: /^Two of three/ }).getByRole('checkbox');
        await two.nth(0).check();
        await two.nth(1).check();
      },
    };
    assert.deepEqual(await findings(page), []);
    await press(page, 'Continue');
    await page.getByText('Please answer this question.').waitFor();
    assert.deepEqual(await findings(page), []);
    await page.getByLabel('Short text').fill('abc');
    await press(page, 'Continue');
    for (const [index, heading] of pages.entries()) {
      await page.getByRole('heading', { name: heading }).waitFor();
      await fill[heading]?.();
      assert.deepEqual(await findings(page), [], heading);
      await mend[heading]?.();
      if (index < pages.length - 1) await press(page, heading === 'Files' ? 'Finish' : 'Continue');
    }
  });
}

for (const [look, options] of looks) {
  test(`every rarer field, ${look}`, async () => {
    const page = await open('/demo/more-fields', options);
    for (const heading of ['Dates and times', 'Several parts', 'Words and places', 'Messages with more', 'That was the rest of them']) {
      await page.getByRole('heading', { name: heading }).waitFor();
      if (heading === 'Several parts') {
        await press(page, 'Continue');
        await page.getByText('Please answer this question.').waitFor();
        assert.deepEqual(await findings(page), []);
        for (const group of await page.locator('.matrix').getByRole('radiogroup').all()) await group.getByRole('radio').first().check();
      }
      assert.deepEqual(await findings(page), [], heading);
      if (heading.startsWith('That was')) break;
      await press(page, heading === 'Messages with more' ? 'Finish' : 'Continue');
    }
  });
}

test('text at 200 % still fits a phone', async () => {
  const page = await open('/demo/lead-form', { viewport: { width: 195, height: 422 } });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
});
