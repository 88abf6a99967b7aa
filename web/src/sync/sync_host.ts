/**
 * Performs what the engine's sync reducer decides: disk, network, timers. It decides nothing
 * itself.
 */
import {
  EngineTrap,
  type Engine,
  type Event,
  type LoggedEvent,
  type SaveAction,
  type SendAction,
  type ServerEventsAction,
  type SetAsideAction,
  type Sync,
  type SyncAction,
  type SyncInput,
} from '../engine/engine.ts';
import { serverLane } from './lanes.ts';
import { Taken, type OutboxDb } from './outbox_db.ts';
import { Moves } from './moving.ts';
import type { StoredSession } from './records.ts';
import { kNoReport, type SyncReport } from './report.ts';
import { findWork } from './work.ts';

/** Who listens to a host. */
export interface SyncListener {
  reported(report: SyncReport): void;
  /** The engine stopped: `revive` the host with another one. */
  trapped(): void;
  /** Another tab writes the session now: this host does no more. */
  taken(): void;
  /** The log was cut to so many events; `aside` has all of them and is still to be delivered. */
  cut(count: number, aside: StoredSession, log: LoggedEvent[]): void;
  /** The server's lane of the session is another one: what is shown follows from it. */
  rebased?(): void;
  /** The server has erased the session, and the device has forgotten it: this host does no more. */
  erased?(): void;
}

/** What a host begins with. */
export interface Carried {
  stored: StoredSession;
  /** What the device's database holds. */
  log: LoggedEvent[];
  /** The session was taken over from another device: tell the server. */
  takeOver?: boolean;
}

const kPatience = 30_000;
/** No record has it. */
const kNoWriter = -1;

export class SyncHost {
  readonly #stored: StoredSession;
  readonly #db: OutboxDb;
  readonly #listener: SyncListener;
  #sync: Sync;
  #log: LoggedEvent[];
  #durable: number;
  /** The server's lane as the disk was asked to have it: less than what is shown, while it is full. */
  #keptLane: string[];
  readonly #moves: Moves;
  /** Writes to the disk go one after the other, in the order of the log. */
  #writing: Promise<void> = Promise.resolve();
  #report: SyncReport = kNoReport;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isErased = false;
  /** Resolves when the proof of work is there that the server wants before it takes the session. */
  #proven: Promise<void> | undefined;
  readonly #leaving = new AbortController();

  constructor(
    engine: Engine,
    { stored, log, takeOver = false }: Carried,
    db: OutboxDb,
    listener: SyncListener,
  ) {
    this.#stored = stored;
    this.#db = db;
    this.#listener = listener;
    this.#log = [...log];
    this.#durable = log.length;
    this.#keptLane = stored.server_lane ?? [];
    this.#moves = new Moves(db, stored);
    this.#sync = engine.sync(stored.root, stored.release);
    this.#listen();
    this.#prove(engine);
    this.#open(takeOver);
    if (!navigator.onLine) this.#step({ kind: 'offline' });
  }

  /** Whether there is a log and the disk has all of it. */
  get isKept(): boolean {
    return this.#durable > 0 && this.#durable === this.#log.length;
  }

  /** Resolves when nothing waits to be written. */
  get written(): Promise<void> {
    return this.#writing;
  }

