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
  type Sync,
  type SyncAction,
  type SyncInput,
  type SyncStatus,
} from '../engine/engine.ts';
import type { OutboxDb, StoredEvent, StoredSession } from './outbox_db.ts';

/** What the screen may say about saving and sending. */
export interface SyncReport {
  status: SyncStatus;
  /** Events that the server has not confirmed. */
  waiting: number;
  reason: string;
}

/** Who listens to a host. */
export interface SyncListener {
  reported(report: SyncReport): void;
  /** The engine stopped: `revive` the host with another one. */
  trapped(): void;
}

const kPatience = 30_000;

export class SyncHost {
  readonly session: StoredSession;
  readonly #db: OutboxDb | undefined;
  readonly #listener: SyncListener;
  #sync: Sync;
  #log: LoggedEvent[];
  #durable: number;
  /** Writes to the disk go one after the other, in the order of the log. */
  #writing: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Why the server refused what was played, once it did. */
  #refusal = '';
  readonly #leaving = new AbortController();

  constructor(
    engine: Engine,
    session: StoredSession,
    db: OutboxDb | undefined,
    log: LoggedEvent[],
    listener: SyncListener,
  ) {
    this.session = session;
    this.#db = db;
    this.#listener = listener;
    this.#log = [...log];
    this.#durable = log.length;
    this.#sync = engine.sync(session.session, session.release);
    this.#listen();
    this.#open(log);
    if (!navigator.onLine) this.#step({ kind: 'offline' });
  }

  /** Appends accepted events. Resolves once the disk has them, or could not take them. */
  async append(events: Event[]): Promise<void> {
    for (const event of events) {
      const logged = { seq: event.seq, hash: event.hash, text: JSON.stringify(event) };
      this.#log.push(logged);
      this.#step({ kind: 'appended', event: logged });
    }
    await this.#writing;
  }

  /** Goes on with another engine after the first has stopped. */
  async revive(engine: Engine): Promise<void> {
    await this.#writing;
    this.#sync = engine.sync(this.session.session, this.session.release);
    this.#open(this.#log.slice(0, this.#durable));
    for (const event of this.#log.slice(this.#durable)) this.#step({ kind: 'appended', event });
    await this.#writing;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#leaving.abort();
    this.#sync.free();
  }

  #listen(): void {
    const signal = this.#leaving.signal;
    addEventListener('online', () => this.#step({ kind: 'online' }), { signal });
    addEventListener('offline', () => this.#step({ kind: 'offline' }), { signal });
    addEventListener('pagehide', () => this.#step({ kind: 'hiding' }), { signal });
    document.addEventListener(
      'visibilitychange',
      () => this.#step({ kind: document.visibilityState === 'hidden' ? 'hiding' : 'timer' }),
      { signal },
    );
  }

  #open(log: LoggedEvent[]): void {
    const { gen, acked, epoch = 1, branch } = this.session;
    this.#step({ kind: 'opened', log, gen, acked, epoch, ...(branch ? { branch } : {}) });
  }

  #step(input: SyncInput): void {
    if (this.#leaving.signal.aborted) return;
    try {
      for (const action of this.#sync.step(input)) this.#perform(action);
    } catch (error) {
      if (!(error instanceof EngineTrap)) throw error;
      this.#listener.trapped();
    }
  }

  #perform(action: SyncAction): void {
    switch (action.kind) {
      case 'store':
        this.#writing = this.#writing.then(() => this.#store(action.event));
        break;
      case 'send':
        void this.#send(action);
        break;
      case 'wake':
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#step({ kind: 'timer' }), action.delay_ms ?? 0);
        break;
      case 'save':
        void this.#save(action);
        break;
      case 'set_aside':
        this.#refusal = action.reason;
        break;
      case 'report':
        this.#listener.reported({
          status: this.#refusal ? 'halted' : action.status,
          waiting: action.waiting ?? 0,
          reason: this.#refusal || (action.reason ?? ''),
        });
        break;
    }
  }

  async #store(logged: LoggedEvent): Promise<void> {
    const { seq = 0, hash, text } = logged;
    const event: StoredEvent = { session: this.session.session, seq, hash, text };
    try {
      if (!this.#db) throw new Error('this browser keeps no data for the page');
      await this.#db.addEvent(event, this.session);
      this.#durable = seq + 1;
      this.#step({ kind: 'stored', count: this.#durable });
    } catch (error) {
      this.#step({ kind: 'store_failed', reason: sentenceOf(error) });
    }
  }

  async #save({ gen = 0, acked = 0, epoch, branch }: SaveAction): Promise<void> {
    const patch = { gen, acked, epoch, branch };
    Object.assign(this.session, patch);
    try {
      await this.#db?.patchSession(this.session.session, patch);
    } catch (error) {
      // What was confirmed is asked for again after the next start; the server knows it by its
      // hash.
      console.debug('tundish: the confirmation is not kept', error);
    }
  }

  async #send({ request, session, body, keepalive = false }: SendAction): Promise<void> {
    const { server, secret } = this.session;
    const sync = this.#sync;
    let answer: SyncInput;
    try {
      const response = await fetch(`${server}/api/v1/play/sessions/${session}/events`, {
        method: 'POST',
        credentials: 'omit',
        keepalive,
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(kPatience),
      });
      answer = {
        kind: 'answered',
        request,
        status: response.status,
        body: await response.text(),
        retry_after_ms: 1000 * (Number(response.headers.get('retry-after')) || 0),
        random: Math.random(),
      };
    } catch (error) {
      console.debug('tundish: nothing was sent', error);
      answer = { kind: 'failed', request, random: Math.random() };
    }
    // Another engine numbers its requests anew.
    if (sync === this.#sync) this.#step(answer);
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
