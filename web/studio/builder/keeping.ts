/**
 * Keeps what is written: on this device at once, on the server as soon as it answers. A draft that
 * somebody else changed meanwhile is never written over; its author decides.
 */
import { Problem, request, Unreachable } from '../base/api.ts';
import type { Desk } from './desk.ts';
import { keepDraft, keptDraft } from './kept_drafts.ts';
import type { Untaken } from './untaken.ts';

export type KeepingState =
  | 'saved'
  | 'saving'
  /** On this device only: the server does not answer. */
  | 'here'
  /** Somebody else changed the draft meanwhile. */
  | 'conflict'
  /** The server refused it, `problem` says why. */
  | 'refused';

/** A draft as the server has it. */
export interface Saved {
  text: string;
  etag: string;
}

/** A draft as it is to be opened. */
export interface Opened extends Saved {
  isSaved: boolean;
  /** What is not saved was made of this. */
  began?: string;
  /** What was written and could not be part of it. */
  unread?: Desk['unread'];
  untaken?: readonly Untaken[];
}

const kRestMs = 700;
const kAgainMs = 5000;

const addressOf = (slug: string): string => `/api/v1/funnels/${encodeURIComponent(slug)}`;

export async function fetchSaved(slug: string): Promise<Saved> {
  const { text, etag } = await request('GET', addressOf(slug));
  return { text, etag: etag! };
}

/** What the server has, or without it what is here. Throws when there is neither. */
export async function openDraft(slug: string): Promise<Opened> {
  const here = await keptDraft(slug);
  let theirs: Saved;
  try {
    theirs = await fetchSaved(slug);
  } catch (error) {
    if (error instanceof Unreachable && here) return { ...here };
    throw error;
  }
  const isTheirs = !here || here.isSaved || here.text === theirs.text;
  // A whole text that waits to be read is of the draft as it was then.
  const unread = here && (!isTheirs || here.text === theirs.text) ? here.unread : undefined;
  const left = { unread, untaken: here?.untaken ?? [] };
  if (isTheirs) return { ...theirs, isSaved: true, ...left };
  const { text, etag, began, sent } = here;
  if (etag === theirs.etag || sent === theirs.text) return { text, etag: theirs.etag, isSaved: false, began: theirs.text, ...left };
  return { text, etag, isSaved: false, ...(began !== undefined && { began }), ...left };
}

/** The server has trouble of its own, or too much to do: trying again helps. */
const isPassing = (error: unknown): boolean => error instanceof Problem && (error.status === 429 || error.status >= 500);

/** Tells `state` when that changes. */
export class Keeping extends EventTarget {
  readonly #desk: Desk;
  readonly #stop: (() => void)[];
  #etag: string;
  #state: KeepingState = 'saved';
  /** What has not reached the device, and the server. */
  #isUnkept = false;
  #isUnsaved = false;
  #writing: Promise<void> | undefined;
  #began: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was handed in without an answer. */
  #sent: string | undefined;
  #saving: Promise<void> = Promise.resolve();
  problem: unknown;

