// How the gallery's pages looked when somebody last looked at them and found it good: a sheet for each
// page in each look (`goldens/<page>.<look>.png`), with one small picture of every world side by side.
// TUNDISH_UPDATE_GOLDENS=1 takes them anew.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { blank, cut, decoded, encoded, inSteps, put, reduced, trimmed } from './pictures.mjs';
import { compared, kFew, kFewFields, marked } from './comparing.mjs';

const root = join(import.meta.dirname, '..', '..');
export const goldens = join(import.meta.dirname, 'goldens');
const findings = join(root, 'build', 'pictures');
export const kTimes = 3;
export const kStep = 8;
/**
 * A page that is still on its way to how it looks is looked at again. All of a file's pages together
 * have so much time for that: where everything looks different nobody waits for it.
 */
let patience = 30_000;
const kPatienceMs = 6000;

export const isTaking = process.env.TUNDISH_UPDATE_GOLDENS === '1';

/** What is looked at: the player and a little around it. On a desktop there is nothing beside it. */
const kWidest = 720;
const kAround = 24;
export const widthOf = ({ width }) => Math.min(width, kWidest);

/** All of the player, once its letters and pictures are there; nothing moves, and no caret blinks. */
async function photograph(page) {
  const player = await page.evaluate(async () => {
    await document.fonts.ready;
    const shown = document.querySelector('tundish-player');
    const images = shown.shadowRoot.querySelectorAll('img');
    // One that cannot be decoded is painted as it is.
    await Promise.all([...images].map((image) => image.decode().catch(() => {})));
    const { top, height } = shown.getBoundingClientRect();
    return { top: top + scrollY, height };
  });
  const viewport = page.viewportSize();
  const width = widthOf(viewport);
  const y = Math.floor(player.top) - kAround;
  const clip = { x: Math.floor((viewport.width - width) / 2), y, width, height: Math.ceil(player.height) + 2 * kAround };
  return page.screenshot({ animations: 'disabled', caret: 'hide', fullPage: true, clip });
}

/** Twice the same, so that nothing of it is on its way. */
async function photographStill(page) {
  let before = await photograph(page);
  for (;;) {
    await page.waitForTimeout(200);
    const now = await photograph(page);
    if (now.equals(before)) return now;
    before = now;
  }
}

/** The sheet of one page in one look; `worlds` are `{ name, viewport }`, in their order on it. */
export class Sheet {
  #file;
  #what;
  #worlds;
  #kept;
  #taken = new Map();

  constructor(slug, look, worlds) {
    this.#what = `${slug}.${look}`;
    this.#file = join(goldens, `${this.#what}.png`);
    let left = 0;
    this.#worlds = new Map(worlds.map(({ name, viewport }) => {
      const wide = Math.floor(widthOf(viewport) / kTimes);
      left += wide;
      return [name, { left: left - wide, wide }];
    }));
    if (!isTaking && existsSync(this.#file)) this.#kept = decoded(readFileSync(this.#file));
  }

  /** What is wrong with how the page looks in that world: nothing, or one line. */
  async see(page, name) {
    if (isTaking) {
      this.#taken.set(name, reduced(decoded(await photographStill(page)), kTimes));
      return [];
    }
    if (!this.#kept) return [`there is no ${relative(root, this.#file)}; TUNDISH_UPDATE_GOLDENS=1 takes it`];
    const { left, wide } = this.#worlds.get(name);
    const kept = trimmed(cut(this.#kept, left, wide, this.#kept.height));
    const begin = Date.now();
    for (;;) {
      const png = await photograph(page);
      const seen = reduced(decoded(png), kTimes);
      const difference = compared(kept, seen);
      if (difference.isSame) return [];
      const waited = Date.now() - begin;
      if (waited > Math.min(kPatienceMs, patience)) {
        patience -= waited;
        return [this.#tell(name, difference, { kept, seen, png })];
      }
      await page.waitForTimeout(150);
    }
  }

  /** Leaves the pictures where they can be looked at, and says where. */
  #tell(name, { points, fields, most, at: [x, y] }, { kept, seen, png }) {
    mkdirSync(findings, { recursive: true });
    const place = join(findings, `${this.#what}.${name}`);
    writeFileSync(`${place}.kept.png`, encoded(kept));
    writeFileSync(`${place}.seen.png`, png);
    writeFileSync(`${place}.marked.png`, encoded(marked(kept, seen)));
    const share = ((points / (seen.width * seen.height)) * 100).toFixed(1);
    return (
      `it looks different: ${points} points of the small picture (${share} %; ${kFew} may) and ${fields} fields of it ` +
      `(${kFewFields} may), by ${most} of 255 at most, around ${x * kTimes},${y * kTimes} of what was seen. See ${relative(root, place)}.{kept,seen,marked}.png; ` +
      'where the new look is meant, TUNDISH_UPDATE_GOLDENS=1 takes the pictures anew'
    );
  }

  /** Keeps what was taken, if that was asked for and it differs from what is kept. */
  keep() {
    if (!isTaking) return;
    const all = [...this.#taken];
    const wide = Math.max(...[...this.#worlds.values()].map((one) => one.left + one.wide));
    const sheet = blank(wide, Math.max(...all.map(([, { height }]) => height)));
    for (const [name, picture] of all) put(picture, sheet, this.#worlds.get(name).left);
    const png = encoded(inSteps(sheet, kStep));
    mkdirSync(goldens, { recursive: true });
    const isKept = existsSync(this.#file) && compared(decoded(readFileSync(this.#file)), sheet).isSame;
    if (!isKept) writeFileSync(this.#file, png);
  }
}
