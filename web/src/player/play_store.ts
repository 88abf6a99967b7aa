/** What is being played, apart from how it is drawn: gestures go in, scenes and tellings come out. */
import type { AnswerValue, Event, EventInput, PlayResponse } from '../engine/engine.ts';
import { EngineTrap } from '../engine/trap.ts';
import { inPlayingOrder, isOfServer, serverLane } from '../sync/lanes.ts';
import type { First, Wanted } from '../sync/releases.ts';
import { dropLink, linkTo } from '../sync/resume_link.ts';
import { Asking, awaitsServer } from './asking.ts';
import { DeskOffice, type Play } from './desk_office.ts';
import { Gestures } from './gestures.ts';
import type { Holding } from './holding.ts';
import type { Hooks, Reply } from './hooks.ts';
import { loadAll } from './loading.ts';
import { loadPart } from './load_part.ts';
import type { Opened } from './opening.ts';
import { Queue } from './queue.ts';
import { isNothing, isSame } from './same_value.ts';
import { kBlank, lookOf, seenOf, standingOf, withReport, type Scene } from './scene.ts';
import { failureOf, tellingsOf } from './tellings.ts';
import type { ThreadMaker } from './thread.ts';
import { Unplayable } from './unplayable.ts';

export class PlayStore implements Play {
  readonly wanted: Wanted;
  readonly office: DeskOffice;
  scene: Scene = kBlank;
  /** What was typed on this layer, by slug; the view has it too once it is an event. */
  readonly typed = new Map<string, unknown>();
  readonly #hooks: Hooks;
  readonly #dirty = new Set<string>();
  /** Comes with the engine. */
  #held: Holding | undefined;
  #threads: ThreadMaker | undefined;
  #gestures = new Gestures(0);
  /** What the visitor did, and the part of it that waits for the first gesture. */
  #events: Event[] = [];
  #unsaved: Event[] = [];
  #missing: 'hidden' | 'shown' = 'hidden';
  readonly #queue = new Queue((error) => this.#fail(error));
  readonly #later = (work: () => Promise<unknown>) => this.#queue.later(work);
  /** Which session is shown. */
  #session = '';
  #sighted: () => void = () => undefined;
  /** Resolves when there is something to see. */
  readonly sight = new Promise<void>((resolve) => (this.#sighted = resolve));
  /** When what everybody sees first was shown, while there is no session. */
  #shownAt: number | undefined;
  readonly #asking = new Asking(() => this.#held?.ask());

  constructor(wanted: Wanted, hooks: Hooks) {
    this.wanted = wanted;
    this.#hooks = hooks;
    this.office = new DeskOffice(this, () => this.#held);
  }

  /** Loads everything and shows the first view, or the one where the visitor left. */
  start(): Promise<void> {
    this.#show({ ...kBlank });
    return this.#later(() => this.#load());
  }

  close(): void {
    this.#queue.close();
    this.#asking.end();
    this.#held?.close();
    this.office.close();
  }

  /** Remembers what is typed; it becomes an event when it is committed or a button is pressed. */
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
      () => isSame(value, this.scene.view?.components?.find((one) => one.slug === slug)?.value),
    );
  }

  async press(button: string): Promise<void> {
    if (this.#shownAt !== undefined) this.show({ pressed: true });
    await this.office.settled();
    for (const slug of [...this.#dirty]) void this.answer(slug, this.typed.get(slug) as AnswerValue);
    await this.#play('pressed', () => ({ button }));
  }

  readonly reply = (reply: Reply): Promise<void> => this.#play('replied', () => reply);
  readonly back = (): Promise<void> => this.#play('went_back');

  /** The field that people do not see was filled. */
  readonly spring = (): void => void this.#later(() => this.#holding.patch({ trapped: true }));

  /** The same quietly: a refusal is the caller's to tell. */
  async attempt(kind: Event['kind'], input: EventInput): Promise<boolean> {
    let isTaken = false;
    await this.#later(async () => {
      const step = this.scene.elsewhere ? undefined : await this.#try(kind, input);
      isTaken = step?.event !== undefined && !step.refused && (await this.#keep(step, step.event));
    });
    return isTaken;
  }

  /**
   * Goes on in another language of the same structure, with every answer; a session without any
   * begins anew in it.
   */
  setLanguage(language: string): Promise<void> {
    return this.#later(async () => {
      if (this.scene.elsewhere) return;
      const found = await this.#holding
        .inLanguage(language)
        .catch((error: unknown) => this.#tellError('no_language', error));
      if (!found) return;
      const { release, spoken } = found;
      if (spoken === this.scene.view?.language) return;
      if (this.#events.length === this.#unsaved.length) return this.#holding.begin(release);
      await this.#playAnew([release.hash]);
      await this.#perform('language_changed', { language: spoken, release: release.hash });
    });
  }

  /** Leaves this session as it is and begins another one. */
  reset(): Promise<void> {
    return this.#later(async () => {
      if (!this.opened) return this.#load();
      await this.#holding.beginAnother(this.#events.length > this.#unsaved.length);
    });
  }

  /** Takes the session over from the other tab. */
  readonly continueHere = (): Promise<void> => this.#later(() => this.#holding.enter('steal'));

  /** Goes on where the other device is; what was done here meanwhile is kept as a branch. */
  readonly continueThere = (): Promise<void> => this.#later(() => this.#holding.rejoin());

  /** The page's address with which another device goes on; undefined before there is a session. */
  resumeLink(): string | undefined {
    const opened = this.opened;
    return opened && linkTo(opened.stored);
  }

  async #load(): Promise<void> {
    const { link, holding, release, threads } = await loadAll(this.wanted, this.#queue, {
      prepare: () => this.#hooks.prepare(),
      hold: () => this.#hold(),
      foreshow: (first) => this.#foreshow(first),
      lacking: () => this.show({ unarmed: true }),
    });
    if (this.#queue.isClosed) return;
    this.#threads = threads;
    if (link && (await holding.adopt(link))) dropLink();
    else await holding.enter('ask', release, this.#shownAt);
    void holding.tidy();
  }

  /** What the visitor does there waits in the queue. */
  #foreshow(first?: First): boolean {
    if (!first || this.#queue.isClosed || this.scene.phase !== 'loading') return false;
    const { facts, view } = first;
    this.#shownAt = performance.now();
    this.show({ phase: 'playing', view, turn: this.scene.turn + 1, ...lookOf(facts) });
    return true;
  }

  /** What holds a session comes when the first question is there. */
  async #hold(): Promise<Holding> {
    // What it shares with parts comes beside it, not behind it.
    const parts = [loadPart(() => import('./holding.ts')), loadPart(() => import('../sync/records.ts'))] as const;
    const [{ Holding }] = await Promise.all(parts);
    if (this.#held) return this.#held;
    this.#held = new Holding(this.wanted, {
      given: () => this.#hooks.given(),
      later: (work) => this.#later(work),
      opened: (opened, leads) => this.#open(opened, leads),
      reported: (report) => {
        const before = this.scene;
        const scene = withReport(before, report);
        this.#show(scene, seenOf(before) === seenOf(scene));
        this.#tellSync();
      },
      trapped: () => void this.#later(() => this.#revive()),
      cut: (count) => this.#goBack(count),
      rebased: () => this.#rebase(),
      news: (news) => this.#show({ ...this.scene, news }),
      lost: () => this.#show({ ...this.scene, elsewhere: true }),
    });
    if (this.#queue.isClosed) this.#held.close();
    return this.#held;
  }

