// Pictures of the demos as they are looked at: phone and desktop, page and chat, light and dark,
// from right to left, and with every notice.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { arabicForm, mirroredFields } from './arabic.mjs';
import { beginHouse, title } from './device.mjs';
import { choose, desktop, launch, openPage, phone, press, ready, Server } from './kit.mjs';
import { deadEnds } from './dead_ends.mjs';
import { denyDatabase, notices } from './notices.mjs';
import { makePicture } from './picture.mjs';

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

async function arabic(page, take) {
  await take(1);
  await choose(page, 'منزلي الخاص');
  await press(page, 'متابعة');
  await page.getByRole('heading', { name: 'عن منزلك' }).waitFor();
  await page.getByLabel('كم تدفع').fill('240');
  await page.context().setOffline(true);
  await choose(page, 'سيارة كهربائية');
  await page.locator('tundish-player .banner').waitFor();
  await take(2);
  await press(page, 'متابعة');
  await page.getByLabel('البريد').fill('ana@');
  await press(page, 'إرسال الإجابات');
  await page.getByText('ضع علامة').waitFor();
  await take(3);
}

async function arabicChat(page, take) {
  await press(page, 'منزلي الخاص');
  await press(page, 'متابعة');
  await page.getByText('كم تدفع').waitFor();
  await page.locator('.line input').fill('240');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'مضخة حرارية' }).click();
  await take(1);
}

async function mirrored(page, take) {
  await page.getByLabel('Short text').fill('Tin');
  await take(1);
  await press(page, 'Continue');
  await page.getByRole('slider').fill('15');
  await page.getByRole('radio', { name: '3 نجوم' }).check();
  await take('numbers');
  await press(page, 'Continue');
  await page.getByText('Yes and no').waitFor();
  await choose(page, 'Remind me tomorrow');
  await choose(page, 'I agree to the terms.');
  await take(2);
  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'Choices' }).waitFor();
  await page.getByRole('radio').first().check();
  await take(3);
  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'Several at once' }).waitFor();
  for (const index of [0, 1]) await page.getByRole('checkbox').nth(index).check();
  await press(page, 'Continue');
  await page.getByRole('heading', { name: 'Files' }).waitFor();
  await page.locator('[type=file]').first().setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan') });
  await take(4);
}

async function rareFields(page, take) {
  await take(1);
  await press(page, 'Continue');
  await title(page, 'Several parts');
  for (const row of ['The price', 'The delivery', 'What we told you'])
    await page.getByRole('radiogroup', { name: row }).getByRole('radio', { name: 'Good' }).check();
  await page.getByRole('button', { name: 'Move Good looks up' }).click();
  await take(2);
  await press(page, 'Continue');
  await title(page, 'Words and places');
  await page.getByLabel('Who comes along? 1').fill('Ana');
  await page.getByLabel('Who comes along? 1').blur();
  await take(3);
  await press(page, 'Continue');
  await title(page, 'Messages with more');
  await take(4);
  await press(page, 'Finish');
  await title(page, 'That was the rest');
  await take(5);
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
  await server.publish(arabicForm);
  await server.publish(mirroredFields);
  for (const definition of Object.values(deadEnds)) await server.publish(definition);
  for (const [size, options] of Object.entries(sizes)) {
    await visit('/', options, (page, take) => take(1), `home-${size}`);
    for (const colorScheme of ['light', 'dark']) {
      const look = { ...options, colorScheme };
      await visit('/demo/lead-form', look, leadForm, `lead-form-${size}-${colorScheme}`);
      await visit('/demo/lead-form?look=chat', look, leadChat, `lead-chat-${size}-${colorScheme}`);
    }
    await visit('/demo/quiz', options, quiz, `quiz-${size}`);
    await visit('/demo/quiz?language=ar', options, (page, take) => take(1), `quiz-arabic-${size}`);
    for (const flow of ['payment', 'service']) {
      await visit(`/demo/${flow}`, options, (page, take) => take(1), `${flow}-${size}`);
      await visit(`/demo/${flow}?look=chat`, options, (page, take) => take(1), `${flow}-chat-${size}`);
    }
    await visit('/demo/more-fields', options, rareFields, `more-fields-${size}`);
    for (const { slug } of Object.values(deadEnds))
      await visit(`/demo/${slug}`, options, deadEnd, `dead-end-${slug}-${size}`);
    await visit('/demo/lead-form-ar', options, arabic, `arabic-${size}`);
    await visit('/demo/lead-form-ar?look=chat', options, arabicChat, `arabic-chat-${size}`);
    await visit('/demo/all-fields-ar', options, mirrored, `mirrored-${size}`);
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
