/** The memory of the rules' WebAssembly: nothing else of them reads or writes it. */

interface Exports {
  memory: WebAssembly.Memory;
  _initialize?: () => void;
  tundish_alloc(size: number): number;
  tundish_free(pointer: number): void;
  tundish_response(): number;
  tundish_response_size(): number;
  tundish_rules(pointer: number, size: number): number;
  tundish_rules_verdicts(handle: number): number;
  tundish_rules_field(handle: number, pointer: number, size: number): number;
  tundish_rules_set_number(handle: number, field: number, value: number): number;
  tundish_rules_set_boolean(handle: number, field: number, value: number): number;
  tundish_rules_set_text(handle: number, field: number, pointer: number, size: number): number;
  tundish_rules_remember(handle: number, pointer: number, size: number): number;
  tundish_rules_set_remembered(handle: number, field: number, text: number): number;
  tundish_rules_set_json(handle: number, field: number, pointer: number, size: number): number;
  tundish_rules_clear(handle: number, field: number): number;
  tundish_rules_evaluate(handle: number): number;
}

/** As many as the engine remembers. */
const kMaxRemembered = 1000;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a bare module asks of its host: nothing that reads or writes the world. */
const imports = {
  env: { emscripten_notify_memory_growth: () => undefined },
  wasi_snapshot_preview1: {
    fd_close: () => 8,
    fd_seek: () => 8,
    fd_write: () => 8,
    proc_exit: () => {
      throw new Error('the rules ended themselves');
    },
  },
};

/** One list of rules in a memory of its own. */
export class RulesMemory {
  readonly #exports: Exports;
  #handle = 0;
  #room = 0;
  #roomSize = 0;
  #view = new Uint8Array(0);
  #verdicts = new Uint8Array(0);
  #count = 0;
  readonly #remembered = new Map<string, number>();

  constructor(module: WebAssembly.Module) {
    const instance = new WebAssembly.Instance(module, imports);
    this.#exports = instance.exports as unknown as Exports;
    this.#exports._initialize?.();
  }

  /** What the compiler answers: the fields, or what is wrong. */
  compile(json: string): unknown {
    this.#handle = this.#exports.tundish_rules(...this.#lend(json));
    const at = this.#exports.tundish_response();
    const bytes = new Uint8Array(this.#exports.memory.buffer, at, this.#exports.tundish_response_size());
    const answer = JSON.parse(decoder.decode(bytes)) as { count?: number };
    this.#count = answer.count ?? 0;
    return answer;
  }

  /** A byte for each rule, where the engine keeps them: they change with every call that sets. */
  get verdicts(): Uint8Array {
    const { buffer } = this.#exports.memory;
    // Memory that grows is another buffer.
    if (this.#verdicts.buffer !== buffer) {
      this.#verdicts = new Uint8Array(buffer, this.#exports.tundish_rules_verdicts(this.#handle), this.#count);
    }
    return this.#verdicts;
  }

  field(name: string): number {
    return this.#exports.tundish_rules_field(this.#handle, ...this.#lend(name));
  }

  setNumber(field: number, value: number): number {
    return this.#exports.tundish_rules_set_number(this.#handle, field, value) >>> 0;
  }

  setBoolean(field: number, value: boolean): number {
    return this.#exports.tundish_rules_set_boolean(this.#handle, field, value ? 1 : 0) >>> 0;
  }

  setText(field: number, value: string): number {
    const remembered = this.#remembered.get(value) ?? this.#remember(value);
    if (remembered >= 0) {
      return this.#exports.tundish_rules_set_remembered(this.#handle, field, remembered) >>> 0;
    }
    return this.#exports.tundish_rules_set_text(this.#handle, field, ...this.#lend(value)) >>> 0;
  }

  setJson(field: number, json: string): number {
    return this.#exports.tundish_rules_set_json(this.#handle, field, ...this.#lend(json)) >>> 0;
  }

  clear(field: number): number {
    return this.#exports.tundish_rules_clear(this.#handle, field) >>> 0;
  }

  evaluate(): number {
    return this.#exports.tundish_rules_evaluate(this.#handle) >>> 0;
  }

  /** Short texts come again, as choices do: each crosses once. */
  #remember(text: string): number {
    if (text.length > 64 || this.#remembered.size >= kMaxRemembered) return -1;
    const number = this.#exports.tundish_rules_remember(this.#handle, ...this.#lend(text));
    this.#remembered.set(text, number);
    return number;
  }

  /** Writes a text into room that is kept for the next one. */
  #lend(text: string): [number, number] {
    const most = text.length * 3;
    if (most > this.#roomSize || this.#room === 0) {
      this.#exports.tundish_free(this.#room);
      this.#roomSize = Math.max(256, most);
      this.#room = this.#exports.tundish_alloc(this.#roomSize);
      if (this.#room === 0) throw new Error('the rules have no memory for this');
    }
    const { buffer } = this.#exports.memory;
    if (this.#view.buffer !== buffer || this.#view.length !== this.#roomSize) {
      this.#view = new Uint8Array(buffer, this.#room, this.#roomSize);
    }
    return [this.#room, encoder.encodeInto(text, this.#view).written];
  }
}
