/**
 * One tab of a browser works on a draft at a time, because what is kept on the device is one: a second tab
 * would write over what the first one keeps. Where the second one is to go on, the first one puts
 * everything away and lets go.
 */

/** A page that is just being closed lets go meanwhile. */
const kPatienceMs = 400;
/** A tab that does not answer (it sleeps, or waits for its server) loses the draft after that. */
const kHandOverMs = 4000;

/** Lets another tab have it. */
export type Release = () => void;

/**
 * `isWanted`: whoever has the draft is asked for it. Gives nothing where another tab has it. `lost` puts
 * away what is not kept yet; another tab goes on when it is done.
 */
export async function holdDraft(slug: string, isWanted: boolean, lost: () => Promise<void>): Promise<Release | undefined> {
  const name = `tundish-draft ${slug}`;
  // Only pages with a secure address have locks.
  if (!('locks' in navigator)) return () => undefined;
  const channel = new BroadcastChannel(name);
  if (isWanted) channel.postMessage('let go');
  const release = (await asked(name, { signal: AbortSignal.timeout(isWanted ? kHandOverMs : kPatienceMs) }, lost))
    ?? (isWanted ? await asked(name, { steal: true }, lost) : undefined);
  if (!release) {
    channel.close();
    return undefined;
  }
  const letGo = (): void => {
    channel.close();
    release();
  };
  channel.onmessage = () => void lost().finally(letGo);
  return letGo;
}

/** What lets go of the lock, once it is had; nothing where it is not had in time. */
function asked(name: string, options: LockOptions, lost: () => Promise<void>): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    let isHeld = false;
    const held = navigator.locks.request(name, options, () => {
      isHeld = true;
      return new Promise<void>((release) => resolve(release));
    });
    held.catch((error: unknown) => {
      const isLate = error instanceof DOMException && ['TimeoutError', 'AbortError'].includes(error.name);
      if (isHeld) void lost();
      else if (isLate) resolve(undefined);
      else reject(error as Error);
    });
  });
}
