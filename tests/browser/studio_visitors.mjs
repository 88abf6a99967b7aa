// Visitors for dashboards: sessions that the engine plays here and the server takes in, and a funnel
// that gives them something to choose.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileEngine, Engine } from '../abi/engine.mjs';
import { sha256 } from '../runners/scenario.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const wasm = process.env.TUNDISH_WASM ?? join(root, 'build', 'wasm', 'wasm', 'tundish_engine.wasm');

const jump = (id, text, more) => ({ id, type: 'button', kind: 'jump', text, ...more });
export const funnel = {
  tundish: 1,
  slug: 'workshop',
  title: 'Workshop sign-up',
  languages: ['en', 'es'],
  channels: ['web', 'web_chat'],
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'name', type: 'input', input_type: 'text', slug: 'name', label: 'What is your name?' },
        jump('go', 'Go on', { target: 'size' }),
      ],
    },
    {
      id: 'size',
      type: 'intermediate',
      components: [
        {
          id: 'size', type: 'input', input_type: 'choice', slug: 'size', mandatory: true, label: 'How many are you?',
          options: [{ value: 'one', title: 'Only me' }, { value: 'team', title: 'A team' }],
        },
        jump('on', 'Go on', { jumps: [{ experiment: 'hero', weights: { a: 1, b: 1 }, targets: { a: 'offer', b: 'plain' } }] }),
      ],
    },
    {
      id: 'offer',
      type: 'intermediate',
      components: [
        { id: 't', type: 'message', text: 'Early birds pay less.' },
        jump('take', 'Sign up', { target: 'done' }),
        jump('again', 'Change the size', { target: 'size' }),
      ],
    },
    { id: 'plain', type: 'intermediate', components: [{ id: 't', type: 'message', text: 'Ready?' }, jump('take', 'Sign up', { target: 'done' })] },
    { id: 'done', type: 'result', conversion: true, components: [{ id: 'bye', type: 'message', text: 'See you there.' }] },
  ],
  content: {
    es: {
      'who.name.label': 'Como te llamas?', 'who.go.text': 'Seguir', 'size.size.label': 'Cuantos son?',
      'size.size.options.one': 'Solo yo', 'size.size.options.team': 'Un equipo', 'size.on.text': 'Seguir',
      'offer.t.text': 'Antes cuesta menos.', 'offer.take.text': 'Inscribirse', 'offer.again.text': 'Cambiar',
      'plain.t.text': 'Listo?', 'plain.take.text': 'Inscribirse', 'done.bye.text': 'Hasta pronto.',
    },
  },
};

export const answered = (slug, value) => ({ kind: 'answered', input: { slug, value } });
export const pressed = (button) => ({ kind: 'pressed', input: { button } });
const back = { kind: 'went_back', input: {} };

/** What the visitor of that number does, as far as they come. What the engine refuses is passed over. */
function gesturesOf(number) {
  const all = [
    answered('name', `Visitor ${number}`), pressed('go'), answered('size', number % 3 ? 'one' : 'team'), pressed('on'),
    ...(number % 5 === 0 ? [back, pressed('on')] : []), ...(number % 7 === 0 ? [pressed('again'), pressed('on')] : []), pressed('take'),
  ];
  const ends = [all.length, all.length, 2, all.length, 4, 1, all.length, 3];
  return all.slice(0, ends[number % ends.length]);
}

/** Publishes the funnel and has so many visitors come to it. */
export async function bringVisitors(server, count) {
  await server.publish(funnel);
  const engine = new Engine(compileEngine(wasm));
  const { result: handle, response: told } = engine.call('funnel', JSON.stringify(funnel));
  for (let number = 1; number <= count; number += 1) {
    const language = number % 4 === 0 ? 'es' : 'en';
    const visit = { funnel: funnel.slug, language, channel: 'web' };
    await server.tell('/api/v1/play/visits', visit);
    if (number % 6 !== 0) await send(server, played(engine, handle, told, { number, language, gestures: gesturesOf(number) }));
  }
}

/** Publishes a funnel and has visitors come who do that: `{gestures, channel}`. */
export async function bringSessions(server, definition, visits) {
  await server.publish(definition);
  const engine = new Engine(compileEngine(wasm));
  const { result: handle, response: told } = engine.call('funnel', JSON.stringify(definition));
  for (const [index, one] of visits.entries())
    await send(server, played(engine, handle, told, { number: index + 1, language: told.default_language, ...one }));
}

function played(engine, funnelHandle, told, { number, language, gestures, channel = 'web' }) {
  const secret = sha256(`visitor ${number}`);
  const session = sha256(secret).slice(0, 32);
  const header = {
    kind: 'started',
    input: {
      session, release: told.releases[language], structure: told.structure, rules: 1, random_seed: session, language, channel,
    },
  };
  const began = Date.now() - 60_000 * number;
  const gesture = (one, step) =>
    JSON.stringify({ ...one, uid: session.slice(0, 24) + step.toString(16).padStart(8, '0'), t_mono: 1700 * step, t_wall: began + 1700 * step });
  const { result: handle, response } = engine.call('session', funnelHandle, gesture(header, 0));
  const events = [response.event];
  for (const [index, one] of gestures.entries()) {
    const { event, refused } = engine.call('play', handle, gesture(one, index + 1)).response;
    if (!refused) events.push(event);
  }
  engine.release(handle);
  return { secret, session, release: header.input.release, events };
}

async function send(server, { secret, session, release, events }) {
  const answer = await fetch(`${server.origin}/api/v1/play/sessions/${session}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ gen: 0, epoch: 1, release, rules: 1, from: 0, prev: '', events, s_have: 0 }),
  });
  if (!answer.ok) throw new Error(`a session was answered with ${answer.status}: ${await answer.text()}`);
}
