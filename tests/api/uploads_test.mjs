// Files over HTTP: in pieces, whatever happens between them; whole, or not at all; and nobody's but
// whose they are.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, secretOf, sessionOf, sha256 } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api, tracesOf, upload } from "./kit.mjs";

const note = "canary-gps-77b1";
const definition = JSON.stringify({
  tundish: 1,
  slug: "uploads",
  title: "U",
  layers: [
    {
      id: "a",
      type: "start",
      components: [
        { id: "photo", type: "input", input_type: "file", slug: "photo", label: "Photo", validations: { media_types: ["image/*"], max_bytes: 1000000 } },
        { id: "paper", type: "input", input_type: "file", slug: "paper", label: "Paper" },
        { id: "mail", type: "input", input_type: "text", slug: "mail", label: "Mail", save_to: "contact.email" },
        { id: "go", type: "button", kind: "jump", text: "Go", target: "z" },
      ],
    },
    { id: "z", type: "result", components: [{ id: "bye", type: "message", text: "Bye" }] },
  ],
});
const letter = Buffer.from(Array.from({ length: 60000 }, (_, line) => `line ${line}\n`).join(""));
const engine = new Engine(compileEngine());
let server;
let api;
let ann;
let bob;

before(async () => {
  server = await ServerProcess.start(["--upload-bytes", "2000000", "--uploads-per-session", "6"]);
  api = await Api.of(server);
  await api.ask("POST", "/api/v1/funnels", { body: definition });
  assert.equal((await api.ask("POST", "/api/v1/funnels/uploads/publish", { body: {} })).status, 200);
  ann = await play("ann", { name: "letter.txt", media_type: "text/plain", size: letter.length, sha256: sha256(letter) });
  bob = await play("bob", { name: "b.txt", media_type: "text/plain", size: 3, sha256: sha256("bob") });
});
after(() => server.stop());

/** Somebody whose answer names a file before anything of it is here. */
async function play(name, paper, at = api) {
  const steps = [{ answered: { slug: "paper", value: paper } }, { answered: { slug: "mail", value: `${name}@example.com` } }, { pressed: { button: "go" } }];
  const scenario = { name: `uploads-${name}`, definition, content: { steps, final: {} } };
  const { log } = playScenario(engine, scenario);
  const path = `/api/v1/play/sessions/${sessionOf(scenario)}`;
  const bearer = secretOf(scenario);
  const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  assert.equal((await at.ask("POST", `${path}/events`, { bearer, body })).status, 200);
  return { session: sessionOf(scenario), path, bearer };
}
const stateOf = async ({ path, bearer }, hash) => (await api.ask("GET", `${path}/uploads/${hash}`, { bearer })).body;
const filesOf = async ({ session }) => (await api.ask("GET", `/api/v1/sessions/${session}`)).body.files;
async function fetchFile({ session }, hash, headers = {}) {
  const address = `${server.origin}/api/v1/sessions/${session}/uploads/${hash}`;
  return fetch(address, { headers: { authorization: `Bearer ${server.token}`, ...headers } });
}
const files = () =>
  readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.path, entry.name));
const found = (text) => files().filter((file) => tracesOf(text).some((trace) => readFileSync(file).includes(trace)));

test("a file that an answer names is told to be missing until it is here", async () => {
  const [paper] = await filesOf(ann);
  assert.deepEqual([paper.slug, paper.name, paper.state, paper.is_named], ["paper", "letter.txt", "missing", true]);
  assert.deepEqual(await stateOf(ann, sha256(letter)), { upload: sha256(letter), state: "missing", offset: 0 });
});

test("it goes on where a server was killed", async () => {
  const begun = await upload(api, ann, letter, { input: "paper", most: 2 });
  assert.deepEqual(begun.map(({ body }) => body.offset), [131072, 262144]);
  await server.kill();
  await server.restart();
  const there = await stateOf(ann, sha256(letter));
  assert.deepEqual(there, { upload: sha256(letter), state: "partial", offset: 262144, size: letter.length });
  assert.equal((await filesOf(ann))[0].state, "partial");
  const [ahead] = await upload(api, ann, letter, { input: "paper", offset: 393216 });
  assert.deepEqual([ahead.status, ahead.body.code, ahead.body.offset, ahead.headers.get("upload-offset")], [409, "gap", 262144, "262144"]);
  const rest = await upload(api, ann, letter, { input: "paper", offset: there.offset });
  assert.deepEqual([rest.at(-1).status, rest.at(-1).body.state, rest.at(-1).body.content_type], [200, "kept", "text/plain"]);
  const [paper] = await filesOf(ann);
  assert.deepEqual([paper.state, paper.kept_size, paper.is_named], ["kept", letter.length, true]);
});

