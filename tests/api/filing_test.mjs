// Where funnels stand in lists: a folder, and put away or not. Nothing else of them changes by that.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";

let server;
let api;
before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
});
after(() => server.stop());

const file = (body, slug = "quiz") => api.ask("PATCH", `/api/v1/funnels/${slug}/filing`, { body });
const listed = async () =>
  (await api.ask("GET", "/api/v1/funnels?limit=200")).body.funnels.find(({ slug }) => slug === "quiz");
const played = async () => (await fetch(`${server.origin}/api/v1/play/releases/production/quiz`)).status;

test("a folder and the archive are kept, and each may be said alone", async () => {
  assert.deepEqual([(await listed()).folder, (await listed()).archived], ["", false]);
  const { status, body } = await file({ folder: "Autumn / Shop" });
  assert.deepEqual([status, body.folder, body.archived], [200, "Autumn / Shop", false]);
  assert.deepEqual((await file({ archived: true })).body, await listed());
  assert.deepEqual([(await listed()).folder, (await listed()).archived], ["Autumn / Shop", true]);
  assert.equal(await played(), 200, "what is published goes on");
});

test("a draft that is saved stays where it was, and has not become another one", async () => {
  const before = await api.ask("GET", "/api/v1/funnels/quiz");
  await file({ folder: "Winter" });
  const after = await api.ask("GET", "/api/v1/funnels/quiz", { headers: { "if-none-match": before.headers.get("etag") } });
  assert.equal(after.status, 304);
  const saved = await api.ask("PUT", "/api/v1/funnels/quiz", { body: { ...before.body, title: "Mine" }, headers: { "if-match": "*" } });
  assert.equal(saved.status, 200);
  const { title, folder, archived, created_at: created } = await listed();
  assert.deepEqual([title, folder, archived], ["Mine", "Winter", true]);
  assert.ok(created);
  assert.deepEqual([(await file({ folder: "", archived: false })).body.folder, (await listed()).archived], ["", false]);
});

test("what is no filing is refused with its place", async () => {
  const pointers = async (body) => (await file(body)).body.problems.map(({ pointer }) => pointer);
  assert.deepEqual(await pointers({ folder: "x".repeat(101) }), ["/folder"]);
  assert.deepEqual(await pointers({ archived: "yes" }), ["/archived"]);
  assert.deepEqual(await pointers({ folders: "a" }), ["/folders"]);
  assert.equal((await file({ folder: "a" }, "nobody")).status, 404);
});
