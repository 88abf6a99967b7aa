/** What is being played, apart from how it is drawn: gestures go in, scenes and tellings come out. */
import {
  EngineTrap,
  type AnswerValue,
  type Event,
  type EventInput,
  type PlayResponse,
  type ViewComponent,
} from '../engine/engine.ts';
import { loadEngine } from '../engine/load.ts';
import { inPlayingOrder, serverLane } from '../sync/lanes.ts';
import type { Wanted } from '../sync/releases.ts';
import { dropLink, heldLink, linkTo } from '../sync/resume_link.ts';
import { Asking, awaitsServer } from './asking.ts';
import { DeskOffice, type Play } from './desk_office.ts';
import { Gestures } from './gestures.ts';
import { Holding } from './holding.ts';
import type { Hooks, Reply } from './hooks.ts';
import { isOfServer, languageOf, replay, Unplayable, type Opened } from './opening.ts';
import { isNothing, isSame } from './same_value.ts';
import { kBlank, lookOf, standingOf, withReport, type Scene } from './scene.ts';
import { failureOf, tellingsOf } from './tellings.ts';
import type { ThreadMaker } from './thread.ts';

export class PlayStore implements Play {
  readonly wanted: Wanted;
  readonly office: DeskOffice;
  scene: Scene = kBlank;
  /** What was typed on this layer, by slug; the view has it too once it is an event. */
  readonly typed = new Map<string, unknown>();
  readonly #hooks: Hooks;
  readonly #dirty = new Set<string>();
  readonly #holding: Holding;
  #threads: ThreadMaker | undefined;
  #gestures = new Gestures(0);
  /** What the visitor did, and the part of it that waits for the first gesture. */
  #events: Event[] = [];
  #unsaved: Event[] = [];
  #missing: 'hidden' | 'shown' = 'hidden';
  #queue: Promise<void> = Promise.resolve();
  /** Which session is shown. */
  #session = '';
  #closed = false;
  readonly #asking = new Asking(() => this.#holding.ask());

