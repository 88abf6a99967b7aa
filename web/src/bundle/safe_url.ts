/** In place of `player/safe_url`: pictures that came with the page are shown from it. */
import { safeFile, safeImage as safeElsewhere, safeLink } from '../player/safe_url.ts';
import { inline } from './inline.ts';

export { safeFile, safeLink };

export const safeImage = (address: string | undefined, base: string): string | undefined =>
  safeElsewhere((address && inline.pictures[address]) || address, base);
