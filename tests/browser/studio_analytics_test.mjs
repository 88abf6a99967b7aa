// The studio's dashboards: every number on them is the API's to the last digit, charts and tables can be
// saved, sessions are played again, and nothing of it offends the policy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOfCsv, sheetsOfXlsx } from '../api/spreadsheet.mjs';
import { findings } from './findings.mjs';
import { desktop, eventually } from './kit.mjs';
import { isAccessible, looks, nothingWentWrong, studio } from './studio.mjs';
import { bringSessions, bringVisitors, funnel } from './studio_visitors.mjs';

const { server, visit, open: openStudio } = studio();
const at = `#/analytics/${funnel.slug}`;
const api = `/api/v1/funnels/${funnel.slug}`;

let came;
/** The studio after forty people have come by. */
async function open(...wish) {
  await (came ??= bringVisitors(server, 40));
  return openStudio(...wish);
}

/** What a table says: of each row the texts and, where there are any, the numbers to the last digit. */
const tableOf = (part) =>
  part.locator('table').first().evaluate((table) => ({
    heads: [...table.tHead.rows[0].cells].map((cell) => cell.innerText.trim()),
    rows: [...table.tBodies[0].rows].map((row) =>
      [...row.cells].map((cell) => {
        const data = cell.querySelector('data');
        return data ? Number(data.value) : cell.innerText.trim();
      }),
    ),
  }));

const choice = (page, name) => page.getByRole('combobox', { name, exact: true });
const part = (page, name) => page.locator(`[data-part="${name}"]`);

/** The table of a chart, which is asked for where the chart is shown. */
async function numbersOf(page, name) {
  const chart = part(page, name);
  await chart.getByRole('button', { name: 'Table', exact: true }).click();
  return (await tableOf(chart)).rows;
}

const dash = (value) => value ?? '–';
const rowOfPart = (value, one) => [
  value, one.visits, one.sessions, one.completions, dash(one.completion_rate), one.converted, dash(one.converted_rate), one.abandoned,
];
const labels = { web: 'Web', en: 'English', es: 'Spanish' };
const isEnd = ({ type }) => type === 'result' || type === 'fatalistic';

/** Holds every number of the dashboard against the API. */
async function compare(page, filter = '') {
  const ask = (more) => server.api(`${api}/${more}${more.includes('?') ? '&' : '?'}${filter}`);
  const told = await ask('statistics');
  const tiles = await page.locator('[data-tile]').evaluateAll((list) =>
    list.map((one) => [one.dataset.tile, one.querySelector('data')?.value ?? null]),
  );
  const names = ['visits', 'sessions', 'completion_rate', 'converted_rate', 'abandoned'];
  assert.deepEqual(tiles, names.map((name) => [name, told[name] === null ? null : String(told[name])]));

  const stages = ['visits', 'sessions', 'completions', 'converted'];
  assert.deepEqual(
    (await numbersOf(page, 'funnel')).map((row) => row.slice(1)),
    stages.map((name) => [told[name], told[name] / told.visits]),
  );
  const layers = told.layers.map((one) => [
    one.layer, one.reached, one.passed, one.stopped, isEnd(one) ? '–' : one.stopped_rate, one.dropped,
    dash(one.time?.median_ms), dash(one.time?.p90_ms),
  ]);
  const withoutKind = (rows) => rows.map(([layer, , ...rest]) => [layer, ...rest]);
  assert.deepEqual(withoutKind(await numbersOf(page, 'layers')), layers);
  assert.deepEqual(withoutKind((await tableOf(part(page, 'layer-table'))).rows), layers);
  const ways = told.layers.flatMap(({ layer, ways: to }) => Object.entries(to).map(([name, count]) => [layer, name, count]));
  const stops = told.layers.filter((one) => !isEnd(one) && one.stopped > 0).map((one) => [one.layer, 'Stopped', one.stopped]);
  assert.deepEqual(await numbersOf(page, 'ways'), [...ways, ...stops]);

  for (const [name, by] of [['channels', 'channel'], ['languages', 'language']]) {
    const { parts } = await ask(`statistics?by=${by}`);
    assert.deepEqual(await numbersOf(page, name), parts.map((one) => rowOfPart(labels[one.value], one)));
  }
  for (const [name, by] of [['days', 'day'], ['releases', 'release']]) {
    const { parts } = await ask(`statistics?by=${by}`);
    const withoutValue = (rows) => rows.map((row) => row.slice(1));
    assert.deepEqual(withoutValue(await numbersOf(page, name)), withoutValue(parts.map((one) => rowOfPart('', one))));
  }
  const { experiments } = await ask('experiments');
  for (const { experiment, variants } of experiments) {
    const rows = variants.map(({ variant, sessions, reached, rate, interval, comparison }) => [
      variant, sessions, reached, dash(rate), dash(interval?.low), dash(interval?.high), dash(comparison?.difference),
      dash(comparison?.interval.low), dash(comparison?.interval.high), dash(comparison?.p),
    ]);
    assert.deepEqual((await numbersOf(page, `experiment-${experiment}`)).map((row) => row.slice(0, -1)), rows);
  }
  return told;
}

