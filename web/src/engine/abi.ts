/**
 * The engine's memory: the only file that reads or writes it. Texts go in as bytes, answers come
 * out as JSON.
 */

import { EngineTrap } from './trap.ts';

interface Exports {
  memory: WebAssembly.Memory;
  _initialize?: () => void;
  tundish_alloc(size: number): number;
  tundish_free(pointer: number): void;
  tundish_response(): number;
  tundish_response_size(): number;
}

/** One call that the engine answers with JSON. */
export type AbiCall =
  | 'tundish_version'
  | 'tundish_parse_release'
  | 'tundish_also'
  | 'tundish_session'
  | 'tundish_play'
  | 'tundish_view'
  | 'tundish_sync'
  | 'tundish_sync_step'
  | 'tundish_sha256'
  | 'tundish_why'
  | 'tundish_funnel'
  | 'tundish_analyze'
  | 'tundish_changes'
  | 'tundish_written'
  | 'tundish_simulate';

export interface AbiAnswer {
  /** A handle, or 1 for accepted; 0 when refused. */
  result: number;
  response: unknown;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a bare module asks of its host: nothing that reads or writes the world. */
const imports = {
  env: { emscripten_notify_memory_growth: () => undefined },
  wasi_snapshot_preview1: {
    proc_exit: () => {
      throw new EngineTrap('the engine ended itself');
    },
  },
};

export class Abi {
  readonly #exports: Exports;
  #trapped = false;

  private constructor(exports: Exports) {
    this.#exports = exports;
    exports._initialize?.();
  }

  static async instantiate(module: WebAssembly.Module): Promise<Abi> {
    const instance = await WebAssembly.instantiate(module, imports);
    return new Abi(instance.exports as unknown as Exports);
  }

  /** Calls `name`; a text or bytes argument becomes (pointer, length). Throws `EngineTrap`. */
  call(name: AbiCall, ...values: (number | string | Uint8Array)[]): AbiAnswer {
    return this.#guard(() => {
      const borrowed: number[] = [];
      const numbers: number[] = [];
      for (const value of values) {
        if (typeof value === 'number') {
          numbers.push(value);
          continue;
        }
        const bytes = typeof value === 'string' ? encoder.encode(value) : value;
        const pointer = this.#lend(bytes);
        borrowed.push(pointer);
        numbers.push(pointer, bytes.length);
      }
      const result = this.#function(name)(...numbers) >>> 0;
      for (const pointer of borrowed) this.#exports.tundish_free(pointer);
      return { result, response: this.#response() };
    });
  }

  release(handle: number): void {
    if (!this.#trapped) this.#guard(() => this.#function('tundish_release')(handle));
  }

  #function(name: string): (...numbers: number[]) => number {
    return (this.#exports as unknown as Record<string, (...numbers: number[]) => number>)[name]!;
  }

  #lend(bytes: Uint8Array): number {
    const pointer = this.#exports.tundish_alloc(bytes.length);
    if (pointer === 0) throw new EngineTrap('the engine has no memory for this');
    new Uint8Array(this.#exports.memory.buffer, pointer, bytes.length).set(bytes);
    return pointer;
  }

  #response(): unknown {
    const pointer = this.#exports.tundish_response();
    const size = this.#exports.tundish_response_size();
    if (size === 0) return undefined;
    return JSON.parse(decoder.decode(new Uint8Array(this.#exports.memory.buffer, pointer, size)));
  }

  #guard<T>(work: () => T): T {
    if (this.#trapped) throw new EngineTrap('the engine has stopped');
    try {
      return work();
    } catch (error) {
      this.#trapped = true;
      throw error instanceof EngineTrap ? error : new EngineTrap(String(error));
    }
  }
}
