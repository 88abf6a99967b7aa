// The ways through the demos that pictures are made of. A walk calls `take` where one belongs.
import { arabicForm, mirroredFields } from './arabic.mjs';
import { title } from './device.mjs';
import { choose, press } from './kit.mjs';

/** What the walks need besides the demos. */
export const published = [arabicForm, mirroredFields];

async function reply(page, text) {
  await page.locator('.line input').fill(text);
  await page.keyboard.press('Enter');
}

/** Opens the page, no more. */
export const look = (page, take) => take(1);

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
  await page.getByText('What do you pay').waitFor();
  await reply(page, 'a lot');
  await page.getByText('Please answer again').waitFor();
  await reply(page, '240');
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
  await reply(page, '240');
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

const both = ['light', 'dark'];

/** Each with its name and where it begins; `looks` are those that it is shown in. */
export const walks = [
  { name: 'lead-form', path: '/demo/lead-form', walk: leadForm, looks: both },
  { name: 'lead-chat', path: '/demo/lead-form?look=chat', walk: leadChat, looks: both },
  { name: 'quiz', path: '/demo/quiz', walk: quiz },
  { name: 'quiz-arabic', path: '/demo/quiz?language=ar', walk: look },
  { name: 'payment', path: '/demo/payment', walk: look },
  { name: 'payment-chat', path: '/demo/payment?look=chat', walk: look },
  { name: 'service', path: '/demo/service', walk: look },
  { name: 'service-chat', path: '/demo/service?look=chat', walk: look },
  { name: 'more-fields', path: '/demo/more-fields', walk: rareFields },
  { name: 'arabic', path: '/demo/lead-form-ar', walk: arabic },
  { name: 'arabic-chat', path: '/demo/lead-form-ar?look=chat', walk: arabicChat },
  { name: 'mirrored', path: '/demo/all-fields-ar', walk: mirrored },
];
