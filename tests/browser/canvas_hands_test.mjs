// What is done on a canvas other than pressing and writing: signing, dragging, sliding, telling where
// the device is, saying something anew, having a code sent again, asking once more for what failed.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AskedWorld } from '../runners/asked_world.mjs';
import { mayAskThisMachine } from '../runners/receiver.mjs';
import { canvasOf, layer, spot, spots, tap, write } from './canvas.mjs';
import { device } from './device.mjs';
import { desktop, eventually, stage } from './kit.mjs';

const { server, visit } = stage(mayAskThisMachine);
let world;
after(() => world?.stop());

const go = (target) => ({ id: 'go', type: 'button', kind: 'jump', text: 'Continue', target });
const done = { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Done' }] };
/** One component, and an end. */
const form = (slug, component) => ({
  tundish: 1,
  slug,
  title: slug,
  layers: [{ id: 'ask', type: 'start', components: [{ id: 'shown', label: 'Asked', ...component }, go('done')] }, done],
});
const input = (slug, input_type, appearance, more) => form(slug, { type: 'input', input_type, appearance, slug: 'answer', ...more });
const options = ['tin', 'iron', 'lead'].map((value) => ({ value, title: value }));

async function open(definition, { query = '', ...more } = {}) {
  if (typeof definition !== 'string') await server.publish(definition);
  const page = await visit({ viewport: desktop, reducedMotion: 'reduce', ...more });
  await page.goto(`${server.origin}/demo/${definition.slug ?? definition}?renderer=canvas${query}`);
  await page.locator('tundish-player canvas').waitFor();
  await eventually('spots', () => spots(page), (all) => all.length > 0);
  return page;
}

/** Moves the mouse with its button held: points are shares of the spot. */
async function drag(page, name, points) {
  const { rect } = await spot(page, name);
  const box = await canvasOf(page).boundingBox();
  const at = ([right, down]) => [box.x + rect[0] + rect[2] * right, box.y + rect[1] + rect[3] * down];
  await page.mouse.move(...at(points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 4 });
  await page.mouse.up();
}

const answers = async (page) => (await device(page))[0]?.log.filter(({ kind }) => kind === 'answered').map(({ input: { value } }) => value) ?? [];
const answered = (page, fits) => eventually('the answer on the device', () => answers(page), (all) => all.length > 0 && fits(all.at(-1)));

const completed = (page, slug) =>
  eventually('the session is completed on the server', () => server.sessions(slug), ([one]) => one?.status === 'completed');

test('a name is signed with the mouse, and arrives as a picture', async () => {
  const page = await open(input('c-signed', 'file', 'signature', { mandatory: true }));
  await drag(page, 'Place to sign', [[0.1, 0.3], [0.3, 0.8], [0.5, 0.2], [0.8, 0.7]]);
  await answered(page, (value) => value?.media_type === 'image/png');
  await tap(page, 'Continue');
  const [{ session, data }] = await completed(page, 'c-signed');
  assert.equal(data.answer.name, 'signature.png');
  await eventually('the picture is there', () => server.api(`/api/v1/sessions/${session}`), ({ files }) => files.length === 1 && files[0].state === 'kept');
  assert.deepEqual(page.faults, []);
});

test('things are put in order by dragging', async () => {
  const page = await open(input('c-ranked', 'choice', 'ranking', { options }));
  await drag(page, 'tin', [[0.5, 0.5], [0.5, 1.2], [0.5, 2.9]]);
  await answered(page, (value) => JSON.stringify(value) === '["iron","lead","tin"]');
  await tap(page, 'Continue');
  const [{ data }] = await completed(page, 'c-ranked');
  assert.deepEqual(data.answer, ['iron', 'lead', 'tin']);
});

test('a slider goes where it is dragged to, and on by keys', async () => {
  const page = await open(input('c-slid', 'numeric', 'slider', { min: 0, max: 100, step: 5 }));
  await drag(page, 'Asked', [[0.1, 0.5], [0.5, 0.5], [0.75, 0.5]]);
  const before = Number((await answered(page, (value) => value >= 70 && value <= 80)).at(-1));
  await page.keyboard.press('ArrowRight');
  await answered(page, (value) => value === before + 5);
  await tap(page, 'Continue');
  const [{ data }] = await completed(page, 'c-slid');
  assert.equal(data.answer, before + 5);
});

test('the device says where it is', async () => {
  const world = { geolocation: { latitude: 40.416775, longitude: -3.70379 }, permissions: ['geolocation'] };
  const page = await open(input('c-placed', 'location', undefined, {}), world);
  await tap(page, 'Use my location');
  await answered(page, (value) => value?.latitude === 40.41678 && value.longitude === -3.70379);
});

test('a page that may not ask says so, and takes what is typed', async () => {
  const page = await open('c-placed', { permissions: [] });
  await tap(page, 'Use my location');
  await write(page, 'Asked', 'Calle Mayor 1');
  await tap(page, 'Continue');
  const [{ data }] = await completed(page, 'c-placed');
  assert.deepEqual(data.answer, { text: 'Calle Mayor 1' });
});

test('an earlier reply is given anew in a conversation', async () => {
  const page = await open('payment', { query: '&look=chat' });
  await write(page, 'draft', 'Ana');
  await page.keyboard.press('Enter');
  await eventually('the reply', () => device(page), ([one]) => one?.log.at(-1).input?.text === 'Ana');
  await tap(page, 'change/1');
  await eventually('it went back', () => device(page), ([{ log }]) => log.at(-1).kind === 'went_back');
  await write(page, 'draft', 'Eva');
  await page.keyboard.press('Enter');
  await eventually('the other reply', () => device(page), ([{ log }]) => log.at(-1).input?.text === 'Eva');
  assert.deepEqual(page.faults, []);
});

const sent = async (receiver, count) =>
  (await eventually(`${count} messages`, () => server.api(`/api/v1/inbox?receiver=${encodeURIComponent(receiver)}`), ({ messages }) => messages.length >= count)).messages.map(({ text }) => text.slice(0, 6));

test('a code is sent again, and proves who one is', async () => {
  const page = await open(form('c-coded', { type: 'auth', method: 'otp_email', slug: 'mail', resend_seconds: 1 }));
  await write(page, 'Asked', 'cy@example.com');
  await tap(page, 'Send me a code');
  await sent('cy@example.com', 1);
  await tap(page, 'shown/resend');
  const [newer] = await sent('cy@example.com', 2);
  await write(page, 'Code', newer);
  await page.keyboard.press('Enter');
  await eventually('it is proven', () => page.locator('tundish-player').evaluate(({ view }) => view.components.find(({ id }) => id === 'shown')?.state), (state) => state === 'done');
  await tap(page, 'Continue');
  await layer(page, 'done');
  assert.deepEqual(page.faults, []);
});

/** A price is asked for when its layer is come to. */
const priced = {
  tundish: 1,
  slug: 'c-priced',
  title: 'c-priced',
  layers: [
    { id: 'hello', type: 'start', components: [{ id: 'text', type: 'message', title: 'Hello' }, go('price')] },
    {
      id: 'price',
      type: 'intermediate',
      components: [
        { id: 'ask', type: 'endpoint', endpoint: 'c-priced', pending: 'One moment.', response: [{ from: 'price', to: 'price' }], offline: 'fallback', fallback: { price: '99' } },
        go('done'),
      ],
    },
    done,
  ],
};

/** What the session asks for and is not done, once there is something. */
async function asked(page) {
  const [{ session }] = await device(page);
  const isOpen = ({ kind, is_done: isDone }) => kind === 'call' && !isDone;
  const effects = await eventually(
    'the server knows what is asked',
    async () => (await server.ask('GET', `/api/v1/sessions/${session}/effects`)).body.effects ?? [],
    (list) => list.some(isOpen),
  );
  return effects.filter(isOpen).at(-1).effect;
}

test('what a server could not say is asked for once more', async () => {
  world = await AskedWorld.start();
  world.hold(() => true);
  await world.connect(server, [priced]);
  const page = await open(priced);
  await tap(page, 'Continue');
  await layer(page, 'price');
  world.answer(await asked(page), { status: 400, body: '{}' });
  await tap(page, 'Try again');
  world.answer(await asked(page), { status: 200, body: JSON.stringify({ price: '42' }) });
  await eventually('it is there', () => page.locator('tundish-player').evaluate(({ view }) => view.components[0].state), (state) => state === 'done');
  await tap(page, 'Continue');
  const [{ data }] = await completed(page, 'c-priced');
  assert.equal(data.price, '42');
});
