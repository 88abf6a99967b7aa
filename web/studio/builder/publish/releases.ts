/** What the API tells of a funnel's releases, and of the sessions that still run on them. */
import { all, get, post, Problem } from '../../base/api.ts';
import type { Change } from './changes.ts';

export interface Environment {
  name: string;
  title: string;
}

/** A change of what an environment plays. */
export interface Publishing {
  number: number;
  environment: string;
  action: 'publish' | 'unpublish' | 'promote' | 'rollback' | 'import';
  /** Whose releases are played again. */
  repeats?: number;
  /** Hashes by language. */
  releases: Record<string, string>;
  at: string;
  actor_kind: string;
  /** Empty where nobody knows it. */
  actor_name: string;
}

export interface Published {
  number?: number;
  changed: boolean;
  disabled_channels: string[];
}

/** Sessions that were begun and not ended. */
export interface Running {
  release: string;
  language: string;
  count: number;
}

/** More sessions than these are not counted. */
export const kMostCounted = 500;

const addressOf = (slug: string, rest: string): string => `/api/v1/funnels/${encodeURIComponent(slug)}/${rest}`;

export const environments = (): Promise<Environment[]> =>
  get<{ environments: Environment[] }>('/api/v1/environments').then((answer) => answer.environments);

export const publishings = (slug: string): Promise<Publishing[]> => all<Publishing>(addressOf(slug, 'releases'), 'releases');

/** What one definition would change of another; undefined where one of them is not there. */
export async function changesBetween(slug: string, from: string, to: string): Promise<Change[] | undefined> {
  try {
    return (await get<{ changes: Change[] }>(addressOf(slug, 'changes'), { query: { from, to } })).changes;
  } catch (error) {
    if (error instanceof Problem && error.code === 'unknown_edition') return undefined;
    throw error;
  }
}

/** The draft that the builder has, wherever it is to be played. */
export const publish = (slug: string, environment: string, missing: 'refuse' | 'fall_back'): Promise<Published> =>
  post<Published>(addressOf(slug, 'publish'), { environment, draft: 'production', missing_texts: missing });

export const rollBack = (slug: string, environment: string, number: number): Promise<Published> =>
  post<Published>(addressOf(slug, 'rollback'), { environment, number });

export const unpublish = (slug: string, environment: string): Promise<Published> =>
  post<Published>(addressOf(slug, 'unpublish'), { environment });

/** The sessions of the environment that go on, by the release that they stay on. */
export async function runningSessions(slug: string, environment: string): Promise<Running[]> {
  const counts = new Map<string, Running>();
  let cursor: string | undefined;
  let counted = 0;
  do {
    const query = { funnel: slug, environment, status: 'in_progress', limit: 100, cursor };
    const page = await get<{ sessions: { release: string; language: string }[]; cursor?: string }>('/api/v1/sessions', { query });
    for (const { release, language } of page.sessions) {
      const known = counts.get(release) ?? { release, language, count: 0 };
      counts.set(release, { ...known, count: known.count + 1 });
    }
    counted += page.sessions.length;
    cursor = page.cursor;
  } while (cursor && counted < kMostCounted);
  return [...counts.values()];
}

/** Whether visitors of the environment get something. */
export function isPlayed(all: readonly Publishing[], environment: string): boolean {
  const last = all.find((one) => one.environment === environment);
  return last !== undefined && last.action !== 'unpublish';
}

/** The number under which a release was first played; undefined where it was not published here. */
export const numberOf = (all: readonly Publishing[], release: string): number | undefined =>
  [...all].reverse().find((one) => Object.values(one.releases).includes(release))?.number;
