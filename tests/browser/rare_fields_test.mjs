// Fields that few forms have: signing, saying where one is, putting things in order, judging rows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device, title } from './device.mjs';
import { calm, findings } from './findings.mjs';
import { desktop, eventually, phone, press, stage } from './kit.mjs';

const { server, open } = stage();

const field = (id, input_type, label, more = {}) => ({ id, type: 'input', input_type, slug: id, label, ...more });
const form = (slug, channels, ...fields) => ({
  tundish: 1,
  slug,
  title: slug,
  channels,
  layers: [
    { id: 'a', type: 'start', components: [{ id: 'text', type: 'message', title: 'Please' }, ...fields, { id: 'go', type: 'button', kind: 'jump', text: 'Continue', target: 'z' }] },
    { id: 'z', type: 'result', components: [{ id: 'text', type: 'message', title: 'Thank you' }] },
  ],
});
const dot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const options = ['Cost', 'Time', 'Looks', 'Noise'].map((name) => ({ value: name.toLowerCase(), title: name, image: dot }));
const signed = form('signed', ['web'], field('sign', 'file', 'Your signature', { appearance: 'signature', mandatory: true }));
const placed = form('placed', ['web', 'web_chat'], field('place', 'location', 'Where is it?', { mandatory: true }));
const ranked = form('ranked', ['web', 'web_chat'], field('rank', 'choice', 'What matters?', { appearance: 'ranking', options }));
const judged = form('judged', ['web'], field('grid', 'matrix', 'How was it?', {
  rows: [{ value: 'a', title: 'The delivery to your house' }, { value: 'b', title: 'What we told you before' }],
  columns: ['Very poor', 'Poor', 'Fair', 'Good', 'Very good'].map((one) => ({ value: one.toLowerCase().replace(' ', '_'), title: one })),
}));

let published;
async function begin(path, more) {
  await (published ??= Promise.all([signed, placed, ranked, judged].map((one) => server.publish(one))));
  return open(path, { ...calm, ...more });
}

/** What the server has of the only session of this visitor, once it has ended. */
async function ended(page) {
  const [{ session }] = await device(page);
  return eventually('it has ended', () => server.api(`/api/v1/sessions/${session}`), ({ status }) => status === 'completed');
}

async function scribble(page) {
  const { x, y, width, height } = await page.locator('canvas').boundingBox();
  await page.mouse.move(x + width * 0.2, y + height * 0.5);
  await page.mouse.down();
  for (let step = 1; step <= 10; ++step) await page.mouse.move(x + width * (0.2 + 0.06 * step), y + height * (0.5 + (step % 2 ? 0.2 : -0.2)));
  await page.mouse.up();
}

/** How much of the pad is ink. */
const inkOf = (page) =>
  page.locator('canvas').evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  });

for (const [look, more] of [
  ['light phone', { viewport: phone }],
  ['dark desktop', { viewport: desktop, colorScheme: 'dark' }],
]) {
  test(`a signature is drawn, cleared, drawn again and sent as a picture, ${look}`, async () => {
    const page = await begin('/demo/signed', more);
    assert.deepEqual(await findings(page), []);
    await press(page, 'Continue');
    await page.getByText('Please answer this question.').waitFor();
    await scribble(page);
    assert.ok((await inkOf(page)) > 100);
    await page.locator('.files').getByText('signature.png').waitFor();
    assert.deepEqual(await findings(page), []);
    await press(page, 'Clear');
    await page.locator('.files').getByText('signature.png').waitFor({ state: 'detached' });
    assert.equal(await inkOf(page), 0);
    await scribble(page);
    // Pressed before the pad has rested: what was drawn belongs before it.
    await press(page, 'Continue');
    await title(page, 'Thank you');
    const { data, session } = await ended(page);
    assert.equal(data.sign.media_type, 'image/png');
    const { files } = await eventually('the picture is there', () => server.api(`/api/v1/sessions/${session}`), (row) => row.files.every(({ state }) => state === 'kept'));
    assert.equal(files.length, 1);
    assert.deepEqual(page.faults, []);
  });
}

test('a name is signed by keyboard, and keeps its place when the page gets narrow', async () => {
  const page = await begin('/demo/signed', { viewport: desktop });
  await page.getByLabel('Sign above, or type your name here').fill('Ada Lovelace');
  await page.keyboard.press('Tab');
  assert.ok((await inkOf(page)) > 100);
  await page.setViewportSize(phone);
  await eventually('it is drawn at the new size', () => inkOf(page), (ink) => ink > 100);
  await press(page, 'Continue');
  await title(page, 'Thank you');
  assert.equal((await ended(page)).data.sign.name, 'signature.png');
});

test('the device says where it is', async () => {
  const page = await begin('/demo/placed', { geolocation: { latitude: 40.416775, longitude: -3.70379 }, permissions: ['geolocation'] });
  await press(page, 'Use my location');
  await eventually('the place is shown', () => page.getByLabel('Where is it?').inputValue(), (value) => value.startsWith('40.41'));
  await press(page, 'Continue');
  await title(page, 'Thank you');
  assert.deepEqual((await ended(page)).data.place, { latitude: 40.41678, longitude: -3.70379 });
});

