// A funnel in one file: opened from the disk, without any network, answered in both looks; what was
// answered goes into a file and from there to a server, which replays it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { findings } from './findings.mjs';
import { binary, choose, eventually, press, ready, stage } from './kit.mjs';

const stand = stage();
const folder = mkdtempSync(join(tmpdir(), 'tundish-bundle-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const definition = join(import.meta.dirname, '..', '..', 'server', 'demos', 'funnels', 'lead-form.json');

function bundle(name, ...words) {
  const path = join(folder, `${name}.html`);
  execFileSync(binary, ['bundle', definition, '-o', path, ...words], { stdio: 'pipe' });
  return path;
}

/** The page from the disk, of somebody without a network; `asked` is what it wanted from outside. */
async function open(path, options = {}) {
  const page = await stand.visit({ acceptDownloads: true, ...options });
  await page.context().setOffline(true);
  page.asked = [];
  page.on('request', (request) => page.asked.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  await ready(page);
  return page;
}

/** What the button saves. */
async function save(page, name = 'Save the answers to a file') {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
  const path = join(folder, `${Math.random()}.json`);
  await download.saveAs(path);
  return path;
}

function take(file) {
  const database = ['--database', `sqlite:${stand.server.databaseFile}`];
  const { stdout, stderr, status } = spawnSync(binary, ['sessions', 'import', file, '--json', ...database], { encoding: 'utf8' });
  return { status, stderr, sessions: stdout ? JSON.parse(stdout).sessions : [] };
}

const contactOf = async (page, name) => {
  await page.getByLabel('First name').fill(name);
  await page.getByLabel('Email').fill('ada@example.com');
  await choose(page, 'Northlight may keep these answers to make my estimate.');
  await press(page, 'Send my answers');
  await page.getByText(`Thank you, ${name}`).waitFor();
};

async function fill(page, name) {
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await page.getByLabel('What do you pay').fill('120');
  await press(page, 'Continue');
  await contactOf(page, name);
}

test('the lead form is answered from the disk, and a server takes what was saved, once', async () => {
  const path = bundle('form');
  const page = await open(path);
  const width = () => page.locator('tundish-player .picture').evaluate(({ naturalWidth }) => naturalWidth);
  await eventually('the picture', width, (found) => found > 0);
  await fill(page, 'Ada');
  await page.reload();
  await page.getByText('Thank you, Ada').waitFor();
  const file = await save(page);
  await page.getByText('The file with one session is among your downloads.').waitFor();
  assert.deepEqual(page.asked.filter((url) => !/^(file|data|blob):/.test(url)), []);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  for (let time = 0; time < 2; ++time) {
    const { status, stderr, sessions } = take(file);
    assert.equal(status, 0, stderr);
    assert.equal(sessions.length, 1);
    assert.equal(sessions[0].accepted, sessions[0].events);
    const [session, ...more] = await stand.server.sessions('lead-form');
    assert.equal(more.length, 0);
    assert.equal(session.status, 'completed');
    assert.equal(session.data?.given_name ?? session.answers?.given_name, 'Ada');
  }
});

test('what was changed in the file is refused, and kept apart', async () => {
  const page = await open(bundle('changed'));
  await fill(page, 'Eve');
  const file = await save(page);
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  const session = saved.sessions.find(({ events }) => JSON.stringify(events).includes('Eve'));
  const at = session.events.findIndex(({ input }) => input?.slug === 'given_name');
  session.events[at].input.value = 'Mallory';
  writeFileSync(file, JSON.stringify({ ...saved, sessions: [session] }));
  const { status, stderr, sessions } = take(file);
  assert.equal(status, 1);
  assert.equal(sessions[0].accepted, at);
  assert.equal(sessions[0].faults[0].pointer, `/sessions/0/events/${at}`);
  assert.match(stderr, new RegExp(`At /sessions/0/events/${at}: error`));
  const kept = await stand.server.sessions('lead-form');
  assert.ok(!JSON.stringify(kept).includes('Mallory'));
  const quarantined = await stand.server.api(`/api/v1/sessions/${sessions[0].session}/quarantine`);
  assert.ok(JSON.stringify(quarantined).includes('Mallory'));
});

test('a conversation is answered from the disk, in another language', async () => {
  const page = await open(bundle('chat', '--look', 'chat', '--language', 'es'));
  await page.getByRole('button', { name: 'En una vivienda alquilada' }).click();
  await press(page, 'Continuar');
  await page.getByText('balcón').first().waitFor();
  const file = await save(page, 'Guardar las respuestas en un archivo');
  const { status, stderr, sessions } = take(file);
  assert.equal(status, 0, stderr);
  assert.equal(sessions.length, 1);
  assert.deepEqual(page.faults, []);
  assert.deepEqual(page.asked.filter((url) => !/^(file|data|blob):/.test(url)), []);
});

for (const colorScheme of ['light', 'dark']) {
  test(`axe-core finds nothing on the page, ${colorScheme}`, async () => {
    const page = await open(bundle(colorScheme), { bypassCSP: true, reducedMotion: 'reduce', colorScheme });
    await press(page, 'Save the answers to a file');
    await page.getByText('There are no answers to save yet.').waitFor();
    assert.deepEqual(await findings(page), []);
  });
}

test('where the browser keeps nothing, the page says so', async () => {
  const page = await stand.visit();
  await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  await page.goto(pathToFileURL(bundle('unkept')).href);
  await ready(page);
  await choose(page, 'My own house');
  await page.getByText('Your answers cannot be saved on this device.').waitFor();
  await press(page, 'Save the answers to a file');
  await page.getByText('This browser keeps no answers for this page').waitFor();
});
