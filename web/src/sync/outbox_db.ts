/** The device's database: what must outlive a closed tab, a crash and days without network. */
import { openDB } from 'idb';
import type { LoggedEvent } from '../engine/engine.ts';
import { leaveFootprint } from './footprint.ts';
import {
  allOf,
  kVersion,
  remove,
  upgrade,
  type Database,
  type Schema,
  type StoredFile,
  type StoredRelease,
  type StoredSession,
  type Writing,
} from './records.ts';

/** Another tab writes the session now, or what the event follows is not there. */
export class Taken extends Error {}

/** An open database of an older version in another tab is waited for so long. */
const kPatience = 3000;

/**
 * Opens itself when it is used and anew after it was closed, because another tab upgrades it, or
 * because the browser cleared it. Everything rejects while the browser keeps no data for the page.
 */
export class OutboxDb {
  readonly #isWanted: boolean;
  #opening: Promise<Database> | undefined;
  #began = 0;

  /** One that is not wanted keeps nothing: it rejects whatever it is asked for. */
  constructor(isWanted = true) {
    this.#isWanted = isWanted;
  }

  /**
   * Adds one event of the log, and resolves when the disk has it. A record that is not there was not
   * begun yet or was cleared by the browser: it is written whole. Rejects with `Taken`.
   */
  async addEvent(
    stored: StoredSession,
    log: readonly LoggedEvent[],
    { seq = 0, text }: LoggedEvent,
  ): Promise<void> {
    const { session, writer } = stored;
    try {
      await this.atOnce(async (work) => {
        const sessions = work.objectStore('sessions');
        const events = work.objectStore('events');
        // Asked for together: every turn is time in which the page may be closed.
        const [found, before, kept] = await Promise.all([
          sessions.get(session),
          events.getKey([session, seq - 1]),
          events.get([session, seq]),
        ]);
        const adding: Promise<unknown>[] = [];
        if (found) {
          if (found.writer !== writer || (seq > 0 && !before)) throw new Taken();
          // Kept by an attempt whose outcome was not heard of.
          if (kept?.text === text) return;
        } else {
          leaveFootprint();
          adding.push(sessions.put(stored));
        }
        for (const event of log.slice(found ? seq : 0, seq + 1)) {
          adding.push(events.add({ session, ...event, seq: event.seq ?? 0 }));
        }
        await Promise.all(adding);
      });
    } catch (error) {
      throw nameOf(error) === 'ConstraintError' ? new Taken() : error;
    }
  }

  /** From now on only `writer` writes the session. The record as it stands; undefined without one. */
  async claim(session: string, writer: number): Promise<StoredSession | undefined> {
    return this.#change(session, (found) => ({ ...found, writer }));
  }

  /** Changes the record, unless another tab has taken the session. */
  async patchSession(
    { session, writer }: StoredSession,
    patch: Partial<StoredSession>,
  ): Promise<void> {
    await this.#change(session, (found) =>
      found.writer === writer ? { ...found, ...patch } : found,
    );
  }

  /** The session of a place that was begun last and not left. */
  async newestAt(place: string): Promise<StoredSession | undefined> {
    const found = await (await this.#db()).getAllFromIndex('sessions', 'place', place);
    return found
      .filter(({ left, refused }) => !left && !refused)
      .sort((a, b) => a.created_at - b.created_at)
      .at(-1);
  }

  async allSessions(): Promise<StoredSession[]> {
    return (await this.#db()).getAll('sessions');
  }

  /** Whether there is more than the session and one release: something to send or to drop. */
  async hasMore(session: string): Promise<boolean> {
    const db = await this.#db();
    return (await db.getAllKeys('sessions')).some((one) => one !== session) || (await db.count('releases')) > 1;
  }

  /** The session's log, in order. */
  async log(session: string): Promise<LoggedEvent[]> {
    const events = await (await this.#db()).getAll('events', allOf(session));
    return events.map(({ seq, hash, text }) => ({ seq, hash, text }));
  }

  /** Removes everything of a session and of its branches. */
  async erase({ root, server }: StoredSession): Promise<void> {
    await this.atOnce(async (work) => {
      for (const found of await work.objectStore('sessions').getAll()) {
        if (found.root === root && found.server === server) await remove(work, found.session);
      }
    });
  }

  /** Keeps a picked file until the server has it; resolves when the disk has it. */
  async putFile(file: StoredFile): Promise<void> {
    await this.atOnce((work) => work.objectStore('files').put(file));
  }

  /** Changes what is noted of a file, unless it was removed meanwhile. */
  async noteFile(file: StoredFile): Promise<void> {
    await this.atOnce(async (work) => {
      const files = work.objectStore('files');
      if (await files.getKey([file.session, file.sha256])) await files.put(file);
    });
  }

  async removeFile({ session, sha256 }: StoredFile): Promise<void> {
    await this.atOnce((work) => work.objectStore('files').delete([session, sha256]));
  }

  async filesOf(session: string): Promise<StoredFile[]> {
    return (await this.#db()).getAll('files', allOf(session, ''));
  }

  async release(hash: string): Promise<StoredRelease | undefined> {
    return (await this.#db()).get('releases', hash);
  }

  async resolved(address: string): Promise<StoredRelease | undefined> {
    const hash = (await (await this.#db()).get('resolved', address))?.hash;
    return hash === undefined ? undefined : this.release(hash);
  }

  async rememberRelease(release: StoredRelease, address?: string): Promise<void> {
    await this.atOnce(async (work) => {
      await work.objectStore('releases').put(release);
      if (address) await work.objectStore('resolved').put({ address, hash: release.hash });
    });
  }

  /** One transaction: all of it or nothing, and on the disk when it resolves. */
  async atOnce<T>(perform: (work: Writing) => Promise<T>): Promise<T> {
    const work = await this.#begin();
    const [result] = await Promise.all([perform(work), work.done]);
    return result;
  }

  async #change(
    session: string,
    change: (found: StoredSession) => StoredSession,
  ): Promise<StoredSession | undefined> {
    return this.atOnce(async (work) => {
      const sessions = work.objectStore('sessions');
      const found = await sessions.get(session);
      if (!found) return undefined;
      const changed = change(found);
      await sessions.put(changed);
      return changed;
    });
  }

  /** A connection that the browser cut is noticed here at the latest. */
  async #begin(): Promise<Writing> {
    const begin = async (): Promise<Writing> => {
      const db = await this.#db();
      return db.transaction([...db.objectStoreNames], 'readwrite', { durability: 'strict' });
    };
    try {
      return await begin();
    } catch (error) {
      if (nameOf(error) !== 'InvalidStateError') throw error;
      this.#forget();
      return begin();
    }
  }

  async #db(): Promise<Database> {
    if (!this.#opening) {
      this.#began = Date.now();
      this.#opening = this.#open();
      this.#opening.catch(() => this.#forget());
    }
    const left = this.#began + kPatience - Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the database does not open')), left);
    });
    try {
      return await Promise.race([this.#opening, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #open(): Promise<Database> {
    if (!this.#isWanted) throw new Error('the page wants nothing to be kept');
    return openDB<Schema>('tundish', kVersion, {
      upgrade: (db, from, _to, work) => upgrade(db, from, work),
      // Another tab brings a newer version: let it, this page's data are all written.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        this.#forget();
      },
      terminated: () => this.#forget(),
    });
  }

  #forget(): void {
    this.#opening = undefined;
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
