/** Everything that is drawn. */
import type { FunnelResponse, Problem, Theme, View } from '../engine/engine.ts';
import { kNoReport, type Standing, type SyncReport } from '../sync/report.ts';
import type { Entry } from './thread.ts';

export interface Scene {
  phase: 'loading' | 'playing' | 'not_found' | 'failed';
  view?: View;
  /** Grows with every layer that is entered, so that a layer seen twice is drawn anew. */
  turn: number;
  /** Grows with every press that was refused: the first problem wants the focus. */
  refusals: number;
  thread: Entry[];
  /** How much of the thread was there when the page was opened. */
  recalled: number;
  report: SyncReport;
  /** Sending has failed and not come right yet. Stays while the next attempt runs. */
  stuck: boolean;
  /** Picked files that the server has not got yet, and whether they cannot be sent just now. */
  files: number;
  filesStuck: boolean;
  /** Name of a file that the server did not take, and that is not in sight. */
  fileRefused: string;
  /** The device could not keep a file; there is no way back from that while the page is open. */
  fileLost: boolean;
  /** Picked files that were not taken, by slug. */
  rejected: ReadonlyMap<string, Problem>;
  /** What is shown is what everybody sees first; the engine is not to be had just now. */
  unarmed: boolean;
  /** A button was pressed there: nothing is to be changed behind it. */
  pressed: boolean;
  /** Another tab plays this session; this one shows what it does. */
  elsewhere: boolean;
  /**
   * `setBack`: the server refused the last steps, they were set aside, and the visitor is where they
   * began. `erased`: the session before was erased.
   */
  news: '' | 'setBack' | 'erased';
  theme?: Theme;
  /** A field is wanted that people do not see. */
  honeypot?: boolean;
}

export const kBlank: Scene = {
  phase: 'loading',
  turn: 0,
  refusals: 0,
  thread: [],
  recalled: 0,
  report: kNoReport,
  stuck: false,
  files: 0,
  filesStuck: false,
  fileRefused: '',
  fileLost: false,
  rejected: new Map(),
  unarmed: false,
  pressed: false,
  elsewhere: false,
  news: '',
};

/** What the funnel says of how it is shown. */
export const lookOf = ({ theme, honeypot }: FunnelResponse): Pick<Scene, 'theme' | 'honeypot'> => ({
  ...(theme && { theme }),
  ...(honeypot && { honeypot }),
});

/** The scene once a report has come. */
export function withReport(scene: Scene, report: SyncReport): Scene {
  const { status } = report;
  const stuck = status === 'waiting' || (scene.stuck && status !== 'synced');
  return { ...scene, report, stuck };
}

/** What is to be seen of the report: while sending goes well, nothing. */
export const seenOf = ({ report: { status, unsaved, branched, waiting }, stuck }: Scene): string =>
  `${status === 'halted'} ${unsaved} ${branched} ${stuck && waiting}`;

export function standingOf({ report, files, filesStuck }: Scene): Standing {
  const unfinished = filesStuck ? 'waiting' : 'syncing';
  const status = files > 0 && report.status === 'synced' ? unfinished : report.status;
  return { ...report, status, files };
}