  /**
   * Appends accepted events. Resolves once the disk has them, or could not take them; with false
   * when they are no part of the log any more.
   */
  async append(events: Event[]): Promise<boolean> {
    for (const event of events) {
      // The log was cut after the gesture was made.
      if (event.seq !== this.#log.length || event.prev !== this.#log.at(-1)?.hash)
        return false;
      const logged = { seq: event.seq, hash: event.hash, text: JSON.stringify(event) };
      this.#log.push(logged);
      this.#step({ kind: 'appended', event: logged });
    }
    await this.#writing;
    const last = events.at(-1);
    return !this.#left && (!last || this.#log[last.seq]?.hash === last.hash);
  }

  /** Goes on with another engine after the first has stopped. */
  async revive(engine: Engine): Promise<void> {
    await this.#writing;
    this.#sync = engine.sync(this.#stored.root, this.#stored.release);
    this.#open(false);
    for (const event of this.#log.slice(this.#durable)) this.#step({ kind: 'appended', event });
    await this.#writing;
  }

  /** Asks the server for what it has written meanwhile. */
  ask(): void {
    this.#step({ kind: 'asking' });
  }

  /** Behind the server's lane the event of that seq can no longer be played. */
  tellUnfit(count: number, reason: string, sentence: string): void {
    this.#step({ kind: 'unfit', count, reason, sentence });
  }

  /** Sends what can be sent while the page goes away. */
  hide(): void {
    this.#step({ kind: 'hiding' });
  }

  close(): void {
    if (this.#left) return;
    clearTimeout(this.#timer);
    this.#leaving.abort();
    this.#sync.free();
  }

  get #left(): boolean {
    return this.#leaving.signal.aborted;
  }

  #open(takeOver: boolean): void {
    const { gen, acked, epoch, branch, refused } = this.#stored;
    const lane = serverLane(this.#stored);
    const last = lane.at(-1);
    this.#step({
      kind: 'opened',
      log: this.#log.slice(0, this.#durable),
      gen,
      acked,
      epoch,
      ...(branch && { branch }),
      ...(refused && { refused }),
      ...(last && { s_have: lane.length, s_hash: last.hash }),
      ...(takeOver && { take_over: true }),
    });
  }

  #listen(): void {
    const signal = this.#leaving.signal;
    addEventListener('online', () => this.#step({ kind: 'online' }), { signal });
    addEventListener('offline', () => this.#step({ kind: 'offline' }), { signal });
    addEventListener('pagehide', () => this.hide(), { signal });
    document.addEventListener(
      'visibilitychange',
      () => this.#step({ kind: document.visibilityState === 'hidden' ? 'hiding' : 'timer' }),
      { signal },
    );
  }

  #step(input: SyncInput): void {
    if (this.#left) return;
    try {
      const actions = this.#sync.step(input);
      for (const action of actions) this.#perform(action);
      const isRebased = actions.some(({ kind }) => kind === 'server_events');
      // Behind what keeps it.
      if (isRebased) this.#later(() => this.#listener.rebased?.());
    } catch (error) {
      if (!(error instanceof EngineTrap)) throw error;
      this.#listener.trapped();
    }
  }

  #perform(action: SyncAction): void {
    switch (action.kind) {
      case 'store':
        this.#later(() => this.#store(action.event));
        break;
      case 'send':
        void this.#send(action);
        break;
      case 'wake':
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#step({ kind: 'timer' }), action.delay_ms ?? 0);
        break;
      case 'save':
        this.#save(action);
        break;
      case 'set_aside':
        this.#later(() => this.#setAside(action));
        break;
      case 'server_events':
        this.#later(() => this.#takeServerEvents(action));
        break;
      case 'report':
        this.#report = {
          status: action.status,
          waiting: action.waiting ?? 0,
          reason: action.reason ?? '',
          unsaved: this.#report.unsaved,
          branched: action.branched ?? '',
        };
        this.#listener.reported(this.#report);
        if (action.reason === 'erased') this.#erase();
        break;
    }
  }