test("people with a role get it, as something that no browser shows", async () => {
  const whole = await fetchFile(ann, sha256(letter));
  assert.equal(whole.status, 200);
  assert.ok(Buffer.from(await whole.arrayBuffer()).equals(letter));
  assert.equal(whole.headers.get("content-type"), "application/octet-stream");
  assert.match(whole.headers.get("content-disposition"), /^attachment; filename="[0-9a-f]{16}\.txt"$/);
  assert.equal(whole.headers.get("x-content-type-options"), "nosniff");
  assert.match(whole.headers.get("content-security-policy"), /^sandbox; default-src 'none'/);
  const part = await fetchFile(ann, sha256(letter), { range: "bytes=131070-131080" });
  assert.equal(part.status, 206);
  assert.ok(Buffer.from(await part.arrayBuffer()).equals(letter.subarray(131070, 131081)));
  const path = `/api/v1/sessions/${ann.session}/uploads/${sha256(letter)}`;
  assert.equal((await api.ask("GET", path, { bearer: ann.bearer })).status, 401);
  assert.equal((await api.ask("GET", path, { bearer: "" })).status, 401);
  assert.equal((await api.ask("GET", `/api/v1/sessions/${bob.session}/uploads/${sha256(letter)}`)).status, 404);
});

test("only the session's own secret hands in, and sessions know nothing of each other", async () => {
  const hash = sha256(letter);
  assert.equal((await upload(api, { ...ann, bearer: "" }, letter, { input: "paper" }))[0].status, 401);
  assert.equal((await upload(api, { ...ann, bearer: bob.bearer }, letter, { input: "paper" }))[0].status, 403);
  assert.equal((await api.ask("GET", `${ann.path}/uploads/${hash}`, { bearer: bob.bearer })).status, 403);
  assert.equal((await stateOf(bob, hash)).state, "missing");
  const [again] = await upload(api, bob, letter, { input: "paper", most: 1 });
  assert.deepEqual([again.status, again.body.state, again.body.offset], [200, "partial", 131072]);
  const nobody = { path: `/api/v1/play/sessions/${"0".repeat(32)}`, bearer: ann.bearer };
  assert.equal((await upload(api, nobody, letter, { input: "paper" }))[0].status, 404);
});

test("nothing is kept of a file that is not what its name says", async () => {
  const secret = Buffer.from(`canary-other-file ${"x".repeat(140000)}`);
  const answers = await upload(api, ann, secret, { input: "paper", name: "f".repeat(64) });
  assert.deepEqual([answers.at(-1).status, answers.at(-1).body.code], [422, "wrong_hash"]);
  assert.equal((await stateOf(ann, "f".repeat(64))).state, "missing");
});

test("what is no picture is not taken as one", async () => {
  const png = Buffer.from("iVBORw0KGgo=", "base64");
  const page = Buffer.from("<!DOCTYPE html><script>alert(document.cookie)</script>");
  for (const bytes of [page, Buffer.concat([png, page]), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').subarray(1)]) {
    const [answer] = await upload(api, bob, bytes, { input: "photo" });
    assert.deepEqual([answer.status, answer.body.code], [415, "wrong_type"], bytes.toString());
    assert.equal((await stateOf(bob, sha256(bytes))).state, "missing");
  }
});

/** EXIF that says a place, for a photograph that lies on its side. */
function exif() {
  const words = Buffer.from(`${note}\0`);
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const directory = (...entries) => Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);
  const head = Buffer.from("49492a0008000000", "hex");
  return Buffer.concat([head, directory(entry(0x112, 3, 1, 6), entry(0x8825, 4, 1, 38)), directory(entry(0x12, 2, words.length, 56)), words]);
}
const segment = (marker, body) => Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);

test("a picture says nothing of where it was taken", async () => {
  const frame = Buffer.concat([segment(0xdb, Buffer.alloc(65)), segment(0xc0, Buffer.from("080001000101011100", "hex")), segment(0xda, Buffer.from("010100003f00", "hex")), Buffer.alloc(200000, 0x55), Buffer.from("ffd9", "hex")]);
  const noted = segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), exif()]));
  const jpeg = Buffer.concat([Buffer.from("ffd8", "hex"), noted, segment(0xfe, Buffer.from(note)), frame, Buffer.from("ffd8", "hex"), noted]);
  const gif = Buffer.concat([
    Buffer.from("GIF89a"),
    Buffer.from("01000100800000000000ffffff", "hex"),
    Buffer.from([0x21, 0xfe, note.length]),
    Buffer.from(note),
    Buffer.from("002c00000000010001000002024401003b", "hex"),
  ]);
  for (const picture of [jpeg, gif]) {
    assert.ok(picture.includes(note));
    const answers = await upload(api, ann, picture, { input: "photo" });
    assert.deepEqual([answers.at(-1).status, answers.at(-1).body.state], [200, "kept"], JSON.stringify(answers.at(-1).body));
    const kept = Buffer.from(await (await fetchFile(ann, sha256(picture))).arrayBuffer());
    assert.ok(kept.length > picture.length / 2 && !kept.includes(note));
    assert.equal(kept.length, answers.at(-1).body.kept_size);
    if (picture !== jpeg) continue;
    const turned = kept.indexOf("Exif");
    assert.ok(turned > 0 && kept.indexOf("Exif", turned + 1) < 0);
    assert.equal(kept[turned + 6 + 19], 6, "it still lies on its side");
  }
  await server.end();
  await server.restart();
  assert.deepEqual(found(note), [], "what came is nowhere any more");
});

