/** How numbers are written. `<data>` keeps each as the API told it, to the last digit. */
import { html, type TemplateResult } from 'lit';
import { isoDay } from './span.ts';

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayOfYear = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

export const countText = (value: number): string => whole.format(value);
export const shortText = (value: number): string => short.format(value);
export const rateText = (value: number): string => percent.format(value);
/** So much more or less, with its sign. */
export const changeText = (value: number): string => `${value < 0 ? '−' : '+'}${rateText(Math.abs(value))}`;
/** Percentage points, with their sign. */
export const pointsText = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)} pts`;
export const chanceText = (value: number): string => (value < 0.001 ? '< 0.001' : value.toFixed(3));
/** `2025-06-30` as a day of this year, or of another. */
export const dayText = (value: string): string => {
  const isThisYear = value.slice(0, 4) === isoDay(new Date()).slice(0, 4);
  return (isThisYear ? day : dayOfYear).format(new Date(`${value}T00:00:00Z`));
};
export const momentText = (value: string): string => moment.format(new Date(value));

/** `4.3 s`, `1 min 5 s`, `2 h 3 min`. */
export function timeText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export type Kind = 'text' | 'count' | 'rate' | 'change' | 'points' | 'time' | 'chance' | 'day';
/** A value of a table. Nothing: there is none. */
export type Value = string | number | null | undefined;

const numbers: Record<string, (value: number) => string> = {
  count: countText,
  rate: rateText,
  change: changeText,
  points: pointsText,
  time: timeText,
  chance: chanceText,
};

export const isNumeric = (kind: Kind): boolean => kind in numbers;

export function textOf(value: Value, kind: Kind): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return (numbers[kind] ?? String)(value);
  return kind === 'day' ? dayText(value) : value;
}

/** The value as the page shows it. */
export function figure(value: Value, kind: Kind): TemplateResult | string {
  if (typeof value !== 'number') return textOf(value, kind);
  return html`<data value=${String(value)}>${textOf(value, kind)}</data>`;
}
