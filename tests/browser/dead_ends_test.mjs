// Where nobody can go on the screen says so in plain words, and offers what there is to do.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { AskedWorld } from '../runners/asked_world.mjs';
import { mayAskThisMachine } from '../runners/receiver.mjs';
import { deadEnds } from './dead_ends.mjs';
import { device, title } from './device.mjs';
import { eventually, press, stage } from './kit.mjs';

const { server, open, visit } = stage(mayAskThisMachine);
let world;
after(() => world?.stop());

const come = async (definition) => {
  await server.publish(definition);
  return open(`/demo/${definition.slug}`);
};

const begin = async (definition) => {
  const page = await come(definition);
  await press(page, 'Continue');
  return page;
};

const button = (page, name) => page.getByRole('button', { name, exact: true });

test('a form that is not open says so, and can be tried again', async () => {
  const page = await come(deadEnds.notOpen);
  await title(page, 'Back in spring');
  assert.equal(await button(page, 'Continue').count(), 0);
  const sessions = () => page.evaluate(() => document.querySelector('tundish-player').resumeLink());
  const first = await sessions();
  await press(page, 'Begin again');
  await eventually('another session', sessions, (link) => link !== first);
  await title(page, 'Back in spring');
});

test('a form that is not open and has no words for it', async () => {
  const page = await come(deadEnds.notOpenWordless);
  await page.getByText('This form is not open at the moment.').waitFor();
  await button(page, 'Begin again').waitFor();
  assert.equal(await page.getByText('Welcome').count(), 0);
});

test('a chat that is not open says so, and can be tried again', async () => {
  await server.publish(deadEnds.notOpen);
  const page = await visit({ reducedMotion: 'reduce' });
  await page.goto(`${server.origin}/demo/${deadEnds.notOpen.slug}?look=chat`);
  await page.getByText('Back in spring').waitFor();
  await page.getByText('This form is not open at the moment.').waitFor();
  await button(page, 'Begin again').waitFor();
});

test('who has no proof is led to the layer for them, and can go back', async () => {
  const page = await begin(deadEnds.denied);
  await title(page, 'Members only');
  await press(page, 'Back');
  await title(page, 'Welcome');
});

test('who has no proof and is led nowhere is told that it is over', async () => {
  const page = await begin(deadEnds.deniedWordless);
  await page.getByText('This form has ended.').waitFor();
  assert.equal(await page.getByText('Welcome').count(), 0);
});

test('an answer that does not come: the visitor is told, and can go back', async () => {
  world = await AskedWorld.start();
  world.hold(() => true);
  await world.connect(server, [deadEnds.endpoint]);
  const page = await begin(deadEnds.endpoint);
  await page.getByText('Waiting for an answer.').waitFor();
  assert.ok(await button(page, 'Continue').isDisabled());
  await press(page, 'Back');
  await title(page, 'Welcome');
  assert.equal((await device(page))[0].log.at(-1).kind, 'went_back');
});

test('a proof that is not given: the visitor can go back', async () => {
  const page = await begin(deadEnds.auth);
  await page.getByLabel('Email').waitFor();
  assert.ok(await button(page, 'Continue').isDisabled());
  await press(page, 'Back');
  await title(page, 'Welcome');
});
