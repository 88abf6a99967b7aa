/** What the server counted, as its API tells it. Nothing is counted anew here. */
import { all, get } from '../base/api.ts';
import { spanBefore, type Span } from './span.ts';

export interface Counts {
  visits: number;
  sessions: number;
  completions: number;
  conversions: number;
  converted: number;
  closed: number;
  abandoned: number;
  start_rate: number | null;
  conversion_rate: number | null;
  converted_rate: number | null;
  completion_rate: number | null;
}
export interface FunnelCounts extends Counts {
  funnel: string;
}
export interface LayerCounts {
  layer: string;
  type?: string;
  reached: number;
  completed: number;
  passed: number;
  stopped: number;
  dropped: number;
  completed_rate: number | null;
  stopped_rate: number | null;
  time?: { stays: number; median_ms: number; p90_ms: number };
  clicks: Record<string, number>;
  ways: Record<string, number>;
}
export interface Part extends Counts {
  value: string;
}
export interface Statistics extends Counts {
  layers: LayerCounts[];
  parts?: Part[];
}
export interface Interval {
  low: number;
  high: number;
}
export interface Variant {
  variant: string;
  sessions: number;
  reached: number;
  rate?: number;
  interval?: Interval;
  comparison?: { difference: number; interval: Interval; p: number; verdict: string };
}
export interface Experiment {
  experiment: string;
  control: string;
  variants: Variant[];
}
export interface Funnel {
  slug: string;
  title: string;
}

/** What counts besides the days. */
export interface Filter {
  release?: string;
  language?: string;
  channel?: string;
  experiment?: string;
  variant?: string;
}
export const filterNames = ['release', 'language', 'channel', 'experiment', 'variant'] as const;
export type FilterName = (typeof filterNames)[number];

export type Goal = 'conversion' | 'completion';
export const parts = ['day', 'release', 'language', 'channel'] as const;
export type By = (typeof parts)[number];

export interface Dashboard {
  funnel: Funnel;
  whole: Statistics;
  before: Statistics | undefined;
  by: Record<By, Part[]>;
  experiments: Experiment[];
  /** What can be filtered by, on these days. */
  choices: Record<FilterName, string[]>;
  releases: Map<string, string>;
}

const days = ({ from, to }: Span) => ({ from, to });
const addressOf = (slug: string) => `/api/v1/funnels/${encodeURIComponent(slug)}`;

export const queryOf = (span: Span, filter: Filter): Record<string, string | undefined> => ({ ...days(span), ...filter });

export async function loadDashboard(slug: string, span: Span, filter: Filter, goal: Goal): Promise<Dashboard> {
  const at = addressOf(slug);
  const query = queryOf(span, filter);
  const earlier = spanBefore(span);
  const { experiment: _, variant: __, ...everybody } = filter;
  const told = (more: Record<string, string | undefined>) => get<Statistics>(`${at}/statistics`, { query: more });
  const partsOf = async (more: Record<string, string | undefined>) => (await told({ layers: 'none', ...more })).parts!;
  const valuesOf = async (more: Record<string, string | undefined>) =>
    (await partsOf({ ...days(span), ...more })).map(({ value }) => value);
  const [funnel, whole, before, byParts, tested, release, language, channel, experiment, variant, releases] = await Promise.all([
    get<Funnel>(at),
    told(query),
    earlier && told({ ...query, ...days(earlier), layers: 'none' }),
    Promise.all(parts.map((by) => partsOf({ ...query, by }))),
    get<{ experiments: Experiment[] }>(`${at}/experiments`, { query: { ...days(span), ...everybody, goal } }),
    valuesOf({ by: 'release' }),
    valuesOf({ by: 'language' }),
    valuesOf({ by: 'channel' }),
    valuesOf({ by: 'experiment' }),
    filter.experiment ? valuesOf({ by: 'variant', experiment: filter.experiment }) : [],
    releaseNames(slug),
  ]);
  const by = Object.fromEntries(parts.map((one, index) => [one, byParts[index]!])) as Record<By, Part[]>;
  const choices = { release, language, channel, experiment, variant };
  return { funnel, whole, before, by, experiments: tested.experiments, choices, releases };
}

/** Of each release what people call it: the number under which it was published first, and its language. */
async function releaseNames(slug: string): Promise<Map<string, string>> {
  const list = await all<{ number: number; releases: Record<string, string> }>(`${addressOf(slug)}/releases`, 'releases');
  const names = new Map<string, string>();
  for (const { number, releases } of list.sort((a, b) => a.number - b.number)) {
    for (const [language, hash] of Object.entries(releases)) {
      if (!names.has(hash)) names.set(hash, `${number} · ${language}`);
    }
  }
  return names;
}

export interface Overview {
  funnels: (Funnel & { counts: FunnelCounts | undefined; before: FunnelCounts | undefined })[];
}

export async function loadOverview(span: Span): Promise<Overview> {
  const told = async (wanted: Span) =>
    (await get<{ funnels: FunnelCounts[] }>('/api/v1/statistics', { query: days(wanted) })).funnels;
  const earlier = spanBefore(span);
  const [funnels, now, before] = await Promise.all([
    all<Funnel>('/api/v1/funnels', 'funnels'),
    told(span),
    earlier ? told(earlier) : [],
  ]);
  const of = (list: FunnelCounts[], slug: string) => list.find(({ funnel }) => funnel === slug);
  return { funnels: funnels.map((one) => ({ ...one, counts: of(now, one.slug), before: of(before, one.slug) })) };
}
