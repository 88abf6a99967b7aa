// What every test of the studio starts from: a server, a super admin whose password is known, and
// visitors who have signed in. Whatever goes wrong in a page fails the test that asks.
import assert from 'node:assert/strict';
import { calm, findings } from './findings.mjs';
import { desktop, phone, stage } from './kit.mjs';

export const ada = { email: 'ada@example.com', password: 'a tunnel under the mountain' };
const headers = { 'content-type': 'application/json', 'x-tundish': '1', 'sec-fetch-site': 'same-origin' };

/** The token of the link that the server's first start printed. */
export const setupToken = (server) => /#setup=(\w+)/.exec(server.log)[1];

/** One request of the entrance; gives the cookie that lets in. */
export async function comeIn(server, path, body) {
  const said = { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(server.origin + path, said);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  const [cookie] = answer.headers.getSetCookie();
  const [name, value] = cookie.split(';')[0].split('=');
  return { name, value, url: server.origin };
}

/** A stage on which users of every role can open the studio. */
export function studio(options) {
  const { server, visit } = stage(options);
  const cookies = new Map();

  async function cookieOf(role) {
    if (!cookies.has('super_admin')) {
      cookies.set('super_admin', await comeIn(server, '/api/v1/setup', { ...ada, token: setupToken(server) }));
    }
    if (!cookies.has(role)) {
      const made = await server.ask('POST', '/api/v1/users', { body: { email: `${role}@example.com`, role } });
      const token = made.body.link.split('=')[1];
      cookies.set(role, await comeIn(server, '/api/v1/invitation', { token, password: ada.password }));
    }
    return cookies.get(role);
  }

  /** The studio at that address, as a user of that role; `isNew`: one who has not had the tour. */
  async function open(hash = '', { role = 'super_admin', isNew = false, ...look } = {}) {
    // Keeping the studio on each new device would take longer than most tests.
    const page = await visit({ ...calm, bypassCSP: false, serviceWorkers: 'block', viewport: desktop, ...look });
    await page.context().addCookies([await cookieOf(role)]);
    if (!isNew) await page.addInitScript(() => localStorage.setItem('tundish-studio-tour', 'seen'));
    await page.goto(`${server.origin}/studio${hash}`);
    return page;
  }

  return { server, visit, open };
}

/** No error in the console, no word against the policy; `expected` are answers that the test provoked. */
export async function nothingWentWrong(page, expected = /^$/) {
  assert.deepEqual(page.faults.filter((fault) => !expected.test(fault)), []);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
}

export const looks = [
  ['light desktop', { viewport: desktop, colorScheme: 'light' }],
  ['dark phone', { viewport: phone, colorScheme: 'dark', hasTouch: true }],
];

/** axe finds nothing on what `open` shows, in light and dark, on a desktop and on a phone. */
export async function isAccessible(open, look) {
  const page = await open({ ...look, bypassCSP: true });
  assert.deepEqual(await findings(page), []);
  const extra = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(extra <= 0, `the page is ${extra} px too wide`);
  return page;
}
