/** The days that are looked at, and those before them that they are compared with. Days are of UTC. */

export const presets = ['today', '7', '30', '90', 'all', 'own'] as const;
export type Preset = (typeof presets)[number];

export interface Span {
  preset: Preset;
  /** `2025-06-30`; undefined: from the beginning, to now. */
  from?: string;
  to?: string;
}

const kDayMs = 24 * 60 * 60 * 1000;
const kUsual: Preset = '30';

export const isoDay = (date: Date): string => date.toISOString().slice(0, 10);
const moved = (day: string, days: number): string => isoDay(new Date(Date.parse(`${day}T00:00:00Z`) + days * kDayMs));
const isDay = (text: string | null): text is string => {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && isoDay(new Date(at)) === text;
};

/** What the address says; what it does not say, or says wrongly, is the usual. */
export function spanOf(query: URLSearchParams, today = isoDay(new Date())): Span {
  const [from, to] = [query.get('from'), query.get('to')];
  if (isDay(from) && isDay(to) && from <= to) return { preset: 'own', from, to };
  const said = query.get('days');
  const preset = presets.find((one) => one === said && one !== 'own') ?? kUsual;
  if (preset === 'all') return { preset };
  const days = preset === 'today' ? 1 : Number(preset);
  return { preset, from: moved(today, 1 - days), to: today };
}

/** How the address says it; the usual is not said. */
export function queryOfSpan(span: Span): Record<string, string | undefined> {
  if (span.preset === 'own') return { from: span.from, to: span.to };
  return { days: span.preset === kUsual ? undefined : span.preset };
}

/** As many days right before; undefined where there is no beginning. */
export function spanBefore({ from, to }: Span): Span | undefined {
  if (!from || !to) return undefined;
  const days = daysOf({ preset: 'own', from, to }).length;
  return { preset: 'own', from: moved(from, -days), to: moved(from, -1) };
}

/** Every day of it; none where there is no beginning. */
export function daysOf({ from, to }: Span): string[] {
  const days: string[] = [];
  if (!from || !to) return days;
  for (let day = from; day <= to; day = moved(day, 1)) days.push(day);
  return days;
}
