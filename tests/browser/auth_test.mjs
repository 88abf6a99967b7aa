// Visitors prove who they are: by a code, by a link, on a page and in a conversation. What they type
// is kept nowhere but in the field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device, title } from './device.mjs';
import { calm, findings } from './findings.mjs';
import { desktop, eventually, press, stage } from './kit.mjs';

const { server, open } = stage();

const go = { id: 'go', type: 'button', kind: 'jump', text: 'Continue', target: 'done' };
const layers = (auth, more = {}) => [
  { id: 'hello', type: 'start', ...more, components: [{ id: 'text', type: 'message', title: 'Who are you?' }, { id: 'who', type: 'auth', ...auth }, go] },
  { id: 'sorry', type: 'intermediate', components: [{ id: 'text', type: 'message', title: 'That did not work' }, { ...go, id: 'on' }] },
  { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Welcome' }] },
];
const form = (slug, auth, more) => ({ tundish: 1, slug, title: slug, channels: ['web', 'web_chat'], layers: layers(auth, more) });
const byMail = { method: 'otp_email', slug: 'mail', label: 'Your email' };
const coded = form('coded', { ...byMail, max_attempts: 3, resend_seconds: 1, on_failure: 'sorry' });
const strict = form('strict', { ...byMail, max_attempts: 2, resend_seconds: 600, on_failure: 'sorry' });
const linked = form('linked', { method: 'magic_link', slug: 'mail', label: 'Your email' });
const phoned = form('phoned', { method: 'otp_sms', slug: 'phone', label: 'Your number', next: 'done' });
const acted = {
  tundish: 1,
  slug: 'acted',
  title: 'acted',
  layers: [
    { id: 'hello', type: 'start', components: [{ id: 'mail', type: 'input', input_type: 'text', appearance: 'email', slug: 'mail', label: 'Email', mandatory: true }, { ...go, target: 'proof' }] },
    { id: 'proof', type: 'action', next: 'done', actions: [{ id: 'who', kind: 'authenticate', method: 'otp_email', identity: 'mail' }] },
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Welcome' }] },
  ],
};

let published;
const publish = () => (published ??= Promise.all([coded, strict, linked, phoned, acted].map((one) => server.publish(one))));

async function visit(path, options) {
  await publish();
  return open(path, { ...calm, ...options });
}

/** The messages that were sent there, the newest first, once there are so many. */
async function sent(receiver, count = 1) {
  const { messages } = await eventually(
    `${count} messages to ${receiver}`,
    () => server.api(`/api/v1/inbox?receiver=${encodeURIComponent(receiver)}`),
    ({ messages: there }) => there.length >= count,
  );
  return messages.map(({ text }) => text);
}
const codeIn = (text) => text.slice(0, 6);
const linkIn = (text) => server.origin + text.split(' ')[0];
const otherThan = (code) => (code === '123456' ? '654321' : '123456');

/** A visitor who was sent a code. */
async function asked(path, mail, options) {
  const page = await visit(path, options);
  await page.getByLabel('Your email').fill(mail);
  await press(page, 'Send me a code');
  await page.getByText(`We sent a code to`).waitFor();
  const [text] = await sent(mail);
  return { page, code: codeIn(text) };
}

async function confirm(page, code) {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await press(page, 'Confirm');
}

/** Everything that the browser keeps for the page, as text. */
const kept = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('tundish');
        opening.onsuccess = () => {
          const names = [...opening.result.objectStoreNames];
          const work = opening.result.transaction(names);
          const all = names.map((name) => work.objectStore(name).getAll());
          work.oncomplete = () => {
            opening.result.close();
            resolve(JSON.stringify([all.map(({ result }) => result), { ...localStorage }, { ...sessionStorage }]));
          };
        };
      }),
  );

test('a code: the wrong one first, then the right one; it is kept nowhere', async () => {
  const { page, code } = await asked('/demo/coded', 'ada@example.com');
  assert.deepEqual(await findings(page), []);
  const box = page.getByLabel('Code', { exact: true });
  assert.equal(await box.getAttribute('autocomplete'), 'one-time-code');
  assert.equal(await box.getAttribute('inputmode'), 'numeric');
  assert.equal(await box.evaluate((element) => element.getRootNode().activeElement === element), true, 'the field has the focus');
  assert.equal(await page.getByRole('button', { name: 'Continue' }).isDisabled(), true);
  await confirm(page, otherThan(code));
  await page.getByText('That was not right. You have 2 tries left.').waitFor();
  assert.deepEqual(await findings(page), []);
  // As it is copied from a message.
  await box.fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
  await page.keyboard.press('Enter');
  await page.getByText('Confirmed:').waitFor();
  assert.deepEqual(await findings(page), []);
  assert.equal((await kept(page)).includes(code), false);
  assert.equal(server.log.includes(code), false);
  await press(page, 'Continue');
  await title(page, 'Welcome');
  const [{ session }] = await device(page);
  const there = await eventually('it is there', () => server.api(`/api/v1/sessions/${session}`), ({ status }) => status === 'completed');
  assert.equal(there.data.mail, 'ada@example.com');
  assert.equal(JSON.stringify(await server.api(`/api/v1/sessions/${session}`)).includes(code), false);
  assert.deepEqual(page.faults, []);
});

test('nothing is sent to nobody, nor to what is no address', async () => {
  const page = await visit('/demo/coded');
  await press(page, 'Send me a code');
  await page.getByText('Please answer this question.').waitFor();
  await page.getByLabel('Your email').fill('ada');
  await page.keyboard.press('Enter');
  await page.getByText('Enter an email address like name@example.com.').waitFor();
  assert.deepEqual(await findings(page), []);
  assert.deepEqual(page.faults, []);
});

