// The C interface of the player's engine: what it exports and imports, and that nothing that is
// handed to it makes it stop.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { test } from 'node:test';
import { compileEngine, Engine } from './engine.mjs';

const here = new URL('.', import.meta.url);
const module = compileEngine();
const leadForm = readFileSync(new URL('../../server/demos/funnels/lead-form.json', here), 'utf8');
const kSecret = '0123456789abcdef'.repeat(4);
const hex = (number) => number.toString(16).padStart(32, '0');

function begun() {
  const engine = new Engine(module);
  const { result: funnel, response: facts } = engine.call('funnel', leadForm);
  const session = engine.call('sha256', kSecret).response.sha256.slice(0, 32);
  const header = {
    uid: hex(0),
    t_mono: 0,
    t_wall: 1760000000000,
    kind: 'started',
    input: {
      session,
      release: facts.releases.en,
      structure: facts.structure,
      rules: engine.call('version').response.rules,
      random_seed: hex(7),
      language: 'en',
      channel: 'web',
    },
  };
  const first = engine.call('session', funnel, JSON.stringify(header));
  return { engine, funnel, facts, session: first.result, first: first.response };
}

let uid = 0;
function gesture(kind, input) {
  uid += 1;
  return JSON.stringify({ uid: hex(uid), t_mono: uid, t_wall: 1760000000000 + uid, kind, input });
}

function listed(file) {
  return readFileSync(new URL(`../../wasm/abi/${file}`, here), 'utf8')
    .split('\n')
    .filter((line) => /^[a-z]/.test(line));
}

function exported(wasm) {
  return WebAssembly.Module.exports(wasm)
    .map(({ name }) => name)
    .filter((name) => name.startsWith('tundish_'))
    .sort();
}

test('exports exactly what is listed', () => {
  const player = listed('exports.txt');
  assert.deepEqual(exported(module), [...player, ...listed('exports_tools.txt')].sort());
  const beside = resolve(dirname(process.env.TUNDISH_WASM), 'tundish_player.wasm');
  assert.deepEqual(exported(compileEngine(beside)), player.sort());
});

test('imports nothing that reads or writes the world', () => {
  const harmless = ['emscripten_notify_memory_growth', 'proc_exit'];
  for (const { name } of WebAssembly.Module.imports(module))
    assert.ok(harmless.includes(name), name);
});

test('the version is the package’s', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../web/package.json', here), 'utf8'));
  assert.equal(new Engine(module).call('version').response.version, version);
});

test('SHA-256 of bytes', () => {
  const engine = new Engine(module);
  for (const size of [0, 1, 55, 56, 64, 100_000]) {
    const bytes = new Uint8Array(size).map((_, index) => index * 31);
    const expected = createHash('sha256').update(bytes).digest('hex');
    assert.equal(engine.call('sha256', bytes).response.sha256, expected);
  }
});

test('a session is played, its log restores the same state', () => {
  const { engine, funnel, session, first } = begun();
  assert.equal(first.view.layer, 'welcome');
  const refused = engine.call('play', session, gesture('pressed', { button: 'begin' }));
  assert.equal(refused.result, 0);
  assert.equal(refused.response.refused.code, 'layer_incomplete');
  assert.equal(refused.response.event, undefined);
  const shown = refused.response.view.components.find(({ slug }) => slug === 'place');
  assert.deepEqual(shown.problems, [{ code: 'missing' }]);
  const answered = engine.call(
    'play',
    session,
    gesture('answered', { slug: 'place', value: 'house' }),
  );
  const pressed = engine.call('play', session, gesture('pressed', { button: 'begin' }));
  assert.equal(pressed.result, 1);
  assert.equal(pressed.response.view.layer, 'house');
  const log = [first, answered.response, pressed.response].map(({ event }) => event);
  const restored = engine.call('restore', funnel, JSON.stringify(log));
  assert.equal(restored.response.accepted, 3);
  assert.deepEqual(engine.call('state', restored.result), engine.call('state', session));
});

