// Pictures of the demos as they are looked at: phone and desktop, page and chat, light and dark,
// from right to left, and with every notice.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beginHouse } from './device.mjs';
import { desktop, launch, openPage, phone, press, ready, Server } from './kit.mjs';
import { deadEnds } from './dead_ends.mjs';
import { denyDatabase, notices } from './notices.mjs';
import { makePicture } from './picture.mjs';
import { published, walks } from './walks.mjs';

const folder = process.env.TUNDISH_SCREENSHOTS ?? 'screenshots';
/** Only pictures whose name holds this. */
const only = process.env.TUNDISH_SCREENSHOTS_OF;
mkdirSync(folder, { recursive: true });
const server = new Server();
await server.start();
const browser = await launch();
const sizes = {
  phone: { viewport: phone, isMobile: true, hasTouch: true },
  desktop: { viewport: desktop },
};

async function visit(path, { script, ...options }, walk, name) {
  if (only && !name.includes(only)) return;
  const page = await openPage(browser, { deviceScaleFactor: 2, ...options });
  if (script) await page.addInitScript(script);
  await page.goto(server.origin + path);
  if (path !== '/') await ready(page);
  const take = async (step) => {
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${name}-${step}.png`) });
  };
  await walk(page, take);
  for (const context of browser.contexts()) await context.close();
  console.log(name);
}

/** What the page says once there is no way on. */
async function deadEnd(page, take) {
  const onward = page.getByRole('button', { name: 'Continue' });
  if ((await onward.count()) > 0) await onward.click();
  await take(1);
}

const noticeOf = (name) => async (page, take) => {
  await beginHouse(page);
  await notices[name](page, () => openPage(browser));
  const banner = page.locator('tundish-player .banner');
  await banner.scrollIntoViewIfNeeded();
  await take('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('dark');
};

const noticeInChat = (name) => async (page, take) => {
  await press(page, 'My own house');
  await press(page, 'Continue');
  await page.locator('.line input').waitFor();
  if (name === 'offline') await page.context().setOffline(true);
  await page.locator('.line input').fill('240');
  await page.keyboard.press('Enter');
  await page.locator('tundish-player .banner').waitFor();
  await take('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('dark');
};

try {
  for (const definition of [...published, ...Object.values(deadEnds)]) await server.publish(definition);
  for (const [size, options] of Object.entries(sizes)) {
    await visit('/', options, (page, take) => take(1), `home-${size}`);
    for (const { name, path, walk, looks = [] } of walks) {
      for (const colorScheme of looks) await visit(path, { ...options, colorScheme }, walk, `${name}-${size}-${colorScheme}`);
      if (looks.length === 0) await visit(path, options, walk, `${name}-${size}`);
    }
    for (const { slug } of Object.values(deadEnds))
      await visit(`/demo/${slug}`, options, deadEnd, `dead-end-${slug}-${size}`);
    for (const name of Object.keys(notices)) {
      const look = { ...options, script: name === 'storage' ? denyDatabase : undefined };
      await visit('/demo/lead-form', look, noticeOf(name), `notice-${name}-${size}`);
      if (name !== 'storage' && name !== 'offline') continue;
      await visit('/demo/lead-form?look=chat', look, noticeInChat(name), `notice-${name}-chat-${size}`);
    }
  }
  if (!only) await makePicture(browser, folder);
} finally {
  await browser.close();
  await server.stop();
}
