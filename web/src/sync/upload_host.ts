/**
 * Sends the files of one session, one after the other and in pieces, until the server has them whole.
 * Loaded when there is a file.
 */
import type { OutboxDb } from './outbox_db.ts';
import { isWaiting, type StoredFile, type StoredSession } from './records.ts';

/** How far a file has come. */
export type Progress =
  | { kind: 'waiting' }
  | { kind: 'sending'; part: number }
  | { kind: 'kept' }
  /** The server did not take it; `code` says why. */
  | { kind: 'refused'; code: string };

export interface UploadListener {
  /** Whether the server has the session's first event. */
  isKnown(): boolean;
  changed(): void;
  /** The server has erased the session. */
  erased(): void;
}

/** The server's: every piece but the last has this size. */
const kPieceBytes = 131_072;
const kPatienceMs = 60_000;
const kFirstPauseMs = 1000;
const kLongestPauseMs = 60_000;

/** What the server said of a file, or that it said nothing now. */
type Word =
  | { kind: 'at'; offset: number }
  | { kind: 'kept' }
  | { kind: 'refused'; code: string }
  | { kind: 'erased' }
  | { kind: 'later'; pause: number };

export class UploadHost {
  readonly #stored: StoredSession;
  readonly #db: OutboxDb;
  readonly #listener: UploadListener;
  readonly #files = new Map<string, StoredFile>();
  readonly #progress = new Map<string, Progress>();
  /** Those that the server had; whether it still has them is asked once. */
  readonly #unasked = new Set<string>();
  readonly #leaving = new AbortController();
  #running = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stored: StoredSession, db: OutboxDb, listener: UploadListener) {
    this.#stored = stored;
    this.#db = db;
    this.#listener = listener;
    const { signal } = this.#leaving;
    addEventListener('online', () => this.wake(), { signal });
  }

  /** Files that are not on the server yet, and may come there. */
  get waiting(): number {
    return [...this.#files.values()].filter(isWaiting).length;
  }

  /** Files that the server did not take. */
  get refused(): StoredFile[] {
    return [...this.#files.values()].filter(({ state }) => state === 'refused');
  }

  /** Nothing is being sent, and nothing can be just now. */
  get isStuck(): boolean {
    return this.waiting > 0 && (this.#failures > 0 || !navigator.onLine);
  }

  progressOf(sha256: string): Progress | undefined {
    const progress = this.#progress.get(sha256);
    // It is about to be sent.
    return progress?.kind === 'waiting' && !this.isStuck ? { kind: 'sending', part: 0 } : progress;
  }

  /** Takes on a file that the device keeps, or could not keep. */
  add(file: StoredFile): void {
    const { sha256, state, code = '' } = file;
    this.#files.set(sha256, file);
    if (state === 'kept') this.#unasked.add(sha256);
    if (state === 'refused') this.#progress.set(sha256, { kind: 'refused', code });
    else this.#progress.set(sha256, { kind: state ?? 'waiting' });
    this.nudge();
  }

  /** The visitor wants it no more. */
  drop(sha256: string): void {
    this.#files.delete(sha256);
    this.#progress.delete(sha256);
    this.#unasked.delete(sha256);
    this.#listener.changed();
  }

  /** Goes on, if there is something to do and a way to do it, and no pause is being made. */
  nudge(): void {
    if (!this.#running && this.#timer === undefined && this.#next && this.#mayGo) void this.#run();
  }

  /** The same without a pause. */
  wake(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.nudge();
  }

  close(): void {
    this.#leaving.abort();
    clearTimeout(this.#timer);
  }

  get #next(): StoredFile | undefined {
    const files = [...this.#files.values()];
    return files.find(isWaiting) ?? files.find(({ sha256 }) => this.#unasked.has(sha256));
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let file = this.#next; file && this.#mayGo; file = this.#next) {
      const word = await this.#carry(file);
      if (this.#leaving.signal.aborted) break;
      if (word.kind === 'erased') {
        this.close();
        this.#listener.erased();
        break;
      }
      if (word.kind === 'later') {
        this.#timer = setTimeout(() => this.wake(), word.pause);
        break;
      }
      await this.#note(file, word);
    }
    this.#running = false;
    this.#listener.changed();
  }

  get #mayGo(): boolean {
    return !this.#leaving.signal.aborted && navigator.onLine && this.#listener.isKnown();
  }

  /** Sends a file to its end, or as far as it goes now. */
  async #carry(file: StoredFile): Promise<Exclude<Word, { kind: 'at' }>> {
    const { sha256, blob } = file;
    let word = await this.#ask(file, { method: 'GET' });
    while (word.kind === 'at' && this.#files.has(sha256)) {
      this.#failures = 0;
      if (isWaiting(file)) this.#progress.set(sha256, { kind: 'sending', part: word.offset / Math.max(blob.size, 1) });
      this.#listener.changed();
      word = await this.#put(file, word.offset);
      if (this.#leaving.signal.aborted) return { kind: 'later', pause: 0 };
    }
    // The visitor took it back.
    if (word.kind === 'at') return { kind: 'later', pause: 0 };
    if (word.kind !== 'later') this.#failures = 0;
    else if (isWaiting(file)) this.#progress.set(sha256, { kind: 'waiting' });
    return word;
  }

  #put(file: StoredFile, offset: number): Promise<Word> {
    const { size } = file.blob;
    const end = Math.min(offset + kPieceBytes, size);
    const range = size === 0 ? 'bytes */0' : `bytes ${offset}-${end - 1}/${size}`;
    const headers = { 'content-range': range, 'content-type': 'application/octet-stream' };
    return this.#ask(file, { method: 'PUT', headers, body: file.blob.slice(offset, end) });
  }

  async #ask({ sha256, slugs }: StoredFile, init: RequestInit): Promise<Word> {
    const { server, root, secret } = this.#stored;
    const query = new URLSearchParams({ input: slugs[0] ?? '' });
    const address = `${server}/api/v1/play/sessions/${root}/uploads/${sha256}?${query}`;
    try {
      const response = await fetch(address, {
        ...init,
        credentials: 'omit',
        cache: 'no-store',
        headers: { ...init.headers, authorization: `Bearer ${secret}` },
        signal: AbortSignal.any([this.#leaving.signal, AbortSignal.timeout(kPatienceMs)]),
      });
      return (await wordOf(response)) ?? this.#later(1000 * (Number(response.headers.get('retry-after')) || 0));
    } catch (error) {
      console.debug('tundish: a file waits', error);
      return this.#later(0);
    }
  }

  /** Twice as long after each failure, and nobody at the same moment as others. */
  #later(atLeast: number): Word {
    const pause = Math.min(kFirstPauseMs * 2 ** this.#failures, kLongestPauseMs);
    this.#failures += 1;
    return { kind: 'later', pause: Math.max(atLeast, pause) * (1 + Math.random() / 2) };
  }

  /** What came of it; a device that cannot keep that asks again the next time. */
  async #note(file: StoredFile, word: { kind: 'kept' } | { kind: 'refused'; code: string }): Promise<void> {
    const { sha256 } = file;
    this.#unasked.delete(sha256);
    if (!this.#files.has(sha256)) return;
    const noted: StoredFile = { ...file, state: word.kind };
    if (word.kind === 'refused') noted.code = word.code;
    this.#files.set(sha256, noted);
    this.#progress.set(sha256, word);
    this.#listener.changed();
    try {
      await this.#db.noteFile(noted);
    } catch (error) {
      console.debug('tundish: that a file was sent is not kept', error);
    }
  }
}

const kRefusals = new Map([
  [413, 'file_too_large'],
  [415, 'wrong_type'],
  [422, 'wrong_hash'],
]);

/** Undefined when it has to be tried again. */
async function wordOf(response: Response): Promise<Word | undefined> {
  const { status } = response;
  if (status === 410) return { kind: 'erased' };
  if (status !== 200 && status !== 409 && !kRefusals.has(status)) return undefined;
  // A captive portal answers anything with its own page, which is no JSON and throws.
  const body = (await response.json()) as { state?: string; offset?: number; code?: string };
  if (body.state === 'kept') return { kind: 'kept' };
  if (body.state !== undefined || body.code === 'gap') return { kind: 'at', offset: body.offset ?? 0 };
  const code = body.code ?? kRefusals.get(status);
  return code === undefined ? undefined : { kind: 'refused', code };
}