test('too many wrong codes lead where the author says', async () => {
  const { page, code } = await asked('/demo/strict', 'bo@example.com');
  const again = page.getByRole('button', { name: /^Send it again in/ });
  assert.equal(await again.isDisabled(), true);
  await confirm(page, otherThan(code));
  await page.getByText('You have 1 try left.').waitFor();
  await confirm(page, otherThan(code));
  await title(page, 'That did not work');
});

test('it is sent again when the time has come, and to another address', async () => {
  const { page, code } = await asked('/demo/coded', 'cy@example.com');
  await press(page, 'Send it again');
  const [newer] = await sent('cy@example.com', 2);
  if (codeIn(newer) !== code) {
    await confirm(page, code);
    await page.getByText('That was not right.').waitFor();
  }
  await press(page, 'Send it elsewhere');
  await page.getByLabel('Your email').fill('cyra@example.com');
  await press(page, 'Send me a code');
  await page.locator('.sent').getByText('cyra@example.com').waitFor();
  const [text] = await sent('cyra@example.com');
  await confirm(page, codeIn(text));
  await page.getByText('Confirmed:').waitFor();
});

test('without a network it says what to do; a reload goes on waiting', async () => {
  const { page, code } = await asked('/demo/coded', 'di@example.com');
  await confirm(page, otherThan(code));
  await page.getByText('You have 2 tries left.').waitFor();
  await page.context().setOffline(true);
  await confirm(page, code);
  await page.getByText('There is no connection. Connect and try again.').waitFor();
  assert.equal(await page.getByLabel('Code', { exact: true }).inputValue(), code);
  await page.context().setOffline(false);
  await eventually('everything is confirmed', () => device(page), ([{ acked, log }]) => acked === log.length);
  await page.reload();
  await page.getByText('You have 2 tries left.').waitFor();
  assert.equal(await page.getByLabel('Code', { exact: true }).inputValue(), '');
  await confirm(page, code);
  await page.getByText('Confirmed:').waitFor();
});

test('a captive portal proves nothing', async () => {
  const { page, code } = await asked('/demo/coded', 'eva@example.com');
  await page.route(/\/effects\//, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Please log in</h1>' }));
  await confirm(page, code);
  await page.getByText('There is no connection. Connect and try again.').waitFor();
  await page.unroute(/\/effects\//);
  await press(page, 'Confirm');
  await page.getByText('Confirmed:').waitFor();
});

test('two tabs: one asks, both go on', async () => {
  const { page, code } = await asked('/demo/coded', 'flo@example.com');
  const second = await open('/demo/coded', { context: page.context() });
  await second.getByText('We sent a code to').waitFor();
  await second.getByText('You are answering this in another tab.').waitFor();
  await confirm(page, code);
  await page.getByText('Confirmed:').waitFor();
  await second.getByText('Confirmed:').waitFor();
});

test('a link that is opened elsewhere lets the page go on by itself', async () => {
  const page = await visit('/demo/linked');
  await page.getByLabel('Your email').fill('gil@example.com');
  await press(page, 'Send me a link');
  await page.getByText('We sent a link to').waitFor();
  assert.deepEqual(await findings(page), []);
  const [text] = await sent('gil@example.com');
  const elsewhere = await open('/demo/quiz');
  await elsewhere.goto(linkIn(text));
  assert.equal(new URL(elsewhere.url()).hash, '');
  await press(elsewhere, 'Yes, it is me');
  await elsewhere.getByText('Thank you.').waitFor();
  await page.getByText('Confirmed:').waitFor();
  await press(page, 'Continue');
  await title(page, 'Welcome');
});

test('an action that asks who it is shows where the code is typed', async () => {
  const page = await visit('/demo/acted');
  await page.getByLabel('Email').fill('hal@example.com');
  await press(page, 'Continue');
  await page.getByLabel('Code', { exact: true }).waitFor();
  assert.deepEqual(await findings(page), []);
  const [text] = await sent('hal@example.com');
  await confirm(page, codeIn(text));
  await title(page, 'Welcome');
});

for (const [path, receiver, options] of [
  ['/demo/coded?look=chat', 'ina@example.com', {}],
  ['/demo/coded?look=chat', 'jon@example.com', { colorScheme: 'dark', viewport: desktop }],
]) {
  test(`in a conversation, ${receiver}`, async () => {
    const page = await visit(path, options);
    await page.locator('.thread').getByText('Your email').waitFor();
    await page.locator('.line input').fill(receiver);
    await page.keyboard.press('Enter');
    await page.getByText('We sent a code to').waitFor();
    assert.deepEqual(await findings(page), []);
    const [text] = await sent(receiver);
    const code = codeIn(text);
    await page.getByLabel('Code', { exact: true }).fill(otherThan(code));
    await page.keyboard.press('Enter');
    await page.getByText('That was not right. You have 2 tries left.').waitFor();
    assert.deepEqual(await findings(page), []);
    await page.getByLabel('Code', { exact: true }).fill(code);
    await press(page, 'Confirm');
    await press(page, 'Continue');
    await page.locator('.thread').getByText('Welcome').waitFor();
    assert.equal(await page.locator('.thread').getByText(code).count(), 0);
    assert.equal((await kept(page)).includes(code), false);
    assert.deepEqual(page.faults, []);
  });
}

test('a telephone number in a conversation, and at once to where the proof leads', async () => {
  const page = await visit('/demo/phoned?look=chat');
  await page.locator('.line input').fill('+49 151 23456789');
  await page.keyboard.press('Enter');
  const [text] = await sent('4915123456789');
  await page.getByLabel('Code', { exact: true }).fill(codeIn(text));
  await page.keyboard.press('Enter');
  await page.locator('.thread').getByText('Welcome').waitFor();
});