test('a session says why a gesture would lead where it leads, and stays where it is', () => {
  const { engine, session } = begun();
  const before = engine.call('state', session);
  const refused = engine.call('why', session, gesture('pressed', { button: 'begin' }));
  assert.equal(refused.result, 0);
  assert.equal(refused.response.why.at(-1).why, 'refused');
  assert.equal(refused.response.why.at(-1).code, 'layer_incomplete');
  const answer = gesture('answered', { slug: 'place', value: 'house' });
  const accepted = engine.call('why', session, answer);
  assert.equal(accepted.result, 1);
  assert.ok(accepted.response.why.some(({ why, kind }) => why === 'fact' && kind === 'answered'));
  assert.deepEqual(engine.call('state', session), before);
  engine.call('play', session, answer);
  const led = engine.call('why', session, gesture('pressed', { button: 'begin' }));
  assert.ok(led.response.why.some(({ why, target }) => why === 'way' && target === 'house'));
});

test('a session says why it begins where it begins', () => {
  const { engine, funnel, first } = begun();
  const { uid, t_mono, t_wall, kind, input } = first.event;
  const header = { uid, t_mono, t_wall, kind, input };
  const told = engine.call('why_start', funnel, JSON.stringify(header));
  assert.equal(told.result, 1);
  assert.ok(told.response.why.some(({ why, kind }) => why === 'fact' && kind === 'entered'));
  const wrong = { ...header, input: { ...input, language: 'xx' } };
  const refused = engine.call('why_start', funnel, JSON.stringify(wrong));
  assert.equal(refused.result, 0);
  assert.equal(refused.response.why.at(-1).why, 'refused');
});

test('a session on a page is looked at as a conversation, and stays on its page', () => {
  const { engine, session } = begun();
  engine.call('play', session, gesture('answered', { slug: 'place', value: 'house' }));
  const before = engine.call('state', session);
  const seen = engine.call('elsewhere', session, 'web_chat');
  assert.equal(seen.result, 1);
  assert.deepEqual([...new Set(seen.response.effects.map(({ kind }) => kind))], ['say']);
  const asked = seen.response.effects.find(({ component }) => component.slug === 'place');
  assert.equal(asked.component.value, undefined);
  assert.equal(seen.response.view.channel, 'web_chat');
  // The question is answered: its buttons wait.
  assert.deepEqual([...new Set(seen.response.view.components.map(({ type }) => type))], ['button']);
  assert.equal(engine.call('elsewhere', session, 'pigeon').response.diagnostics[0].code, 'unknown_word');
  assert.deepEqual(engine.call('state', session), before);
});

test('a text is measured as SMS', () => {
  const engine = new Engine(module);
  const sizeOf = (text) => engine.call('sms', text).response;
  assert.deepEqual(sizeOf('a'.repeat(161)), { encoding: 'gsm7', segments: 2, units: 161 });
  assert.deepEqual(sizeOf('\u2713'), { encoding: 'ucs2', segments: 1, units: 1 });
});

test('a result of the server goes into its lane', () => {
  const { engine, funnel, session, first } = begun();
  const input = { effect: `${'0'.repeat(32)}-0`, outcome: 'done' };
  const claimed = engine.call('play', session, gesture('effect_result', input));
  assert.equal(claimed.response.refused.code, 'wrong_lane');
  const made = JSON.stringify({ ...JSON.parse(gesture('effect_result', input)), lane: 's' });
  const { event } = engine.call('play', session, made).response;
  assert.deepEqual([event.lane, event.seq, event.prev], ['s', 0, undefined]);
  const next = engine.call('play', session, gesture('answered', { slug: 'place', value: 'house' }));
  assert.deepEqual([next.response.event.seq, next.response.event.s_seen], [1, 1]);
  const log = [first.event, event, next.response.event];
  const restored = engine.call('restore', funnel, JSON.stringify(log));
  assert.equal(restored.response.accepted, 3);
  const more = engine.call('play', restored.result, gesture('answered', { slug: 'place' })).response;
  assert.deepEqual([more.event.seq, more.event.s_seen], [2, 1]);
});

