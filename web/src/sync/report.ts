/** How keeping and sending of a session goes. */
import type { SyncStatus } from '../engine/types.gen.ts';

/** What the screen may say about saving and sending. */
export interface SyncReport {
  status: SyncStatus;
  /** Events that the server has not confirmed. */
  waiting: number;
  reason: string;
  /** The last event that should have been kept on the device was not. */
  unsaved: boolean;
  /** Why the log goes on beside the session's main line: `fork`, or `epoch` for another device. */
  branched: string;
}

export const kNoReport: SyncReport = {
  status: 'synced',
  waiting: 0,
  reason: '',
  unsaved: false,
  branched: '',
};

/** What is told of saving and sending: nothing is synced before its files are. */
export interface Standing extends SyncReport {
  /** Files that are not on the server yet. */
  files: number;
}
