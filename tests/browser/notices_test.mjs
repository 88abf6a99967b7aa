// What the notices look like: nothing is squeezed or cut off, in either direction of reading.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arabicForm } from './arabic.mjs';
import { beginHouse } from './device.mjs';
import { choose, desktop, phone, press, stage } from './kit.mjs';
import { denyDatabase, notices } from './notices.mjs';

const { server, visit, open } = stage();

/** How the notice's sentence and button lie in it. */
const measured = (page) =>
  page.locator('tundish-player .banner').evaluate((banner) => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const button = banner.querySelector('button')?.getBoundingClientRect();
    const sentence = banner.querySelector('span').getBoundingClientRect();
    const box = banner.getBoundingClientRect();
    return {
      overflows: scrollWidth > clientWidth || banner.scrollWidth > banner.clientWidth,
      isWide: sentence.width > 0.6 * box.width || sentence.height < 30,
      isTouchable: !button || button.height >= (clientWidth < 520 ? 40 : 32),
      isInside: !button || (button.left >= box.left && button.right <= box.right),
    };
  });

for (const [name, bring] of Object.entries(notices)) {
  test(`the notice "${name}" has room on a phone and on a desktop`, async () => {
    const page = await open('/demo/lead-form', { script: name === 'storage' ? denyDatabase : undefined });
    await beginHouse(page);
    await bring(page, visit);
    for (const size of [phone, { width: 320, height: 640 }, desktop]) {
      await page.setViewportSize(size);
      const good = { overflows: false, isWide: true, isTouchable: true, isInside: true };
      assert.deepEqual(await measured(page), good, `${size.width}`);
    }
  });
}

test('an English sentence on a page that is read from right to left, at the right edge', async () => {
  // The player has no words of its own in Persian.
  const persian = { languages: ['fa'], default_language: 'fa', content: { fa: arabicForm.content.ar } };
  await server.publish({ ...arabicForm, slug: 'lead-form-fa', ...persian });
  const page = await open('/demo/lead-form-fa');
  await choose(page, 'منزلي الخاص');
  await press(page, 'متابعة');
  await page.getByRole('heading', { name: 'عن منزلك' }).waitFor();
  await page.context().setOffline(true);
  await choose(page, 'سيارة كهربائية');
  await page.getByText('kept on this device').waitFor();
  const places = await page.locator('tundish-player .banner span').evaluate((sentence) => {
    const node = [...sentence.childNodes].find(({ data }) => data?.trim());
    const left = (at) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().left;
    };
    const start = node.data.search(/\S/);
    return [0, 1, 2, 3].map((step) => left(start + step));
  });
  assert.deepEqual([...places].sort((a, b) => a - b), places);
  const { textAlign } = await page
    .locator('tundish-player .banner span')
    .evaluate((sentence) => ({ textAlign: getComputedStyle(sentence).textAlign }));
  assert.equal(textAlign, 'right');
});

test('an address is typed from left to right on an Arabic page, whose own words say what is wrong with it', async () => {
  await server.publish(arabicForm);
  const page = await open('/demo/lead-form-ar');
  await choose(page, 'منزلي الخاص');
  await press(page, 'متابعة');
  await page.getByLabel('كم تدفع').fill('240');
  await press(page, 'متابعة');
  const email = page.getByLabel('البريد');
  await email.fill('ana@');
  await press(page, 'إرسال الإجابات');
  await page.getByText('أدخل عنوان بريد').waitFor();
  const { direction, textAlign } = await email.evaluate((input) => {
    const { direction, textAlign } = getComputedStyle(input);
    return { direction, textAlign };
  });
  assert.deepEqual([direction, textAlign], ['ltr', 'right']);
});
