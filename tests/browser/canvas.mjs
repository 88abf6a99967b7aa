// A visitor of a player that is drawn on a canvas: presses and writes by mouse and keyboard where the
// painter says that something is.
import { device } from './device.mjs';
import { eventually } from './kit.mjs';

export const canvasOf = (page) => page.locator('tundish-player canvas').first();

/** Everything that can be pressed or written in, as it was painted last. */
export const spots = (page) => canvasOf(page).evaluate((canvas) => canvas.spots);

const isCalled = (name) => (spot) => spot.name === name || spot.id === name;

/** Waits for a spot of that name or id. */
export async function spot(page, name, fits = () => true) {
  const all = await eventually(
    `a spot called ${name}`,
    () => spots(page),
    (found) => found.some((one) => isCalled(name)(one) && fits(one)),
  );
  return all.find((one) => isCalled(name)(one) && fits(one));
}

/** Where it is on the screen, once it is in sight and stands still. */
async function placeOf(page, name) {
  const { rect } = await spot(page, name, ({ shut }) => !shut);
  const [left, top, width, height] = rect;
  const centre = { x: left + width / 2, y: top + height / 2 };
  await page.evaluate(
    ([y]) => {
      const canvas = document.querySelector('tundish-player').shadowRoot.querySelector('canvas');
      const at = canvas.getBoundingClientRect().top + y;
      if (at < 40 || at > innerHeight - 40) scrollBy(0, at - innerHeight / 2);
    },
    [centre.y],
  );
  const box = await canvasOf(page).boundingBox();
  return { x: box.x + centre.x, y: box.y + centre.y };
}

export async function tap(page, name) {
  const { x, y } = await placeOf(page, name);
  await page.mouse.click(x, y);
}

export async function finger(page, name) {
  const { x, y } = await placeOf(page, name);
  await page.touchscreen.tap(x, y);
}

/** Presses the field and writes in it, key after key. */
export async function write(page, name, text) {
  await tap(page, name);
  const { field } = await spot(page, name);
  await page.locator('tundish-player .written').waitFor();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
  return field;
}

/** The layer or the question that a view shows, told by the player. */
export const layer = (page, id) =>
  eventually(
    `the layer ${id}`,
    () => page.locator('tundish-player').evaluate((player) => player.view?.layer),
    (shown) => shown === id,
  );

/** What the visitor did in the session that the device has, apart from ids, times and chance. */
export async function done(page) {
  const [{ log }] = await device(page);
  return log.map(({ kind, input, lane }) => {
    const { session: _id, random_seed: _chance, ...rest } = input ?? {};
    return { kind, input: kind === 'started' ? rest : input, ...(lane && { lane }) };
  });
}

/** Every colour that is to be seen of what was drawn, as one number each. */
export async function colours(page) {
  const png = await canvasOf(page).screenshot();
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = data;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data: pixels } = pen.getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Map();
    for (let at = 0; at < pixels.length; at += 4) {
      const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
      seen.set(colour, (seen.get(colour) ?? 0) + 1);
    }
    return [...seen].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  }, `data:image/png;base64,${png.toString('base64')}`);
}

/** Whether something is to be seen: letters have soft edges, so there are many colours. */
export const isDrawn = async (page) => (await colours(page)).length > 8;
