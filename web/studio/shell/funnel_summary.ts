/** A funnel as the list has it, and what that says. */
import { all, Unreachable } from '../base/api.ts';
import { kKeptForUser } from '../base/me.ts';

export interface Version {
  language: string;
  environment: string;
  status: 'draft' | 'published';
  release?: string;
  at: string;
}

export interface FunnelSummary {
  slug: string;
  title: string;
  structure: string;
  created_at: string;
  updated_at: string;
  changed_by: { kind: 'user' | 'token' | 'setup' | 'server'; name: string };
  /** Empty: none. */
  folder: string;
  archived: boolean;
  versions: Version[];
}

export const fetchFunnels = (): Promise<FunnelSummary[]> => all<FunnelSummary>('/api/v1/funnels', 'funnels');

export interface FunnelList {
  funnels: FunnelSummary[];
  /** When the server told it, if that was not now: there is no connection. */
  since?: string;
}

const kKept = `${kKeptForUser}funnels`;

/** The list of the server, or the one that it told last on this device. */
export async function fetchOrRecallFunnels(): Promise<FunnelList> {
  try {
    const funnels = await fetchFunnels();
    keep(funnels);
    return { funnels };
  } catch (error) {
    const kept = localStorage.getItem(kKept);
    if (!(error instanceof Unreachable) || !kept) throw error;
    return JSON.parse(kept) as FunnelList;
  }
}

function keep(funnels: FunnelSummary[]): void {
  try {
    localStorage.setItem(kKept, JSON.stringify({ funnels, since: new Date().toISOString() }));
  } catch (error) {
    console.debug('tundish: the list is not kept for the time without a network', error);
  }
}

/** Environments that have a version of that status, each once. */
export function environmentsOf(funnel: FunnelSummary, status: Version['status']): string[] {
  return [...new Set(funnel.versions.filter((one) => one.status === status).map(({ environment }) => environment))];
}

/** All its languages, those of drafts first. */
export const languagesOf = (funnel: FunnelSummary): string[] => [
  ...new Set(funnel.versions.map(({ language }) => language)),
];

/** Whether a draft was saved after what its environment plays was published. */
export function isChanged(funnel: FunnelSummary): boolean {
  const latest = (status: Version['status'], environment: string) =>
    Math.max(
      ...funnel.versions
        .filter((one) => one.status === status && one.environment === environment)
        .map(({ at }) => Date.parse(at)),
    );
  return environmentsOf(funnel, 'published').some(
    (environment) => latest('draft', environment) > latest('published', environment),
  );
}
