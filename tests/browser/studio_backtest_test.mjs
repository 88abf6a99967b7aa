// Backtest: real visitors play the draft again, and it is told for how many of them it is another funnel.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './kit.mjs';
import { isAccessible, looks, nothingWentWrong, studio } from './studio.mjs';
import { answered, bringSessions, pressed } from './studio_visitors.mjs';

const { server, open } = studio();
const kRoof = {
  tundish: 1,
  slug: 'roof',
  title: 'Roof check',
  languages: ['en'],
  default_language: 'en',
  channels: ['web', 'web_chat'],
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'area', type: 'input', input_type: 'numeric', slug: 'area', label: 'How large is your roof?', mandatory: true },
        { id: 'on', type: 'button', kind: 'jump', text: 'Go on', target: 'mail' },
      ],
    },
    {
      id: 'mail',
      type: 'intermediate',
      components: [
        { id: 'mail', type: 'input', input_type: 'text', slug: 'mail', label: 'Where to?', mandatory: true },
        {
          id: 'on', type: 'button', kind: 'jump', text: 'Send',
          target: 'small',
          jumps: [{ target: 'large', conditions: [{ slug: 'area', operator: '>=', value: 100 }] }],
        },
      ],
    },
    { id: 'large', type: 'result', components: [{ id: 't', type: 'message', text: 'A large one.' }] },
    { id: 'small', type: 'result', components: [{ id: 't', type: 'message', text: 'A small one.' }] },
  ],
};
const change = (changed) => {
  const draft = structuredClone(kRoof);
  changed(draft.layers, draft);
  return draft;
};

const visit = (area) => [answered('area', area), pressed('on'), answered('mail', `${area}@example.com`), pressed('on')];
const replied = (text) => ({ kind: 'replied', input: { text } });
/** Areas 10, 20, …, 200 of 20 visitors; three who stopped; one who chatted. */
const kVisits = [
  ...Array.from({ length: 20 }, (_, index) => ({ gestures: visit(10 * (index + 1)) })),
  { gestures: visit(120).slice(0, 2) },
  { gestures: visit(150).slice(0, 2) },
  { gestures: [] },
  { channel: 'web_chat', gestures: [replied('130'), replied('1'), replied('chat@example.com'), replied('1')] },
];

let isThere = false;
/** The funnel has had its visitors; the draft is that one now. */
async function builder(draft, look) {
  if (!isThere) await bringSessions(server, kRoof, kVisits);
  isThere = true;
  const { etag } = await etagOf('roof');
  const saved = await server.ask('PUT', '/api/v1/funnels/roof', { body: draft, headers: { 'if-match': etag } });
  assert.ok(saved.status < 300, JSON.stringify(saved.body));
  return backtest('roof', look);
}
async function backtest(slug, look) {
  const page = await open(`#/funnels/${slug}`, look);
  await page.getByRole('tree').waitFor({ state: 'attached' });
  if (await page.getByRole('navigation', { name: 'Panels' }).isVisible()) await page.getByRole('button', { name: 'Problems', exact: true }).last().click();
  await page.getByRole('button', { name: 'Backtest', exact: true }).click();
  return page;
}
async function etagOf(slug) {
  const answer = await fetch(`${server.origin}/api/v1/funnels/${slug}`, { headers: { authorization: `Bearer ${server.token}` } });
  return { etag: answer.headers.get('etag') };
}

const panel = (page) => page.locator('studio-backtest');
const again = async (page) => {
  await panel(page).getByRole('button', { name: 'Play them again' }).click();
  await panel(page).locator('.sum').waitFor();
  return panel(page).locator('.sum').innerText();
};
/** The rows of a table: `{head: [cells]}`. */
const table = (page, name) =>
  panel(page).getByRole('table', { name }).locator('tbody tr').evaluateAll((rows) =>
    Object.fromEntries(rows.map((row) => [row.cells[0].innerText, [...row.cells].slice(1).map((cell) => cell.innerText)])));

test('nothing is another where nothing was changed', async () => {
  const page = await builder(kRoof);
  assert.equal(await again(page), '24 sessions played again: all as before, 0 not.');
  assert.equal(await panel(page).getByRole('table', { name: 'What changes' }).count(), 0);
  assert.deepEqual((await table(page, 'Who comes where')).large, ['12', '12', '–']);
  await nothingWentWrong(page);
});

test('exactly those go elsewhere whom the condition now sends elsewhere', async () => {
  const page = await builder(change((layers) => (layers[1].components[1].jumps[0].conditions[0].value = 160)));
  // 100 to 150 on the page, and 130 in the chat.
  assert.equal(await again(page), '24 sessions played again: 17 as before, 7 not.');
  const changes = await table(page, 'What changes');
  assert.deepEqual(Object.keys(changes), ['They end at small instead of large']);
  assert.equal(changes['They end at small instead of large'][0], '7');
  const layers = await table(page, 'Who comes where');
  assert.deepEqual(layers.large, ['12', '5', '▼ 29.2%']);
  assert.deepEqual(layers.small, ['9', '16', '▲ 29.2%']);
  assert.deepEqual(layers.mail, ['23', '23', '–']);
  const told = await eventually('the canvas', () => page.locator('studio-board').evaluate(({ annotations }) => annotations), ({ ways }) => ways?.length > 0);
  assert.deepEqual(told.layers.large, { reached: 5, dropped: 0, change: 5 / 24 - 12 / 24 });
  assert.equal(told.ways.find(({ from, to }) => from === 'mail' && to === 'small').count, 16);
  const link = panel(page).getByRole('table', { name: 'What changes' }).getByRole('link').first();
  const code = await link.innerText();
  await link.click();
  await page.getByRole('heading', { name: new RegExp(code) }).waitFor();
  await nothingWentWrong(page);
});