/** Every chart has drawn something. */
const drawn = (page) =>
  eventually(
    'all charts are drawn',
    () => page.locator('analytics-chart').evaluateAll((charts) => charts.map((one) => !!one.shadowRoot.querySelector('canvas'))),
    (list) => list.length > 0 && list.every(Boolean),
  );

async function dashboard(query = '', look = {}) {
  const page = await open(at + query, look);
  await page.locator('[data-tile]').first().waitFor();
  await drawn(page);
  return page;
}

test('every number is the API’s to the last digit, and charts offend no policy', async () => {
  const page = await dashboard();
  const refused = await page.locator('.host').first().evaluate((host) => {
    try {
      host.innerHTML = '<b>';
    } catch (error) {
      return error.message;
    }
    return 'taken';
  });
  assert.equal(refused, 'a chart takes no markup');
  assert.equal(await page.evaluate(() => globalThis.trustedTypes.defaultPolicy), null, 'no policy lets markup through');
  const told = await compare(page);
  assert.ok(told.sessions > 20 && told.converted > 0 && told.layers.length === 5);
  assert.ok(told.layers.some(({ ways }) => Object.keys(ways).length > 1));
  await nothingWentWrong(page);
});

test('the overview has every funnel, and leads to its dashboard', async () => {
  const page = await open('#/analytics');
  await page.getByRole('link', { name: funnel.title }).waitFor();
  const { funnels } = await server.api('/api/v1/statistics');
  const counted = funnels.find((one) => one.funnel === funnel.slug);
  const { rows } = await tableOf(page.locator('analytics-table'));
  assert.deepEqual(rows[0], [...rowOfPart(funnel.title, counted), '–'], 'most sessions first; nobody came before');
  assert.equal(rows.length, (await server.api('/api/v1/funnels?limit=100')).funnels.length, 'others are there, too');
  const sort = page.getByRole('button', { name: 'Sessions', exact: true });
  await sort.click();
  await sort.click();
  assert.equal((await tableOf(page.locator('analytics-table'))).rows.at(-1)[0], funnel.title, 'fewest sessions first');
  await page.getByRole('link', { name: funnel.title }).click();
  await page.getByRole('heading', { name: funnel.title }).waitFor();
  await nothingWentWrong(page);
});

