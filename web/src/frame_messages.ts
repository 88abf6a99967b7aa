/**
 * What a page and the hosted page that it holds in a frame say to each other by `postMessage`. Both
 * sides name the other's origin exactly, and take nothing that does not have one of these shapes.
 */
import type { TellingDetails } from './player/telling_details.ts';

/** The page says that it listens; the frame speaks to nobody before. */
export interface Hello {
  tundish: 1;
  kind: 'hello';
}

/** How high the frame has to be to show everything, in CSS pixels. */
export interface Height {
  tundish: 1;
  kind: 'height';
  height: number;
}

/** What the player in the frame tells its page. */
export interface Told {
  tundish: 1;
  kind: 'told';
  name: keyof TellingDetails;
  detail: unknown;
}

export const kNames: readonly (keyof TellingDetails)[] = [
  'ready',
  'view',
  'answer',
  'layer',
  'conversion',
  'complete',
  'error',
  'sync',
];
const kHighest = 100_000;

type Loose = Record<string, unknown>;

const isOurs = (data: unknown, kind: string, members: number): data is Loose =>
  typeof data === 'object' &&
  data !== null &&
  (data as Loose).tundish === 1 &&
  (data as Loose).kind === kind &&
  Object.keys(data).length === members;

export const isHello = (data: unknown): data is Hello => isOurs(data, 'hello', 2);

export const isHeight = (data: unknown): data is Height =>
  isOurs(data, 'height', 3) &&
  Number.isInteger(data.height) &&
  Number(data.height) >= 0 &&
  Number(data.height) <= kHighest;

export const isTold = (data: unknown): data is Told =>
  isOurs(data, 'told', 4) &&
  kNames.some((name) => name === data.name) &&
  typeof data.detail === 'object' &&
  data.detail !== null;
