/** The engine as typed objects: what the player and the sync speak to. */
import type { Abi } from './abi.ts';
import type {
  Diagnostic,
  FunnelResponse,
  Gesture,
  PlayResponse,
  SyncAction,
  SyncInput,
  View,
} from './types.gen.ts';

export { EngineTrap } from './trap.ts';
export type * from './types.gen.ts';

/** The engine did not take a definition; `diagnostics` says everything that is wrong with it. */
export class NotAFunnel extends Error {
  readonly diagnostics: Diagnostic[];
  constructor(diagnostics: Diagnostic[]) {
    super(diagnostics[0]?.sentence ?? 'the definition is not a funnel');
    this.diagnostics = diagnostics;
  }
}

export class Engine {
  #abi: Abi;
  #full: () => Promise<Abi>;
  readonly rules: number;

  /** `full` loads the engine that plays what the lean `abi` leaves to it. */
  constructor(abi: Abi, full: () => Promise<Abi>) {
    this.#abi = abi;
    this.#full = full;
    this.rules = (abi.call('tundish_version').response as { rules: number }).rules;
  }

  /** SHA-256 as 64 lower-case hex digits; browsers have none on plain http. */
  sha256(bytes: Uint8Array | string): string {
    return (this.#abi.call('tundish_sha256', bytes).response as { sha256: string }).sha256;
  }

  /**
   * Reads a release, with the full engine when it needs that, or when it is to be played in the
   * texts of others of its structure, too. Throws `NotAFunnel`.
   */
  async funnel(release: string, siblings: readonly string[] = []): Promise<Funnel> {
    if (siblings.length > 0) await this.#widen();
    const read = (text: string) => this.#abi.call('tundish_parse_release', text);
    let { result, response } = read(release);
    if (result === 0 && faultsOf(response)[0]?.code === 'needs_full_engine') {
      await this.#widen();
      ({ result, response } = read(release));
    }
    if (result === 0) throw new NotAFunnel(faultsOf(response));
    for (const text of siblings) {
      const sibling = read(text).result;
      this.#abi.call('tundish_also', result, sibling);
      this.#abi.release(sibling);
    }
    return new Funnel(this.#abi, result, response as FunnelResponse);
  }

  async #widen(): Promise<void> {
    const abi = await this.#full();
    this.#full = () => Promise.resolve(abi);
    this.#abi = abi;
  }

  sync(session: string, release: string): Sync {
    const named = JSON.stringify({ session, release, rules: this.rules });
    return new Sync(this.#abi, this.#abi.call('tundish_sync', named).result);
  }
}

function faultsOf(response: unknown): Diagnostic[] {
  return (response as { diagnostics: Diagnostic[] }).diagnostics;
}

export class Funnel {
  readonly #abi: Abi;
  readonly #handle: number;
  readonly facts: FunnelResponse;

  constructor(abi: Abi, handle: number, facts: FunnelResponse) {
    this.#abi = abi;
    this.#handle = handle;
    this.facts = facts;
  }

  /** Plays the header. `session` is missing when the engine refused it. */
  begin(header: Gesture): { session?: Session; played: PlayResponse } {
    const answer = this.#abi.call('tundish_session', this.#handle, JSON.stringify(header));
    const played = answer.response as PlayResponse;
    return answer.result === 0
      ? { played }
      : { session: new Session(this.#abi, answer.result), played };
  }

  free(): void {
    this.#abi.release(this.#handle);
  }
}

export class Session {
  readonly #abi: Abi;
  readonly #handle: number;

  constructor(abi: Abi, handle: number) {
    this.#abi = abi;
    this.#handle = handle;
  }

  play(gesture: Gesture): PlayResponse {
    return this.#abi.call('tundish_play', this.#handle, JSON.stringify(gesture))
      .response as PlayResponse;
  }

  /** The view; `shown` tells also of mandatory inputs that have no answer yet. */
  view(missing: 'hidden' | 'shown'): View {
    return this.#abi.call('tundish_view', this.#handle, missing === 'shown' ? 1 : 0)
      .response as View;
  }

  free(): void {
    this.#abi.release(this.#handle);
  }
}

/** The client's side of one session's sync: a reducer whose answers are things to do. */
export class Sync {
  readonly #abi: Abi;
  readonly #handle: number;

  constructor(abi: Abi, handle: number) {
    this.#abi = abi;
    this.#handle = handle;
  }

  step(input: SyncInput): SyncAction[] {
    const answer = this.#abi.call('tundish_sync_step', this.#handle, JSON.stringify(input));
    return (answer.response as { actions?: SyncAction[] }).actions ?? [];
  }

  free(): void {
    this.#abi.release(this.#handle);
  }
}