  #open(opened: Opened, leads: boolean): void {
    const { stored, steps, resumed } = opened;
    const isNew = this.#session !== stored.session;
    if (isNew) this.#hooks.released(opened.release.text);
    this.#session = stored.session;
    this.#events = steps.map((step) => step.event!).filter(({ lane }) => lane !== 's');
    this.#unsaved = resumed ? [] : [...this.#events];
    this.#gestures = new Gestures(this.#events.at(-1)?.t_mono ?? 0, this.#shownAt);
    this.office.hear(steps, 'all');
    const view = steps.at(-1)!.view;
    const thread = this.#threads?.threadOf(steps) ?? [];
    const isShown = isNew && this.#shownAt !== undefined && !resumed;
    const moved = (isNew && !isShown) || this.scene.view?.layer !== view.layer;
    this.#shownAt = undefined;
    if (moved) this.#clearTyped();
    this.#show({
      ...kBlank,
      phase: 'playing',
      view,
      thread,
      recalled: resumed ? thread.length : 0,
      turn: this.scene.turn + (moved ? 1 : 0),
      elsewhere: !leads,
      ...lookOf(opened.funnel.facts),
    });
    if (isNew) this.#hooks.told({ name: 'ready', detail: { resumed } });
    else this.#hooks.told({ name: 'view', detail: { view } });
    if (!resumed) this.#tell(steps[0]!);
    if (leads && resumed) void this.#noteEnd();
  }

  /** Queues a gesture: one after the other, each kept on the device before its outcome is shown. */
  #play(kind: Event['kind'], input?: () => EventInput, needless?: () => boolean): Promise<void> {
    const at = performance.now();
    return this.#later(async () => {
      // What could not be loaded was told.
      if (!this.opened || this.scene.elsewhere || needless?.()) return;
      await this.#perform(kind, input?.(), at);
    });
  }

  async #perform(kind: Event['kind'], input?: EventInput, at?: number): Promise<void> {
    const step = await this.#try(kind, input, at);
    if (step.refused || !step.event) return this.#refuse(step);
    await this.#keep(step, step.event);
  }

  async #try(kind: Event['kind'], input?: EventInput, at?: number): Promise<PlayResponse> {
    const gesture = this.#gestures.make(kind, input, at);
    try {
      return this.opened!.session.play(gesture);
    } catch (error) {
      if (!(error instanceof EngineTrap)) throw error;
      await this.#revive();
      return this.opened!.session.play(gesture);
    }
  }

  async #keep(step: PlayResponse, event: Event): Promise<boolean> {
    this.#events.push(event);
    const kept = [...this.#unsaved, event];
    this.#unsaved = [];
    // What is no part of the log was never done; what is shown follows from what is queued now.
    const isPart = await this.#holding.append(kept);
    if (isPart) await this.#settle(step);
    return isPart;
  }

  /** Shows what an event led to, now that the device has it. */
  async #settle(step: PlayResponse): Promise<void> {
    const before = this.scene.view;
    this.office.hear([step], 'next');
    const moved = step.facts.some(({ kind }) => kind === 'entered' || kind === 'went_back');
    if (moved) this.#clearTyped();
    const view = this.#missing === 'shown' ? this.opened!.session.view('shown') : step.view;
    const thread = [...this.scene.thread, ...(this.#threads?.entriesOf(step, before) ?? [])];
    const turn = this.scene.turn + (moved ? 1 : 0);
    const rejected = moved ? kBlank.rejected : this.scene.rejected;
    this.#show({ ...this.scene, view, thread, turn, rejected, news: '' });
    this.#tell(step);
    await this.#noteEnd();
  }

  #tell(step: PlayResponse): void {
    for (const telling of tellingsOf(step)) this.#hooks.told(telling);
  }

  #noteEnd(): Promise<void> {
    return this.#holding.noteEnd(this.scene.view!.status !== 'in_progress');
  }

  #refuse(step: PlayResponse): void {
    const { code, sentence } = step.refused!;
    if (code !== 'layer_incomplete') return this.#tellError(code, sentence);
    this.#missing = 'shown';
    this.#show({ ...this.scene, view: step.view, refusals: this.scene.refusals + 1 });
  }

  /** Loads the engine anew after it stopped and plays the log again. */
  async #revive(): Promise<void> {
    await this.#holding.arm();
    await this.#holding.revive(await this.#holding.replayed(this.#log));
  }

  /** Everything that happened, on both sides, in order. */
  get #log(): Event[] {
    return inPlayingOrder(this.#events, serverLane(this.opened!.stored));
  }
  readonly record = async () => this.opened && this.#holding.record(this.#log);

  /** What is shown follows from both lanes; what no longer fits behind the server's is set aside. */
  async #rebase(): Promise<void> {
    const known = this.opened!.steps.filter(isOfServer).length;
    try {
      await this.#showAgain();
    } catch (error) {
      if (!(error instanceof Unplayable)) throw error;
      return this.#holding.tellUnfit(error);
    }
    for (const step of this.opened!.steps.filter(isOfServer).slice(known)) this.#tell(step);
  }

  /** Plays everything again; `also` are releases that it may go on in. */
  async #playAnew(also?: readonly string[]): Promise<void> {
    const { session, funnel } = this.opened!;
    this.#holding.opened = await this.#holding.replayed(this.#log, also);
    session.free();
    funnel.free();
  }

  /** Plays everything again and shows where it leads to. */
  async #showAgain(): Promise<void> {
    await this.#playAnew();
    const { steps } = this.opened!;
    this.office.hear(steps, 'all');
    const view = steps.at(-1)!.view;
    const thread = this.#threads?.threadOf(steps) ?? [];
    const moved = this.scene.view?.layer !== view.layer;
    if (moved) this.#clearTyped();
    this.#show({ ...this.scene, view, thread, turn: this.scene.turn + (moved ? 1 : 0) });
    this.#hooks.told({ name: 'view', detail: { view } });
    await this.#noteEnd();
  }

  /** The server did not take what follows the first events: goes back there and tells. */
  async #goBack(count: number): Promise<void> {
    this.#events.length = Math.min(this.#events.length, count);
    if (count === 0) {
      await this.#holding.begin(this.opened!.release);
    } else {
      this.#clearTyped();
      this.#show({ ...this.scene, turn: this.scene.turn + 1 });
      await this.#showAgain();
      this.#show({ ...this.scene, recalled: this.scene.thread.length });
    }
  }

  #fail(error: unknown): void {
    console.error('tundish:', error);
    const code = failureOf(error);
    this.#show({ ...this.scene, phase: code });
    this.#tellError(code, error);
  }

  #tellError(code: string, error: unknown): void {
    const sentence = error instanceof Error ? error.message : String(error);
    this.#hooks.told({ name: 'error', detail: { code, sentence } });
  }

  #clearTyped(): void {
    this.typed.clear();
    this.#dirty.clear();
    this.#missing = 'hidden';
  }

  get #holding(): Holding {
    return this.#held!;
  }

  get opened(): Opened | undefined {
    return this.#held?.opened;
  }

  show(patch: Partial<Scene>): void {
    const { files } = this.scene;
    this.#show({ ...this.scene, ...patch });
    if (files !== this.scene.files) this.#tellSync();
  }

  #tellSync(): void {
    this.#hooks.told({ name: 'sync', detail: standingOf(this.scene) });
    void this.#holding.forgetEnded();
  }

  #show(scene: Scene, looksAlike?: boolean): void {
    this.scene = scene;
    if (scene.phase !== 'loading') this.#sighted();
    this.office.follow();
    if (this.#queue.isClosed) return this.#asking.end();
    if (!looksAlike) this.#hooks.changed();
    this.#asking.note(!scene.elsewhere && awaitsServer(scene.view));
  }
}
