/** What is kept for one tab alone: found again when it is reloaded, and in no other. */

const kName = 'tundish tab';
/** How a place ends that is of one tab alone. */
const kOfTab = / tab:\d+$/;

/** Of a page that may not keep anything for its tab. */
let number = '';

export function ofThisTab(): string {
  try {
    number ||= sessionStorage.getItem(kName) ?? '';
    number ||= String(Math.floor(Math.random() * 2 ** 48));
    sessionStorage.setItem(kName, number);
  } catch (error) {
    console.debug('tundish: this page keeps nothing for its tab', error);
    number ||= String(Math.floor(Math.random() * 2 ** 48));
  }
  return `tab:${number}`;
}

export const isOfATab = (place: string): boolean => kOfTab.test(place);
