/** This tab's hold on the session of a place: it leads or follows, begins, resumes and lets go. */
import type { Engine, Event, LoggedEvent } from '../engine/engine.ts';
import { loadEngine, loadOther } from '../engine/load.ts';
import { forgetEnded, isForgotten } from '../sync/forgetting.ts';
import { besides, setAside } from '../sync/moving.ts';
import { OutboxDb } from '../sync/outbox_db.ts';
import type { Known } from '../sync/recall.ts';
import type { StoredRelease, StoredSession } from '../sync/records.ts';
import { countVisit, keepRelease, resolveRelease, type Resolved, type Wanted } from '../sync/releases.ts';
import type { ResumeLink } from '../sync/resume_link.ts';
import { Seat } from '../sync/seat.ts';
import type { SyncReport } from '../sync/report.ts';
import { SyncHost } from '../sync/sync_host.ts';
import type { Given } from './attributes.ts';
import type { Brought } from './bringing.ts';
import type { Recorded } from './hooks.ts';
import { drawn } from './drawn.ts';
import { loadPart } from './load_part.ts';
import { begin, findStored, placeOf, replay, resume, siblings, type Opened } from './opening.ts';
import { flushOthers, sendAside } from './others.ts';
import { Unplayable } from './unplayable.ts';

/** How a release reads what is known of its visitor; `save_to` only writes it, and a layer may be called so. */
const kReads = /"prior[._](?![^"]*":)|"source":"contact"|(r":|[^:])"contact\.(?![^"]*":)|[^"]contact[.}]/;
/** How it reads what came with them. */
const kBrings = /"initial_data":|"source":"device"|"kind":"device"|[{ ]device[.}]|"device[."]/;

/** Nobody waits longer for what is known of them. */
const kPatienceMs = 2000;

/** How a tab comes to a session: when no other leads it, by force, or to look on. */
export type Manner = 'ask' | 'steal' | 'follow';

export interface HoldingHooks {
  /** What the page knows of its visitor. */
  given(): Given;
  /** Does the work after everything that was begun before. */
  later(work: () => Promise<unknown>): Promise<void>;
  /** A session can be shown; it can be played only by the tab that leads. */
  opened(opened: Opened, leads: boolean): void;
  reported(report: SyncReport): void;
  /** The engine stopped in the host. */
  trapped(): void;
  /** The server did not take what follows the first `count` events: it is set aside. */
  cut(count: number): Promise<void>;
  /** The server has written something into the session. */
  rebased(): Promise<void>;
  /** What could not be played was set aside, or the session before was erased. */
  news(what: 'setBack' | 'erased'): void;
  /** Another tab leads now. */
  lost(): void;
}

export class Holding {
  readonly #wanted: Wanted;
  readonly #hooks: HoldingHooks;
  readonly db: OutboxDb;
  /** This tab's number in the records of what it writes. */
  readonly #writer = Math.floor(Math.random() * 2 ** 48);
  engine!: Engine;
  opened: Opened | undefined;
  #seat: Seat | undefined;
  /** Only while this tab leads. */
  #host: SyncHost | undefined;
  /** The tab that leads has kept more than is shown here. */
  #behind = false;
  #rested = false;
  readonly #leaving = new AbortController();

