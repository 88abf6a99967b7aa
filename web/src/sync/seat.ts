/** One tab leads a session, the others follow it. */

export interface SeatHolder {
  /** Another tab took the session. */
  lost(): void;
  /** The tab that led is gone. */
  vacant(): void;
  /** The tab that leads has kept more. */
  moved(): void;
}

/** A page that is being left, by a reload also, may have its lock a moment longer. */
const kGraceMs = 400;

type Word = 'moved' | 'taken' | 'gone';

/**
 * A tab's place at a session. Without Web Locks (plain http) the tab that came last leads; that no
 * two tabs write is guarded by the writer's number in the database in any case.
 */
export class Seat {
  readonly session: string;
  readonly #holder: SeatHolder;
  readonly #channel: BroadcastChannel | undefined;
  #leads = false;
  #release: () => void = () => undefined;
  #turn: ReturnType<typeof setTimeout> | undefined;
  /** Aborted while it does not wait. */
  #waiting = new AbortController();

  constructor(session: string, holder: SeatHolder) {
    this.session = session;
    this.#holder = holder;
    this.#waiting.abort();
    this.#channel = this.#listen();
    document.addEventListener('visibilitychange', this.#look);
  }

  /** Whether this tab leads now; else it follows the one that does. */
  async take(how: 'ask' | 'steal'): Promise<boolean> {
    if (this.#leads) return true;
    this.#waiting.abort();
    this.#leads = await this.#claim(how);
    if (!this.#leads) this.follow();
    else if (!hasLocks()) this.#say('taken');
    return this.#leads;
  }

  /** Waits until the tab that leads is gone. */
  follow(): void {
    if (!hasLocks() || !this.#waiting.signal.aborted) return;
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    navigator.locks
      .request(nameOf(this.session), { signal }, () => undefined)
      .then(
        () => signal.aborted || this.#holder.vacant(),
        (error: unknown) => console.debug('tundish: the session is not waited for', error),
      );
  }

  /** Tells the tabs that follow that there is more on the disk. */
  tell(): void {
    this.#say('moved');
  }

  leave(): void {
    if (this.#leads && !hasLocks()) this.#say('gone');
    this.#leads = false;
    clearTimeout(this.#turn);
    this.#waiting.abort();
    this.#channel?.close();
    document.removeEventListener('visibilitychange', this.#look);
    this.#release();
  }

  async #claim(how: 'ask' | 'steal'): Promise<boolean> {
    if (!hasLocks()) return true;
    return new Promise((resolve) => {
      const options = how === 'steal' ? { steal: true } : { signal: AbortSignal.timeout(kGraceMs) };
      navigator.locks
        .request(nameOf(this.session), options, () => {
          resolve(true);
          return new Promise<void>((release) => (this.#release = release));
        })
        .catch((error: unknown) => {
          // The grace is over, or another tab stole it; anything else denies locks to this page.
          const isOthers = /^(Timeout|Abort)Error$/.test((error as Error).name);
          resolve(!isOthers);
          console.debug('tundish: no lock for the session', error);
          if (isOthers) this.#lose();
        });
    });
  }

  #lose(): void {
    if (!this.#leads) return;
    this.#leads = false;
    this.#holder.lost();
  }

  /** A page that is denied its storage may be denied this too: it has the session for itself. */
  #listen(): BroadcastChannel | undefined {
    try {
      const channel = new BroadcastChannel(nameOf(this.session));
      channel.onmessage = ({ data }: MessageEvent<Word>) => this.#hear(data);
      return channel;
    } catch (error) {
      console.debug('tundish: other tabs are not heard', error);
      return undefined;
    }
  }

  #say(word: Word): void {
    this.#channel?.postMessage(word);
  }

  #hear(word: Word): void {
    if (word === 'taken') {
      clearTimeout(this.#turn);
      this.#lose();
    } else if (this.#leads) {
      return;
    } else if (word === 'gone') {
      // Of several tabs that follow, one is the first.
      this.#turn = setTimeout(() => this.#holder.vacant(), kGraceMs * Math.random());
    } else {
      this.#holder.moved();
    }
  }

  /** A message may have been missed while the tab was not seen. */
  readonly #look = (): void => {
    if (!this.#leads && document.visibilityState === 'visible') this.#holder.moved();
  };
}

/** Whether no tab leads the session now. Without Web Locks nobody knows. */
export async function isVacant(session: string): Promise<boolean> {
  if (!hasLocks()) return true;
  const { held = [] } = await navigator.locks.query();
  return !held.some(({ name }) => name === nameOf(session));
}

const nameOf = (session: string): string => `tundish ${session}`;
const hasLocks = (): boolean => 'locks' in navigator;
