/**
 * Whether this browser ever kept a session for the page. Known at once, long before the database is
 * open: who is here for the first time sees the first question without waiting for that.
 */
const kKey = 'tundish';

/** True where nobody can tell. */
export function hasFootprint(): boolean {
  try {
    return localStorage.getItem(kKey) !== null;
  } catch (error) {
    console.debug('tundish: the page may keep nothing', error);
    return true;
  }
}

/** Before anything is kept. */
export function leaveFootprint(): void {
  try {
    localStorage.setItem(kKey, '1');
  } catch (error) {
    console.debug('tundish: whoever comes back waits for the database', error);
  }
}
