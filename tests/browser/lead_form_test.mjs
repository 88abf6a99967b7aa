// The lead form, answered as a visitor does, on a phone and on a desktop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { title } from './device.mjs';
import { choose, desktop, eventually, phone, press, ready, stage } from './kit.mjs';

const { server, open } = stage();

const begin = (options) => open('/demo/lead-form', options);

async function completed(page) {
  const code = /reference is (\w+)/.exec(await page.locator('.layer').innerText())[1];
  const sessions = await eventually(
    'a completed session on the server',
    () => server.sessions('lead-form'),
    (all) => all.some(({ status }) => status === 'completed'),
  );
  return { code, session: sessions.find(({ status }) => status === 'completed') };
}

for (const [name, options] of [
  ['phone 390×844', { viewport: phone, hasTouch: true, isMobile: true }],
  ['desktop 1280×800', { viewport: desktop }],
]) {
  test(`a house owner answers on a ${name}`, async () => {
    const page = await begin(options);
    await choose(page, 'My own house');
    await press(page, 'Continue');
    await title(page, 'About your house');
    await page.getByLabel('What do you pay').fill('240');
    await choose(page, 'Electric car');
    await choose(page, 'Pool');
    await press(page, 'Continue');
    await title(page, 'Where should the estimate go?');
    await page.getByLabel('First name').fill('Ana');
    await page.getByLabel('Email').fill('ana@example.com');
    await page.getByLabel('Phone').fill('+34 600 123 456');
    await choose(page, 'Northlight may keep these answers to make my estimate.');
    await press(page, 'Send my answers');
    await title(page, 'Thank you, Ana');
    const { code, session } = await completed(page);
    assert.match(code, /^[0-9A-Z]{8}$/);
    const stored = await server.api(`/api/v1/sessions/${session.session}`);
    assert.equal(stored.layer, 'priority');
    assert.deepEqual(stored.path, ['welcome', 'house', 'contact', 'priority']);
    assert.deepEqual(stored.data, {
      place: 'house',
      bill: 240,
      plans: ['car', 'pool'],
      given_name: 'Ana',
      email: 'ana@example.com',
      phone: '34600123456',
      consent: true,
    });
    assert.deepEqual(page.faults, []);
  });
}

test('a company takes its own way', async () => {
  const page = await begin({ viewport: desktop });
  await choose(page, 'A company building');
  await press(page, 'Continue');
  await title(page, 'About the company');
  await page.getByLabel('Company', { exact: true }).fill('Gusswerk');
  await page.getByLabel('How many people').fill('12');
  await choose(page, 'The company owns the building');
  await press(page, 'Continue');
  await title(page, 'Where should the estimate go?');
  await page.getByLabel('First name').fill('Bo');
  await page.getByLabel('Email').fill('bo@example.com');
  await choose(page, 'Northlight may keep these answers to make my estimate.');
  await press(page, 'Send my answers');
  await page.getByText('Your estimate is on its way to bo@example.com').waitFor();
});

