// The picture of the README, made of three others: page and chat on a phone, page on a desktop.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = [
  { name: 'lead-form-phone-light-1', width: 305 },
  { name: 'lead-chat-phone-light-2', width: 305 },
  { name: 'lead-form-desktop-light-2', width: 704 },
];

/** Makes `tundish.png` in the folder where the three are. */
export async function makePicture(browser, folder) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 760 } });
  const pictures = sources.map(({ name, width }) => {
    const data = readFileSync(join(folder, `${name}.png`)).toString('base64');
    return `<img width="${width}" src="data:image/png;base64,${data}">`;
  });
  await page.setContent(`<style>
    body { margin: 0; height: 760px; display: flex; gap: 28px; align-items: center; justify-content: center; background: #ecedef }
    img { border-radius: 14px; box-shadow: 0 10px 28px rgb(0 0 0 / 0.16) }
  </style>${pictures.join('')}`);
  await page.locator('img').evaluateAll((all) => Promise.all(all.map((one) => one.decode())));
  await page.screenshot({ path: join(folder, 'tundish.png') });
  await page.close();
}
