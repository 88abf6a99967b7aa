/** Times as people say them. */

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
/** The longest first. */
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** `3 hours ago`. */
export function ago(time: string, now = Date.now()): string {
  const seconds = (Date.parse(time) - now) / 1000;
  const fits = units.find(([, length]) => Math.abs(seconds) >= length);
  return fits ? relative.format(Math.round(seconds / fits[1]), fits[0]) : 'just now';
}

/** `23 Nov 2026, 14:05`. */
export const exactly = (time: string): string => exact.format(Date.parse(time));
