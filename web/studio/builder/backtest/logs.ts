/** Gets the sessions that are to be played again, with their logs and what they were played on. */
import { get, Problem, request, type Wish } from '../../base/api.ts';
import type { Event } from '../../../src/engine/types.gen.ts';
import type { Task, Work } from './backtest_worker.ts';
import type { SessionRow, Verdict } from './comparison.ts';
import { words } from './words.ts';

export interface Wanted {
  funnel: string;
  /** At most so many, the newest. */
  count: number;
  /** `2026-06-30` */
  from?: string;
  to?: string;
}

export interface Loaded extends Omit<Work, 'text'> {
  /** Those whose log cannot be had. */
  gone: Verdict[];
}

interface Log {
  releases: string[];
  events: { event: Event; hash: string }[];
}

const kAtOnce = 4;
const kPage = 200;

/** Tells how far it is; whoever aborts the signal has it end. */
export async function loadSessions(wanted: Wanted, signal: AbortSignal, told: (done: number, total: number) => void): Promise<Loaded> {
  const rows = await rowsOf(wanted, signal);
  const loaded: Loaded = { tasks: [], releases: {}, gone: [] };
  const found = new Map<SessionRow, Task>();
  let done = 0;
  told(done, rows.length);
  await each(rows, async (row) => {
    const log = await had<Log>(`/api/v1/sessions/${row.session}/log`, signal);
    if (log) found.set(row, { row, releases: log.releases, events: log.events.map(({ event }) => event) });
    else loaded.gone.push({ row, unplayable: words.erased });
    told((done += 1), rows.length);
  });
  loaded.tasks = rows.flatMap((row) => found.get(row) ?? []);
  await each([...new Set(loaded.tasks.flatMap(({ releases }) => releases))], async (hash) => {
    const text = await patiently(() => request('GET', `/api/v1/play/releases/${hash}`, { signal }).then((answer) => answer.text), signal);
    if (text !== undefined) loaded.releases[hash] = text;
  });
  return loaded;
}

async function rowsOf({ funnel, count, from, to }: Wanted, signal: AbortSignal): Promise<SessionRow[]> {
  const rows: SessionRow[] = [];
  let cursor: string | undefined;
  do {
    const query = { funnel, from, to, limit: Math.min(kPage, count - rows.length), cursor };
    const page = await had<{ sessions: SessionRow[]; cursor?: string }>('/api/v1/sessions', signal, query);
    rows.push(...(page?.sessions ?? []));
    cursor = page?.cursor;
  } while (cursor && rows.length < count);
  return rows;
}

const had = <T>(path: string, signal: AbortSignal, query: Wish['query'] = {}): Promise<T | undefined> =>
  patiently(() => get<T>(path, { query, signal }), signal);

/** Undefined where it is not there. A server that wants to be asked later is asked later. */
async function patiently<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 404) return undefined;
      if (error.status !== 429) throw error;
      await rest((error.retryAfter ?? 1) * 1000, signal);
    }
  }
}

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });

/** A few at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: kAtOnce }, worker));
}
