/** What is wrong with picked files, before anything of them is sent. */
import type { Problem, ViewComponent } from '../engine/engine.ts';

/** What a server takes that was not told otherwise. */
const kMostBytes = 25 * 1024 * 1024;
/** Pictures that it cannot free of what a camera noted. */
const kUnreadable = /^image\/(heic|heif|avif|tiff|jxl|jp2)|\.(heic|heif|avif|tiff?|jxl|jp2)$/i;
/** Those that it can. */
export const kPictures = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

/** The first of them; `before` are there already. */
export function fileProblem(
  { validations = {} }: ViewComponent,
  picked: readonly File[],
  before: number,
): Problem | undefined {
  const { max_files = 1, media_types = [] } = validations;
  const max_bytes = Math.min(validations.max_bytes ?? kMostBytes, kMostBytes);
  if (max_files > 1 && before + picked.length > max_files) return { code: 'too_many', limit: max_files };
  for (const { name, type, size } of picked) {
    if (size > max_bytes) return { code: 'file_too_large', limit: max_bytes };
    if (kUnreadable.test(type) || kUnreadable.test(name)) {
      return { code: 'media_type', limit: ['JPEG', 'PNG', 'WebP', 'GIF'] };
    }
    if (type && media_types.length > 0 && !media_types.some((one) => covers(one, type))) {
      return { code: 'media_type' };
    }
  }
  return undefined;
}

/** `image/*` covers `image/png`. */
const covers = (pattern: string, type: string): boolean =>
  pattern === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1)));
