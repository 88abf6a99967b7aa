// Somebody is erased over HTTP: afterwards no answer, log line or file has a word of theirs.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api, tracesOf, upload } from "./kit.mjs";

const canary = "canary-erased-90c4";
const scenario = {
  name: "erasing",
  definition: JSON.stringify({
    tundish: 1,
    slug: "erasing",
    title: "E",
    layers: [
      {
        id: "a",
        type: "start",
        components: [
          { id: "paper", type: "input", input_type: "file", slug: "paper", label: "Paper" },
          { id: "name", type: "input", input_type: "text", slug: "name", label: "Name", save_to: "contact.given_name" },
          { id: "mail", type: "input", input_type: "text", slug: "mail", label: "Mail", save_to: "contact.email" },
          { id: "go", type: "button", kind: "jump", text: "Go", target: "z" },
        ],
      },
      { id: "z", type: "result", trigger: "lead", components: [{ id: "bye", type: "message", text: "Bye {{name}}" }] },
    ],
  }),
  content: {
    steps: [{ answered: { slug: "name", value: canary } }, { answered: { slug: "mail", value: `${canary}@example.com` } }, { pressed: { button: "go" } }],
  },
};
let server;
let api;
let body;
const session = sessionOf(scenario);
const bearer = secretOf(scenario);
const path = `/api/v1/play/sessions/${session}`;

before(async () => {
  server = await ServerProcess.start(["--log-requests"]);
  api = await Api.of(server);
  await api.ask("POST", "/api/v1/funnels", { body: scenario.definition });
  const published = await api.ask("POST", "/api/v1/funnels/erasing/publish", { body: {} });
  const { log } = playScenario(new Engine(compileEngine()), scenario);
  body = { gen: 0, epoch: 1, release: published.body.releases[0].release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  assert.equal((await api.ask("POST", `${path}/events`, { bearer, body })).status, 200);
});
after(() => server.stop());

/** Waits for what the server does by itself. */
async function eventually(check) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it has not come");
}
function files() {
  const entries = readdirSync(server.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.path, entry.name));
}
const found = () => files().filter((file) => tracesOf(canary).some((trace) => readFileSync(file).includes(trace)));
const inBase64 = () => files().filter((file) => tracesOf(canary).slice(1).some((trace) => readFileSync(file).includes(trace)));

test("the contact and its session are there, and in an export", async () => {
  const paper = Buffer.from(`Dear reader,\n${canary}\n`.repeat(9000));
  const answers = await upload(api, { path, bearer }, paper, { input: "paper" });
  assert.equal(answers.at(-1).body.state, "kept");
  const begun = Buffer.from(`${canary} begun\n`.repeat(9000));
  assert.equal((await upload(api, { path, bearer }, begun, { input: "paper", most: 1 })).at(-1).body.state, "partial");
  assert.ok(inBase64().length > 0);
  const known = await api.ask("GET", `/api/v1/contacts?identity=email:${canary}@example.com`);
  assert.equal(known.body.contacts.length, 1);
  assert.equal(known.body.contacts[0].attributes.given_name, canary);
  const made = await api.ask("POST", "/api/v1/exports", { body: { format: "csv", funnel: "erasing" } });
  assert.equal(made.status, 202, JSON.stringify(made.body));
  const read = () => api.ask("GET", `/api/v1/exports/${made.body.id}`);
  await eventually(async () => (await read()).body.state === "done");
  assert.ok(found().length > 0);
});

test("erasing leaves nothing", async () => {
  const { body: list } = await api.ask("GET", "/api/v1/contacts");
  const contact = `/api/v1/contacts/${list.contacts[0].contact}`;
  const sessions = await api.ask("GET", `${contact}/sessions`);
  assert.deepEqual(sessions.body.sessions.map((each) => each.session), [session]);
  const before = (await api.ask("GET", "/api/v1/funnels/erasing/statistics")).body;
  assert.equal((await api.ask("DELETE", contact)).status, 204);
  assert.equal((await api.ask("DELETE", contact)).status, 404);
  assert.equal((await api.ask("GET", `/api/v1/sessions/${session}`)).status, 404);
  assert.equal((await api.ask("DELETE", `/api/v1/sessions/${session}`)).status, 404);
  assert.deepEqual((await api.ask("GET", "/api/v1/contacts")).body.contacts, []);
  const [late] = await upload(api, { path, bearer }, Buffer.from(canary), { input: "paper" });
  assert.deepEqual([late.status, late.body.code], [410, "erased"]);
  assert.deepEqual((await api.ask("GET", "/api/v1/exports")).body.exports, []);
  assert.deepEqual((await api.ask("GET", "/api/v1/funnels/erasing/statistics")).body, before);
  assert.deepEqual(found(), []);
  assert.ok(!JSON.stringify(server.log).includes(canary));
});

test("a device that comes later is told to forget it, and nobody else is", async () => {
  for (const answer of [await api.ask("POST", `${path}/events`, { bearer, body }), await api.ask("GET", path, { bearer })]) {
    assert.deepEqual([answer.status, answer.body.code], [410, "erased"]);
  }
  assert.equal((await api.ask("GET", path, { bearer: `${bearer}x` })).status, 404);
  await server.end();
  assert.deepEqual(found(), []);
});
