// The engine for tests: loads the bare .wasm of TUNDISH_WASM and calls its C functions.
import { readFileSync } from "node:fs";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const badDescriptor = 8;

function trap() {
  throw new Error("the engine ended itself");
}

export function compileEngine(path = process.env.TUNDISH_WASM) {
  if (!path) throw new Error("set TUNDISH_WASM to the tundish_engine.wasm to test");
  return new WebAssembly.Module(readFileSync(path));
}

export class Engine {
  #exports;

  constructor(module) {
    const instance = new WebAssembly.Instance(module, {
      env: { emscripten_notify_memory_growth() {} },
      wasi_snapshot_preview1: {
        fd_close: () => badDescriptor,
        fd_seek: () => badDescriptor,
        fd_write: () => badDescriptor,
        proc_exit: trap,
      },
    });
    this.#exports = instance.exports;
    this.#exports._initialize?.();
  }

  /** Calls `tundish_<name>`; texts and bytes go in as (pointer, length). Gives {result, response}. */
  call(name, ...values) {
    const { result, text } = this.callText(name, ...values);
    return { result, response: text === "" ? undefined : JSON.parse(text) };
  }

  /** The same with the answer as it is written: {result, text}. */
  callText(name, ...values) {
    const borrowed = [];
    const numbers = values.flatMap((value) => {
      if (typeof value === "number") return [value];
      const bytes = typeof value === "string" ? encoder.encode(value) : value;
      const pointer = this.#exports.tundish_alloc(bytes.length);
      new Uint8Array(this.#exports.memory.buffer, pointer, bytes.length).set(bytes);
      borrowed.push(pointer);
      return [pointer, bytes.length];
    });
    const result = this.#exports[`tundish_${name}`](...numbers) >>> 0;
    for (const pointer of borrowed) this.#exports.tundish_free(pointer);
    return { result, text: this.#response() };
  }

  release(handle) {
    this.#exports.tundish_release(handle);
  }

  /** Bytes of memory that the engine holds now. */
  get memorySize() {
    return this.#exports.memory.buffer.byteLength;
  }

  #response() {
    const at = this.#exports.tundish_response();
    const size = this.#exports.tundish_response_size();
    return decoder.decode(new Uint8Array(this.#exports.memory.buffer, at, size));
  }
}
