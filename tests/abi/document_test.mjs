// The studio's document as the browser gets it: a bare module that asks its host for nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";

const file = join(dirname(process.env.TUNDISH_WASM), "studio", "abi", "tundish_studio.wasm");
const module = new WebAssembly.Module(readFileSync(file));
const encoder = new TextEncoder();

class Document {
  constructor() {
    const env = { emscripten_notify_memory_growth: () => undefined };
    const nothing = () => 8;
    const wasi = {
      fd_close: nothing,
      fd_seek: nothing,
      fd_write: nothing,
      proc_exit() {
        throw new Error("the document ended itself");
      },
    };
    this.exports = new WebAssembly.Instance(module, { env, wasi_snapshot_preview1: wasi }).exports;
    this.exports._initialize();
  }

  call(name, text) {
    const bytes = encoder.encode(text);
    const pointer = this.exports.tundish_alloc(bytes.length);
    new Uint8Array(this.exports.memory.buffer, pointer, bytes.length).set(bytes);
    const isDone = this.exports[name](pointer, bytes.length) !== 0;
    this.exports.tundish_free(pointer);
    return { isDone, answer: JSON.parse(this.response) };
  }

  ask(request) {
    return this.call("studio_request", JSON.stringify(request));
  }

  get response() {
    const { memory, tundish_response, tundish_response_size } = this.exports;
    return Buffer.from(memory.buffer, tundish_response(), tundish_response_size()).toString();
  }

  get text() {
    this.exports.studio_text(0);
    return this.response;
  }
}

const kText = `{"tundish":1,"layers":[{"id":"a","type":"start","max":123456789012,"low":-7,"part":1.5,"next":"b"},{"id":"b","type":"result"}]}`;

test("a document is the text that was opened, to the byte", () => {
  const document = new Document();
  assert.ok(document.call("studio_open", kText).isDone);
  assert.equal(document.text, kText);
});

test("what is asked for comes back as edits, and is taken back and done again", () => {
  const document = new Document();
  document.call("studio_open", kText);
  const { isDone, answer } = document.ask({ do: "rename_layer", id: "b", to: "ende" });
  assert.ok(isDone);
  assert.deepEqual(
    answer.edits.map(({ pointer, was_there, value }) => [pointer, was_there, value]),
    [["/layers/1/id", true, "ende"], ["/layers/0/next", true, "ende"]],
  );
  assert.deepEqual([answer.undo, answer.redo, answer.revision], ["Rename layer", null, 1]);
  assert.ok(document.exports.studio_undo());
  const undone = JSON.parse(document.response);
  assert.deepEqual(undone.edits.map(({ pointer, value }) => [pointer, value]), [["/layers/0/next", "b"], ["/layers/1/id", "b"]]);
  assert.deepEqual([undone.undo, undone.redo, undone.revision], [null, "Rename layer", 0]);
  assert.equal(document.text, kText);
  assert.ok(document.exports.studio_redo());
  assert.ok(document.text.includes('"ende"'));
  assert.equal(document.exports.studio_redo(), 0);
});

test("garbage is refused and loses nothing", () => {
  const document = new Document();
  document.call("studio_open", kText);
  for (const text of ["", "{", "[1]", "null", '"text"', "[".repeat(100_000), '{"a":1e999}', '{"a":"\\ud800"}']) {
    assert.ok(!document.call("studio_open", text).isDone, text.slice(0, 20));
  }
  const requests = [
    null,
    [],
    7,
    {},
    { do: "set" },
    { do: "set", pointer: "x", value: 1 },
    { do: "set", pointer: "/layers/99999999999999999999/id", value: 1 },
    { do: "set", pointer: "/layers/~2", value: 1 },
    { do: "insert", pointer: "/layers/-1", value: {} },
    { do: "insert", pointer: "/layers/", value: {} },
    { do: "insert", pointer: "/layers/0/id", value: {} },
    { do: "set", pointer: "/layers/-", value: {} },
    { do: "add_layer", type: "result", id: "" },
    { do: "paste_layers", layers: [{ id: "c" }, { id: "c" }] },
    { do: "place_layers", places: [{ id: "a", x: 1e300, y: 2 }] },
    { do: "move", pointer: "/layers/0", index: -1.5 },
    { do: "remove_layers", ids: [1] },
    { do: "rename_component", layer: "a", component: "none", to: "x" },
    { do: "place_layers", places: [{ id: "a", x: "1", y: 2 }] },
    { do: "paste_layers", layers: [{}] },
    { do: "batch", requests: [{ do: "set", pointer: "/title", value: "T" }, { do: "nothing" }] },
  ];
  for (const request of requests) {
    const { isDone, answer } = document.ask(request);
    if (isDone) document.exports.studio_undo();
    else assert.ok(answer.sentence.length > 0, JSON.stringify(request));
  }
  assert.ok(!document.call("studio_request", "{").isDone);
  assert.equal(document.text, kText);
});