test('a page that may not ask says so, and takes what is typed', async () => {
  const page = await begin('/demo/placed', { permissions: [] });
  await press(page, 'Use my location');
  await page.getByText('This page may not ask where you are. Type the place instead.').waitFor();
  assert.deepEqual(await findings(page), []);
  await page.getByLabel('Where is it?').fill('Calle Mayor 1, Madrid');
  await press(page, 'Continue');
  await title(page, 'Thank you');
  assert.deepEqual((await ended(page)).data.place, { text: 'Calle Mayor 1, Madrid' });
});

test('the same in a conversation', async () => {
  const page = await begin('/demo/placed?look=chat', { permissions: [] });
  await press(page, 'Use my location');
  await page.getByText('This page may not ask where you are.').waitFor();
  assert.deepEqual(await findings(page), []);
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation({ latitude: 52.5, longitude: 13.4 });
  await press(page, 'Use my location');
  await press(page, 'Continue');
  await page.locator('.thread').getByText('Thank you').waitFor();
  assert.deepEqual((await ended(page)).data.place, { latitude: 52.5, longitude: 13.4 });
});

const order = (page) => page.locator('.ranked .words').allTextContents();

for (const [how, more] of [
  ['a mouse', { viewport: desktop }],
  ['a finger', { viewport: phone, hasTouch: true, isMobile: true }],
]) {
  test(`things are put in order by ${how}`, async () => {
    const page = await begin('/demo/ranked', more);
    assert.equal(await page.locator('.ranked img').count(), 4);
    const rows = await page.locator('.ranked li').all();
    const grip = await rows[0].locator('.grip').boundingBox();
    const goal = await rows[2].boundingBox();
    const [from, to] = [{ x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 }, { x: grip.x + 10, y: goal.y + goal.height - 6 }];
    if (more.hasTouch) {
      const cdp = await page.context().newCDPSession(page);
      const touch = (type, points) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
      await touch('touchStart', [from]);
      for (let step = 1; step <= 5; ++step) await touch('touchMove', [{ x: to.x, y: from.y + ((to.y - from.y) * step) / 5 }]);
      await eventually('it goes along with the finger', () => order(page), (list) => list[2] === 'Cost', 5000);
      await touch('touchEnd', []);
    } else {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 5 });
      await eventually('it goes along with the mouse', () => order(page), (list) => list[2] === 'Cost', 5000);
      await page.mouse.up();
    }
    assert.deepEqual(await order(page), ['Time', 'Looks', 'Cost', 'Noise']);
    assert.deepEqual(await findings(page), []);
    await press(page, 'Continue');
    await title(page, 'Thank you');
    assert.deepEqual((await ended(page)).data.rank, ['time', 'looks', 'cost', 'noise']);
    assert.deepEqual(page.faults, []);
  });
}

test('things are put in order by keyboard', async () => {
  const page = await begin('/demo/ranked', {});
  await page.getByRole('button', { name: 'Move Cost down' }).focus();
  await page.keyboard.press('Enter');
  await eventually('it is lower', () => order(page), (list) => list[1] === 'Cost');
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await eventually('it is lower still', () => order(page), (list) => list[2] === 'Cost');
  await press(page, 'Continue');
  await title(page, 'Thank you');
  assert.deepEqual((await ended(page)).data.rank, ['time', 'looks', 'cost', 'noise']);
});

test('things are put in order in a conversation by the order in which they are tapped', async () => {
  const page = await begin('/demo/ranked?look=chat', {});
  for (const name of ['Noise', 'Cost', 'Looks', 'Time']) await page.locator('.chip').filter({ hasText: name }).click();
  await page.getByRole('button', { name: '1. Noise' }).waitFor();
  assert.deepEqual(await findings(page), []);
  await press(page, 'Send');
  await page.locator('.bubble.visitor').getByText('Noise, Cost, Looks, Time').waitFor();
  await press(page, 'Continue');
  await page.locator('.thread').getByText('Thank you').waitFor();
  assert.deepEqual((await ended(page)).data.rank, ['noise', 'cost', 'looks', 'time']);
});

for (const width of [320, 390, 1280]) {
  test(`rows are judged on a screen of ${width}`, async () => {
    const page = await begin('/demo/judged', { viewport: { width, height: 700 } });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok((await overflow()) <= 0);
    const cells = await page.locator('.cell').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    assert.ok(cells.every((height) => height >= 44), String(cells));
    assert.deepEqual(await findings(page), []);
    const row = page.getByRole('radiogroup', { name: 'The delivery to your house' });
    await row.getByRole('radio', { name: 'Fair', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('radiogroup', { name: 'What we told you before' }).getByRole('radio', { name: 'Very good' }).check();
    await press(page, 'Continue');
    await title(page, 'Thank you');
    assert.deepEqual((await ended(page)).data.grid, { a: 'good', b: 'very_good' });
  });
}
