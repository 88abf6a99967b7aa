/** What the device's database holds, and how an older database becomes this one. */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { SyncBranch } from '../engine/engine.ts';

/** One session that was begun or taken over on this device, or what was set aside of one. */
export interface StoredSession {
  /** The record's key: the id of the chain as it stood when the record was made. */
  session: string;
  /** The id that follows from the secret; all branches of a session share it. */
  root: string;
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
  /** Which device may write; resuming elsewhere takes the next. */
  epoch: number;
  /** Where the log is sent when that is not the session itself. */
  branch?: SyncBranch | undefined;
  /** The server's lane, as far as it came: canonical texts in order. */
  server_lane?: string[];
  /** The server refused the end of this log: it is only handed in, never played. */
  refused?: true;
  /** Number of the tab that took the session last: no other may write it. */
  writer: number;
  created_at: number;
  /** Set once the session has ended. */
  ended_at?: number | undefined;
  /** Many people use the device: it is erased once it has ended and the server has all of it. */
  forgets?: true;
  /** The visitor left it and began another one. */
  left?: boolean;
  /** How many bits the proof of work wants before the server takes the session. */
  work_bits?: number;
  /** The number that proves it, once it was found. */
  work?: string;
  /** A field that people do not see was filled. */
  trapped?: true;
}

export interface StoredEvent {
  /** Key of the record it belongs to. */
  session: string;
  seq: number;
  hash: string;
  /** Canonical, with its hash: the exact bytes that are sent. */
  text: string;
}

export interface StoredFile {
  sha256: string;
  /** Key of the record it belongs to. */
  session: string;
  name: string;
  blob: Blob;
  /** Of the inputs whose answers name it. */
  slugs: string[];
  /** What the server said of it last. */
  state?: 'kept' | 'refused';
  /** Why it was refused. */
  code?: string;
}

/** Whether the server has to get it still. */
export const isWaiting = ({ state }: StoredFile): boolean => state === undefined;

export interface StoredRelease {
  hash: string;
  text: string;
}

export interface Schema extends DBSchema {
  sessions: { key: string; value: StoredSession; indexes: { place: string } };
  events: { key: [string, number]; value: StoredEvent };
  files: { key: [string, string]; value: StoredFile };
  releases: { key: string; value: StoredRelease };
  /** Which release an address resolved to last. */
  resolved: { key: string; value: { address: string; hash: string } };
}

export type Database = IDBPDatabase<Schema>;
export type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>;

export const kVersion = 2;

/** Everything of a record lies between `[key, first]` and here. */
const kLast = '\uffff';

/** The keys of a record's events from `first` on, or of its files from `''` on. */
export const allOf = (session: string, first: number | string = 0): IDBKeyRange =>
  IDBKeyRange.bound([session, first], [session, kLast]);

/** Removes a record with its log and files. */
export async function remove(work: Writing, session: string): Promise<void> {
  await work.objectStore('sessions').delete(session);
  await work.objectStore('events').delete(allOf(session));
  await work.objectStore('files').delete(allOf(session, ''));
}

/** Brings a database of the version `from` to this one; nothing in it is lost. */
export async function upgrade(
  db: Database,
  from: number,
  work: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
): Promise<void> {
  if (from < 1) {
    db.createObjectStore('sessions', { keyPath: 'session' }).createIndex('place', 'place');
    db.createObjectStore('events', { keyPath: ['session', 'seq'] });
    db.createObjectStore('files', { keyPath: ['session', 'sha256'] });
    db.createObjectStore('releases', { keyPath: 'hash' });
    db.createObjectStore('resolved', { keyPath: 'address' });
  }
  // A session of version 1 was never a branch, and only one device knew it.
  const sessions = work.objectStore('sessions');
  for (const stored of from === 1 ? await sessions.getAll() : []) {
    await sessions.put({ ...stored, root: stored.session, epoch: 1, writer: 0 });
  }
}
