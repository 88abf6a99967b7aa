// What the server writes into a session reaches whoever plays it, on the same page and later.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AskedWorld } from '../runners/asked_world.mjs';
import { mayAskThisMachine } from '../runners/receiver.mjs';
import { device, title } from './device.mjs';
import { eventually, press, stage } from './kit.mjs';

const { server, open } = stage(mayAskThisMachine);
let world;

const credit = {
  tundish: 1,
  slug: 'credit',
  title: 'Credit',
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'name', type: 'input', input_type: 'text', slug: 'name', label: 'Name', mandatory: true },
        { id: 'on', type: 'button', kind: 'jump', target: 'offer', text: 'Continue' },
      ],
    },
    {
      id: 'offer',
      type: 'intermediate',
      components: [
        {
          id: 'ask',
          type: 'endpoint',
          endpoint: 'credit',
          pending: 'One moment, we look it up.',
          response: [{ from: 'limit', to: 'limit' }],
        },
        { id: 'told', type: 'message', title: 'Your limit is {{limit}}' },
        { id: 'note', type: 'input', input_type: 'text', slug: 'note', label: 'Note' },
        { id: 'on', type: 'button', kind: 'jump', target: 'done', text: 'Continue' },
      ],
    },
    {
      id: 'done',
      type: 'result',
      components: [{ id: 'text', type: 'message', title: 'Done with {{limit}}' }],
    },
  ],
};

const greeting = {
  tundish: 1,
  slug: 'greeting',
  title: 'Greeting',
  languages: ['en', 'es'],
  default_language: 'en',
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'name', type: 'input', input_type: 'text', slug: 'name', label: 'Name', mandatory: true },
        { id: 'note', type: 'input', input_type: 'text', slug: 'note', label: 'Note' },
        { id: 'on', type: 'button', kind: 'jump', target: 'done', text: 'Continue' },
      ],
    },
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Hello {{name}}' }] },
  ],
  content: {
    es: {
      'who.name.label': 'Nombre',
      'who.note.label': 'Nota',
      'who.on.text': 'Seguir',
      'done.text.title': 'Hola {{name}}',
    },
  },
};

after(() => world?.stop());

/** Publishes the funnel, whose endpoint answers when it is told to. */
async function prepare() {
  world = await AskedWorld.start();
  world.hold(() => true);
  await world.connect(server, [credit]);
  await server.publish(credit);
}

const found = (limit) => ({ status: 200, body: JSON.stringify({ limit }) });

/** A visitor who waits for the server; gives the page, the session's address and what is asked. */
async function waiting() {
  if (!world) await prepare();
  const page = await open('/demo/credit');
  await page.getByLabel('Name').fill('Mia');
  await press(page, 'Continue');
  await page.getByText('One moment, we look it up.').first().waitFor();
  const [record] = await device(page);
  const address = `/api/v1/sessions/${record.session}`;
  const effects = await eventually(
    'the server knows what is asked',
    async () => (await server.ask('GET', `${address}/effects`)).body.effects ?? [],
    (list) => list.length === 1,
  );
  return { page, address, effect: effects[0].effect };
}

test('what the server looks up is shown when it comes, and is still there later', async () => {
  const { page, effect } = await waiting();
  world.answer(effect, found(500));
  await title(page, 'Your limit is 500');
  await press(page, 'Continue');
  await title(page, 'Done with 500');
  const [{ server_lane: lane, log }] = await eventually(
    'everything is confirmed',
    () => device(page),
    ([record]) => record.acked === record.log.length,
  );
  assert.equal(lane.length, 1);
  assert.equal(log.at(-1).s_seen, 1);
  await page.reload();
  await title(page, 'Done with 500');
  assert.deepEqual(page.faults, []);
});

test('another device gets both lanes', async () => {
  const { page, effect } = await waiting();
  world.answer(effect, found(70));
  await title(page, 'Your limit is 70');
  const link = await page.evaluate(() => document.querySelector('tundish-player').resumeLink());
  const second = await open(link);
  await title(second, 'Your limit is 70');
  await press(second, 'Continue');
  await title(second, 'Done with 70');
});

test('what was done in ignorance of the end is set aside, and the visitor is told', async () => {
  const { page, address, effect } = await waiting();
  world.answer(effect, found(20));
  await title(page, 'Your limit is 20');
  await eventually(
    'everything is confirmed',
    () => device(page),
    ([record]) => record.acked === record.log.length,
  );
  await page.context().setOffline(true);
  await page.getByLabel('Note').fill('too late');
  await page.getByLabel('Note').blur();
  await server.tell(`${address}/close`, { reason: 'sold out' });
  await page.context().setOffline(false);
  await page.getByText('Your last steps could not be accepted').waitFor();
  const session = await server.api(address);
  assert.equal(session.status, 'closed');
  assert.equal(session.reason, 'sold out');
  assert.equal(session.data.note, undefined);
  await eventually(
    'what was set aside is in quarantine',
    () => server.api(`${address}/quarantine`),
    ({ quarantine }) => quarantine.length === 1 && quarantine[0].code === 'ended',
  );
});

test('an operator lets the visitor go on in another language', async () => {
  await server.publish(greeting);
  const page = await open('/demo/greeting');
  const confirmed = () =>
    eventually(
      'everything is confirmed',
      () => device(page),
      ([record]) => record?.log.length > 0 && record.acked === record.log.length,
    );
  await page.getByLabel('Name').fill('Mia');
  await page.getByLabel('Name').blur();
  const [{ session }] = await confirmed();
  await server.tell(`/api/v1/sessions/${session}/language`, { language: 'es' });
  await page.getByLabel('Note').fill('made in ignorance of it');
  await page.getByLabel('Note').blur();
  await page.getByLabel('Nombre').waitFor();
  assert.equal(await page.getByLabel('Nombre').inputValue(), 'Mia');
  // What it needs for that is on the device.
  await confirmed();
  await page.reload();
  await page.getByLabel('Nota').waitFor();
  await press(page, 'Seguir');
  await title(page, 'Hola Mia');
  await confirmed();
  const stored = await server.api(`/api/v1/sessions/${session}`);
  assert.deepEqual([stored.status, stored.language], ['completed', 'es']);
  assert.deepEqual(page.faults, []);
});
