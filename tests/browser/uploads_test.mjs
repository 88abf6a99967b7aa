// Files reach the server: in pieces, whatever happens between them, and nobody is told that one was
// sent before it was.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { device, title } from './device.mjs';
import { calm, findings } from './findings.mjs';
import { desktop, eventually, press, stage } from './kit.mjs';
import { denyDatabase } from './notices.mjs';

const { server, visit, open } = stage();

const input = (id, label, more = {}) => ({ id, type: 'input', input_type: 'file', slug: id, label, ...more });
const paper = {
  tundish: 1,
  slug: 'papers',
  title: 'Papers',
  channels: ['web', 'web_chat'],
  layers: [
    {
      id: 'a',
      type: 'start',
      components: [
        { id: 'text', type: 'message', title: 'Your papers' },
        input('paper', 'Paper'),
        input('photos', 'Photos', { validations: { max_files: 3, media_types: ['image/*'], max_bytes: 2_000_000 } }),
        { id: 'go', type: 'button', kind: 'jump', text: 'Continue', target: 'done' },
      ],
    },
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Thank you' }] },
  ],
};
const chatty = {
  ...paper,
  slug: 'chatty',
  layers: [{ ...paper.layers[0], components: [input('paper', 'Paper', { appearance: 'media' }), { id: 'go', type: 'button', kind: 'jump', text: 'Continue', target: 'done' }] }, paper.layers[1]],
};