  constructor(desk: Desk, opened: Opened) {
    super();
    this.#desk = desk;
    this.#etag = opened.etag;
    this.#isUnsaved = !opened.isSaved;
    this.#began = opened.isSaved ? opened.text : opened.began;
    this.#stop = [desk.on(['change'], () => this.#changed()), desk.on(['untaken'], () => this.#keepNow())];
    addEventListener('online', this.#online);
    addEventListener('beforeunload', this.#leaving);
    if (opened.isSaved) void this.#keep();
    else if (!desk.isReadOnly) this.#saveSoon(0);
  }

  get state(): KeepingState {
    return this.#state;
  }

  /** The server's draft that what is here was made of; undefined where that is not known. */
  get began(): string | undefined {
    return this.#began;
  }

  /** Whether everything is on the server. */
  get isSaved(): boolean {
    return !this.#isUnsaved && this.#state === 'saved';
  }

  /** Puts everything away, for another tab to go on; the server has it where it answers. */
  async handOver(): Promise<void> {
    if (this.#state !== 'conflict') await this.save();
    await this.#keep();
    this.#stopListening();
  }

  close(): void {
    this.#stopListening();
    if (this.#isUnsaved && this.#state !== 'conflict') void this.#save();
  }

  #stopListening(): void {
    for (const stop of this.#stop) stop();
    clearTimeout(this.#timer);
    removeEventListener('online', this.#online);
    removeEventListener('beforeunload', this.#leaving);
  }

  /** Hands in now; resolves when the server has answered. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#save();
  }

  /** What is here goes in the place of what somebody else wrote; a third one may be faster again. */
  async writeOver({ text, etag }: Saved): Promise<void> {
    this.#etag = etag;
    this.#began = text;
    this.#isUnsaved = true;
    this.#turn('saving');
    await this.#save();
  }

  readonly #online = (): void => this.#saveSoon(0);

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (this.#isUnkept) event.preventDefault();
  };

  #changed(): void {
    this.#isUnsaved = true;
    this.#keepNow();
    if (this.#state !== 'conflict') {
      this.#turn('saving');
      this.#saveSoon(kRestMs);
    }
  }

  #keepNow(): void {
    this.#isUnkept = true;
    void this.#keep();
  }

  #saveSoon(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), afterMs);
  }

  /** Writes the newest text to this device; while one is being written the next one waits. */
  #keep(): Promise<void> {
    if (this.#desk.isElsewhere) return Promise.resolve();
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
    return this.#writing;
  }

  async #write(): Promise<void> {
    do {
      this.#isUnkept = false;
      const { document, slug } = this.#desk;
      const at = new Date().toISOString();
      const began = this.#isUnsaved && this.#began !== undefined && { began: this.#began };
      const sent = this.#sent !== undefined && { sent: this.#sent };
      const waiting = { unread: this.#desk.unread, untaken: this.#desk.untaken.all };
      await keepDraft({ slug, text: document.text(), etag: this.#etag, isSaved: !this.#isUnsaved, at, ...began, ...sent, ...waiting });
    } while (this.#isUnkept);
  }

  /** One after the other: each stands on what the server said to the one before. */
  #save(): Promise<void> {
    const saved = this.#saving.then(() => this.#handIn());
    // Whoever asked is told what went wrong; the next one is not kept from trying.
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  async #handIn(): Promise<void> {
    if (!this.#isUnsaved || this.#desk.isReadOnly) return this.#turn('saved');
    const { document, slug } = this.#desk;
    try {
      await this.#settle();
      const { revision } = document;
      const text = document.text();
      this.#sent = text;
      const { etag } = await request('PUT', addressOf(slug), { body: text, ifMatch: this.#etag, query: { unfinished: 'yes' } });
      this.#sent = undefined;
      this.#etag = etag!;
      this.#began = text;
      this.#isUnsaved = document.revision !== revision;
      if (this.#isUnsaved) this.#saveSoon(kRestMs);
      else this.#turn('saved');
      await this.#keep();
    } catch (error) {
      await this.#failed(error);
    }
  }

  /** Where an answer was lost, asks whether the server has what was handed in. */
  async #settle(): Promise<void> {
    if (this.#sent === undefined) return;
    const { text, etag } = await fetchSaved(this.#desk.slug);
    if (text === this.#sent) {
      this.#etag = etag;
      this.#began = text;
    }
    this.#sent = undefined;
  }

  async #failed(error: unknown): Promise<void> {
    if (error instanceof Unreachable || isPassing(error)) {
      this.#turn('here');
      this.#saveSoon(kAgainMs);
      await this.#keep();
    } else if (error instanceof Problem) {
      this.#sent = undefined;
      this.problem = error;
      this.#turn(error.status === 412 ? 'conflict' : 'refused');
    } else throw error;
  }

  #turn(state: KeepingState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.dispatchEvent(new Event('state'));
  }
}
