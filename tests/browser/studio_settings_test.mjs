// The studio's users, API tokens, sandbox inbox and audit log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desktop, eventually, press, ready } from './kit.mjs';
import { ada, isAccessible, looks, nothingWentWrong, studio } from './studio.mjs';

const { server, visit, open } = studio();
const row = (page, title) => page.getByRole('row').filter({ hasText: title });
const dialog = (page) => page.locator('studio-dialog');

async function act(page, title, name) {
  await page.getByRole('button', { name: `More for ${title}`, exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** A funnel that proves somebody by `method`. */
const proving = (slug, method) => ({
  tundish: 1,
  slug,
  title: slug,
  layers: [
    { id: 'hello', type: 'start', components: [{ id: 'who', type: 'auth', method, slug: 'mail', label: 'Your email', next: 'done' }] },
    { id: 'done', type: 'result', components: [{ id: 'text', type: 'message', title: 'Welcome' }] },
  ],
});

let sent;
/** Two messages in the inbox: a code for one visitor, a link for another. */
const send = () =>
  (sent ??= (async () => {
    for (const [slug, method, mail, button] of [
      ['coded', 'otp_email', 'code@example.com', 'Send me a code'],
      ['linked', 'magic_link', 'link@example.com', 'Send me a link'],
    ]) {
      await server.publish(proving(slug, method));
      const page = await visit({ viewport: desktop });
      await page.goto(`${server.origin}/demo/${slug}`);
      await ready(page);
      await page.getByLabel('Your email').fill(mail);
      await press(page, button);
      await page.getByText(/We sent/).waitFor();
    }
    await eventually('both are in the inbox', () => server.api('/api/v1/inbox'), ({ messages }) => messages.length === 2);
  })());

test('a user is invited by a link, changed, disabled and let in again', async () => {
  const page = await open('#/users');
  await page.getByRole('button', { name: 'Invite a user' }).click();
  await page.getByLabel('Email').fill('no address');
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.locator('[aria-invalid="true"][name="email"]').waitFor();
  await page.getByLabel('Email').fill('grace@example.com');
  await page.getByLabel('Role').selectOption('viewer');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  assert.match(link, new RegExp(`^${server.origin}/studio#invitation=\\w{64}$`));
  await dialog(page).last().getByRole('button', { name: 'Close' }).click();
  await row(page, 'grace@example.com').getByText('Invited').waitFor();

  const guest = await visit({ viewport: desktop });
  await guest.goto(link);
  await guest.getByLabel('Password').fill(ada.password);
  await guest.getByRole('button', { name: 'Set the password' }).click();
  await guest.getByRole('heading', { name: 'Engagement funnels' }).waitFor();
  assert.equal(await guest.getByRole('link', { name: 'Users' }).count(), 0, 'a viewer is not led to users');

  await act(page, 'grace@example.com', 'Change name or role');
  await page.getByLabel('Name').fill('Grace');
  await page.getByLabel('Role').selectOption('master');
  await page.getByRole('button', { name: 'Save' }).click();
  await row(page, 'Grace').getByText('Master').waitFor();
  await act(page, 'grace@example.com', 'Disable');
  await row(page, 'Grace').getByText('Disabled').waitFor();
  await guest.reload();
  await guest.getByRole('heading', { name: 'Sign in' }).waitFor();
  await act(page, 'grace@example.com', 'Enable again');
  await row(page, 'Grace').getByText('Active').waitFor();
  await nothingWentWrong(page, /status of 422/);
});

test('nobody disables themselves', async () => {
  const page = await open('#/users');
  await page.getByRole('button', { name: `More for ${ada.email}` }).click();
  const item = page.getByRole('menuitem', { name: /Disable/ });
  assert.equal(await item.getAttribute('aria-disabled'), 'true');
  assert.match(await item.innerText(), /This is you/);
  await nothingWentWrong(page);
});

test('a token is told once, works, and no more when it is revoked', async () => {
  const page = await open('#/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Label').fill('Nightly export');
  await page.getByLabel('Scopes').fill('funnels:read, sessions:everything');
  await page.getByRole('button', { name: 'Make the token' }).click();
  await page.getByRole('alert').getByText(/A scope is/).waitFor();
  await page.getByLabel('Scopes').fill('funnels:read, sessions:read');
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  const ask = () =>
    fetch(`${server.origin}/api/v1/funnels`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
  assert.equal(await ask(), 200);
  await dialog(page).last().getByRole('button', { name: 'Close' }).click();
  await row(page, 'Nightly export').getByText('sessions:read').waitFor();
  assert.ok(!(await page.locator('studio-app').evaluate((app, secret) => app.shadowRoot.innerHTML.includes(secret), token)));
  await page.getByRole('button', { name: 'Revoke Nightly export' }).click();
  await page.getByRole('button', { name: 'Revoke token' }).click();
  await row(page, 'Nightly export').getByText('Revoked').waitFor();
  assert.equal(await ask(), 401);
  await nothingWentWrong(page, /status of 422/);
});

test('the inbox shows what was sent as threads, and its code and link can be copied', async () => {
  await send();
  const page = await open('#/inbox');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('link', { name: /code@example.com/ }).click();
  await page.getByRole('heading', { name: 'code@example.com' }).waitFor();
  const [message] = (await server.api('/api/v1/inbox?receiver=code@example.com')).messages;
  await page.getByRole('button', { name: /Copy the code/ }).click();
  await page.getByText('Copied.').waitFor();
  assert.equal(await clipboard(), message.text.slice(0, 6));
  await page.getByRole('link', { name: /link@example.com/ }).click();
  await page.getByRole('button', { name: /Copy the link/ }).click();
  await page.getByText('Copied.').first().waitFor();
  const [linked] = (await server.api('/api/v1/inbox?receiver=link@example.com')).messages;
  assert.equal(await clipboard(), server.origin + linked.text.split(' ')[0]);
  await nothingWentWrong(page);
});

test('the audit log names who did what, and shows one kind alone', async () => {
  const page = await open('#/audit');
  await server.publish(proving('audited', 'otp_email'));
  await page.reload();
  await row(page, 'Published a funnel').filter({ hasText: 'audited' }).getByText('printed at start').waitFor();
  await row(page, 'Set up this server').waitFor();
  await page.getByLabel('What was changed').selectOption('user');
  await row(page, 'Published a funnel').first().waitFor({ state: 'detached' });
  await row(page, 'Set up this server').waitFor();
  await nothingWentWrong(page);
});

test('a master is led to what is theirs alone', async () => {
  const page = await open('#/users', { role: 'master' });
  await page.getByRole('alert').getByText('This page is not for your role.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Audit log' }).count(), 0);
  await page.getByRole('link', { name: 'API tokens' }).click();
  await page.getByRole('heading', { name: 'No tokens yet' }).waitFor();
  await nothingWentWrong(page);
});

for (const [look, options] of looks) {
  test(`axe finds nothing on the settings, ${look}`, async () => {
    await send();
    for (const [hash, there] of [
      ['#/users', ada.email],
      ['#/tokens', 'printed at start'],
      ['#/inbox', 'link@example.com'],
      ['#/audit', 'Set up this server'],
    ]) {
      await isAccessible(async (how) => {
        const page = await open(hash, how);
        await page.getByRole('main').getByText(there).first().waitFor();
        return page;
      }, options);
    }
  });
}
