// renderer="canvas": the same funnels by the same engine, drawn on a canvas, answered by mouse, finger
// and keyboard. What is in the log is what the page's painters would have written there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arabicForm } from './arabic.mjs';
import { canvasOf, colours, done, finger, isDrawn, layer, spot, spots, tap, write } from './canvas.mjs';
import { device, title } from './device.mjs';
import { hostSite } from './host.mjs';
import { choose, desktop, eventually, phone, press, stage } from './kit.mjs';

const { server, visit, open: openPage } = stage();
const site = hostSite(server);

/** A player on a canvas that has drawn its first layer. */
async function open(address, { context, ...options } = {}) {
  const page = context ? await context.newPage() : await visit(options);
  await page.goto(new URL(address, server.origin).href);
  await page.locator('tundish-player canvas').waitFor();
  await eventually('spots', () => spots(page), (all) => all.length > 0);
  return page;
}

const completed = (page) =>
  eventually(
    'the end of the funnel',
    () => page.locator('tundish-player').evaluate((player) => player.view?.status),
    (status) => status === 'completed',
  );

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const receipt = { name: 'receipt.png', mimeType: 'image/png', buffer: pixel };

/** On the page, as `lead_form_test` does. */
async function leadFormOnPage() {
  const page = await openPage('/demo/lead-form', { viewport: desktop });
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await title(page, 'About your house');
  await page.getByLabel('What do you pay').fill('240');
  await choose(page, 'Electric car');
  await choose(page, 'Pool');
  await press(page, 'Continue');
  await title(page, 'Where should the estimate go?');
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('Email').fill('ana@example.com');
  await page.getByLabel('Phone').fill('+34 600 123 456');
  await choose(page, 'Northlight may keep these answers to make my estimate.');
  await press(page, 'Send my answers');
  await title(page, 'Thank you, Ana');
  return done(page);
}

const kConsent = 'Northlight may keep these answers to make my estimate.';

test('the lead form is completed on a canvas with the events that the page would have made', async () => {
  const page = await open('/demo/lead-form?renderer=canvas', { viewport: desktop });
  await tap(page, 'My own house');
  await tap(page, 'Continue');
  await layer(page, 'house');
  await write(page, 'bill', '240');
  await tap(page, 'Electric car');
  await tap(page, 'Pool');
  await spot(page, 'Pool', ({ on }) => on);
  await tap(page, 'Continue');
  await layer(page, 'contact');
  await write(page, 'First name', 'Ana');
  await write(page, 'Email', 'ana@example.com');
  await write(page, 'Phone', '+34 600 123 456');
  await tap(page, kConsent);
  await tap(page, 'Send my answers');
  await completed(page);
  assert.ok(await isDrawn(page));
  assert.deepEqual(await done(page), await leadFormOnPage());
  const stored = await eventually(
    'both sessions on the server',
    () => server.sessions('lead-form'),
    (all) => all.filter(({ status }) => status === 'completed').length === 2,
  );
  assert.deepEqual(stored[0].data, stored[1].data);
  assert.deepEqual(page.faults, []);
});

test('a data collection flow is completed in the chat look with the events that the page would have made', async () => {
  const calm = { reducedMotion: 'reduce', viewport: phone };
  const page = await open('/demo/payment?look=chat&renderer=canvas', calm);
  for (const text of ['Ana', '120']) {
    await write(page, 'draft', text);
    await page.keyboard.press('Enter');
    await eventually('the reply', () => device(page), ([{ log }]) => log.at(-1).input?.text === text);
  }
  const chooser = page.waitForEvent('filechooser');
  await tap(page, 'attach');
  await (await chooser).setFiles(receipt);
  await completed(page);
  const plain = await openPage('/demo/payment?look=chat', calm);
  for (const [question, text] of [['What is your name?', 'Ana'], ['Enter the amount paid:', '120']]) {
    await plain.locator('.thread').getByText(question).waitFor();
    await plain.locator('.line input').fill(text);
    await plain.keyboard.press('Enter');
  }
  await plain.locator('.thread').getByText('Please upload a photo').waitFor();
  await plain.locator('input[type=file]').setInputFiles(receipt);
  await plain.getByText('This conversation has ended.').waitFor();
  assert.deepEqual(await done(page), await done(plain));
  assert.deepEqual(page.faults, []);
});

test('by keyboard alone, with what is wrong in hand', async () => {
  const page = await open('/demo/lead-form?renderer=canvas', { viewport: desktop });
  await canvasOf(page).focus();
  await page.keyboard.press('B');
  await spot(page, 'A company building', ({ on }) => on);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press(' ');
  await spot(page, 'My own house', ({ on }) => on);
  for (let stop = 0; stop < 3; ++stop) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await layer(page, 'house');
  await canvasOf(page).focus();
  await page.keyboard.press('Enter');
  await tap(page, 'Continue');
  // The field that lacks an answer has the focus, and says so to whoever does not see it.
  const field = page.locator('tundish-player .written');
  await field.waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.match(await field.getAttribute('aria-label'), /What do you pay/);
  await page.keyboard.type('90');
  await page.keyboard.press('Enter');
  await layer(page, 'contact');
  assert.deepEqual(page.faults, []);
});