test('events are canonical as JSON.stringify writes them', () => {
  const { engine, session } = begun();
  const { response } = engine.call(
    'play',
    session,
    gesture('answered', { slug: 'place', value: 'house' }),
  );
  const { hash, ...rest } = response.event;
  const text = `tundish:event:1\n${JSON.stringify(rest)}`;
  assert.equal(createHash('sha256').update(text).digest('hex'), hash);
});

test('a changed log is refused and the place is named', () => {
  const { engine, funnel, session, first } = begun();
  const { response } = engine.call(
    'play',
    session,
    gesture('answered', { slug: 'place', value: 'house' }),
  );
  const forged = { ...response.event, input: { slug: 'place', value: 'company' } };
  const restored = engine.call('restore', funnel, JSON.stringify([first.event, forged]));
  assert.equal(restored.response.accepted, 1);
  assert.equal(restored.response.refused.code, 'wrong_hash');
});

test('nonsense is answered with reasons, never with a trap', () => {
  const { engine, funnel, session } = begun();
  const nonsense = [
    '',
    '{',
    '[]',
    'null',
    '{"kind":5}',
    '\u0000',
    '['.repeat(2000),
    '{"a":1,"a":2}',
    '"\ud800"',
  ];
  for (const text of nonsense) {
    for (const [name, ...handle] of [
      ['funnel'],
      ['session', funnel],
      ['restore', funnel],
      ['play', session],
      ['sync'],
    ]) {
      const { result, response } = engine.call(name, ...handle, text);
      assert.equal(result, 0, `${name} ${text.slice(0, 20)}`);
      assert.ok(
        response.diagnostics?.length > 0 || response.refused || response.accepted === 0,
        `${name} ${text.slice(0, 20)}`,
      );
    }
  }
  assert.equal(engine.call('view', session, 0).response.layer, 'welcome');
});

test('unknown and released handles are refused', () => {
  const { engine, funnel, session } = begun();
  for (const handle of [0, 999, 0xffffffff]) {
    for (const [name, ...rest] of [
      ['session', '{}'],
      ['play', '{}'],
      ['view', 0],
      ['state'],
      ['sync_step', '{}'],
    ]) {
      assert.equal(engine.call(name, handle, ...rest).result, 0, `${name} ${handle}`);
    }
  }
  assert.equal(engine.call('play', funnel, gesture('went_back')).result, 0);
  engine.release(session);
  engine.release(session);
  assert.equal(engine.call('view', session, 0).result, 0);
});

test('a thousand sessions leave no memory behind', () => {
  const { engine, funnel, first } = begun();
  const log = JSON.stringify([first.event]);
  const once = () => engine.release(engine.call('restore', funnel, log).result);
  for (let round = 0; round < 100; round += 1) once();
  const before = engine.memorySize;
  for (let round = 0; round < 1000; round += 1) once();
  assert.equal(engine.memorySize, before);
});

test('sync: what is stored is sent, what is confirmed is not sent again', () => {
  const engine = new Engine(module);
  const { result: sync } = engine.call(
    'sync',
    JSON.stringify({ session: hex(1), release: hex(2), rules: 1 }),
  );
  const step = (input) => engine.call('sync_step', sync, JSON.stringify(input)).response.actions;
  const event = { seq: 0, hash: 'h', text: '{"seq":0}' };
  assert.deepEqual(
    step({ kind: 'appended', event }).map(({ kind }) => kind),
    ['store', 'report'],
  );
  const send = step({ kind: 'stored', count: 1 }).find(({ kind }) => kind === 'send');
  assert.deepEqual(JSON.parse(send.body).events, [{ seq: 0 }]);
  const body = JSON.stringify({ gen: 1, ack_to: 0, ack_hash: 'h', s_events: [] });
  const actions = step({ kind: 'answered', request: send.request, status: 200, body });
  assert.equal(actions.at(-1).status, 'synced');
  assert.ok(!actions.some(({ kind }) => kind === 'send'));
});
