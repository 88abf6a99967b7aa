/**
 * Drafts as they are on this device: what was typed here and is not yet on the server survives a
 * closed tab and days without a network.
 */
import type { Desk } from './desk.ts';
import type { Untaken } from './untaken.ts';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

export interface KeptDraft {
  slug: string;
  text: string;
  /** The `ETag` of what the server had when this was made of it. */
  etag: string;
  /** Whether the server has exactly this. */
  isSaved: boolean;
  /** What was handed in last, where no answer came: the server may have it or not. */
  sent?: string;
  /** What this was made of, where the server has not got this. */
  began?: string;
  /** What was written and could not be part of it: a text that is no JSON yet, fields. */
  unread?: Desk['unread'];
  untaken?: readonly Untaken[];
  at: string;
}

interface Drafts extends DBSchema {
  drafts: { key: string; value: KeptDraft };
}

let opened: Promise<IDBPDatabase<Drafts>> | undefined;

function open(): Promise<IDBPDatabase<Drafts>> {
  opened ??= openDB<Drafts>('tundish-studio', 1, {
    upgrade: (db) => void db.createObjectStore('drafts', { keyPath: 'slug' }),
    // Another tab with a newer studio wants in.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: () => (opened = undefined),
  });
  return opened;
}

export const keptDraft = async (slug: string): Promise<KeptDraft | undefined> => (await open()).get('drafts', slug);
export const keepDraft = async (draft: KeptDraft): Promise<void> => void (await (await open()).put('drafts', draft));
export const forgetDraft = async (slug: string): Promise<void> => (await open()).delete('drafts', slug);
export const keptDrafts = async (): Promise<KeptDraft[]> => (await open()).getAll('drafts');