let published;
const publish = () => (published ??= Promise.all([paper, chatty].map((one) => server.publish(one))));
async function begin(options, path = '/demo/papers') {
  await publish();
  const page = await open(path, { ...calm, ...options });
  page.told = [];
  await page.exposeFunction('toldOfSync', (detail) => page.told.push(detail));
  await page.evaluate(() => addEventListener('tundish-sync', ({ detail }) => globalThis.toldOfSync(detail)));
  return page;
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const text = (size, name = 'paper.txt') => ({ name, mimeType: 'text/plain', buffer: Buffer.from(randomBytes(size).toString('hex').slice(0, size)) });
const kPixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const picture = (name = 'pixel.png') => ({ name, mimeType: 'image/png', buffer: Buffer.from(kPixel, 'base64') });

const pick = (page, label, files) => page.locator('.field').filter({ hasText: label }).locator('input[type=file]').setInputFiles(files);
const words = (page, name) => page.locator('.files li').filter({ hasText: name });
const sent = (page, name) => words(page, name).getByText('Sent', { exact: true }).waitFor();

/** Waits until the server has the file whole; gives its row. */
async function arrived(session, hash, slug = 'paper') {
  const { files } = await eventually(
    'the file is there',
    async () => (await server.ask('GET', `/api/v1/sessions/${session}`)).body,
    (row) => row.files?.some((file) => file.sha256 === hash && file.state === 'kept'),
  );
  assert.equal(files.find((file) => file.sha256 === hash).slug ?? slug, slug);
  const response = await fetch(`${server.origin}/api/v1/sessions/${session}/uploads/${hash}`, { headers: { authorization: `Bearer ${server.token}` } });
  return Buffer.from(await response.arrayBuffer());
}
const sessionOf = async (page) => (await eventually('a session is kept', () => device(page), (records) => records.length > 0))[0].session;

/** The server has the answer, though not the file. */
const confirmed = (page) => eventually('the answer is confirmed', () => device(page), ([one]) => one?.acked > 1 && one.acked === one.log.length);

/** Lets so many pieces through, then none until `open` is called. */
async function gate(page, pieces) {
  let left = pieces;
  await page.route(/\/uploads\//, async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    return left-- > 0 ? route.continue() : route.abort();
  });
  return () => page.unroute(/\/uploads\//);
}

test('a file is sent in pieces and said to be so when it is there', async () => {
  const page = await begin();
  const file = text(400_000);
  await pick(page, 'Paper', file);
  await sent(page, 'paper.txt');
  assert.deepEqual(await findings(page), []);
  const kept = await arrived(await sessionOf(page), sha256(file.buffer));
  assert.equal(sha256(kept), sha256(file.buffer));
  assert.ok(page.told.some(({ files, status }) => files === 1 && status !== 'synced'));
  await eventually('all is said to be sent', () => page.told.at(-1), ({ files, status }) => files === 0 && status === 'synced');
  assert.deepEqual(page.faults, []);
});

test('a file that is broken off waits, says so, and goes on where it was', async () => {
  const page = await begin({ viewport: desktop, colorScheme: 'dark' });
  const go = await gate(page, 2);
  const file = text(500_000, 'long.txt');
  const ranges = [];
  page.on('request', (request) => request.method() === 'PUT' && ranges.push(request.headers()['content-range']));
  await pick(page, 'Paper', file);
  await words(page, 'long.txt').getByText('Waits for a connection').waitFor();
  await page.getByText('One file is not sent yet.').waitFor();
  assert.deepEqual(await findings(page), []);
  assert.equal(page.told.some(({ files, status }) => files > 0 && status === 'synced'), false);
  const session = await sessionOf(page);
  await eventually('two pieces are there', () => server.api(`/api/v1/sessions/${session}`), ({ files }) => files?.[0]?.received === 262_144);
  await go();
  await sent(page, 'long.txt');
  assert.deepEqual(ranges.slice(0, 3), ['bytes 0-131071/500000', 'bytes 131072-262143/500000', 'bytes 262144-393215/500000']);
  assert.equal(ranges.filter((range) => range.startsWith('bytes 0-') || range.startsWith('bytes 131072-')).length, 2, 'what is there is not sent again');
  assert.equal(sha256(await arrived(session, sha256(file.buffer))), sha256(file.buffer));
});

test('what was not sent is sent after a reload, and after the end', async () => {
  const page = await begin();
  const go = await gate(page, 1);
  const file = text(300_000);
  await pick(page, 'Paper', file);
  await words(page, 'paper.txt').getByText('Waits for a connection').waitFor();
  await press(page, 'Continue');
  await title(page, 'Thank you');
  await page.getByText('One file is not sent yet.').waitFor();
  const session = await sessionOf(page);
  await go();
  await page.reload();
  await title(page, 'Thank you');
  await arrived(session, sha256(file.buffer));
  await page.getByText('One file is not sent yet.').waitFor({ state: 'detached' });
});

test('a session that was left has its files sent by the next page', async () => {
  const page = await begin();
  const go = await gate(page, 0);
  const file = text(140_000);
  await pick(page, 'Paper', file);
  await words(page, 'paper.txt').getByText('Waits for a connection').waitFor();
  const session = await sessionOf(page);
  await confirmed(page);
  const context = page.context();
  await page.close();
  const other = await context.newPage();
  await other.goto(`${server.origin}/demo/quiz`);
  await arrived(session, sha256(file.buffer));
  await go().catch(() => undefined);
});

test('a killed server gets the rest when it is back', async () => {
  const page = await begin();
  await gate(page, 1);
  const file = text(300_000);
  await pick(page, 'Paper', file);
  await words(page, 'paper.txt').getByText('Waits for a connection').waitFor();
  await confirmed(page);
  const session = await sessionOf(page);
  await server.kill();
  try {
    await page.unroute(/\/uploads\//);
    await page.getByText('One file is not sent yet.').waitFor();
  } finally {
    await server.restart();
  }
  await sent(page, 'paper.txt');
  assert.equal(sha256(await arrived(session, sha256(file.buffer))), sha256(file.buffer));
});

test('a server that was restored from before gets the file again', async () => {
  const page = await begin();
  await server.stopAndKeep();
  await server.restart();
  const file = text(200_000);
  await pick(page, 'Paper', file);
  await sent(page, 'paper.txt');
  await confirmed(page);
  const session = await sessionOf(page);
  await server.restore();
  await page.reload();
  await title(page, 'Your papers');
  assert.equal(sha256(await arrived(session, sha256(file.buffer))), sha256(file.buffer));
});

test('a busy server is waited for as long as it says', async () => {
  const page = await begin();
  const times = [];
  await page.route(/\/uploads\//, (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    times.push(Date.now());
    return times.length === 1 ? route.fulfill({ status: 503, headers: { 'retry-after': '3' }, json: {} }) : route.continue();
  });
  await pick(page, 'Paper', text(1000));
  await sent(page, 'paper.txt');
  assert.ok(times[1] - times[0] >= 3000, `${times[1] - times[0]} ms`);
});

test('several pictures, one of them taken back; what does not fit is told before it is sent', async () => {
  const page = await begin();
  const puts = [];
  page.on('request', (request) => request.method() === 'PUT' && puts.push(request.url()));
  await pick(page, 'Photos', { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('heic') });
  await page.getByText('Choose a file of one of these kinds: JPEG, PNG, WebP, GIF.').waitFor();
  await pick(page, 'Photos', text(10));
  await page.getByText('Choose a file of another kind.').waitFor();
  await pick(page, 'Photos', { name: 'big.png', mimeType: 'image/png', buffer: Buffer.alloc(2_000_001) });
  await page.getByText('Choose a file of at most').waitFor();
  assert.deepEqual(puts, []);
  const [red, blue] = [picture('red.png'), { ...picture('blue.png'), buffer: Buffer.concat([Buffer.from(kPixel, 'base64'), Buffer.from('x')]) }];
  await pick(page, 'Photos', [red, blue]);
  await sent(page, 'red.png');
  assert.equal(await words(page, 'red.png').locator('img').evaluate((image) => image.decode().then(() => image.naturalWidth)), 1);
  await press(page, 'Remove blue.png');
  await words(page, 'blue.png').waitFor({ state: 'detached' });
  const session = await sessionOf(page);
  await arrived(session, sha256(red.buffer), 'photos');
  await press(page, 'Continue');
  await title(page, 'Thank you');
  const row = await eventually('it has ended', () => server.api(`/api/v1/sessions/${session}`), ({ status }) => status === 'completed');
  assert.deepEqual(row.data.photos.map(({ name }) => name), ['red.png']);
  await eventually('nothing waits', () => page.told.at(-1), ({ files }) => files === 0);
});

test('what the server does not take is told, and another one can be chosen', async () => {
  const page = await begin();
  // By its name and its sender a picture; by its content none.
  await pick(page, 'Photos', { name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('this is no picture at all') });
  await words(page, 'fake.png').getByText('The server did not take this file.').waitFor();
  assert.deepEqual(await findings(page), []);
  await press(page, 'Remove fake.png');
  await pick(page, 'Photos', picture());
  await sent(page, 'pixel.png');
});

test('what the server does not take is told also when its layer was left', async () => {
  const page = await begin();
  const go = await gate(page, 0);
  await pick(page, 'Photos', { name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('this is no picture either') });
  await words(page, 'fake.png').getByText('Waits for a connection').waitFor();
  await press(page, 'Continue');
  await title(page, 'Thank you');
  await go();
  await page.getByText('fake.png: The server did not take this file.').waitFor();
  assert.deepEqual(await findings(page), []);
});

test('two tabs: only the one that leads sends', async () => {
  const page = await begin();
  await pick(page, 'Paper', text(1000, 'first.txt'));
  await sent(page, 'first.txt');
  const second = await open('/demo/papers', { context: page.context() });
  await second.getByText('You are answering this in another tab.').waitFor();
  const puts = { page: 0, second: 0 };
  page.on('request', (request) => request.method() === 'PUT' && ++puts.page);
  second.on('request', (request) => request.method() === 'PUT' && ++puts.second);
  await pick(page, 'Paper', text(140_000, 'second.txt'));
  await sent(page, 'second.txt');
  assert.deepEqual(puts, { page: 2, second: 0 });
  await page.close();
  await second.getByText('You are answering this in another tab.').waitFor({ state: 'detached' });
  await pick(second, 'Paper', text(1000, 'third.txt'));
  await sent(second, 'third.txt');
});

test('a browser that keeps nothing sends from memory, and says that the page must stay', async () => {
  await publish();
  const page = await visit({ ...calm });
  await page.addInitScript(denyDatabase);
  await page.goto(`${server.origin}/demo/papers`);
  const file = text(200_000);
  await pick(page, 'Paper', file);
  await sent(page, 'paper.txt');
  await page.getByText('Your answers cannot be saved on this device.').waitFor();
  const [{ session }] = await server.sessions('papers');
  await arrived(session, sha256(file.buffer));
});

test('an erased session is erased here with its files', async () => {
  const page = await begin();
  const go = await gate(page, 0);
  await pick(page, 'Paper', text(1000));
  await words(page, 'paper.txt').getByText('Waits for a connection').waitFor();
  const session = await sessionOf(page);
  await confirmed(page);
  assert.equal((await server.ask('DELETE', `/api/v1/sessions/${session}`)).status, 204);
  await go();
  await page.getByText('Your answers were erased').waitFor();
  assert.equal(await page.locator('.files li').count(), 0);
  await page.getByText('One file is not sent yet.').waitFor({ state: 'detached' });
});

test('in a conversation', async () => {
  const page = await begin({}, '/demo/chatty?look=chat');
  const file = text(200_000);
  await page.locator('.attach input').setInputFiles(file);
  await page.locator('.bubble.visitor').getByText('Sent', { exact: true }).waitFor();
  assert.deepEqual(await findings(page), []);
  await press(page, 'Continue');
  await page.locator('.thread').getByText('Thank you').waitFor();
  await arrived(await sessionOf(page), sha256(file.buffer));
  assert.deepEqual(page.faults, []);
});
