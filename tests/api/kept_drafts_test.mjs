// Drafts that give way to others are kept: whose they are, what they would change, and that they go with
// their funnel.
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

const definition = (slug, text = "Hello") => ({
  tundish: 1,
  slug,
  title: `Title of ${slug}`,
  layers: [
    { id: "a", type: "start", components: [{ id: "hi", type: "message", text }], next: "b" },
    { id: "b", type: "result" },
  ],
});
const make = async (slug) => assert.equal((await api.ask("POST", "/api/v1/funnels", { body: definition(slug) })).status, 201);
const keep = (slug, body) => api.ask("POST", `/api/v1/funnels/${slug}/kept`, { body });
const list = async (slug) => (await api.ask("GET", `/api/v1/funnels/${slug}/kept`)).body.drafts;

test("the draft that is there is kept as its author's, and once", async () => {
  await make("kept-one");
  const read = await api.ask("GET", "/api/v1/funnels/kept-one");
  const { status, body } = await keep("kept-one", read.body);
  assert.deepEqual([status, body.number, body.title, body.actor_kind], [201, 1, "Title of kept-one", "token"]);
  assert.notEqual(body.actor_name, "");
  assert.deepEqual((await keep("kept-one", read.body)).body, body);
  assert.deepEqual(await list("kept-one"), [body]);
  assert.deepEqual((await api.ask("GET", "/api/v1/funnels/kept-one/kept/1")).body, read.body);
});

test("what is no funnel yet is kept too, and the newest is told first", async () => {
  await make("kept-two");
  assert.equal((await keep("kept-two", { slug: "kept-two", layers: [] })).status, 201);
  assert.equal((await keep("kept-two", definition("kept-two", "Bye"))).status, 201);
  assert.deepEqual((await list("kept-two")).map(({ number, title }) => [number, title]), [[2, "Title of kept-two"], [1, ""]]);
  const compare = (from) => api.ask("GET", `/api/v1/funnels/kept-two/changes?from=${from}&to=draft:production`);
  assert.deepEqual((await compare("kept:2")).body.changes.map(({ code }) => code), ["text_changed"]);
  assert.equal((await compare("kept:1")).status, 404);
  assert.equal((await compare("kept:3")).status, 404);
});

test("what is not a draft of the funnel is refused, and nobody's funnel keeps none", async () => {
  await make("kept-three");
  assert.deepEqual((await keep("kept-three", definition("other"))).body.problems.map(({ pointer }) => pointer), ["/slug"]);
  assert.equal((await keep("kept-three", [])).status, 422);
  assert.equal((await keep("nobody", definition("nobody"))).status, 404);
  assert.equal((await api.ask("GET", "/api/v1/funnels/nobody/kept")).status, 404);
  for (const number of ["1", "x", "-1"]) {
    assert.equal((await api.ask("GET", `/api/v1/funnels/kept-three/kept/${number}`)).status, 404);
  }
});

test("with the funnel they go", async () => {
  await make("kept-four");
  await keep("kept-four", definition("kept-four", "Bye"));
  const gone = await api.ask("DELETE", "/api/v1/funnels/kept-four", { headers: { "if-match": "*" } });
  assert.equal(gone.status, 204);
  await make("kept-four");
  assert.deepEqual(await list("kept-four"), []);
});

test("the draft of one environment is published in another", async () => {
  await make("kept-five");
  const publish = (body) => api.ask("POST", "/api/v1/funnels/kept-five/publish", { body });
  assert.equal((await publish({ environment: "staging" })).status, 404);
  const { status, body } = await publish({ environment: "staging", draft: "production" });
  assert.deepEqual([status, body.environment, body.changed], [200, "staging", true]);
  assert.equal((await fetch(`${server.origin}/api/v1/play/releases/staging/kept-five`)).status, 200);
  const { body: told } = await api.ask("GET", "/api/v1/funnels/kept-five/releases");
  assert.notEqual(told.releases[0].actor_name, "");
});