test('what is missing or wrong is said under the field and has the focus', async () => {
  const page = await begin({ viewport: desktop });
  await press(page, 'Continue');
  await page.getByText('Please answer this question.').waitFor();
  assert.equal(await page.locator('input:focus').getAttribute('name'), 'f-place');
  await choose(page, 'A company building');
  await press(page, 'Continue');
  const people = page.getByLabel('How many people');
  await people.fill('a dozen');
  await people.blur();
  await page.getByText('I did not understand that').waitFor();
  await people.fill('0');
  await people.blur();
  await page.getByText('Enter 1 or more.').waitFor();
  assert.equal(await people.getAttribute('aria-invalid'), 'true');
  const description = await people.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${description}`).innerText(), /Enter 1 or more/);
});

test('a button does not slip away from under the finger when the field before it complains', async () => {
  const page = await begin();
  await choose(page, 'A company building');
  await press(page, 'Continue');
  await title(page, 'About the company');
  await page.getByLabel('How many people').fill('0');
  const button = await page.getByRole('button', { name: 'Continue' }).boundingBox();
  await page.mouse.move(button.x + button.width / 2, button.y + 4);
  await page.mouse.down();
  await page.waitForTimeout(300);
  assert.equal(await page.getByText('Enter 1 or more.').count(), 0);
  await page.mouse.up();
  await page.getByText('Enter 1 or more.').waitFor();
  await page.getByText('Please answer this question.').waitFor();
});

test('going back keeps the answers', async () => {
  const page = await begin();
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await page.getByLabel('What do you pay').fill('90');
  await press(page, 'Back');
  await title(page, 'See what your roof can earn');
  assert.equal(await page.getByRole('radio', { name: 'My own house' }).isChecked(), true);
  await press(page, 'Continue');
  await title(page, 'About your house');
  assert.equal(await page.getByLabel('What do you pay').inputValue(), '90');
});

test('a picture stays on the device and its hash goes into the log', async () => {
  const page = await begin();
  await choose(page, 'My own house');
  await press(page, 'Continue');
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  const answered = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.addEventListener(
          'tundish-answer',
          ({ detail }) => detail.slug === 'photo' && resolve(detail.value),
        ),
      ),
  );
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'roof.png', mimeType: 'image/png', buffer: pixel });
  const { createHash } = await import('node:crypto');
  assert.deepEqual(await answered, {
    name: 'roof.png',
    media_type: 'image/png',
    size: pixel.length,
    sha256: createHash('sha256').update(pixel).digest('hex'),
  });
  const preview = page.locator('.files img');
  await preview.waitFor();
  assert.equal(await preview.evaluate((image) => image.decode().then(() => image.naturalWidth)), 1);
  await page.reload();
  await ready(page);
  await preview.waitFor();
  assert.equal(await preview.evaluate((image) => image.decode().then(() => image.naturalWidth)), 1);
  await page.getByRole('button', { name: 'Remove roof.png' }).click();
  await preview.waitFor({ state: 'detached' });
});

test('a file that is too large is not taken, and the page says how large it may be', async () => {
  const page = await open('/demo/all-fields');
  for (const [fill, heading] of [
    [() => page.getByLabel('Short text').fill('abc'), 'Numbers'],
    [async () => undefined, 'Yes and no'],
    [() => choose(page, 'I agree to the terms.'), 'Choices'],
    [() => page.getByRole('radio', { name: 'Iron' }).first().check(), 'Several at once'],
    [
      async () => {
        await page.getByRole('checkbox', { name: 'Iron' }).first().check();
        await page.getByRole('checkbox', { name: 'Tin' }).first().check();
      },
      'Files',
    ],
  ]) {
    await fill();
    await press(page, 'Continue');
    await title(page, heading);
  }
  await page.locator('input[type=file]').first().evaluate((input) => {
    const picked = new DataTransfer();
    picked.items.add(new File([new ArrayBuffer(25 * 1024 * 1024 + 1)], 'film.mp4', { type: 'video/mp4' }));
    input.files = picked.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.getByText('Choose a file of at most 25 MB.').waitFor();
  assert.equal(await page.locator('.files li').count(), 0);
});

test('the same form in Spanish', async () => {
  const page = await open('/demo/lead-form?language=es');
  await title(page, 'Descubre cuánto puede rendir tu tejado');
  await press(page, 'Continuar');
  await page.getByText('Responde a esta pregunta.').waitFor();
  assert.equal(await page.locator('tundish-player .root').getAttribute('lang'), 'es');
});

test('statistics count visits, sessions, completions and every layer', async () => {
  const before = await server.api('/api/v1/funnels/lead-form/statistics');
  const page = await begin();
  await choose(page, 'A rented home');
  await press(page, 'Continue');
  await title(page, 'A roof of your own is not needed');
  const now = await eventually(
    'one more completion',
    () => server.api('/api/v1/funnels/lead-form/statistics'),
    ({ completions }) => completions > (before.completions ?? 0),
  );
  assert.equal(now.visits, (before.visits ?? 0) + 1);
  assert.equal(now.sessions, (before.sessions ?? 0) + 1);
  assert.equal(now.conversions ?? 0, before.conversions ?? 0);
  const reached = (statistics, layer) =>
    statistics.layers.find((one) => one.layer === layer)?.reached ?? 0;
  assert.equal(reached(now, 'rented'), reached(before, 'rented') + 1);
});