test('on a phone by finger, and back with every answer', async () => {
  const page = await open('/demo/lead-form?renderer=canvas', { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  await finger(page, 'My own house');
  await finger(page, 'Continue');
  await layer(page, 'house');
  await finger(page, 'bill');
  await page.locator('tundish-player .written').waitFor();
  assert.equal(await page.locator('tundish-player .written').getAttribute('inputmode'), 'decimal');
  await page.keyboard.type('90');
  await finger(page, 'Back');
  await layer(page, 'welcome');
  assert.equal((await spot(page, 'My own house')).on, true);
  await finger(page, 'Continue');
  await layer(page, 'house');
  assert.equal((await spot(page, 'bill')).field.value, '90');
  assert.deepEqual(page.faults, []);
});

test('letters are as sharp as the screen, after a change of the size too', async () => {
  const page = await open('/demo/lead-form?renderer=canvas', { viewport: desktop, deviceScaleFactor: 2 });
  const sizes = () =>
    canvasOf(page).evaluate(({ width, height, clientWidth, clientHeight }) => [width / clientWidth, height / clientHeight]);
  await eventually('pixels of the screen', sizes, (scales) => scales.every((scale) => Math.abs(scale - 2) < 0.02));
  await page.setViewportSize(phone);
  await eventually(
    'a canvas as wide as the phone',
    async () => [...(await sizes()), (await canvasOf(page).boundingBox()).width],
    ([wide, high, width]) => Math.abs(wide - 2) < 0.02 && Math.abs(high - 2) < 0.02 && width < 390,
  );
  assert.ok(await isDrawn(page));
});

test('a context that the browser takes away comes back; a player that leaves gives it up', async () => {
  const page = await open('/demo/lead-form?renderer=canvas', { viewport: desktop });
  const lose = (canvas) => {
    globalThis.losing = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    globalThis.losing.loseContext();
  };
  await canvasOf(page).evaluate(lose);
  await page.evaluate(() => globalThis.losing.restoreContext());
  await eventually('a picture again', () => isDrawn(page), (drawn) => drawn);
  await tap(page, 'My own house');
  await spot(page, 'My own house', ({ on }) => on);
  const context = await page.evaluateHandle(() => {
    const player = document.querySelector('tundish-player');
    const gl = player.shadowRoot.querySelector('canvas').getContext('webgl2');
    player.remove();
    return gl;
  });
  await eventually('the end of the context', () => context.evaluate((gl) => gl.isContextLost()), (lost) => lost);
  assert.deepEqual(page.faults, []);
});

test('a funnel with letters that have to be shaped is drawn by the page, and the console says why', async () => {
  await server.publish(arabicForm);
  const page = await visit({ viewport: desktop });
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(`${server.origin}/f/${arabicForm.slug}?renderer=canvas`);
  await page.locator('tundish-player .layer').waitFor();
  assert.equal(await page.locator('tundish-player canvas').count(), 0);
  assert.ok(said.some((text) => /renderer="canvas" can not draw/.test(text)), said.join('\n'));
});

test('a page without the renderer asks for nothing of it', async () => {
  const page = await openPage('/demo/lead-form');
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  assert.deepEqual(asked.filter((name) => /canvas|letters_/.test(name)), []);
});

test('dark as the visitor likes, and under the policy of the hosted page', async () => {
  const page = await open('/f/lead-form?renderer=canvas', { viewport: phone, colorScheme: 'dark' });
  // What most of it is: paper.
  await eventually('dark paper', () => colours(page), ([paper]) => paper === 0x14171a);
  await page.emulateMedia({ colorScheme: 'light' });
  await eventually('white paper', () => colours(page), ([paper]) => paper === 0xffffff);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(page.faults, []);
});

test('on a page of another site, under a policy with trusted types and without styles', async () => {
  const page = await visit({ viewport: desktop });
  await page.goto(site.page('<tundish-player funnel="lead-form" renderer="canvas"></tundish-player>'));
  await page.locator('tundish-player canvas').waitFor();
  await tap(page, 'A company building');
  await tap(page, 'Continue');
  await layer(page, 'company');
  await write(page, 'Company', 'Gusswerk');
  await tap(page, 'How many people work there?');
  await eventually(
    'the answer on the device',
    () => device(page),
    ([{ log }]) => log.some(({ input }) => input.value === 'Gusswerk'),
  );
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  // WebGL takes no picture of a site that does not allow it; the form goes on without.
  assert.deepEqual(page.faults.filter((fault) => !/roof\.svg|ERR_FAILED/.test(fault)), []);
});

test('a hosted page opens on its canvas without a network', async () => {
  const page = await open('/f/lead-form?renderer=canvas', { viewport: phone });
  await page.locator('tundish-player').evaluate((player) => player.stocked);
  const keptNames = () =>
    page.evaluate(async () => (await (await caches.open('tundish-pages')).keys()).map(({ url }) => url).join(' '));
  await eventually('everything on the device', keptNames, (names) =>
    [/canvas_look-/, /canvas-\w+\.wasm/, /letters_latin_400/, /letters_latin_600/, /\/tundish\.js/].every((one) => one.test(names)),
  );
  await tap(page, 'My own house');
  await eventually('the answer on the device', () => device(page), ([{ log }]) => log.length === 2);
  await page.context().setOffline(true);
  await page.reload();
  await page.locator('tundish-player canvas').waitFor();
  await spot(page, 'My own house', ({ on }) => on);
  await tap(page, 'Continue');
  await layer(page, 'house');
  assert.ok(await isDrawn(page));
});

test('in Spanish with its accents, and in Greek and Cyrillic with letters that are fetched for them', async () => {
  const page = await open('/demo/lead-form?renderer=canvas&language=es', { viewport: desktop });
  await spot(page, 'Continuar');
  const asked = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).join(' '));
  assert.doesNotMatch(await asked(), /letters_(greek|cyrillic)/);
  await tap(page, 'En mi propia casa');
  await tap(page, 'Continuar');
  await layer(page, 'house');
  await write(page, 'bill', 'Ωμέγα и Юг');
  await eventually('letters for both', asked, (names) => /letters_greek_400/.test(names) && /letters_cyrillic_400/.test(names));
  assert.deepEqual(page.faults, []);
});