  constructor(wanted: Wanted, hooks: Hooks) {
    this.wanted = wanted;
    this.#hooks = hooks;
    this.#holding = new Holding(wanted, {
      given: () => hooks.given(),
      later: (work) => this.#later(work),
      opened: (opened, leads) => this.#open(opened, leads),
      reported: (report) => {
        this.#show(withReport(this.scene, report));
        this.#tellSync();
      },
      trapped: () => void this.#later(() => this.#revive()),
      cut: (count) => this.#goBack(count),
      rebased: () => this.#rebase(),
      news: (news) => this.#show({ ...this.scene, news }),
      lost: () => this.#show({ ...this.scene, elsewhere: true }),
    });
    this.office = new DeskOffice(this, this.#holding);
  }

  /** Loads everything and shows the first view, or the one where the visitor left. */
  start(): Promise<void> {
    this.#show({ ...kBlank });
    return this.#later(() => this.#load());
  }

  close(): void {
    this.#closed = true;
    this.#asking.end();
    this.#holding.close();
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
      () => isSame(value, this.#component(slug)?.value),
    );
  }

  async press(button: string): Promise<void> {
    await this.office.settled();
    for (const slug of [...this.#dirty]) void this.answer(slug, this.typed.get(slug) as AnswerValue);
    await this.#play('pressed', () => ({ button }));
  }

  reply(reply: Reply): Promise<void> {
    return this.#play('replied', () => reply);
  }

  back(): Promise<void> {
    return this.#play('went_back');
  }

  /** The field that people do not see was filled. */
  readonly spring = (): void => void this.#holding.patch({ trapped: true });

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
      const release = await this.#holding
        .inLanguage(language)
        .catch((error: unknown) => this.#tellError('no_language', error));
      if (!release) return;
      const spoken = languageOf(release);
      if (spoken === this.scene.view?.language) return;
      if (this.#events.length === this.#unsaved.length) return this.#holding.begin(release);
      await this.#playAnew([release.hash]);
      await this.#perform('language_changed', { language: spoken, release: release.hash });
    });
  }

  /** Leaves this session as it is and begins another one. */
  reset(): Promise<void> {
    return this.#later(async () => {
      if (!this.#holding.opened) return this.#load();
      await this.#holding.beginAnother(this.#events.length > this.#unsaved.length);
    });
  }

  /** Takes the session over from the other tab. */
  continueHere(): Promise<void> {
    return this.#later(() => this.#holding.enter('steal'));
  }

  /** Goes on where the other device is; what was done here meanwhile is kept as a branch. */
  continueThere(): Promise<void> {
    return this.#later(() => this.#holding.rejoin());
  }

  /** The page's address with which another device goes on; undefined before there is a session. */
  resumeLink(): string | undefined {
    const { opened } = this.#holding;
    return opened && linkTo(opened.stored);
  }

  async #load(): Promise<void> {
    const link = heldLink();
    const foreseen = link ? undefined : this.#holding.foresee();
    let release;
    [this.#holding.engine, this.#threads, release] =
      await Promise.all([loadEngine(), this.#hooks.prepare(), foreseen]);
    if (this.#closed) return;
    if (link && (await this.#holding.adopt(link))) dropLink();
    else await this.#holding.enter('ask', release);
    void this.#holding.tidy();
  }

  #open(opened: Opened, leads: boolean): void {
    const { stored, steps, resumed } = opened;
    const isNew = this.#session !== stored.session;
    if (isNew) this.#hooks.released(opened.release.text);
    this.#session = stored.session;
    this.#events = steps.map((step) => step.event!).filter(({ lane }) => lane !== 's');
    this.#unsaved = resumed ? [] : [...this.#events];
    this.#gestures = new Gestures(this.#events.at(-1)?.t_mono ?? 0);
    this.office.hear(steps, 'all');
    const view = steps.at(-1)!.view;
    const thread = this.#threads?.threadOf(steps) ?? [];
    const moved = isNew || this.scene.view?.layer !== view.layer;
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
    return this.#later(async () => {
      if (!this.scene.elsewhere && !needless?.()) await this.#perform(kind, input?.());
    });
  }

  async #perform(kind: Event['kind'], input?: EventInput): Promise<void> {
    const step = await this.#try(kind, input);
    if (step.refused || !step.event) return this.#refuse(step);
    await this.#keep(step, step.event);
  }

  async #try(kind: Event['kind'], input?: EventInput): Promise<PlayResponse> {
    const gesture = this.#gestures.make(kind, input);
    try {
      return this.#opened.session.play(gesture);
    } catch (error) {
      if (!(error instanceof EngineTrap)) throw error;
      await this.#revive();
      return this.#opened.session.play(gesture);
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
    const view = this.#missing === 'shown' ? this.#opened.session.view('shown') : step.view;
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
    this.#holding.engine = await loadEngine();
    await this.#holding.revive(await this.#replayed());
  }

  async #replayed(also?: readonly string[]): Promise<Opened> {
    const opened = this.#opened;
    const { engine, db } = this.#holding;
    return { ...opened, ...(await replay(engine, db, opened, this.#log, also)) };
  }

  /** Everything that happened, on both sides, in order. */
  get #log(): Event[] {
    return inPlayingOrder(this.#events, serverLane(this.#opened.stored));
  }
  readonly record = async () => this.#holding.opened && this.#holding.record(this.#log);

  /** What is shown follows from both lanes; what no longer fits behind the server's is set aside. */
  async #rebase(): Promise<void> {
    const known = this.#opened.steps.filter(isOfServer).length;
    try {
      await this.#showAgain();
    } catch (error) {
      if (!(error instanceof Unplayable)) throw error;
      return this.#holding.tellUnfit(error);
    }
    for (const step of this.#opened.steps.filter(isOfServer).slice(known)) this.#tell(step);
  }

  /** Plays everything again; `also` are releases that it may go on in. */
  async #playAnew(also?: readonly string[]): Promise<void> {
    const { session, funnel } = this.#opened;
    this.#holding.opened = await this.#replayed(also);
    session.free();
    funnel.free();
  }

  /** Plays everything again and shows where it leads to. */
  async #showAgain(): Promise<void> {
    await this.#playAnew();
    const { steps } = this.#opened;
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
      await this.#holding.begin(this.#opened.release);
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

  #component(slug: string): ViewComponent | undefined {
    return this.scene.view?.components?.find((component) => component.slug === slug);
  }

  #later(work: () => Promise<unknown>): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.#closed) return;
      try {
        await work();
      } catch (error) {
        this.#fail(error);
      }
    });
    return this.#queue;
  }

  get #opened(): Opened {
    return this.#holding.opened!;
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

  #show(scene: Scene): void {
    this.scene = scene;
    this.office.follow();
    this.#changed();
    this.#asking.note(!this.#closed && !scene.elsewhere && awaitsServer(scene.view));
  }

  #changed(): void {
    if (!this.#closed) this.#hooks.changed();
  }
}
