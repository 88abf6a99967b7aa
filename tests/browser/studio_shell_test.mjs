// The studio's shell: who comes in and how, the menu, light and dark, and its policy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { desktop, eventually, phone } from './kit.mjs';
import { ada, isAccessible, looks, nothingWentWrong, setupToken, studio } from './studio.mjs';

const { server, visit, open } = studio();
const password = (page) => page.getByLabel('Password');

test('the set-up link makes the first user, once, and leaves the address bar', async () => {
  const page = await visit({ viewport: desktop });
  await page.goto(`${server.origin}/studio#setup=${setupToken(server)}`);
  await page.getByLabel('Email').fill('grace@example.com');
  assert.equal(new URL(page.url()).hash, '');
  await password(page).fill('password');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByText('one that everybody tries first').waitFor();
  assert.equal(await page.getByLabel('Email').inputValue(), 'grace@example.com');
  // `studio()` uses the link up; whoever comes after is told.
  await open();
  await password(page).fill(ada.password);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('alert').getByText(/link/).waitFor();
  await nothingWentWrong(page, /status of 422/);
});

test('an invitation lets in, and a write wants a page of ours', async () => {
  await open();
  const made = await server.ask('POST', '/api/v1/users', { body: { email: 'new@example.com', role: 'viewer' } });
  assert.match(made.body.link, /^\/studio#invitation=/);
  const page = await visit({ viewport: desktop });
  await page.goto(server.origin + made.body.link);
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  await password(page).fill(ada.password);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('heading', { name: 'Engagement funnels' }).waitFor();
  const write = (headers) =>
    page.evaluate(async (own) => (await fetch('/api/v1/logout', { method: 'POST', headers: own })).status, headers);
  assert.equal(await write({ 'content-type': 'application/json' }), 403);
  assert.equal(await write({ 'content-type': 'application/json', 'x-tundish': '1' }), 204);
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await nothingWentWrong(page, /status of (401|403)/);
});

test('a user signs in with the keyboard alone, is told when that is wrong, and signs out', async () => {
  await open();
  const page = await visit({ viewport: desktop });
  await page.goto(`${server.origin}/studio#/funnels`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type(ada.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type('not her password');
  await page.keyboard.press('Enter');
  await page.getByText('There is no user of this e-mail address and password.').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(ada.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Engagement funnels' }).waitFor();
  const account = page.getByRole('button', { name: ada.email });
  await account.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Change password' }).waitFor();
  await eventually(
    'the first item has the focus',
    () => page.getByRole('menuitem', { name: 'Change password' }).evaluate((item) => item.matches(':focus')),
    Boolean,
  );
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await nothingWentWrong(page, /status of 401/);
});

test('a password is changed, and the earlier one is of no use', async () => {
  await open();
  const email = 'turns@example.com';
  const made = await server.ask('POST', '/api/v1/users', { body: { email, role: 'viewer' } });
  const page = await visit({ viewport: desktop });
  await page.goto(server.origin + made.body.link);
  await password(page).fill('first of my passwords');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('button', { name: email }).click();
  await page.getByRole('menuitem', { name: 'Change password' }).click();
  await page.getByLabel('Current password').fill('not it, not at all');
  await page.getByLabel('New password').fill('second of my passwords');
  await page.getByRole('button', { name: 'Change password' }).click();
  await eventually(
    'the field that is wrong is marked and has the focus',
    () => page.getByLabel('Current password').evaluate((field) => field.matches('[aria-invalid="true"]:focus')),
    Boolean,
  );
  await page.getByLabel('Current password').fill('first of my passwords');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('The password is changed.').waitFor();
  assert.equal(await page.locator('studio-dialog').count(), 0);
  await nothingWentWrong(page, /status of (401|403|422)/);
});

test('the scheme follows the device until somebody chooses, and is kept', async () => {
  const page = await open('', { colorScheme: 'dark' });
  const shown = () => page.locator('html').getAttribute('data-theme');
  await page.getByRole('button', { name: 'Appearance' }).click();
  assert.equal(await shown(), 'dark');
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  assert.equal(await shown(), 'light');
  await page.reload();
  await page.getByRole('button', { name: 'Appearance' }).click();
  assert.equal(await shown(), 'light');
  await page.getByRole('menuitemradio', { name: 'As the device' }).click();
  assert.equal(await shown(), 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await eventually('the page is light', shown, (theme) => theme === 'light');
  await nothingWentWrong(page);
});

test('on a phone the menu is a drawer that Escape closes', async () => {
  const page = await open('', { viewport: phone, hasTouch: true });
  const place = page.getByRole('link', { name: 'Engagement funnels' });
  await page.getByRole('button', { name: 'Menu' }).waitFor();
  assert.equal(await place.count(), 0);
  await page.getByRole('button', { name: 'Menu' }).click();
  await place.waitFor();
  await page.keyboard.press('Escape');
  await place.waitFor({ state: 'detached' });
  await eventually(
    'the button has the focus again',
    () => page.getByRole('button', { name: 'Menu' }).evaluate((button) => button.matches(':focus')),
    Boolean,
  );
  await nothingWentWrong(page);
});

test('an address that means nothing leads to the funnels', async () => {
  const page = await open('#/nowhere/at/all');
  await page.getByRole('heading', { name: 'Engagement funnels' }).waitFor();
  assert.equal(new URL(page.url()).hash, '#/funnels');
  await nothingWentWrong(page);
});

test('whoever is here for the first time is shown around, by keys alone, and once', async () => {
  const page = await open('', { isNew: true });
  const tour = page.getByRole('dialog', { name: 'Welcome to the studio' });
  await tour.waitFor();
  const focused = (name) =>
    eventually(name, () => page.getByRole('heading', { name }).evaluate((one) => one.matches(':focus')), Boolean);
  await focused('Welcome to the studio');
  await page.getByRole('button', { name: 'Next' }).press('Enter');
  await focused('Your funnels');
  await page.locator('a.toured', { hasText: 'Engagement funnels' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('studio-tour').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: 'Engagement funnels' }).waitFor();
  assert.equal(await page.locator('studio-tour').count(), 0);
  await page.getByRole('button', { name: ada.email }).click();
  await page.getByRole('menuitem', { name: 'Take the tour' }).click();
  const next = page.getByRole('button', { name: 'Next' });
  while (await next.isVisible()) await next.click();
  await page.getByRole('link', { name: 'Try the lead form' }).click();
  await page.getByRole('dialog', { name: 'Use Lead form' }).waitFor();
  assert.equal(await page.locator('studio-tour').count(), 0);
  await nothingWentWrong(page);
});

test('the studio is served under its policy, and its files for good', async () => {
  for (const path of ['/studio', '/dashboard']) {
    const answer = await fetch(server.origin + path);
    const policy = answer.headers.get('content-security-policy').split('; ').sort();
    const wanted =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
      "connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'";
    assert.deepEqual(policy, wanted.split('; ').sort());
    const files = [...(await answer.text()).matchAll(/(?:src|href)="(\/studio\/[^"]+)"/g)];
    assert.ok(files.length >= 2);
    for (const [, file] of files) {
      const { headers } = await fetch(server.origin + file);
      assert.match(headers.get('cache-control'), /immutable/, file);
    }
  }
});

for (const [look, options] of looks) {
  test(`axe finds nothing at the door and within, ${look}`, async () => {
    await open();
    await isAccessible(async (how) => {
      const page = await visit({ reducedMotion: 'reduce', ...how });
      await page.goto(`${server.origin}/studio`);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      return page;
    }, options);
    const page = await isAccessible(async (how) => {
      const inside = await open('', { isNew: true, ...how });
      await inside.getByRole('heading', { name: 'Engagement funnels' }).waitFor();
      return inside;
    }, options);
    if (await page.getByRole('button', { name: 'Menu' }).isVisible()) {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name: 'Engagement funnels' }).waitFor();
      assert.deepEqual(await findings(page), []);
    }
  });
}
