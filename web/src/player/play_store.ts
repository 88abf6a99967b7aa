/**
 * What is being played, apart from how it is drawn: gestures go in, scenes and tellings come out.
 */
import {
  EngineTrap,
  type AnswerValue,
  type Engine,
  type Event,
  type EventInput,
  type FileReference,
  type PlayResponse,
  type Problem,
  type Theme,
  type View,
  type ViewComponent,
} from '../engine/engine.ts';
import { loadEngine } from '../engine/load.ts';
import { flushBacklog } from '../sync/backlog.ts';
import { claimSession, type Release } from '../sync/claim.ts';
import { OutboxDb } from '../sync/outbox_db.ts';
import { countVisit, NoRelease, type Wanted } from '../sync/releases.ts';
import { SyncHost, type SyncReport } from '../sync/sync_host.ts';
import { FileDesk, kMaxFileBytes } from './file_desk.ts';
import { filesOf } from './files_of.ts';
import { Gestures } from './gestures.ts';
import { begin, open, replay, type Opened } from './opening.ts';
import { tellingsOf, type Telling } from './tellings.ts';
import type { Entry, ThreadMaker } from './thread.ts';

/** Everything that is drawn. */
export interface Scene {
  phase: 'loading' | 'playing' | 'not_found' | 'failed';
  view?: View;
  /** Grows with every layer that is entered, so that a layer seen twice is drawn anew. */
  turn: number;
  /** Grows with every press that was refused: the first problem wants the focus. */
  refusals: number;
  thread: Entry[];
  /** How much of the thread was there when the page was opened. */
  recalled: number;
  report: SyncReport;
  /** Sending has failed and not come right yet. Stays while the next attempt runs. */
  stuck: boolean;
  /** The device could not keep an event; there is no way back from that while the page is open. */
  unsaved: boolean;
  /** Picked files that were not taken, by slug. */
  rejected: ReadonlyMap<string, Problem>;
  /** Another tab plays this session. */
  elsewhere: boolean;
  theme?: Theme;
}

export interface Hooks {
  /**
   * Loads what the session is drawn with, before there is a scene; gives what makes the thread where
   * there is one.
   */
  prepare(): Promise<ThreadMaker | undefined>;
  changed(): void;
  told(telling: Telling): void;
}

const kBlank: Scene = {
  phase: 'loading',
  turn: 0,
  refusals: 0,
  thread: [],
  recalled: 0,
  report: { status: 'synced', waiting: 0, reason: '' },
  stuck: false,
  unsaved: false,
  rejected: new Map(),
  elsewhere: false,
};

export class PlayStore {
  readonly wanted: Wanted;
  readonly files: FileDesk;
  scene: Scene = kBlank;
  /** What was typed on this layer, by slug; the view has it too once it is an event. */
  readonly typed = new Map<string, unknown>();
  readonly #hooks: Hooks;
  readonly #dirty = new Set<string>();
  #engine: Engine | undefined;
  #threads: ThreadMaker | undefined;
  #db: OutboxDb | undefined;
  #opened: Opened | undefined;
  #host: SyncHost | undefined;
  #release: Release | undefined;
  #gestures = new Gestures(0);
  /** The whole log, and the part of it that waits for the first gesture. */
  #events: Event[] = [];
  #unsaved: Event[] = [];
  #missing: 'hidden' | 'shown' = 'hidden';
  #queue: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(wanted: Wanted, hooks: Hooks) {
    this.wanted = wanted;
    this.#hooks = hooks;
    this.files = new FileDesk(() => this.#changed());
  }