test('days and filters are in the address, and count', async () => {
  const page = await dashboard();
  await choice(page, 'Language').selectOption('es');
  await eventually('the filter is in the address', () => page.url(), (url) => url.includes('language=es'));
  const wanted = await server.api(`${api}/statistics?language=es`);
  const sessions = () => page.locator('[data-tile=sessions] data').getAttribute('value');
  await eventually('only they are counted', sessions, (value) => value === String(wanted.sessions));
  await page.reload();
  await drawn(page);
  assert.equal(await choice(page, 'Language').inputValue(), 'es');
  await compare(page, 'language=es');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await choice(page, 'Experiment').selectOption('hero');
  await choice(page, 'Variant').selectOption('b');
  const arm = await server.api(`${api}/statistics?experiment=hero&variant=b`);
  await eventually('only the variant is counted', sessions, (value) => value === String(arm.sessions));
  assert.equal(await page.locator('[data-tile=visits]').count(), 0, 'nobody knows whom visits were of');
  await page.getByRole('button', { name: 'From – to' }).click();
  await page.getByLabel('First day').fill('2020-01-01');
  await page.getByLabel('Last day').fill('2020-02-01');
  await page.getByRole('heading', { name: 'Nobody came on these days' }).waitFor();
  assert.match(page.url(), /from=2020-01-01&to=2020-02-01/);
  await nothingWentWrong(page);
});

async function saved(page, name, item) {
  await part(page, name).getByRole('button', { name: /^Save/ }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
  const pieces = [];
  for await (const piece of await file.createReadStream()) pieces.push(piece);
  return { name: file.suggestedFilename(), bytes: Buffer.concat(pieces) };
}

test('numbers and pictures are saved', async () => {
  const page = await dashboard();
  const reader = await visit();
  const told = await server.api(`${api}/statistics`);
  const csv = await saved(page, 'layers', 'Numbers as CSV');
  assert.match(csv.name, /^workshop-layers-.*\.csv$/);
  const [head, ...rows] = rowsOfCsv(csv.bytes);
  assert.deepEqual(rows.map((row) => row[head.indexOf('reached')]), told.layers.map(({ reached }) => String(reached)));
  const xlsx = await saved(page, 'ways', 'Numbers as XLSX');
  const [sheet] = sheetsOfXlsx(xlsx.bytes);
  assert.deepEqual(
    sheet.rows.slice(1),
    told.layers.flatMap(({ layer, ways }) => Object.entries(ways).map(([to, count]) => [layer, to, count])),
  );
  for (const name of ['funnel', 'layers', 'ways', 'days', 'channels', 'experiment-hero']) {
    const png = await saved(page, name, 'Picture as PNG');
    assert.equal(png.bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n', name);
    assert.ok(png.bytes.readUInt32BE(16) > 600, 'it is as wide as the page, with twice the points');
    const svg = await saved(page, name, 'Picture as SVG');
    assert.match(svg.name, /\.svg$/);
    const shapes = await reader.evaluate((text) => {
      const read = new DOMParser().parseFromString(text, 'image/svg+xml');
      return read.querySelector('parsererror') ? -1 : read.querySelectorAll('path, text').length;
    }, svg.bytes.toString('utf8'));
    assert.ok(shapes > 4, `${name}: ${shapes}`);
  }
  await nothingWentWrong(page);
});

test('charts follow the scheme and the window', async () => {
  const page = await dashboard('', { colorScheme: 'light' });
  const canvas = part(page, 'funnel').locator('canvas').first();
  const seen = () => canvas.evaluate((one) => [one.width, one.toDataURL().length, one.toDataURL()]);
  const light = await eventually('it is drawn', seen, ([, size]) => size > 2000);
  await page.emulateMedia({ colorScheme: 'dark' });
  await eventually('it is drawn in dark colours', seen, ([, , picture]) => picture !== light[2]);
  await page.setViewportSize({ ...desktop, width: 900 });
  await eventually('it is narrower', seen, ([width]) => width < light[0]);
  await nothingWentWrong(page);
});

test('a session is found, and happens again event by event', async () => {
  const page = await dashboard();
  const list = page.locator('analytics-sessions');
  await list.getByLabel('Status').selectOption('completed');
  const { sessions } = await server.api(`/api/v1/sessions?funnel=${funnel.slug}&status=completed&limit=20`);
  const codes = () => list.locator('tbody th').allInnerTexts();
  await eventually('only completed ones are listed', codes, (found) => found.join() === sessions.map((one) => one.reference_code).join());
  const wanted = sessions.find((one) => one.language === 'en');
  await list.getByRole('link', { name: wanted.reference_code }).click();
  await page.getByRole('heading', { name: `Session ${wanted.reference_code}` }).waitFor();
  const screen = page.getByRole('region', { name: 'What was shown' });
  await screen.getByText('See you there.').waitFor();
  assert.equal(await page.locator('.events li').count(), wanted.events);
  const slider = page.getByRole('slider', { name: 'Event' });
  await slider.focus();
  await page.keyboard.press('Home');
  await screen.getByText('What is your name?').waitFor();
  const name = screen.getByLabel('What is your name?');
  assert.equal(await name.inputValue(), '');
  await page.keyboard.press('ArrowRight');
  await eventually('the name', () => name.inputValue(), (value) => value === wanted.data.name);
  assert.ok(await name.isDisabled(), 'it is only looked at');
  if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: `${process.env.TUNDISH_PICTURES}/replay.png`, fullPage: true });
  await page.getByRole('button', { name: /^Pressed Sign up/ }).click();
  await screen.getByText('See you there.').waitFor();
  await page.getByRole('button', { name: 'Event before' }).click();
  await screen.getByText('See you there.').waitFor({ state: 'detached' });
  await nothingWentWrong(page);
});

