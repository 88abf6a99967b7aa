/** Puts a text onto the clipboard, and says so. */
import { tell } from './toast.ts';
import { words } from './words.ts';

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(words.copied);
  } catch (error) {
    // Only pages that came safely may write there.
    console.debug('tundish: not copied', error);
    tell(words.notCopied, { isBad: true });
  }
}