  /** What still waits to be written behind it is not. */
  #later(work: () => Promise<void> | void): void {
    this.#writing = this.#writing.then(() => (this.#isErased ? undefined : work()));
  }

  #erase(): void {
    if (this.#isErased) return;
    this.#isErased = true;
    this.#writing = this.#writing.then(async () => {
      try {
        await this.#db.erase(this.#stored);
      } catch (error) {
        console.warn('tundish: what was erased is still on this device', error);
      }
      if (this.#left) return;
      this.close();
      this.#listener.erased?.();
    });
  }

  async #store(event: LoggedEvent): Promise<void> {
    const { seq = 0 } = event;
    // Asked for again while the first attempt was under way, or cut since.
    if (seq < this.#durable || this.#log[seq]?.hash !== event.hash) return;
    try {
      if (seq > this.#durable) throw new Error('an earlier event is not kept');
      await this.#moves.catchUp();
      const stored = { ...this.#stored, server_lane: this.#keptLane };
      await this.#db.addEvent(stored, this.#log, event);
      this.#durable = seq + 1;
      this.#mark(false);
      this.#step({ kind: 'stored', count: this.#durable });
    } catch (error) {
      if (error instanceof Taken) return this.#end();
      this.#mark(true);
      this.#step({ kind: 'store_failed', reason: sentenceOf(error) });
    }
  }

  #mark(unsaved: boolean): void {
    if (this.#report.unsaved === unsaved) return;
    this.#report = { ...this.#report, unsaved };
    this.#listener.reported(this.#report);
  }

  /** What is known is known at once; the device is told in its turn. */
  #save({ gen = 0, acked = 0, epoch = 1, branch, server_lane: isLane }: SaveAction): void {
    const saved = { gen, acked, epoch, branch };
    Object.assign(this.#stored, saved);
    this.#later(async () => {
      if (isLane) this.#keptLane = this.#stored.server_lane ?? [];
      const lane = isLane && { server_lane: this.#keptLane };
      try {
        await this.#db.patchSession(this.#stored, { ...saved, ...lane });
      } catch (error) {
        // What was confirmed, and what the server wrote, is asked for again after the next start;
        // the server knows it by its hash.
        console.debug('tundish: the confirmation is not kept', error);
      }
    });
  }

  async #setAside({ at = 0, branch }: SetAsideAction): Promise<void> {
    const log = [...this.#log];
    let aside: StoredSession = {
      ...this.#stored,
      session: branch.session,
      branch,
      // What it stands behind may be on its way still.
      acked: Math.min(at, this.#stored.acked),
      refused: true,
      // Nobody plays it: whoever delivers it may note how far that has come.
      writer: 0,
      ended_at: Date.now(),
    };
    try {
      aside = await this.#moves.add({ at, aside, log });
    } catch (error) {
      if (error instanceof Taken) return this.#end();
      console.warn('tundish: what was refused is kept in memory until there is room', error);
      // Its name may be another record's: whoever delivers it notes nothing there.
      aside = { ...aside, writer: kNoWriter };
    }
    this.#log.length = at;
    this.#durable = Math.min(this.#durable, at);
    this.#listener.cut(at, aside, log);
  }

  /** They count at once; `save` tells when the device has what they stand behind. */
  #takeServerEvents({ at = 0, body }: ServerEventsAction): void {
    const texts = (JSON.parse(body) as Event[]).map((event) => JSON.stringify(event));
    this.#stored.server_lane = [...(this.#stored.server_lane ?? []).slice(0, at), ...texts];
  }

  #end(): void {
    this.#step({ kind: 'taken' });
    this.close();
    this.#listener.taken();
  }

  /** Looks for the proof at once: offline it is there when the network is. */
  #prove(engine: Engine): void {
    const { root, work_bits: bits, work } = this.#stored;
    if (!bits || work) return;
    this.#proven = findWork(engine, root, bits, this.#leaving.signal)
      .then(async (found) => {
        if (!found) return;
        this.#stored.work = found;
        await this.#db.patchSession(this.#stored, { work: found });
      })
      // Without it the server says so, and is asked again later.
      .catch((error: unknown) => console.debug('tundish: the proof of work is not kept', error));
  }

  /** What the server wants to know of the sender, beside the events. */
  #signs(): Record<string, string> {
    const { work, trapped } = this.#stored;
    return { ...(work && { 'tundish-work': work }), ...(trapped && { 'tundish-trap': '1' }) };
  }

  async #send({ request, session, body, keepalive = false }: SendAction): Promise<void> {
    const { server, secret } = this.#stored;
    await this.#proven;
    // A revived host numbers its requests anew: answers to the old ones are not for it.
    const sync = this.#sync;
    const tell = (input: SyncInput): void => {
      if (sync === this.#sync) this.#step(input);
    };
    try {
      const response = await fetch(`${server}/api/v1/play/sessions/${session}/events`, {
        method: 'POST',
        credentials: 'omit',
        keepalive,
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          ...this.#signs(),
        },
        body,
        signal: AbortSignal.timeout(kPatience),
      });
      tell({
        kind: 'answered',
        request,
        status: response.status,
        body: await response.text(),
        retry_after_ms: 1000 * (Number(response.headers.get('retry-after')) || 0),
        random: Math.random(),
      });
    } catch (error) {
      console.debug('tundish: nothing was sent', error);
      tell({ kind: 'failed', request, random: Math.random() });
    }
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
