// What a screen reader is told, and that whoever has nothing else comes to the end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, stage } from './kit.mjs';
import { Reader } from './reader.mjs';

const { server, open } = stage();
const isOver = (slug) => eventually('the session is on the server', () => server.sessions(slug), ([first]) => first?.status === 'completed');

test('the lead form by its accessibility tree alone', async () => {
  const page = await open('/demo/lead-form');
  const reader = await Reader.of(page);
  await reader.find('radiogroup', 'What would the panels go on?');
  await reader.act('radio', 'My own house');
  await reader.act('button', 'Continue');
  await reader.arrivesAt('About your house');
  await reader.type('textbox', 'What do you pay for electricity each month?', '60');
  await reader.act('checkbox', 'Pool');
  assert.equal((await reader.find('checkbox', 'Pool')).checked, true);
  await reader.act('button', 'Continue');
  await reader.arrivesAt('Where should the estimate go?');
  await reader.type('textbox', 'First name', 'Ana');
  await reader.act('button', 'Send my answers');
  const wrong = await eventually('an error is read', () => reader.focused(), (one) => one?.invalid === true);
  assert.equal(wrong.role, 'textbox');
  assert.match(wrong.description, /\S/, 'the box that is wrong says why');
  await reader.type('textbox', wrong.name, 'ana@example.com');
  await reader.act('checkbox', 'Northlight may keep these answers');
  await reader.act('button', 'Send my answers');
  await reader.arrivesAt('Thank you, Ana');
  const [session] = await isOver('lead-form');
  assert.equal(session.data.email, 'ana@example.com');
  assert.deepEqual(page.faults, []);
});

test('the quiz by its accessibility tree alone', async () => {
  const page = await open('/demo/quiz');
  const reader = await Reader.of(page);
  const pictures = (await reader.nodes()).filter(({ role }) => role === 'image');
  assert.ok(pictures.every(({ name }) => name !== ''), 'a picture has a name or is none for readers');
  const layers = ['melt', 'tundish', 'bronze', 'slag', 'sand', 'colour', 'shrink'];
  await reader.act('button', 'Start the quiz');
  for (const [index, layer] of layers.entries()) {
    await page.waitForFunction((id) => document.querySelector('tundish-player').view.layer === id, layer);
    const options = await eventually('its choices', async () => (await reader.nodes()).filter(({ role }) => role === 'radio'), (all) => all.length === 3);
    await reader.act('radio', options[index % 3].name);
    await reader.act('button', layer === 'shrink' ? 'See my result' : 'Next');
  }
  const end = await eventually('the end is read', () => reader.focused(), (one) => one?.role === 'heading');
  assert.match(end.name, /\S/);
  await isOver('quiz');
  assert.deepEqual(page.faults, []);
});