test('what is refused now and what was never asked is told, and nobody is guessed', async () => {
  const draft = change((layers) => {
    layers[0].components[0].validations = { max: 180 };
    layers[1].components.splice(1, 0, { id: 'name', type: 'input', input_type: 'text', slug: 'name', label: 'Your name?', mandatory: true });
  });
  const page = await builder(draft);
  assert.equal(await again(page), '24 sessions played again: 3 as before, 21 not.');
  const changes = await table(page, 'What changes');
  assert.equal(changes['mail asks for name; they were never asked that'][0], '19');
  assert.equal(changes['Their answer to area is refused on who'][0], '2');
  await panel(page).getByText('21 sessions stop where nobody knows what the visitor would do.', { exact: false }).waitFor();
  assert.deepEqual((await table(page, 'How they end'))['Not known'], ['0', '21', '▲ 87.5%']);
  await nothingWentWrong(page);
});

test('an answer that was given later is given where it is asked now; a part that went is no matter', async () => {
  const draft = change((layers) => {
    layers[0].components.splice(1, 0, layers[1].components.shift());
    layers[1].components.unshift({ id: 't', type: 'message', text: 'Nearly there.' });
  });
  const page = await builder(draft);
  // Whoever stopped before the second question is asked it now; who came with nothing stands where they stood.
  assert.equal(await again(page), '24 sessions played again: 22 as before, 2 not.');
  const changes = await table(page, 'What changes');
  assert.equal(changes['who asks for mail; they were never asked that'][0], '2');
  await nothingWentWrong(page);
});

test('what cannot be played again is told with its reason', async () => {
  const page = await builder(change((_, draft) => (draft.channels = ['web'])));
  assert.equal(await again(page), '23 sessions played again: all as before, 0 not.');
  const cannot = await table(page, 'Cannot be played again');
  assert.equal(cannot['The draft is not for its channel, web_chat.'][0], '1');
  await panel(page).getByLabel('Newest sessions').fill('5');
  await panel(page).getByRole('button', { name: 'Play them again' }).click();
  await panel(page).getByText(/^[45] sessions played again/).waitFor();
  await panel(page).getByLabel('From').fill('2001-01-01');
  await panel(page).getByLabel('To').fill('2001-01-02');
  await panel(page).getByRole('button', { name: 'Play them again' }).click();
  await panel(page).getByText('Nobody has played this funnel in that time.', { exact: false }).waitFor();
  await nothingWentWrong(page);
});

test('each session is compared with the release that it was played on', async () => {
  const numbered = (from, areas) => areas.map((area, index) => ({ number: from + index, gestures: visit(area) }));
  const first = { ...kRoof, slug: 'two-roofs' };
  await bringSessions(server, first, numbered(100, [50, 120, 150]));
  const second = change((layers) => (layers[1].components[1].jumps[0].conditions[0].value = 130));
  await bringSessions(server, { ...second, slug: 'two-roofs' }, numbered(200, [50, 120, 150]));
  const page = await backtest('two-roofs');
  // The draft is the second one: of all only the first one's 120 go elsewhere.
  assert.equal(await again(page), '6 sessions played again: 5 as before, 1 not.');
  await panel(page).getByText('They were played on 2 versions of the funnel; each is compared with its own.').waitFor();
  assert.deepEqual(Object.keys(await table(page, 'What changes')), ['They end at small instead of large']);
  await nothingWentWrong(page);
});

test('a server that is busy is asked later; what was erased meanwhile is told', async () => {
  const page = await builder(kRoof);
  let [asked, erased] = [0, ''];
  await page.route('**/api/v1/sessions/*/log', (route) => {
    asked += 1;
    if (asked === 1) return route.fulfill({ status: 429, headers: { 'retry-after': '1' }, contentType: 'application/problem+json', body: '{"code":"too_many_requests"}' });
    if (asked === 2) erased = route.request().url();
    if (route.request().url() === erased) return route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"code":"not_found"}' });
    return route.continue();
  });
  assert.equal(await again(page), '23 sessions played again: all as before, 0 not.');
  assert.equal(asked, 25);
  assert.equal((await table(page, 'Cannot be played again'))['it was erased meanwhile'][0], '1');
});

test('it is stopped while it runs, and begun again', async () => {
  const page = await builder(kRoof);
  let held = () => {};
  const asked = new Promise((resolve) => (held = resolve));
  await page.route('**/api/v1/sessions/*/log', () => held());
  await panel(page).getByRole('button', { name: 'Play them again' }).click();
  await asked;
  await panel(page).getByRole('progressbar').waitFor();
  await panel(page).getByRole('button', { name: 'Stop' }).click();
  await panel(page).getByRole('progressbar').waitFor({ state: 'detached' });
  assert.equal(await panel(page).getByRole('alert').count(), 0);
  await page.unroute('**/api/v1/sessions/*/log');
  assert.equal(await again(page), '24 sessions played again: all as before, 0 not.');
  await nothingWentWrong(page);
});

for (const [name, look] of looks) {
  test(`it is accessible: ${name}`, async () => {
    const page = await isAccessible(async (how) => {
      const shown = await builder(change((layers) => (layers[1].components[1].jumps[0].conditions[0].value = 160)), how);
      await again(shown);
      return shown;
    }, look);
    if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: `${process.env.TUNDISH_PICTURES}/backtest-${name.replace(' ', '-')}.png` });
    await page.close();
  });
}
