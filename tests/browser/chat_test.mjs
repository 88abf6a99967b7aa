// The chat look: one component at a time, as in a messenger.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, ready, stage } from './kit.mjs';

const { server, open: openPath } = stage();

const open = (path, options) => openPath(path, { reducedMotion: 'reduce', ...options });

const tap = (page, name) => page.getByRole('button', { name, exact: true }).click();
const thread = (page) => page.locator('.thread');

async function write(page, text) {
  await page.locator('.line :is(input, textarea)').fill(text);
  await page.keyboard.press('Enter');
}

test('the payment flow: name, amount, photo of the receipt', async () => {
  const page = await open('/demo/payment?look=chat');
  await thread(page).getByText('What is your name?').waitFor();
  await write(page, 'Ana');
  await thread(page).getByText('Enter the amount paid:').waitFor();
  await write(page, '120');
  await thread(page).getByText('Please upload a photo of your receipt:').waitFor();
  await page.locator('input[type=file]').setInputFiles({
    name: 'receipt.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await thread(page).getByText('Your reference code is').waitFor();
  await page.getByText('This conversation has ended.').waitFor();
  const [session] = await eventually(
    'the session on the server',
    () => server.sessions('payment'),
    (all) => all[0]?.status === 'completed',
  );
  assert.equal(session.channel, 'web_chat');
  assert.equal(session.data.Name, 'Ana');
  assert.equal(session.data.Amount, '120');
  assert.equal(session.data.Receipt.name, 'receipt.png');
  assert.equal(
    await thread(page)
      .locator('.bubble img')
      .evaluate((image) => image.decode().then(() => 1)),
    1,
  );
  assert.deepEqual(page.faults, []);
});

for (const [how, reply] of [
  ['a tap', (page) => tap(page, 'Support')],
  ['its number', (page) => write(page, '2')],
  ['its title', (page) => write(page, 'support')],
]) {
  test(`a selection by ${how}`, async () => {
    const page = await open('/demo/service?look=chat');
    await reply(page);
    await thread(page).getByText('Your reference code is').waitFor();
    const [session] = await eventually(
      'the session on the server',
      () => server.sessions('service'),
      (all) => all[0]?.status === 'completed',
    );
    assert.equal(session.data.ServiceType, 'Support');
  });
}

test('a reply that does not fit is asked again, and several are chosen by tapping', async () => {
  const page = await open('/demo/lead-form?look=chat');
  await tap(page, 'My own house');
  await tap(page, 'Continue');
  await thread(page).getByText('What do you pay for electricity').waitFor();
  await write(page, 'a lot');
  await thread(page).getByText('I did not understand that. Please answer again.').waitFor();
  await write(page, '9');
  await thread(page).getByText('Enter 20 or more.').waitFor();
  await write(page, '100');
  await thread(page).getByText('What else may need power soon?').waitFor();
  await tap(page, 'Electric car');
  await tap(page, 'Pool');
  await page.getByRole('button', { name: 'Pool', pressed: true }).waitFor();
  await tap(page, 'Send');
  await thread(page).getByText('Electric car, Pool').waitFor();
  await tap(page, 'Skip');
  await tap(page, 'Continue');
  await thread(page).getByText('First name').waitFor();
  await write(page, 'Ana');
  await write(page, 'ana@example');
  await thread(page).getByText('Enter an email address like').waitFor();
  await write(page, 'ana@example.com');
  await thread(page).getByText('Only if you would like a call.').waitFor();
  await write(page, '12345');
  await thread(page).getByText('Enter a phone number with at least 10 digits.').waitFor();
  await write(page, '+34 600 123 456');
  await tap(page, 'Yes');
  await tap(page, 'Send my answers');
  await thread(page).getByText('Thank you, Ana').waitFor();
  const [session] = await eventually(
    'the session on the server',
    () => server.sessions('lead-form'),
    (all) => all[0]?.status === 'completed',
  );
  assert.deepEqual(session.data.plans, ['car', 'pool']);
  assert.equal(session.data.phone, '34600123456');
  assert.equal(session.data.consent, true);
});

test('what is typed while a reply is being kept stays in the box, and goes out when it is sent', async () => {
  const page = await open('/demo/payment?look=chat');
  await thread(page).getByText('What is your name?').waitFor();
  await page.evaluate(async () => {
    const player = document.querySelector('tundish-player');
    const box = player.shadowRoot.querySelector('.line input');
    const type = (text) => {
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    };
    type('Ana');
    await player.updateComplete;
    box.form.requestSubmit();
    type('12');
  });
  await thread(page).getByText('Enter the amount paid:').waitFor();
  const box = page.locator('.line input');
  assert.equal(await box.inputValue(), '12');
  // The last letter and the sending may come before the next painting.
  await box.evaluate((input) => {
    input.value = '120';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.form.requestSubmit();
  });
  await thread(page).locator('.visitor').getByText('120', { exact: true }).waitFor();
  await thread(page).getByText('Please upload a photo of your receipt:').waitFor();
});

test('a reload brings the whole conversation back', async () => {
  const page = await open('/demo/payment?look=chat');
  await write(page, 'Ana');
  await thread(page).getByText('Enter the amount paid:').waitFor();
  const before = await thread(page).innerText();
  await page.reload();
  await ready(page);
  await thread(page).getByText('Enter the amount paid:').waitFor();
  assert.equal(await thread(page).innerText(), before);
});

test('the funnel writes at the pace of a person, and at once for those who want no motion', async () => {
  const script = () => {
    const look = () => {
      const { shadowRoot } = document.querySelector('tundish-player') ?? {};
      globalThis.wrote ||= shadowRoot?.querySelector('.writing') != null;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  for (const [reducedMotion, writes] of [['no-preference', true], ['reduce', false]]) {
    const page = await open('/demo/lead-form?look=chat', { reducedMotion, script });
    await thread(page).getByText('What would the panels go on?').waitFor();
    await page.locator('.writing').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => globalThis.wrote), writes, reducedMotion);
    await page.context().close();
  }
});
