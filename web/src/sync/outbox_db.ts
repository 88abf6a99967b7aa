/** The device's database: what must outlive a closed tab, a crash and days without network. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SyncBranch } from '../engine/engine.ts';

/** One session that was begun on this device. */
export interface StoredSession {
  session: string;
  /** Which funnel on which server, environment and channel. */
  place: string;
  server: string;
  /** 64 hex digits; whoever has it may write the session. */
  secret: string;
  release: string;
  /** As the server last told; 0 before. */
  gen: number;
  /** How many events the server has confirmed. */
  acked: number;
  /** Which device may write; 1 when there never was another. */
  epoch?: number;
  /** Where the log is sent when it left the main line. */
  branch?: SyncBranch | undefined;
  created_at: number;
  /** Set once the session has ended. */
  ended_at?: number;
  /** The visitor left it and began another one. */
  left?: boolean;
}

export interface StoredEvent {
  session: string;
  seq: number;
  hash: string;
  /** Canonical, with its hash: the exact bytes that are sent. */
  text: string;
}

export interface StoredFile {
  sha256: string;
  session: string;
  name: string;
  blob: Blob;
}

export interface StoredRelease {
  hash: string;
  text: string;
}

interface Schema extends DBSchema {
  sessions: { key: string; value: StoredSession; indexes: { place: string } };
  events: { key: [string, number]; value: StoredEvent };
  files: { key: [string, string]; value: StoredFile };
  releases: { key: string; value: StoredRelease };
  /** Which release an address resolved to last. */
  resolved: { key: string; value: { address: string; hash: string } };
}

const kDay = 24 * 60 * 60 * 1000;
/** Everything of a session lies between `[session, 0]` and here. */
const kLast = '\uffff';

export class OutboxDb {
  readonly #db: IDBPDatabase<Schema>;

  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  /** Throws when the browser keeps no data for this page. */
  static async open(): Promise<OutboxDb> {
    const db = await openDB<Schema>('tundish', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('sessions', { keyPath: 'session' }).createIndex('place', 'place');
        fresh.createObjectStore('events', { keyPath: ['session', 'seq'] });
        fresh.createObjectStore('files', { keyPath: ['session', 'sha256'] });
        fresh.createObjectStore('releases', { keyPath: 'hash' });
        fresh.createObjectStore('resolved', { keyPath: 'address' });
      },
      // Another tab brings a newer version: let it, this page's data are all written.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new OutboxDb(db);
  }

  /** Resolves when the disk has it. Rejects when another tab wrote an event of that number. */
  async addEvent(event: StoredEvent, session: StoredSession): Promise<void> {
    const work = this.#db.transaction(['events', 'sessions'], 'readwrite', {
      durability: 'strict',
    });
    const added = work.objectStore('events').add(event);
    if (event.seq === 0) await work.objectStore('sessions').put(session);
    await Promise.all([added, work.done]);
  }

  /** The sessions of a place, the newest last. */
  async sessionsAt(place: string): Promise<StoredSession[]> {
    const found = await this.#db.getAllFromIndex('sessions', 'place', place);
    return found.sort((a, b) => a.created_at - b.created_at);
  }

  async allSessions(): Promise<StoredSession[]> {
    return this.#db.getAll('sessions');
  }

  /** The session's log, in order. */
  async events(session: string): Promise<StoredEvent[]> {
    return this.#db.getAll('events', IDBKeyRange.bound([session, 0], [session, kLast]));
  }

  async patchSession(session: string, patch: Partial<StoredSession>): Promise<void> {
    const work = this.#db.transaction('sessions', 'readwrite', { durability: 'strict' });
    const stored = await work.store.get(session);
    if (stored) await work.store.put({ ...stored, ...patch });
    await work.done;
  }

  /** Keeps a picked file until it can be uploaded; resolves when the disk has it. */
  async putFile(file: StoredFile): Promise<void> {
    const work = this.#db.transaction('files', 'readwrite', { durability: 'strict' });
    await work.store.put(file);
    await work.done;
  }

  async file(session: string, sha256: string): Promise<StoredFile | undefined> {
    return this.#db.get('files', [session, sha256]);
  }

  async release(hash: string): Promise<StoredRelease | undefined> {
    return this.#db.get('releases', hash);
  }

  async resolved(address: string): Promise<StoredRelease | undefined> {
    const hash = (await this.#db.get('resolved', address))?.hash;
    return hash === undefined ? undefined : this.release(hash);
  }

  async rememberRelease(release: StoredRelease, address: string): Promise<void> {
    const work = this.#db.transaction(['releases', 'resolved'], 'readwrite');
    void work.objectStore('releases').put(release);
    void work.objectStore('resolved').put({ address, hash: release.hash });
    await work.done;
  }

  /** Drops sessions that ended and were confirmed a day ago, and releases that nobody needs. */
  async sweep(now: number): Promise<void> {
    const work = this.#db.transaction(
      ['sessions', 'events', 'files', 'releases', 'resolved'],
      'readwrite',
    );
    const events = work.objectStore('events');
    const needed = new Set(
      (await work.objectStore('resolved').getAll()).map((entry) => entry.hash),
    );
    for (const stored of await work.objectStore('sessions').getAll()) {
      const all = IDBKeyRange.bound([stored.session, 0], [stored.session, kLast]);
      const ended = stored.ended_at !== undefined && stored.ended_at < now - kDay;
      if (!ended || stored.acked < (await events.count(all))) {
        needed.add(stored.release);
        continue;
      }
      await work.objectStore('sessions').delete(stored.session);
      await events.delete(all);
      await work
        .objectStore('files')
        .delete(IDBKeyRange.bound([stored.session, ''], [stored.session, kLast]));
    }
    for (const hash of await work.objectStore('releases').getAllKeys()) {
      if (!needed.has(hash)) await work.objectStore('releases').delete(hash);
    }
    await work.done;
  }
}
