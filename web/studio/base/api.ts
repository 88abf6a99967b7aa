/** Typed calls of the user API, as the user of this browser. Whatever goes wrong comes as an error. */

/** A fault as the API tells it: of a definition or of a body, with its place. */
export interface Finding {
  code: string;
  severity?: 'error' | 'warning' | 'hint';
  /** Left out where it is about the whole. */
  pointer: string;
  sentence: string;
  line?: number;
  column?: number;
  related?: { pointer: string; sentence?: string; line?: number; column?: number }[];
  [more: string]: unknown;
}

/** The server refused (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly problems: Finding[],
    /** Seconds to wait before trying again, where the server says so. */
    readonly retryAfter: number | undefined,
  ) {
    super(detail);
  }

  /** What is wrong at one place of the body, in words. */
  at(pointer: string): string {
    return this.problems.filter((one) => one.pointer === pointer).map((one) => one.sentence).join(' ');
  }
}

/** The server was not reached: there is no network, or it is down. */
export class Unreachable extends Error {}

export interface Wish {
  /** Sent as JSON; a text is sent as it is. */
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  ifMatch?: string;
  signal?: AbortSignal;
}

export interface Answer<T> {
  value: T;
  /** The answer's text, byte by byte. */
  text: string;
  etag: string | undefined;
  status: number;
}

/** Told when the server no longer knows who asks. */
export const signedOut = new EventTarget();

/** One request. `value` is undefined where the answer has no JSON. */
export async function request<T>(method: string, path: string, wish: Wish = {}): Promise<Answer<T>> {
  const answer = await reach(method, addressOf(path, wish.query), wish);
  const text = await answer.text();
  const value = isJson(answer) && text ? (JSON.parse(text) as T) : undefined;
  if (!answer.ok) throw refusal(answer, value);
  const etag = answer.headers.get('etag') ?? undefined;
  return { value: value as T, text, etag, status: answer.status };
}

export const get = async <T>(path: string, wish?: Wish): Promise<T> =>
  (await request<T>('GET', path, wish)).value;
export const post = async <T>(path: string, body: unknown = {}, wish?: Wish): Promise<T> =>
  (await request<T>('POST', path, { ...wish, body })).value;
export const remove = async (path: string, wish?: Wish): Promise<void> =>
  void (await request('DELETE', path, wish));

/** Every item of a list that comes in pages; `member` holds them. */
export async function all<T>(path: string, member: string, wish: Wish = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...wish.query, cursor };
    const page = await get<Record<string, unknown>>(path, { ...wish, query });
    items.push(...(page[member] as T[]));
    cursor = page.cursor as string | undefined;
  } while (cursor);
  return items;
}

/** What went wrong, in a sentence for people. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Unreachable) return 'The server does not answer. Check your connection and try again.';
  if (error instanceof Problem) {
    if (error.code === 'role_missing') return 'Your role may not do this. A super admin can give you another one.';
    const told = error.problems.map(({ sentence }) => sentence).join(' ');
    const wait = error.retryAfter ? ` Try again in ${error.retryAfter} s.` : '';
    return (told || error.message) + wait;
  }
  throw error;
}

async function reach(method: string, address: string, wish: Wish): Promise<Response> {
  const headers: Record<string, string> = { 'x-tundish': '1', ...wish.headers };
  const body = typeof wish.body === 'string' ? wish.body : JSON.stringify(wish.body);
  if (method !== 'GET') headers['content-type'] ??= 'application/json';
  if (wish.ifMatch !== undefined) headers['if-match'] = wish.ifMatch;
  try {
    return await fetch(address, { method, headers, body, signal: wish.signal ?? null, cache: 'no-cache' });
  } catch (error) {
    if (wish.signal?.aborted) throw error;
    throw new Unreachable('The server does not answer.', { cause: error });
  }
}

function addressOf(path: string, query: Wish['query'] = {}): string {
  const said = Object.entries(query).filter(([, value]) => value !== undefined);
  if (said.length === 0) return path;
  return `${path}?${new URLSearchParams(said.map(([name, value]) => [name, String(value)]))}`;
}

const isJson = (answer: Response): boolean => /\bjson\b/.test(answer.headers.get('content-type') ?? '');

function refusal(answer: Response, value: unknown): Problem {
  const said = (value ?? {}) as { code?: string; detail?: string; title?: string; problems?: Finding[] };
  const wait = Number(answer.headers.get('retry-after')) || undefined;
  const detail = said.detail ?? said.title ?? `The server answered ${answer.status}.`;
  const code = said.code ?? String(answer.status);
  if (answer.status === 401 && code !== 'wrong_credentials') signedOut.dispatchEvent(new Event('out'));
  return new Problem(answer.status, code, detail, said.problems ?? [], wait);
}