  constructor(wanted: Wanted, hooks: HoldingHooks) {
    this.#wanted = wanted;
    this.#hooks = hooks;
    this.db = new OutboxDb(wanted.keeping !== 'none');
    const signal = this.#leaving.signal;
    addEventListener('pagehide', () => this.#rest(), { signal });
    addEventListener('pageshow', () => this.#rise(), { signal });
  }

  /** Loads the engine; anew after it has stopped. Throws when it cannot be had. */
  async arm(): Promise<void> {
    this.engine = await loadEngine();
  }

  close(): void {
    this.#leaving.abort();
    this.leave();
  }

  /** The release that a new session wants; nothing where the device has one to go on with. */
  async foresee(): Promise<StoredRelease | undefined> {
    const found = await findStored(this.db, this.#wanted);
    return found ? undefined : resolveRelease(this.#wanted, this.db);
  }

  /** Goes to what the device has for the place, or begins what is shown since `shownAt`. */
  async enter(how: Manner, foreseen?: Resolved, shownAt?: number): Promise<void> {
    this.#rested = false;
    const found = await findStored(this.db, this.#wanted);
    if (found && (await this.#resume(found, how))) return;
    // What is shown stays until the tab that leads has more, or is gone, or nobody may see it again.
    if (how === 'follow' && !this.opened?.stored.forgets) return;
    const release = foreseen
      ? await keepRelease(foreseen, this.#wanted, this.db)
      : await resolveRelease(this.#wanted, this.db);
    await this.begin(release, shownAt);
  }

  /** Begins a session; the one before is left as it is. */
  async begin(release: StoredRelease, shownAt?: number): Promise<void> {
    const [known, brought] = await Promise.all([this.#recall(release), this.#bring(release)]);
    this.leave();
    const started = { ...brought, ...known };
    const opened = await begin(this.engine, release, this.#wanted, this.#writer, started, shownAt);
    await this.#sit(opened.stored.session, 'ask');
    this.#install(opened, true);
  }

  /** Leaves the session, where there is anything of it, and begins another one. */
  async beginAnother(isKept: boolean): Promise<void> {
    const { stored, release } = this.opened!;
    if (isKept) await this.patch({ left: true, ended_at: stored.ended_at ?? Date.now() });
    await this.begin(release);
    void this.flushOthers();
  }

  /** Goes on where the other device is; what was done here meanwhile is kept as a branch. */
  async rejoin(): Promise<void> {
    const { secret } = this.opened!.stored;
    try {
      if (await this.adopt({ secret })) return this.flushOthers();
    } catch (error) {
      console.warn('tundish: the other device is not reached', error);
    }
    await this.enter('ask');
  }

  /** What the release takes of a visitor who has proven on this device who they are. */
  #recall({ text }: StoredRelease): Promise<Known> | Known {
    if (!kReads.test(text) || !navigator.onLine) return {};
    const recalled = loadPart(() => import('../sync/recall.ts'))
      .then(({ recall }) => recall(this.db, this.#wanted, text, kPatienceMs))
      .catch((error: unknown): Known => {
        console.debug('tundish: nothing is known of the visitor', error);
        return {};
      });
    const late = new Promise<Known>((resolve) => setTimeout(resolve, kPatienceMs, {}));
    return Promise.race([recalled, late]);
  }

  /** What was played, for whoever looks at it: the release, others that it went on in, every event. */
  async record(log: readonly Event[]): Promise<Recorded> {
    const { stored, release } = this.opened!;
    const others = await siblings(stored, log, this.db);
    return { release: release.text, others: others.map(({ text }) => text), log, loadOther };
  }

  /** What is played, played again with these events; `also` are releases that it may go on in. */
  async replayed(log: readonly Event[], also?: readonly string[]): Promise<Opened> {
    const opened = this.opened!;
    return { ...opened, ...(await replay(this.engine, this.db, opened, log, also)) };
  }

  /** The release that is played in that language, and the language of its texts. Throws when it cannot be had. */
  async inLanguage(language: string): Promise<{ release: StoredRelease; spoken: string }> {
    const release = await resolveRelease({ ...this.#wanted, language }, this.db);
    const { content } = JSON.parse(release.text) as { content: object };
    return { release, spoken: Object.keys(content)[0] ?? '' };
  }

  /** What the release takes of the page's address, of the page, and of the device. */
  async #bring({ text }: StoredRelease): Promise<Brought> {
    if (!kBrings.test(text)) return {};
    const { bring } = await loadPart(() => import('./bringing.ts'));
    return bring(text, this.#hooks.given());
  }

  /** Fetches a session of another device and goes on with it; false when there is none to play. */
  async adopt(link: ResumeLink): Promise<boolean> {
    const { adopt } = await loadPart(() => import('../sync/adopt.ts'));
    // What the host still wants to note belongs to the record as it is now.
    this.#host?.close();
    await this.#host?.written;
    const place = placeOf(this.#wanted);
    const carried = await adopt(this.engine, this.db, link, this.#wanted, place, this.#writer);
    if (!carried) return false;
    await this.#sit(carried.stored.session, 'steal');
    const opened = await resume(this.engine, this.db, carried.stored, carried.log);
    this.#install({ ...opened, takeOver: true }, true);
    return true;
  }

  /** Resolves when the device has kept the events; false when they are no part of the log. */
  async append(events: Event[]): Promise<boolean> {
    const isPart = (await this.#host?.append(events)) ?? false;
    if (isPart) this.#seat?.tell();
    return isPart;
  }

  /** Goes on with the engine that was loaded anew, and with what it played. */
  async revive(opened: Opened): Promise<void> {
    this.opened = opened;
    await this.#host?.revive(this.engine);
  }

  /** Changes the session's record. */
  async patch(patch: Partial<StoredSession>): Promise<void> {
    const { stored } = this.opened!;
    Object.assign(stored, patch);
    try {
      await this.db.patchSession(stored, patch);
    } catch (error) {
      console.debug('tundish: the end of the session is not noted', error);
    }
  }

  /** Does what the first question need not wait for. */
  async tidy(): Promise<void> {
    await drawn();
    void countVisit(this.#wanted);
    void this.flushOthers();
  }

  /** What has ended may be dropped a day later. */
  async noteEnd(hasEnded: boolean): Promise<void> {
    const { ended_at, forgets } = this.opened!.stored;
    if (hasEnded === (ended_at !== undefined)) return;
    await this.patch({ ended_at: hasEnded ? Date.now() : undefined, ...(forgets && { forgets }) });
    await this.forgetEnded();
  }

  /** Of a device that many people use: what has ended leaves it once the server has all of it. */
  async forgetEnded(): Promise<void> {
    const stored = this.opened?.stored;
    if (!stored || !isForgotten(stored)) return;
    try {
      await this.#host?.written;
      if (await forgetEnded(this.db, stored)) this.#seat?.tell();
    } catch (error) {
      console.debug('tundish: the ended session is still kept', error);
    }
  }

  /** Sends what other sessions of this device still owe the server. */
  async flushOthers(): Promise<void> {
    await flushOthers(this.engine, this.db, this.#wanted.server, this.opened?.stored.session);
  }

  leave(): void {
    this.#putDown();
    this.#stand();
  }

  /** The log is read after the session was claimed: no other tab adds to it then. */
  async #resume(found: StoredSession, how: Manner): Promise<boolean> {
    const leads = await this.#sit(found.session, how);
    const stored = leads ? await this.#claim(found) : found;
    if (!stored) return false;
    const log = await this.db.log(stored.session);
    try {
      this.#install(await resume(this.engine, this.db, stored, log), leads);
      return true;
    } catch (error) {
      if (!(error instanceof Unplayable)) throw error;
      console.warn('tundish: a session of this device cannot go on as it is', error);
      return leads && error.at > 0 && (await this.#salvage(stored, log, error.at));
    }
  }

  /** Goes on after the last event that can be played; the whole log is sent beside it. */
  async #salvage(stored: StoredSession, log: LoggedEvent[], at: number): Promise<boolean> {
    await setAside(this.db, stored, at, besides(this.engine, stored, log[at]!), log);
    const { branch, ...record } = stored;
    // A branch that keeps none of its own events is the chain that it left.
    const home = branch && branch.at < at - 1 ? { branch } : {};
    const rest = { ...record, ...home, acked: Math.min(stored.acked, at) };
    this.#install(await resume(this.engine, this.db, rest, log.slice(0, at)), true);
    this.#hooks.news('setBack');
    return true;
  }

  /** A full disk takes no claim: this tab then writes in the name of the one before. */
  async #claim(found: StoredSession): Promise<StoredSession | undefined> {
    try {
      return await this.db.claim(found.session, this.#writer);
    } catch (error) {
      console.warn('tundish: the session is not claimed', error);
      return found;
    }
  }

  /** Whether this tab leads the session now. */
  async #sit(session: string, how: Manner): Promise<boolean> {
    if (this.#seat?.session !== session) {
      this.#stand();
      this.#seat = new Seat(session, {
        lost: () => this.#lose(),
        vacant: () => void this.#hooks.later(async () => this.#host ?? this.enter('ask')),
        moved: () => this.#fallBehind(),
      });
    }
    if (how !== 'follow') return this.#seat!.take(how);
    this.#seat!.follow();
    return false;
  }

  #install(opened: Opened, leads: boolean): void {
    // Closed while it was being loaded.
    if (this.#leaving.signal.aborted) return this.leave();
    this.#putDown();
    this.opened = opened;
    if (opened.funnel.facts.forget_on_end) opened.stored.forgets = true;
    this.#hooks.opened(opened, leads);
    if (!leads) return;
    this.#host = new SyncHost(this.engine, opened, this.db, {
      reported: (report) => this.#hooks.reported(report),
      trapped: () => this.#hooks.trapped(),
      taken: () => this.#lose(),
      cut: (count, aside, log) => void this.#hooks.later(() => this.#cut(count, aside, log)),
      rebased: () => void this.#hooks.later(() => this.#rebase()),
      erased: () => void this.#hooks.later(() => this.#beginAfresh()),
    });
  }

  /** The session was erased, and the device has forgotten it. */
  async #beginAfresh(): Promise<void> {
    await this.begin(this.opened!.release);
    this.#hooks.news('erased');
  }

  async #rebase(): Promise<void> {
    await this.#hooks.rebased();
    this.#seat?.tell();
  }

  /** Asks the server for what it has written meanwhile. */
  ask(): void {
    this.#host?.ask();
  }

  /** What the visitor did in ignorance of the server no longer fits from there on. */
  tellUnfit({ at, reason, message }: Unplayable): void {
    this.#host?.tellUnfit(at, reason, message);
  }

  async #cut(count: number, stored: StoredSession, log: LoggedEvent[]): Promise<void> {
    void sendAside(this.engine, this.db, { stored, log });
    await this.#hooks.cut(count);
    this.#hooks.news('setBack');
    this.#seat?.tell();
  }

  /** The page goes away, perhaps to come back: other tabs may have the session meanwhile. */
  #rest(): void {
    // What is in memory only stays with this tab.
    if (this.#host?.isKept === false) return;
    this.#host?.hide();
    this.leave();
    this.#rested = true;
  }

  /** Shown again from memory. */
  #rise(): void {
    if (this.#rested) void this.#hooks.later(() => this.enter('ask'));
  }

  #fallBehind(): void {
    if (this.#behind) return;
    this.#behind = true;
    void this.#hooks.later(async () => {
      this.#behind = false;
      if (!this.#host) await this.enter('follow');
    });
  }

  /** What this tab has not kept was never shown as done. */
  #lose(): void {
    this.#host?.close();
    this.#host = undefined;
    this.#stand();
    this.#hooks.lost();
    this.#fallBehind();
  }

  #stand(): void {
    this.#seat?.leave();
    this.#seat = undefined;
  }

  #putDown(): void {
    this.#host?.close();
    this.#host = undefined;
    this.opened?.session.free();
    this.opened?.funnel.free();
    this.opened = undefined;
  }
}
