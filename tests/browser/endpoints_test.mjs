// What a funnel asks servers: waiting, failing, and what the author said about the time without a
// network, on a page and in a conversation.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AskedWorld } from '../runners/asked_world.mjs';
import { mayAskThisMachine } from '../runners/receiver.mjs';
import { device, title } from './device.mjs';
import { calm, findings } from './findings.mjs';
import { eventually, press, stage } from './kit.mjs';

const { server, open } = stage(mayAskThisMachine);
let world;
after(() => world?.stop());

const go = (target) => ({ id: 'go', type: 'button', kind: 'jump', text: 'Continue', target });
/** A price is asked for when its layer is come to. */
const form = (slug, ask, more = {}) => ({
  tundish: 1,
  slug,
  title: slug,
  channels: ['web', 'web_chat'],
  layers: [
    { id: 'hello', type: 'start', components: [{ id: 'text', type: 'message', title: 'Hello' }, go('price')] },
    {
      id: 'price',
      type: 'intermediate',
      ...more,
      components: [
        { id: 'ask', type: 'endpoint', endpoint: slug, pending: 'We look up your price.', response: [{ from: 'price', to: 'price' }], ...ask },
        { id: 'told', type: 'message', title: 'It costs {{price}}' },
        go('done'),
      ],
    },
    { id: 'away', type: 'intermediate', components: [{ id: 'text', type: 'message', title: 'We write to you' }, go('done')] },
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Done' }] },
  ],
});
const funnels = {
  fallback: form('fallback', { offline: 'fallback', fallback: { price: '99' } }),
  queue: form('queue', { offline: 'queue' }),
  target: form('target', { offline_target: 'away' }),
  block: form('block', {}),
};
const pausing = {
  tundish: 1,
  slug: 'pausing',
  title: 'pausing',
  channel: 'web_chat',
  layers: [
    { id: 'hello', type: 'start', components: [{ id: 'text', type: 'message', text: 'Hello' }, go('wait')] },
    { id: 'wait', type: 'action', pending: 'One moment.', next: 'done', actions: [{ id: 'pause', kind: 'wait', seconds: 2 }] },
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', text: 'There you are' }] },
  ],
};

let prepared;
async function prepare() {
  world = await AskedWorld.start();
  world.hold(() => true);
  await world.connect(server, Object.values(funnels));
  for (const one of [...Object.values(funnels), pausing]) await server.publish(one);
}

async function begin({ slug }, look = '') {
  await (prepared ??= prepare());
  const page = await open(`/demo/${slug}${look}`, calm);
  const confirmed = () => eventually('everything is confirmed', () => device(page), ([one]) => one?.acked === one?.log.length);
  return { page, confirmed };
}

/** What the session asks for and is not done, once there is something. */
async function asked(page) {
  const [{ session }] = await device(page);
  const effects = await eventually(
    'the server knows what is asked',
    async () => (await server.ask('GET', `/api/v1/sessions/${session}/effects`)).body.effects ?? [],
    (list) => list.some(({ kind, is_done: isDone }) => kind === 'call' && !isDone),
  );
  return effects.filter(({ kind, is_done: isDone }) => kind === 'call' && !isDone).at(-1).effect;
}
const found = (price) => ({ status: 200, body: JSON.stringify({ price }) });
const broken = { status: 400, body: '{}' };

test('what failed can be asked for again', async () => {
  const { page } = await begin(funnels.fallback);
  await press(page, 'Continue');
  await page.getByText('We look up your price.').waitFor();
  assert.equal(await page.getByText('We look up your price.').count(), 1, 'said once');
  assert.equal(await page.getByRole('button', { name: 'Continue' }).isDisabled(), true);
  assert.deepEqual(await findings(page), []);
  world.answer(await asked(page), broken);
  await title(page, 'It costs 99');
  await page.getByText('This did not work. You can try again.').waitFor();
  assert.deepEqual(await findings(page), []);
  await press(page, 'Try again');
  await page.getByText('We look up your price.').waitFor();
  world.answer(await asked(page), found('42'));
  await title(page, 'It costs 42');
  await press(page, 'Continue');
  await title(page, 'Done');
  assert.deepEqual(page.faults, []);
});

test('without a network the author’s own values are taken; it can be asked when there is one', async () => {
  const { page } = await begin(funnels.fallback);
  await page.context().setOffline(true);
  await press(page, 'Continue');
  await title(page, 'It costs 99');
  await page.getByText('This needed a connection.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
  await page.context().setOffline(false);
  await press(page, 'Try again');
  world.answer(await asked(page), found('42'));
  await title(page, 'It costs 42');
});

test('what is queued lets the visitor go on, and comes later', async () => {
  const { page, confirmed } = await begin(funnels.queue);
  await page.context().setOffline(true);
  await press(page, 'Continue');
  await page.getByText('This needed a connection.').waitFor();
  await press(page, 'Continue');
  await title(page, 'Done');
  await page.context().setOffline(false);
  await confirmed();
  world.answer(await asked(page), found('42'));
  const [{ session }] = await device(page);
  await eventually('the answer is there', () => server.api(`/api/v1/sessions/${session}`), ({ data }) => data.price === '42');
});

test('the author may lead elsewhere without a network', async () => {
  const { page } = await begin(funnels.target);
  await page.context().setOffline(true);
  await press(page, 'Continue');
  await title(page, 'We write to you');
  await press(page, 'Continue');
  await title(page, 'Done');
});

test('a network that is lost while it is waited for is the same', async () => {
  const { page, confirmed } = await begin(funnels.target);
  await press(page, 'Continue');
  await page.getByText('We look up your price.').waitFor();
  await confirmed();
  await page.context().setOffline(true);
  await title(page, 'We write to you');
});

test('what must be waited for says that it needs a network, and goes on by itself', async () => {
  const { page } = await begin(funnels.block);
  await page.context().setOffline(true);
  await press(page, 'Continue');
  await page.getByText('This needs a connection, and goes on by itself when there is one.').waitFor();
  assert.deepEqual(await findings(page), []);
  await page.context().setOffline(false);
  world.answer(await asked(page), found('42'));
  await title(page, 'It costs 42');
});

test('in a conversation the author’s words stand where the answer will', async () => {
  const { page } = await begin(funnels.block, '?look=chat');
  await press(page, 'Continue');
  await page.locator('.thread').getByText('We look up your price.').waitFor();
  assert.deepEqual(await findings(page), []);
  world.answer(await asked(page), found('42'));
  await page.locator('.thread').getByText('It costs 42').waitFor();
  await press(page, 'Continue');
  await page.locator('.thread').getByText('Done').waitFor();
  assert.deepEqual(page.faults, []);
});

test('a pause in a conversation ends by itself, without a network too', async () => {
  const { page } = await begin(pausing, '?look=chat');
  await page.context().setOffline(true);
  await press(page, 'Continue');
  await page.locator('.thread').getByText('One moment.').waitFor();
  await page.locator('.thread').getByText('There you are').waitFor();
  await page.context().setOffline(false);
  const [{ session, log }] = await eventually('everything is confirmed', () => device(page), ([one]) => one?.acked === one?.log.length);
  assert.equal(log.at(-1).input.outcome, 'elapsed');
  await eventually('it has ended', () => server.api(`/api/v1/sessions/${session}`), ({ status }) => status === 'completed');
});
