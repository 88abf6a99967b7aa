// Reading a conversation while it goes on, and going back in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device } from './device.mjs';
import { calm, findings } from './findings.mjs';
import { eventually, press, stage } from './kit.mjs';

const { server, open } = stage();

const question = (id, label, target) => ({
  id,
  type: id === 'one' ? 'start' : 'intermediate',
  next: target,
  components: [{ id: 'text', type: 'message', text: `About ${id}. ${'There is a lot to say about it. '.repeat(12)}` }, { id, type: 'input', input_type: 'text', slug: id, label, mandatory: true }],
});
const long = {
  tundish: 1,
  slug: 'long',
  title: 'Long',
  channel: 'web_chat',
  layers: [
    question('one', 'First?', 'two'),
    question('two', 'Second?', 'three'),
    question('three', 'Third?', 'four'),
    question('four', 'Fourth?', 'done'),
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', text: 'Thank you {{one}}, {{two}}' }] },
  ],
};

let published;
async function begin(more = calm) {
  await (published ??= server.publish(long));
  return open('/demo/long?look=chat', more);
}
async function write(page, text, next) {
  await page.locator('.line input').fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.thread').getByText(next).last().waitFor();
}
const fromEnd = (page) => page.locator('.thread').evaluate((thread) => thread.scrollHeight - thread.scrollTop - thread.clientHeight);

test('an earlier answer is changed: the funnel asks from there on again', async () => {
  const page = await begin();
  assert.equal(await page.getByRole('button', { name: 'Change this answer' }).count(), 0);
  await write(page, 'a', 'Second?');
  await write(page, 'b', 'Third?');
  await write(page, 'c', 'Fourth?');
  const change = page.getByRole('button', { name: 'Change this answer' });
  assert.equal(await change.count(), 3);
  assert.deepEqual(await findings(page), []);
  await change.nth(1).click();
  await eventually('the second layer asks again', () => page.locator('.thread').getByText('Second?').count(), (count) => count === 2);
  assert.equal(await change.count(), 1);
  await write(page, 'B', 'Third?');
  await write(page, 'c', 'Fourth?');
  await write(page, 'd', 'Thank you a, B');
  const [{ log }] = await device(page);
  assert.equal(log.filter(({ kind }) => kind === 'went_back').length, 2);
  assert.deepEqual(page.faults, []);
});

test('who reads what was said before is not scrolled away; who replies is', async () => {
  const page = await begin({ bypassCSP: true });
  await page.locator('.thread').getByText('First?').waitFor();
  await write(page, 'a', 'Second?');
  await eventually('the end is in sight', () => fromEnd(page), (left) => left < 8);
  await page.locator('.line input').fill('b');
  await page.keyboard.press('Enter');
  await page.locator('.thread').hover();
  await page.mouse.wheel(0, -4000);
  await page.locator('.thread').getByText('Third?').waitFor();
  await page.waitForTimeout(500);
  assert.ok((await fromEnd(page)) > 200, 'it stays where the reader is');
  await write(page, 'c', 'Fourth?');
  await eventually('the end is in sight again', () => fromEnd(page), (left) => left < 8);
});

test('nobody is seen writing where motion is not wanted', async () => {
  const page = await begin();
  await page.evaluate(() => {
    globalThis.seen = 0;
    const look = () => {
      if (document.querySelector('tundish-player').shadowRoot.querySelector('.writing')?.checkVisibility()) ++globalThis.seen;
      requestAnimationFrame(look);
    };
    look();
  });
  await write(page, 'a', 'Second?');
  assert.equal(await page.evaluate(() => globalThis.seen), 0);
});

test('replies that are offered, and what is typed, work by keyboard alone', async () => {
  const page = await open('/demo/service?look=chat', calm);
  await page.locator('.composer .chip').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('.bubble.visitor').waitFor();
  assert.deepEqual(page.faults, []);
});
