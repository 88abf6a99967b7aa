// Pictures of the demos as they are looked at: phone and desktop, page and chat, light and dark.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { choose, desktop, launch, openPage, phone, press, ready, Server } from './kit.mjs';

const folder = process.env.TUNDISH_SCREENSHOTS ?? 'screenshots';
mkdirSync(folder, { recursive: true });
const server = await Server.start();
const browser = await launch();
const sizes = {
  phone: { viewport: phone, isMobile: true, hasTouch: true },
  desktop: { viewport: desktop },
};

async function visit(path, options, walk, name) {
  const page = await openPage(browser, { deviceScaleFactor: 2, ...options });
  await page.goto(server.origin + path);
  if (path !== '/') await ready(page);
  const take = async (step) => {
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${name}-${step}.png`) });
  };
  await walk(page, take);
  await page.context().close();
  console.log(name);
}

async function leadForm(page, take) {
  await take(1);
  await choose(page, 'My own house');
  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'About your house' }).waitFor();
  await page.getByLabel('What do you pay').fill('240');
  await choose(page, 'Electric car');
  await take(2);
  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'Where should' }).waitFor();
  await page.getByLabel('First name').fill('Ana');
  await page.getByLabel('Email').fill('ana@');
  await press(page, 'Send my answers');
  await page.getByText('Tick this box').waitFor();
  await take(3);
  await page.getByLabel('Email').fill('ana@example.com');
  await choose(page, 'Northlight may keep these answers to make my estimate.');
  await press(page, 'Send my answers');
  await page.getByText('Thank you, Ana').waitFor();
  await take(4);
}

async function leadChat(page, take) {
  await page.getByRole('button', { name: 'My own house' }).waitFor();
  await take(1);
  await press(page, 'My own house');
  await page.getByRole('button', { name: 'Continue' }).waitFor();
  await press(page, 'Continue');
  for (const reply of ['a lot', '240']) {
    await page.locator('.line input').fill(reply);
    await page.waitForTimeout(1800);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(1800);
  }
  await press(page, 'Electric car');
  await take(2);
}

async function quiz(page, take) {
  await take(1);
  await press(page, 'Start the quiz');
  await page.getByRole('radio').first().waitFor();
  await page.getByRole('radio').first().check();
  await take(2);
}

try {
  for (const [size, options] of Object.entries(sizes)) {
    await visit('/', options, (page, take) => take(1), `home-${size}`);
    for (const colorScheme of ['light', 'dark']) {
      const look = { ...options, colorScheme };
      await visit('/demo/lead-form', look, leadForm, `lead-form-${size}-${colorScheme}`);
      await visit('/demo/lead-form?look=chat', look, leadChat, `lead-chat-${size}-${colorScheme}`);
    }
    await visit('/demo/quiz', options, quiz, `quiz-${size}`);
  }
} finally {
  await browser.close();
  await server.stop();
}
