/** The engine of tools, as the preview asks it: definitions are read as they are written, and sessions played. */
import { type BareExports, BareModule } from '../../src/engine/bare_module.ts';
import type { Channel, Diagnostic, Effect, FunnelResponse, Gesture, PlayResponse, View } from '../../src/engine/types.gen.ts';
import { fetchModule } from '../document/load.ts';
import { withoutElsewhere } from './elsewhere.ts';

declare const __TUNDISH_DEBUG_ENGINE__: string;

type Call = (...numbers: number[]) => number;

interface EngineExports extends BareExports {
  tundish_release(handle: number): void;
  tundish_view(session: number, missing: number): number;
  tundish_state(session: number): number;
  tundish_version(): number;
  tundish_funnel: Call;
  tundish_parse_release: Call;
  tundish_also: Call;
  tundish_session: Call;
  tundish_play: Call;
  tundish_why: Call;
  tundish_why_start: Call;
  tundish_elsewhere: Call;
  tundish_sms: Call;
}

/** A funnel, or what keeps the text from being one. */
export type Read = Readable | { diagnostics: Diagnostic[] };

export interface Readable {
  handle: number;
  facts: FunnelResponse;
}

/** How a session looks from a channel that it may not be on. */
export interface Seen {
  effects: Effect[];
  view: View;
}

export interface SmsSize {
  encoding: 'gsm7' | 'ucs2';
  segments: number;
  units: number;
}

/** What a session waits for. */
export interface Pending {
  key: string;
  kind: 'call' | 'authenticate' | 'wait';
  layer: string;
  component: string;
  due_ms?: number;
}

/** What the preview reads of a session's state. */
export interface SessionState {
  score: number;
  state: { pending?: Pending[]; answers?: { slug: string; value: unknown; problems?: unknown[]; hidden?: boolean }[] };
}

export type WhyEntry = Record<string, unknown> & { why: string };

let compiled: Promise<WebAssembly.Module> | undefined;

/** The engine's file, had once a page. Throws when it cannot be had. */
export function engineModule(): Promise<WebAssembly.Module> {
  compiled ??= fetchModule(__TUNDISH_DEBUG_ENGINE__);
  compiled.catch(() => (compiled = undefined));
  return compiled;
}

export class PreviewEngine {
  readonly #module: BareModule<EngineExports>;
  readonly rules: number;

  constructor(module: WebAssembly.Module) {
    this.#module = new BareModule<EngineExports>(module, 'the engine');
    this.#module.exports.tundish_version();
    this.rules = (this.#module.response as { rules: number }).rules;
  }

  /** Reads a definition, or says what keeps it from being a funnel. */
  funnel(text: string): Read {
    return this.#read(text, 'tundish_funnel');
  }

  /** Reads what was published, with its siblings in other languages. */
  release([text = '', ...siblings]: readonly string[]): Read {
    const first = this.#read(text, 'tundish_parse_release');
    if ('diagnostics' in first) return first;
    for (const one of siblings) {
      const sibling = this.#read(one, 'tundish_parse_release');
      if ('diagnostics' in sibling) continue;
      this.#module.exports.tundish_also(first.handle, sibling.handle);
      this.free(sibling.handle);
    }
    return first;
  }

  begin(funnel: number, header: Gesture): { handle: number; played: PlayResponse } {
    const handle = this.#ask('tundish_session', funnel, JSON.stringify(header));
    return { handle, played: withoutElsewhere(this.#module.response as PlayResponse) };
  }

  play(session: number, gesture: Gesture): PlayResponse {
    this.#ask('tundish_play', session, JSON.stringify(gesture));
    return withoutElsewhere(this.#module.response as PlayResponse);
  }

  /** Why the gesture leads where it leads; of a header the funnel is asked. */
  why(handle: number, gesture: Gesture): WhyEntry[] {
    this.#ask(gesture.kind === 'started' ? 'tundish_why_start' : 'tundish_why', handle, JSON.stringify(gesture));
    return (this.#module.response as { why?: WhyEntry[] }).why ?? [];
  }

  /** Undefined where the funnel is not for the channel. */
  elsewhere(session: number, channel: Channel): Seen | undefined {
    return this.#ask('tundish_elsewhere', session, channel) === 0 ? undefined : withoutElsewhere(this.#module.response as Seen);
  }

  /** The view that tells of mandatory answers that are missing. */
  shown(session: number): View {
    this.#module.exports.tundish_view(session, 1);
    return withoutElsewhere(this.#module.response as View);
  }

  state(session: number): SessionState {
    this.#module.exports.tundish_state(session);
    return this.#module.response as SessionState;
  }

  sms(text: string): SmsSize {
    this.#module.lend([text], this.#module.exports.tundish_sms);
    return this.#module.response as SmsSize;
  }

  free(handle: number): void {
    if (handle !== 0) this.#module.exports.tundish_release(handle);
  }

  #read(text: string, by: 'tundish_funnel' | 'tundish_parse_release'): Read {
    const handle = this.#module.lend([text], this.#module.exports[by]);
    if (handle === 0) return this.#module.response as { diagnostics: Diagnostic[] };
    return { handle, facts: withoutElsewhere(this.#module.response as FunnelResponse) };
  }

  #ask(name: 'tundish_session' | 'tundish_play' | 'tundish_why' | 'tundish_why_start' | 'tundish_elsewhere', handle: number, text: string): number {
    const ask = this.#module.exports[name];
    return this.#module.lend([text], (...at) => ask(handle, ...at));
  }
}
