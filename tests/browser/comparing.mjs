// How much two pictures differ, for those who look for what has moved, gone or another colour.
import { blank, reduced } from './pictures.mjs';

/** By so much of 255 a part of a colour may be another one: soft edges, and the steps of kept colours. */
export const kNear = 28;
/** So many points may be off by more than that. */
export const kFew = 10;
/**
 * A field is so many points each way. The mean colour of most is off by no more than what the steps
 * of kept colours do, wherever soft edges run: paper and buttons of a colour that is a little different
 * are found by that.
 */
const kField = 4;
export const kFaint = 6;
export const kFewFields = 4;

const isIn = ({ width, height }, x, y) => x < width && y < height;

/** By how much a point is off, in the part of its colour where that is most. */
function offAt(kept, seen, x, y) {
  if (!isIn(kept, x, y) || !isIn(seen, x, y)) return 255;
  const here = (y * kept.width + x) * 4;
  const there = (y * seen.width + x) * 4;
  let off = 0;
  for (let part = 0; part < 4; part += 1) off = Math.max(off, Math.abs(kept.data[here + part] - seen.data[there + part]));
  return off;
}

/** How many points are off by more than `near`, by how much at most and where that is. */
function offBeyond(near, kept, seen) {
  let points = 0;
  let most = 0;
  let at = [0, 0];
  for (let y = 0; y < Math.max(kept.height, seen.height); y += 1) {
    for (let x = 0; x < Math.max(kept.width, seen.width); x += 1) {
      const off = offAt(kept, seen, x, y);
      if (off > near) points += 1;
      if (off > most) [most, at] = [off, [x, y]];
    }
  }
  return { points, most, at };
}

const fieldsOf = (picture) => reduced(picture, kField);

/** `{ isSame, points, fields, most, at }`: how many are off, by how much at most and where that is. */
export function compared(kept, seen) {
  const { points, most, at } = offBeyond(kNear, kept, seen);
  const fields = offBeyond(kFaint, fieldsOf(kept), fieldsOf(seen)).points;
  return { isSame: points <= kFew && fields <= kFewFields, points, fields, most, at };
}

/** What was seen, pale, and red where it is off. */
export function marked(kept, seen) {
  const picture = blank(Math.max(kept.width, seen.width), Math.max(kept.height, seen.height));
  const fields = [fieldsOf(kept), fieldsOf(seen)];
  const isOff = (x, y) =>
    offAt(kept, seen, x, y) > kNear || offAt(...fields, Math.floor(x / kField), Math.floor(y / kField)) > kFaint;
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const pale = [0, 1, 2].map((part) => 128 + (isIn(seen, x, y) ? seen.data[(y * seen.width + x) * 4 + part] / 2 : 0));
      const point = isOff(x, y) ? [220, 0, 0] : pale;
      picture.data.set([...point, 255], (y * picture.width + x) * 4);
    }
  }
  return picture;
}
