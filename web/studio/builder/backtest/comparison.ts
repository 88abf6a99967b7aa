/** Sessions as they were, and as they would be on the draft: sums, and what changes. */
import type { Again } from './again.ts';
import type { Course } from './past.ts';
import { words } from './words.ts';

/** A session of the list. */
export interface SessionRow {
  session: string;
  reference_code: string;
  status: string;
}

/** What became of one. */
export type Verdict =
  | { row: SessionRow; unplayable: string }
  | { row: SessionRow; structure: string; before: Course; after: Again };

export type Played = Extract<Verdict, { after: Again }>;

/** Sessions to which the same happens. */
export interface Change {
  said: string;
  rows: SessionRow[];
}

/** How many then, and now. */
export interface Pair {
  before: number;
  after: number;
}

export interface Comparison {
  played: number;
  same: number;
  /** Of the visits that the draft would take elsewhere or stop. */
  changes: Change[];
  unplayable: Change[];
  endings: Map<string, Pair>;
  layers: Map<string, Pair & { dropped: Pair }>;
  /** By both layers. */
  ways: Map<string, Pair & { from: string; to: string }>;
  underWay: number;
  /** Versions of the funnel that they were played on. */
  versions: number;
  /** Nobody knows how they go on. */
  open: number;
}

export const isPlayed = (one: Verdict): one is Played => 'after' in one;

export function compare(verdicts: readonly Verdict[]): Comparison {
  const played = verdicts.filter(isPlayed);
  const changes = new Map<string, SessionRow[]>();
  const said = played.map((one) => ({ row: one.row, changes: changesOf(one) }));
  for (const { row, changes: own } of said) for (const one of own) push(changes, one, row);
  const unplayable = new Map<string, SessionRow[]>();
  for (const one of verdicts) if (!isPlayed(one)) push(unplayable, one.unplayable, one.row);
  const sums: Comparison = {
    played: played.length,
    same: said.filter((one) => one.changes.length === 0).length,
    changes: sorted(changes),
    unplayable: sorted(unplayable),
    endings: new Map(),
    layers: new Map(),
    ways: new Map(),
    underWay: played.filter(({ row }) => row.status === 'in_progress').length,
    versions: new Set(played.map(({ structure }) => structure)).size,
    open: played.filter(({ after }) => after.stop).length,
  };
  for (const one of played) {
    add(sums, 'before', one.before, endingOf(one, 'before'), undefined);
    add(sums, 'after', one.after.course, endingOf(one, 'after'), one.after.stop);
  }
  return sums;
}

/** What is another for this visitor, in words; nothing: it goes as it went. */
export function changesOf({ before, after }: Played): string[] {
  const { course, refused, stop } = after;
  const said = refused.map(({ layer, slug }) => words.refused(slug, layer));
  if (stop?.why === 'asked') said.push(words.asked(stop.slugs, course.layer));
  if (stop?.why === 'new') said.push(words.cameTo(course.layer));
  if (stop?.why === 'waits') said.push(words.waits(course.layer));
  if (stop?.why === 'cannot') said.push(words.cannot(course.layer, stop.sentence));
  if (stop) return said;
  const [then, now] = [endOf(before), endOf(course)];
  if (then !== now) said.push(words.elsewhere(now, then));
  else if (before.layers.join('\n') !== course.layers.join('\n')) said.push(words.otherWay(now));
  return said;
}

const endOf = ({ status, layer, reason }: Course): string => {
  if (status === 'in_progress') return words.standsAt(layer);
  return reason ? words.closedAt(layer, reason) : layer;
};

function endingOf({ row, before, after }: Played, when: keyof Pair): string {
  const course = when === 'before' ? before : after.course;
  if (course.status !== 'in_progress') return [words.ends[course.status] ?? course.status, course.layer, course.reason].filter(Boolean).join(' · ');
  if (when === 'after' && after.stop) return words.ends.open!;
  return words.ends[row.status === 'abandoned' ? 'abandoned' : 'in_progress']!;
}

function add(sums: Comparison, when: keyof Pair, course: Course, ending: string, stop: Again['stop']): void {
  count(sums.endings, ending, { before: 0, after: 0 })[when] += 1;
  const layerOf = (id: string) => count(sums.layers, id, { before: 0, after: 0, dropped: { before: 0, after: 0 } });
  for (const id of new Set(course.layers)) layerOf(id)[when] += 1;
  if (course.status === 'in_progress' && !stop) layerOf(course.layer).dropped[when] += 1;
  for (const [from, to] of course.ways) count(sums.ways, `${from}\n${to}`, { from, to, before: 0, after: 0 })[when] += 1;
}

function count<T>(sums: Map<string, T>, name: string, none: T): T {
  const found = sums.get(name) ?? none;
  sums.set(name, found);
  return found;
}

function push(groups: Map<string, SessionRow[]>, name: string, row: SessionRow): void {
  const rows = count(groups, name, []);
  if (!rows.includes(row)) rows.push(row);
}

const sorted = (groups: Map<string, SessionRow[]>): Change[] =>
  [...groups].map(([said, rows]) => ({ said, rows })).sort((a, b) => b.rows.length - a.rows.length);

/** What the canvas draws: where the visitors would be now, and by how much that is another share of them. */
export function trafficOf({ played, layers, ways }: Comparison) {
  const change = ({ before, after }: Pair, of: Pair) => (of.after > 0 ? after / of.after : 0) - (of.before > 0 ? before / of.before : 0);
  const everybody = { before: played, after: played };
  const nobody = { before: 0, after: 0 };
  return {
    layers: Object.fromEntries(
      [...layers].map(([id, one]) => [id, { reached: one.after, dropped: one.dropped.after, change: change(one, everybody) }]),
    ),
    ways: [...ways.values()].map(({ from, to, ...pair }) => ({ from, to, count: pair.after, change: change(pair, layers.get(from) ?? nobody) })),
  };
}

