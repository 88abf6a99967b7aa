/** One tab writes a session at a time. */

/** Lets another tab have the session. */
export type Release = () => void;

/**
 * Claims the session for this tab; undefined when another tab has it, unless it is stolen from
 * there.
 * `onLost` is called when another tab steals it later. Without Web Locks (plain http) every claim
 * is
 * granted: two tabs can then not overwrite each other, because an event is added only once.
 */
export async function claimSession(
  session: string,
  how: 'ask' | 'steal',
  onLost: () => void,
): Promise<Release | undefined> {
  if (!('locks' in navigator)) return () => undefined;
  return new Promise((resolve) => {
    const options = how === 'steal' ? { steal: true } : { ifAvailable: true };
    navigator.locks
      .request(`tundish ${session}`, options, (lock) => {
        if (lock) return new Promise<void>((release) => resolve(release));
        resolve(undefined);
        return undefined;
      })
      .catch((error: unknown) => {
        console.debug('tundish: another tab took the session', error);
        onLost();
      });
  });
}