  /** Loads everything and shows the first view, or the one where the visitor left. */
  async start(how: 'ask' | 'steal' = 'ask'): Promise<void> {
    this.#show({ ...kBlank });
    try {
      const parts = Promise.all([loadEngine(), openDb(), this.#hooks.prepare()]);
      [this.#engine, this.#db, this.#threads] = await parts;
      if (this.#closed) return;
      const opened = await open(this.#engine, this.#db, this.wanted);
      await this.#install(opened, how);
      void countVisit(this.wanted);
      this.#flushOthers();
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    this.#closed = true;
    this.#leave();
    this.files.close();
  }

  /**
   * Remembers what is being typed; it becomes an event when it is committed or a button is pressed.
   */
  type(slug: string, value: unknown): void {
    this.typed.set(slug, value);
    this.#dirty.add(slug);
  }

  /** Commits a field. Resolves when the device has kept it. */
  async answer(slug: string, value: AnswerValue | null | undefined): Promise<void> {
    this.typed.set(slug, value);
    this.#dirty.delete(slug);
    await this.#play(
      'answered',
      () => (isNothing(value) ? { slug } : { slug, value: value as AnswerValue }),
      () => isSame(value, this.#component(slug)?.value),
    );
  }

  async press(button: string): Promise<void> {
    for (const slug of [...this.#dirty])
      void this.answer(slug, this.typed.get(slug) as AnswerValue);
    await this.#play('pressed', () => ({ button }));
  }

  async reply(reply: { text: string } | { option: string }): Promise<void> {
    await this.#play('replied', () => reply);
  }

  async back(): Promise<void> {
    await this.#play('went_back');
  }

  /** Keeps the picked files and answers, or replies, with what they are. */
  async attach(component: ViewComponent, picked: readonly File[]): Promise<void> {
    const slug = component.slug!;
    const rejected = new Map(this.scene.rejected);
    rejected.delete(slug);
    if (picked.some(({ size }) => size > kMaxFileBytes)) {
      rejected.set(slug, { code: 'file_too_large', limit: kMaxFileBytes });
    }
    this.#show({ ...this.scene, rejected });
    if (rejected.has(slug)) return;
    const files: FileReference[] = [];
    for (const file of picked) files.push(await this.#keep(file));
    if (this.scene.view?.channel !== 'web') {
      for (const file of files) await this.#play('replied', () => ({ file }));
    } else if (component.multiple) {
      await this.answer(slug, [...filesOf(this.#component(slug)), ...files]);
    } else if (files[0]) {
      await this.answer(slug, files[0]);
    }
  }

  /** A full disk does not stop the visitor: the answer goes on without the bytes, and says so. */
  async #keep(file: File): Promise<FileReference> {
    const reference = await this.files.describe(file, this.#engine!);
    try {
      await this.files.keep(reference, file, this.#opened!.stored.session, this.#db);
    } catch (error) {
      console.warn('tundish: a file is not kept', error);
      this.#show({ ...this.scene, unsaved: true });
    }
    return reference;
  }

  /** Leaves this session as it is and begins another one. */
  async reset(): Promise<void> {
    await this.#queue;
    if (!this.#engine || !this.#opened) return this.start();
    const { stored, release } = this.#opened;
    if (this.#events.length > this.#unsaved.length) {
      await this.#db?.patchSession(stored.session, {
        left: true,
        ended_at: stored.ended_at ?? Date.now(),
      });
    }
    this.#leave();
    await this.#install(begin(this.#engine, release, this.wanted), 'ask');
    this.#flushOthers();
  }

  /** Takes the session over from the other tab. */
  async continueHere(): Promise<void> {
    this.#leave();
    await this.start('steal');
  }

  async #install(opened: Opened, how: 'ask' | 'steal'): Promise<void> {
    const { stored, steps, log, resumed } = opened;
    this.#opened = opened;
    this.#events = steps.map((step) => step.event!);
    this.#unsaved = resumed ? [] : [...this.#events];
    this.#gestures = new Gestures(this.#events.at(-1)?.t_mono ?? 0);
    this.#release = await claimSession(stored.session, how, () => this.#lose());
    const view = steps.at(-1)!.view;
    const thread = this.#threads?.threadOf(steps) ?? [];
    const theme = opened.funnel.facts.theme;
    this.#clearTyped();
    this.#show({
      ...kBlank,
      phase: 'playing',
      view,
      thread,
      recalled: resumed ? thread.length : 0,
      turn: this.scene.turn + 1,
      elsewhere: this.#release === undefined,
      ...(theme ? { theme } : {}),
    });
    void this.files.recall(allFiles(view, thread), stored.session, this.#db);
    this.#hooks.told({ name: 'ready', detail: { resumed } });
    if (!resumed) for (const telling of tellingsOf(steps[0]!)) this.#hooks.told(telling);
    if (this.#release) {
      this.#host = new SyncHost(this.#engine!, stored, this.#db, log, {
        reported: (report) => this.#report(report),
        trapped: () => void (this.#queue = this.#queue.then(() => this.#revive())),
      });
    }
  }

  /** Queues a gesture: one after the other, each kept on the device before its outcome is shown. */
  #play(kind: Event['kind'], input?: () => EventInput, needless?: () => boolean): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.#closed || this.scene.elsewhere || needless?.()) return;
      try {
        await this.#perform(kind, input?.());
      } catch (error) {
        this.#fail(error);
      }
    });
    return this.#queue;
  }

  async #perform(kind: Event['kind'], input?: EventInput): Promise<void> {
    const gesture = this.#gestures.make(kind, input);
    let step: PlayResponse;
    try {
      step = this.#opened!.session.play(gesture);
    } catch (error) {
      if (!(error instanceof EngineTrap)) throw error;
      await this.#revive();
      step = this.#opened!.session.play(gesture);
    }
    if (step.refused || !step.event) return this.#refuse(step);
    this.#events.push(step.event);
    const kept = [...this.#unsaved, step.event];
    this.#unsaved = [];
    await this.#host?.append(kept);
    await this.#settle(step);
  }

  /** Shows what an event led to, now that the device has it. */
  async #settle(step: PlayResponse): Promise<void> {
    const before = this.scene.view;
    const moved = step.facts.some(({ kind }) => kind === 'entered' || kind === 'went_back');
    if (moved) this.#clearTyped();
    const view = this.#missing === 'shown' ? this.#opened!.session.view('shown') : step.view;
    const thread = [...this.scene.thread, ...(this.#threads?.entriesOf(step, before) ?? [])];
    const turn = this.scene.turn + (moved ? 1 : 0);
    const rejected = moved ? kBlank.rejected : this.scene.rejected;
    this.#show({ ...this.scene, view, thread, turn, rejected });
    for (const telling of tellingsOf(step)) this.#hooks.told(telling);
    if (view.status !== 'in_progress' && this.#opened!.stored.ended_at === undefined) {
      this.#opened!.stored.ended_at = Date.now();
      const { session, ended_at } = this.#opened!.stored;
      await this.#db?.patchSession(session, { ended_at });
    }
  }

  #refuse(step: PlayResponse): void {
    const { code, sentence } = step.refused!;
    if (code !== 'layer_incomplete') {
      this.#hooks.told({ name: 'error', detail: { code, sentence } });
      return;
    }
    this.#missing = 'shown';
    this.#show({ ...this.scene, view: step.view, refusals: this.scene.refusals + 1 });
  }

  /** Loads the engine anew after it stopped and plays the log again. */
  async #revive(): Promise<void> {
    const opened = this.#opened!;
    this.#engine = await loadEngine();
    this.#opened = { ...opened, ...replay(this.#engine, opened.release.text, this.#events) };
    await this.#host?.revive(this.#engine);
  }

  #leave(): void {
    this.#host?.close();
    this.#release?.();
    this.#opened?.session.free();
    this.#opened?.funnel.free();
    this.#host = undefined;
    this.#release = undefined;
    this.#opened = undefined;
  }

  #lose(): void {
    this.#host?.close();
    this.#host = undefined;
    this.#show({ ...this.scene, elsewhere: true });
  }

  #report(report: SyncReport): void {
    const { status } = report;
    const stuck = status === 'waiting' || (this.scene.stuck && status !== 'synced');
    const unsaved = this.scene.unsaved || status === 'not_saved';
    this.#show({ ...this.scene, report, stuck, unsaved });
    this.#hooks.told({ name: 'sync', detail: report });
  }

  #fail(error: unknown): void {
    const missing = error instanceof NoRelease;
    const sentence = error instanceof Error ? error.message : String(error);
    console.error('tundish:', error);
    this.#show({ ...this.scene, phase: missing ? 'not_found' : 'failed' });
    this.#hooks.told({
      name: 'error',
      detail: { code: missing ? 'not_found' : 'failed', sentence },
    });
  }

  #flushOthers(): void {
    if (!this.#engine || !this.#db || !this.#opened) return;
    flushBacklog(this.#engine, this.#db, this.wanted.server, this.#opened.stored.session).catch(
      (error: unknown) => console.debug('tundish: earlier sessions wait for the next time', error),
    );
  }

  #clearTyped(): void {
    this.typed.clear();
    this.#dirty.clear();
    this.#missing = 'hidden';
  }

  #component(slug: string): ViewComponent | undefined {
    return this.scene.view?.components?.find((component) => component.slug === slug);
  }

  #show(scene: Scene): void {
    this.scene = scene;
    this.#changed();
  }

  #changed(): void {
    if (!this.#closed) this.#hooks.changed();
  }
}

/** Without a database the session lives in memory, and the visitor is told so. */
async function openDb(): Promise<OutboxDb | undefined> {
  try {
    return await OutboxDb.open();
  } catch (error) {
    console.warn('tundish: this browser keeps no data for the page', error);
    return undefined;
  }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isSame(a: unknown, b: unknown): boolean {
  return (isNothing(a) && isNothing(b)) || JSON.stringify(a) === JSON.stringify(b);
}

function allFiles(view: View, thread: readonly Entry[]): FileReference[] {
  const sent = thread.flatMap((entry) =>
    entry.from === 'visitor' && entry.file ? [entry.file] : [],
  );
  return [...(view.components ?? []).flatMap(filesOf), ...sent];
}
