/**
 * What is awaited, beside painting it: codes are handed in, things are asked for again, and the engine
 * is told that there is no network or that a pause is over.
 */
import type { EffectResult, Event, ViewComponent } from '../engine/engine.ts';
import { serverLane } from '../sync/lanes.ts';
import { handIn, type Verdict } from '../sync/proving.ts';
import { awaitsServer } from './asking.ts';
import type { Asked, Desk, Office } from './desks.ts';

/** How the proof stands that a component asks for. */
export type Standing =
  | Exclude<Verdict, { kind: 'right' }>
  | { kind: 'fresh' }
  | { kind: 'checking' }
  /** Nobody has said yet where to send it. */
  | { kind: 'nobody' }
  /** More were sent to that address than may be. */
  | { kind: 'too_often' };

const kTickMs = 1000;
const kUnproven = 401;
const kTooManyRequests = 429;

export class WaitDesk implements Desk {
  readonly #office: Office;
  readonly #leaving = new AbortController();
  /** By the key of the effect, or by `idle` where nothing is awaited yet. */
  readonly #standings = new Map<string, Standing>();
  /** What the engine was told about already. */
  readonly #told = new Set<string>();
  /** Where the visitor wants to be asked for another address. */
  #editing = '';
  #tick: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #paused = '';
  #box: HTMLInputElement | undefined;
  #wantsFocus = false;

  constructor(office: Office) {
    this.#office = office;
    const { signal } = this.#leaving;
    addEventListener('offline', () => this.follow(), { signal });
    addEventListener('online', () => office.show({}), { signal });
    // The link was opened elsewhere, and the visitor comes back.
    const look = () => document.visibilityState === 'visible' && awaitsServer(office.scene.view) && office.ask();
    document.addEventListener('visibilitychange', look, { signal });
  }

  get isOffline(): boolean {
    return !navigator.onLine || this.#office.scene.stuck;
  }

  follow(): void {
    const { scene } = this.#office;
    if (scene.elsewhere || scene.phase !== 'playing') return;
    this.#tellOffline();
    this.#tellElapsed();
  }

  close(): void {
    this.#leaving.abort();
    clearTimeout(this.#tick);
    clearTimeout(this.#pause);
  }

  /** Whether the visitor is asked who they are, and not for a proof of it. */
  asksWho({ id, state }: ViewComponent): boolean {
    return state !== 'waiting' || this.#editing === id;
  }

  standingOf(component: ViewComponent): Standing {
    const key = this.#keyOf(component);
    const standing = this.#standings.get(key);
    if (standing) return standing;
    const last = this.#lastResult(key);
    const left = component.attempts_left ?? 0;
    if (component.state === 'failed') return { kind: 'over' };
    if (last?.status === kTooManyRequests) return { kind: 'too_often' };
    return last?.status === kUnproven ? { kind: 'wrong', left } : { kind: 'fresh' };
  }

  /** Milliseconds until it may be sent again; 0: now. It is painted anew while that changes. */
  untilResend({ resend_at_ms = 0 }: ViewComponent): number {
    const left = Math.max(resend_at_ms - Date.now(), 0);
    clearTimeout(this.#tick);
    if (left > 0) this.#tick = setTimeout(() => this.#office.show({}), Math.min(left, kTickMs));
    return left;
  }

  /** Has a code or link sent, or an endpoint asked once more. */
  async request(component: ViewComponent): Promise<void> {
    this.#wantsFocus = true;
    const isTaken = await this.#office.attempt('requested', { component: component.id });
    if (isTaken) this.#editing = '';
    else if (component.type === 'auth' && component.value === undefined) this.#stand('idle', { kind: 'nobody' });
    if (!isTaken) this.#office.show({ refusals: this.#office.scene.refusals + 1 });
  }

  /** The visitor wants to give another address. */
  edit({ id }: ViewComponent): void {
    this.#editing = id;
    this.#wantsFocus = true;
    this.#office.show({});
  }

  /** Hands in what was typed. */
  async prove(component: ViewComponent, code: string): Promise<void> {
    const key = this.#keyOf(component);
    const { stored } = this.#office;
    if (!stored || key === 'idle' || this.#standings.get(key)?.kind === 'checking') return;
    if (!navigator.onLine) return this.#stand(key, { kind: 'unreachable' });
    this.#stand(key, { kind: 'checking' });
    const verdict = await handIn(stored, key, code);
    if (this.#leaving.signal.aborted) return;
    // What the server has written says the rest.
    if (verdict.kind !== 'unreachable') this.#office.ask();
    if (verdict.kind === 'right') return;
    this.#stand(key, verdict);
    this.#box?.focus();
    this.#box?.select();
  }

  /** The field for what is asked next takes the focus when the visitor's own doing brought it. */
  box(element: HTMLInputElement): void {
    if (element === this.#box) return;
    this.#box = element;
    if (!this.#wantsFocus) return;
    this.#wantsFocus = false;
    queueMicrotask(() => element.focus());
  }

  #stand(key: string, standing: Standing): void {
    this.#standings.set(key, standing);
    this.#office.show({});
  }

  #last(wanted: (asked: Asked) => boolean): Asked | undefined {
    return this.#office.asked.filter(wanted).at(-1);
  }

  #keyOf({ layer, id, state }: ViewComponent): string {
    const asked = this.#last(
      (one) => one.kind === 'authenticate' && one.layer === layer && one.component === id,
    );
    return state === 'waiting' && asked ? asked.key : 'idle';
  }

  /** What the server wrote of that effect last. */
  #lastResult(key: string): EffectResult | undefined {
    const { stored } = this.#office;
    const results = stored ? serverLane(stored).filter(isResultOf(key)) : [];
    return results.at(-1)?.input as EffectResult | undefined;
  }

  /** Without a network the author may have said how to go on; the engine refuses where not. */
  #tellOffline(): void {
    const { view } = this.#office.scene;
    if (!view?.waiting || !this.isOffline) return;
    const call = this.#last(({ kind, layer }) => kind === 'call' && layer === view.layer);
    if (!call || this.#told.has(call.key)) return;
    this.#told.add(call.key);
    void this.#office.attempt('effect_result', { effect: call.key, outcome: 'offline' });
  }

  #tellElapsed(): void {
    const { view } = this.#office.scene;
    const wait = this.#last(({ kind, layer }) => kind === 'wait' && layer === view?.layer);
    if (!view?.waiting || wait?.kind !== 'wait' || this.#paused === wait.key) return;
    this.#paused = wait.key;
    clearTimeout(this.#pause);
    const tell = () => {
      void this.#office.attempt('effect_result', { effect: wait.key, outcome: 'elapsed' });
    };
    this.#pause = setTimeout(tell, Math.max(wait.until_ms - Date.now(), 0));
  }
}

const isResultOf =
  (key: string) =>
  ({ kind, input }: Event): boolean =>
    kind === 'effect_result' && (input as EffectResult).effect === key;
