// Who has proven on this device who they are, begins the next session with what is known of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device, title } from './device.mjs';
import { eventually, press, stage } from './kit.mjs';

const { server, open } = stage();

const field = (id, label, rest = {}) => ({ id, type: 'input', input_type: 'text', slug: id, label, ...rest });
const go = (target) => ({ id: 'go', type: 'button', kind: 'jump', text: 'Continue', target });
const form = (slug, start) => ({
  tundish: 1,
  slug,
  title: slug,
  layers: [
    {
      id: 'hello',
      type: 'start',
      ...start,
      components: [
        { id: 'text', type: 'message', title: 'Welcome {{name}}' },
        field('name', 'Name', { save_to: 'contact.given_name' }),
        field('mail', 'Email'),
        field('secret', 'What nobody asks for'),
        go('proof'),
      ],
    },
    { id: 'proof', type: 'action', next: 'done', actions: [{ id: 'who', kind: 'authenticate', method: 'otp_email', identity: 'mail' }] },
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Done {{name}}' }] },
  ],
});
const member = form('member', { initial_data: [{ slug: 'name', input_type: 'text', source: 'prior_session' }] });
const stranger = form('stranger', {});
const greeter = {
  ...form('greeter', {}),
  layers: [
    { id: 'hello', type: 'start', components: [{ id: 'text', type: 'message', title: 'Good day {{contact.given_name}}' }, go('done')] },
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Done' }] },
  ],
};

let published;
const publish = () => (published ??= Promise.all([member, stranger, greeter].map((one) => server.publish(one))));

/** Every question of that kind that a page asks. */
function questionsOf(page) {
  const questions = [];
  page.on('request', (request) => {
    if (/\/known\b/.test(request.url())) questions.push(request);
  });
  return questions;
}

/** A visitor who has said their name and address, and was sent a code. */
async function named(name) {
  await publish();
  const page = await open('/demo/member');
  await title(page, 'Welcome');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email').fill(`${name}@example.com`);
  await press(page, 'Continue');
  const { messages } = await eventually(
    'a code is sent',
    () => server.api(`/api/v1/inbox?receiver=${name}@example.com`),
    ({ messages: sent }) => sent.length > 0,
  );
  return { page, code: messages[0].text.slice(0, 6) };
}

/** The same, who has typed it. */
async function proven(name) {
  const { page, code } = await named(name);
  const [{ session, secret, log }] = await device(page);
  const answer = await fetch(`${server.origin}/api/v1/play/sessions/${session}/effects/${log.at(-1).uid}-0`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  assert.deepEqual(await answer.json(), { outcome: 'done' });
  // While a proof is awaited the page asks for nothing by itself.
  await page.reload();
  await title(page, `Done ${name}`);
  await eventually(
    'the device has kept it',
    () => device(page),
    ([{ server_lane: lane }]) => lane?.length === 1,
  );
  return page;
}

/** Begins the next session of the funnel; gives its record once there is an event of it. */
async function begun(page, heading) {
  const before = (await device(page)).map(({ session }) => session);
  await page.evaluate(() => document.querySelector('tundish-player').reset());
  await title(page, heading);
  await page.getByLabel('Email').fill('again@example.com');
  await page.getByLabel('Email').blur();
  const [record] = await eventually(
    'the new session is kept',
    async () => (await device(page)).filter(({ session }) => !before.includes(session)),
    (records) => records.length === 1,
  );
  return record;
}

test('the next session takes attributes and earlier answers, and the server plays the same', async () => {
  const page = await proven('Ada');
  const { session } = await begun(page, 'Welcome Ada');
  assert.equal(await page.getByLabel('Name').inputValue(), 'Ada');
  const [{ log, secret }] = (await device(page)).filter((record) => record.session === session);
  assert.deepEqual(log[0].input.prior, { mail: 'Ada@example.com', name: 'Ada' });
  assert.equal(log[0].input.contact, undefined, 'the release reads none');
  assert.equal(log[0].input.auth, undefined, 'nothing is claimed');
  const there = await eventually(
    'the server has it',
    async () => (await server.sessions('member')).find((row) => row.session === session),
    (row) => row?.events >= 2,
  );
  assert.equal(there.data.name, 'Ada');
  const kept = await fetch(`${server.origin}/api/v1/play/sessions/${session}`, { headers: { authorization: `Bearer ${secret}` } });
  assert.deepEqual((await kept.json()).events[0], log[0]);
  assert.deepEqual(page.faults, []);
});

test('a session of another funnel proves it as well, and what nobody reads is not taken', async () => {
  const page = await proven('Bo');
  const questions = questionsOf(page);
  await page.goto(`${server.origin}/demo/greeter`);
  await title(page, 'Good day Bo');
  await press(page, 'Continue');
  await title(page, 'Done');
  assert.deepEqual(questions.map((request) => new URL(request.url()).search), ['?funnel=greeter']);
  const { log } = (await device(page)).find(({ place }) => place.includes('greeter'));
  assert.deepEqual(log[0].input.contact, { given_name: 'Bo' });
  assert.equal(log[0].input.prior, undefined);
});

test('a funnel that reads nothing of it asks nothing', async () => {
  const page = await proven('Cy');
  const questions = questionsOf(page);
  await page.goto(`${server.origin}/demo/stranger`);
  await title(page, 'Welcome');
  assert.equal(await page.getByLabel('Name').inputValue(), '');
  assert.deepEqual(questions, []);
});

test('who only says who they are takes nothing along', async () => {
  const { page } = await named('Di');
  const questions = questionsOf(page);
  const { log } = await begun(page, /^Welcome\s*$/);
  assert.deepEqual(questions, []);
  assert.deepEqual([log[0].input.prior, log[0].input.contact], [undefined, undefined]);
});

test('without a network, and when the answer does not come, it begins without', async () => {
  const page = await proven('Eva');
  await page.context().setOffline(true);
  assert.equal((await begun(page, /^Welcome\s*$/)).log[0].input.prior, undefined);
  await page.context().setOffline(false);
  const questions = questionsOf(page);
  await page.route(/\/known\b/, () => undefined);
  assert.equal((await begun(page, /^Welcome\s*$/)).log[0].input.prior, undefined);
  assert.equal(questions.length, 1);
  await page.unroute(/\/known\b/);
  await page.route(/\/known\b/, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Please log in</h1>' }));
  assert.equal((await begun(page, /^Welcome\s*$/)).log[0].input.prior, undefined);
});

test('who was erased is known no more', async () => {
  const page = await proven('Flo');
  const { contacts } = await server.api('/api/v1/contacts?identity=email:Flo@example.com');
  assert.equal((await server.ask('DELETE', `/api/v1/contacts/${contacts[0].contact}`)).status, 204);
  assert.equal((await begun(page, /^Welcome\s*$/)).log[0].input.prior, undefined);
});
