/**
 * What comes with a visitor: values in the page's address and of the page itself, and what the device
 * says of itself. The log holds no more of it than the release names. A part of the player.
 */
import type { Values } from '../engine/engine.ts';
import type { Given } from './attributes.ts';

/** What the header of a session says of how its visitor came. */
export interface Brought {
  initial?: Values;
  device?: Values;
}

interface Datum {
  slug: string;
  source: 'url' | 'prior_session' | 'device' | 'context';
  key?: string;
}

export function bring(release: string, given: Given): Brought {
  const brought: Required<Brought> = { initial: {}, device: {} };
  const query = new URLSearchParams(location.search);
  for (const { slug, source, key = slug } of dataOf(release)) {
    const value = source === 'url' ? inAddress(query, key) : source === 'context' ? given[key] : undefined;
    if (value !== undefined) brought.initial[slug] = value as Values[string];
  }
  if (/device/.test(release)) brought.device = only(deviceData(navigator), release);
  return Object.fromEntries(
    Object.entries(brought).filter(([, values]) => Object.keys(values).length > 0),
  );
}

/** All initial data that are named anywhere in the release. */
function dataOf(release: string): Datum[] {
  const data: Datum[] = [];
  JSON.parse(release, (name, value: unknown) => {
    if (name === 'initial_data' && Array.isArray(value)) data.push(...(value as Datum[]));
    return value;
  });
  return data;
}

/** One value is a text, several of one name are a list. */
function inAddress(query: URLSearchParams, key: string): string | string[] | undefined {
  const values = query.getAll(key);
  return values.length > 1 ? values : values[0];
}

const only = (values: Record<string, string>, release: string): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => release.includes(name)));

/** Rough words: enough to branch on, too few to know anybody by. */
export function deviceData({
  language,
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'language' | 'userAgent' | 'maxTouchPoints'>): Record<string, string> {
  // An iPad calls itself a Mac.
  const isPad = /iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  const isTablet = isPad || (/Android/.test(userAgent) && !/Mobile/.test(userAgent));
  const isPhone = /Mobi|iPhone/.test(userAgent);
  return {
    language,
    device_type: isTablet ? 'tablet' : isPhone ? 'mobile' : 'desktop',
    os: isPad ? 'ios' : firstOf(systems, userAgent),
    browser: firstOf(browsers, userAgent),
  };
}

const systems: readonly [string, RegExp][] = [
  ['android', /Android/],
  ['ios', /iPhone|iPod/],
  ['windows', /Windows/],
  ['macos', /Macintosh/],
  ['linux', /Linux|CrOS/],
];
/** Those that also call themselves something else come first. */
const browsers: readonly [string, RegExp][] = [
  ['edge', /Edg/],
  ['opera', /OPR\//],
  ['samsung', /SamsungBrowser/],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrome|CriOS/],
  ['safari', /Safari/],
];

const firstOf = (names: readonly [string, RegExp][], userAgent: string): string =>
  names.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'other';
