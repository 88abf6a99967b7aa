// How each notice below the player comes about, for a visitor on the lead form's second layer.
import { answerHouse, title } from './device.mjs';
import { eventually, press, ready } from './kit.mjs';

const bill = async (page, pays) => {
  await page.getByLabel('What do you pay').fill(pays);
  await page.getByLabel('What do you pay').blur();
};

const link = (page) => page.evaluate(() => document.querySelector('tundish-player').resumeLink());

export const denyDatabase = () => {
  IDBFactory.prototype.open = () => {
    throw new DOMException('denied', 'SecurityError');
  };
};

/** Answers the event with that slug as a server that finds it impossible. */
const refuse = (page) =>
  page.route('**/events', (route) => {
    const { gen, events } = route.request().postDataJSON();
    const bad = events.find(({ input }) => input?.slug === 'bill');
    if (!bad) return route.continue();
    const body = { code: 'refused', gen, seq: bad.seq, reason: 'not_allowed', sentence: '', ack_to: -1, ack_hash: '' };
    return route.fulfill({ status: 422, contentType: 'application/json', body: JSON.stringify(body) });
  });

/** By name: brings the notice about on `page`; `visit` gives another visitor. */
export const notices = {
  async tab(page) {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await press(other, 'Continue here');
    await page.getByText('in another tab').waitFor();
  },
  async device(page, visit) {
    const other = await visit();
    const address = await eventually('a link', () => link(page), Boolean);
    await other.goto(address);
    await ready(other);
    await answerHouse(other, 40);
    await bill(page, '200');
    await page.getByText('on another device').waitFor();
  },
  async aside(page) {
    await refuse(page);
    await bill(page, '80');
    await page.getByText('were set aside').waitFor();
  },
  async offline(page) {
    await page.context().setOffline(true);
    await bill(page, '80');
    await press(page, 'Continue');
    await title(page, 'Where should the estimate go?');
    await page.getByText('kept on this device').waitFor();
  },
  async halted(page) {
    await page.route('**/events', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/json',
        body: '{"code":"refused","reason":"wrong_release"}',
      }),
    );
    await bill(page, '80');
    await page.getByText('did not take them').waitFor();
  },
  async erased(page) {
    await page.route('**/events', (route) =>
      route.fulfill({ status: 410, contentType: 'application/json', body: '{"code":"erased"}' }),
    );
    await bill(page, '80');
    await page.getByText('were erased').waitFor();
  },
  /** The page was opened with `denyDatabase`. */
  async storage(page) {
    await page.getByText('cannot be saved on this device').waitFor();
  },
};
