// Pictures as they are compared and kept: made smaller, put side by side, in few colours, as PNG.
// A picture is `{ width, height, data }` with four bytes a point; what has no alpha is nothing.
import { createRequire } from 'node:module';

const { PNG } = createRequire(new URL('../../web/package.json', import.meta.url))('pngjs');

export const decoded = (png) => PNG.sync.read(png);

/** Small, because kept pictures are in the repository for ever. */
export const encoded = ({ width, height, data }) =>
  PNG.sync.write(Object.assign(new PNG({ width, height }), { data: Buffer.from(data) }), { deflateLevel: 9 });

export const blank = (width, height) => ({ width, height, data: new Uint8Array(width * height * 4) });

/** `times` points each way become one, of their mean colour: soft edges of letters hardly matter then. */
export function reduced({ width, height, data }, times) {
  const small = blank(Math.floor(width / times), Math.floor(height / times));
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      const sum = [0, 0, 0, 0];
      for (let row = 0; row < times; row += 1) {
        const from = ((y * times + row) * width + x * times) * 4;
        for (let at = 0; at < times * 4; at += 1) sum[at & 3] += data[from + at];
      }
      const to = (y * small.width + x) * 4;
      for (let part = 0; part < 4; part += 1) small.data[to + part] = Math.round(sum[part] / times ** 2);
    }
  }
  return small;
}

/** Each part of a colour in steps of `step`, which are half a step off at most. */
export function inSteps({ width, height, data }, step) {
  const coarse = data.map((value, at) => ((at & 3) === 3 ? value : Math.min(255, Math.round(value / step) * step)));
  return { width, height, data: coarse };
}

/** Puts a picture into another one. */
export function put(picture, into, left, top = 0) {
  for (let y = 0; y < picture.height; y += 1) {
    const line = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4);
    into.data.set(line, ((top + y) * into.width + left) * 4);
  }
}

/** A part of a picture; nothing where it has none. */
export function cut({ width, height, data }, left, wide, high) {
  const part = blank(wide, high);
  const reach = Math.max(0, Math.min(wide, width - left));
  for (let y = 0; y < Math.min(high, height); y += 1) {
    part.data.set(data.subarray((y * width + left) * 4, (y * width + left + reach) * 4), y * wide * 4);
  }
  return part;
}

/** Without the lines of nothing at the bottom. */
export function trimmed(picture) {
  let high = picture.height;
  const isNothing = (y) => {
    for (let x = 0; x < picture.width; x += 1) if (picture.data[(y * picture.width + x) * 4 + 3]) return false;
    return true;
  };
  while (high > 0 && isNothing(high - 1)) high -= 1;
  return cut(picture, 0, picture.width, high);
}
