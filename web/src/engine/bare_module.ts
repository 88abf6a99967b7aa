/**
 * A WebAssembly module that asks its host for nothing, in a memory of its own. Texts go in as bytes,
 * answers come out of one response buffer.
 */

export interface BareExports {
  memory: WebAssembly.Memory;
  _initialize?: () => void;
  tundish_alloc(size: number): number;
  tundish_free(pointer: number): void;
  tundish_response(): number;
  tundish_response_size(): number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class BareModule<Exports extends BareExports> {
  readonly exports: Exports;
  readonly #name: string;

  /** `name` is for messages: "the canvas painter". */
  constructor(module: WebAssembly.Module, name: string) {
    this.#name = name;
    const instance = new WebAssembly.Instance(module, {
      env: { emscripten_notify_memory_growth: () => undefined },
      wasi_snapshot_preview1: {
        fd_close: () => 8,
        fd_seek: () => 8,
        fd_write: () => 8,
        proc_exit: () => {
          throw new Error(`${name} ended itself`);
        },
      },
    });
    this.exports = instance.exports as unknown as Exports;
    this.exports._initialize?.();
  }

  /** Memory that grows is another buffer. */
  get buffer(): ArrayBuffer {
    return this.exports.memory.buffer as ArrayBuffer;
  }

  /** The answer of the last call, as it was written. */
  get text(): string {
    const pointer = this.exports.tundish_response();
    return decoder.decode(new Uint8Array(this.buffer, pointer, this.exports.tundish_response_size()));
  }

  get response(): unknown {
    return JSON.parse(this.text);
  }

  /** Calls with (pointer, length) of each. */
  lend<T>(values: (string | Uint8Array)[], call: (...numbers: number[]) => T): T {
    const numbers: number[] = [];
    for (const value of values) {
      const bytes = typeof value === 'string' ? encoder.encode(value) : value;
      const pointer = this.exports.tundish_alloc(bytes.length);
      if (pointer === 0) throw new Error(`${this.#name} has no memory for this`);
      new Uint8Array(this.buffer, pointer, bytes.length).set(bytes);
      numbers.push(pointer, bytes.length);
    }
    const result = call(...numbers);
    for (let at = 0; at < numbers.length; at += 2) this.exports.tundish_free(numbers[at]!);
    return result;
  }
}
