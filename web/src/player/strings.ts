/** What the player itself says, beside the funnel's own texts. One file per language. */
import type { Problem, ProblemCode } from '../engine/engine.ts';
import { loadPart } from './load_part.ts';
import { english } from './strings_en.ts';

/**
 * A sentence that says how to fix a problem; `limit` is the bound that was missed, ready to read.
 */
export type ProblemSentence = (limit: string, count: number) => string;

export interface Strings {
  dir: 'ltr' | 'rtl';
  next: string;
  back: string;
  send: string;
  retry: string;
  optional: string;
  chooseOne: string;
  chooseSome: string;
  select: string;
  other: string;
  otherLabel: string;
  yes: string;
  no: string;
  like: string;
  dislike: string;
  less: string;
  more: string;
  stars: (count: number) => string;
  attach: string;
  takePhoto: string;
  dropHere: string;
  remove: (name: string) => string;
  skip: string;
  typeHere: string;
  typing: string;
  you: string;
  thread: string;
  openChat: string;
  openForm: string;
  close: string;
  progress: string;
  loading: string;
  notFound: string;
  notShown: string;
  notLoaded: string;
  /** What cannot be gone on with before an answer has come. */
  wait: string;
  failed: string;
  again: string;
  done: string;
  closed: string;
  notOpen: string;
  from: string;
  to: string;
  here: string;
  up: (name: string) => string;
  down: (name: string) => string;
  keepOrder: string;
  ended: string;
  waiting: (count: number) => string;
  notSaved: string;
  halted: string;
  elsewhere: string;
  continueHere: string;
  setBack: string;
  erased: string;
  wentOn: string;
  continueThere: string;
  tick: string;
  /** Who the visitor is, and the proof of it. */
  sendCode: string;
  sendLink: string;
  sentCode: (to: string) => string;
  sentLink: (to: string) => string;
  code: string;
  password: string;
  confirm: string;
  checking: string;
  wrongCode: (left: number) => string;
  codeOver: string;
  resend: string;
  resendIn: (time: string) => string;
  change: string;
  proven: string;
  tooManySent: string;
  noNetwork: string;
  unchecked: string;
  /** What needs a network, or goes on when there is one. */
  waitOffline: string;
  wentOnWithout: string;
  /** How far a file has come. */
  fileWaits: string;
  fileSending: (percent: string) => string;
  fileSent: string;
  fileRefused: string;
  filesWaiting: (count: number) => string;
  signHere: string;
  clear: string;
  typeName: string;
  denied: string;
  notLocated: string;
  changeAnswer: string;
  problems: Record<ProblemCode, ProblemSentence>;
}

/** The languages beside English, each a file that is loaded when it is first asked for. */
const loaders = new Map<string, () => Promise<{ words: Strings }>>([
  ['ar', () => import('./strings_ar.ts')],
  ['de', () => import('./strings_de.ts')],
  ['es', () => import('./strings_es.ts')],
  ['fr', () => import('./strings_fr.ts')],
  ['he', () => import('./strings_he.ts')],
  ['hi', () => import('./strings_hi.ts')],
  ['ja', () => import('./strings_ja.ts')],
  ['pt', () => import('./strings_pt.ts')],
  ['zh', () => import('./strings_zh.ts')],
]);
const loaded = new Map([['en', english]]);
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

const baseOf = (language: string) => language.toLowerCase().split('-')[0] ?? '';

/** Resolves when the strings of the language are there, or cannot be had: English must do then. */
export async function loadStrings(language: string): Promise<void> {
  const base = baseOf(language);
  const load = loaders.get(base);
  if (!load || loaded.has(base)) return;
  try {
    loaded.set(base, (await loadPart(load)).words);
  } catch (error) {
    console.warn(`tundish: the words of the language ${base} are not there`, error);
  }
}

/** The strings of a language or of its base language; English ones until these are loaded. */
export function stringsOf(language: string): Strings {
  const base = baseOf(language);
  const strings = loaded.get(base) ?? english;
  return rightToLeft.has(base) ? { ...strings, dir: 'rtl' } : strings;
}

/** A problem in words of that language. */
export function sentenceOf(strings: Strings, language: string, problem: Problem): string {
  const limit = problem.limit;
  const number = typeof limit === 'number' ? limit : 0;
  const text =
    typeof limit === 'number'
      ? problem.code === 'file_too_large'
        ? readableSize(limit, language)
        : new Intl.NumberFormat(language).format(limit)
      : Array.isArray(limit)
        ? limit.join(', ')
        : readableMoment(limit ?? '', language);
  return strings.problems[problem.code](text, number);
}

/** 2026-12-31 → "December 31, 2026"; what is no date or time of day stays as it is. */
function readableMoment(text: string, language: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d(?::\d\d)?)?$/.exec(text) ?? [];
  if (!day && !time) return text;
  return new Intl.DateTimeFormat(language, {
    ...(day && { dateStyle: 'long' }),
    ...(time && { timeStyle: 'short' }),
    timeZone: 'UTC',
  }).format(new Date(`${day ?? '2000-01-01'}T${time ?? '00:00'}Z`));
}

/** 1500000 → "1.5 MB" */
export function readableSize(bytes: number, language: string): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const power = Math.min(
    units.length - 1,
    Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)),
  );
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return `${digits.format(bytes / 1024 ** power)} ${units[power]}`;
}