test("there are bounds, and each says which it is", async () => {
  const hash = sha256(letter);
  const put = (range, body, { input = "paper", name = hash } = {}) => {
    const headers = { "content-type": "application/octet-stream", ...(range && { "content-range": range }) };
    return api.ask("PUT", `${bob.path}/uploads/${name}?input=${input}`, { bearer: bob.bearer, headers, body });
  };
  const codes = async (answer) => [(await answer).status, (await answer).body.code];
  const piece = Buffer.alloc(131072);
  for (const range of ["", "bytes 0-131071", "bytes 1-131072/300000", "bytes 0-131070/300000", "bytes 0-131071/131071", "bytes 131071-0/300000", "bytes */131072", "items 0-131071/300000", "bytes 0-131071/-1", "bytes 0-131071/99999999999999999999"]) {
    assert.deepEqual(await codes(put(range, piece)), [422, "invalid"], range);
  }
  assert.deepEqual(await codes(put("bytes 0-131071/300000", Buffer.alloc(7))), [422, "invalid"]);
  assert.deepEqual(await codes(put("bytes 0-131071/300000", piece, { name: "A".repeat(64) })), [422, "invalid"]);
  assert.deepEqual(await codes(put("bytes 0-131071/300000", piece, { input: "mail" })), [422, "unknown_input"]);
  assert.deepEqual(await codes(put("bytes 0-131071/300000", piece, { input: "" })), [422, "unknown_input"]);
  assert.deepEqual(await codes(put("bytes 0-131071/300000", piece)), [409, "other_size"]);
  assert.deepEqual(await codes(put("bytes 0-131071/1000001", piece, { input: "photo", name: "1".repeat(64) })), [413, "file_too_large"]);
  assert.deepEqual(await codes(put("bytes 0-131071/2000001", piece, { name: "1".repeat(64) })), [413, "file_too_large"]);
  assert.deepEqual(await codes(put("bytes 0-131072/300000", Buffer.alloc(131073))), [413, "malformed_request"]);
  const visit = await api.ask("POST", "/api/v1/play/visits", { bearer: "", body: " ".repeat(20000) });
  assert.equal(visit.status, 413, "other routes take no more than before");
  let answer;
  for (let number = 0; number < 7; number += 1) {
    const inputs = ["paper", "photo"];
    [answer] = await upload(api, bob, Buffer.alloc(200000, number), { input: inputs[number % 2], most: 1 });
    if (answer.status !== 200) break;
  }
  assert.deepEqual([answer.status, answer.body.code], [413, "too_many_files"]);
});

test("files leave room on the disk for answers", async () => {
  const full = await ServerProcess.start(["--upload-reserve-bytes", "1000000000000000"]);
  try {
    const there = await Api.of(full);
    await there.ask("POST", "/api/v1/funnels", { body: definition });
    await there.ask("POST", "/api/v1/funnels/uploads/publish", { body: {} });
    const eve = await play("eve", { name: "e.txt", media_type: "text/plain", size: 3, sha256: sha256("eve") }, there);
    const [answer] = await upload(there, eve, Buffer.from("eve"), { input: "paper" });
    assert.deepEqual([answer.status, answer.body.code, answer.headers.get("retry-after")], [503, "no_room", "300"]);
  } finally {
    await full.stop();
  }
});

test("browsers of other origins may", async () => {
  const path = `${server.origin}${ann.path}/uploads/${sha256(letter)}`;
  const headers = { origin: "https://shop.example", "access-control-request-method": "PUT", "access-control-request-headers": "content-range" };
  const answer = await fetch(path, { method: "OPTIONS", headers });
  assert.equal(answer.status, 204);
  assert.match(answer.headers.get("access-control-allow-methods"), /\bPUT\b/);
  assert.match(answer.headers.get("access-control-allow-headers"), /\bcontent-range\b/);
  const head = await fetch(path, { method: "HEAD", headers: { authorization: `Bearer ${ann.bearer}` } });
  assert.equal(head.headers.get("upload-offset"), `${letter.length}`);
  assert.match(head.headers.get("access-control-expose-headers"), /\bupload-offset\b/);
});

test("what is kept of a contact names its files", async () => {
  const { body } = await api.ask("GET", "/api/v1/contacts?identity=email:ann@example.com");
  const { body: document } = await api.ask("GET", `/api/v1/contacts/${body.contacts[0].contact}/export`);
  const [session] = document.sessions;
  const paper = session.files.find(({ sha256: hash }) => hash === sha256(letter));
  assert.deepEqual([paper.name, paper.content_type, paper.size, paper.state], ["letter.txt", "text/plain", letter.length, "kept"]);
  assert.ok(session.files.every((file) => file.sha256 !== sha256("bob")));
});