test('a conversation is seen as it went', async () => {
  const talk = { ...funnel, slug: 'talk', title: 'Talk', channels: ['web', 'web_chat', 'whatsapp'] };
  const said = ['Ann', '1', '2', '1', '1'].map((text) => ({ kind: 'replied', input: { text } }));
  await bringSessions(server, talk, [{ number: 901, channel: 'whatsapp', gestures: said }, { number: 902, channel: 'web_chat', gestures: said }]);
  const { sessions } = await server.api('/api/v1/sessions?funnel=talk');
  assert.equal(sessions.length, 2);
  for (const { session, channel } of sessions) {
    const page = await open(`#/analytics/talk/sessions/${session}`);
    const screen = page.getByRole('region', { name: 'What was shown' });
    await screen.getByText('See you there.').waitFor();
    assert.equal(await screen.getByText(/Ann$/).count(), 1, channel);
    await page.getByRole('slider', { name: 'Event' }).fill('3');
    await screen.getByText('How many are you?').waitFor();
    await screen.getByText('See you there.').waitFor({ state: 'detached' });
    assert.equal(await screen.getByRole('button', { disabled: false }).count(), 0, 'nothing is pressed in it');
    await nothingWentWrong(page);
  }
});

test('what goes wrong is said, and can be tried again', async () => {
  const page = await open();
  await page.getByRole('heading', { name: 'Engagement funnels' }).waitFor();
  await page.route('**/statistics?**', (route) => route.abort());
  await page.evaluate((hash) => (location.hash = hash), at);
  await page.getByRole('alert').getByText('The server does not answer.').waitFor();
  await page.unroute('**/statistics?**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('[data-tile]').first().waitFor();
  await nothingWentWrong(page, /ERR_FAILED/);
});

for (const [look, options] of looks) {
  test(`axe finds nothing on the dashboards, ${look}`, async () => {
    await isAccessible(async (how) => {
      const page = await open('#/analytics', how);
      await page.getByRole('link', { name: funnel.title }).waitFor();
      return page;
    }, options);
    const page = await isAccessible((how) => dashboard('', how), options);
    for (const chart of await page.locator('analytics-chart').all()) {
      await chart.getByRole('button', { name: 'Table', exact: true }).click();
    }
    assert.deepEqual(await findings(page), [], 'as tables');
    const { sessions } = await server.api(`/api/v1/sessions?funnel=${funnel.slug}&limit=1`);
    await isAccessible(async (how) => {
      const inside = await open(`${at}/sessions/${sessions[0].session}`, how);
      await inside.getByRole('slider').waitFor();
      return inside;
    }, options);
  });
}
