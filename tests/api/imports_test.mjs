// Funnels that are made of other formats and of templates, before anything is kept; and who is said to
// have changed a funnel.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";

const cases = process.env.TUNDISH_CASES;
const flow = [
  { id: "name", question: "Who are you?", type: "Text", next: "pay" },
  { id: "pay", question: "How?", type: "Selection", options: ["Card", "Cash"], nextMapping: { Card: "nowhere" }, next: "COMPLETE" },
];

let server;
let api;
before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
});
after(() => server.stop());

const convert = (body) => api.ask("POST", "/api/v1/imports", { body });

test("a text becomes a definition, with what was not carried over, and nothing is kept", async () => {
  const { status, body } = await convert({ text: JSON.stringify(flow), title: "Payments", fallback: "payments" });
  assert.equal(status, 200);
  assert.deepEqual([body.format, body.definition.slug, body.definition.title], ["data-flow", "payments", "Payments"]);
  assert.ok(body.diagnostics.length > 0, "an unknown target is told");
  assert.ok(body.diagnostics.every(({ pointer, line }) => pointer.startsWith("/1/") && line === 1));
  assert.equal((await api.ask("GET", "/api/v1/funnels/payments")).status, 404);
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: body.definition })).status, 201);
});

test("what is no funnel is refused with its reason", async () => {
  const codes = async (body) => {
    const answer = await convert(body);
    return [answer.status, answer.body.code];
  };
  assert.deepEqual(await codes({ text: '{"a": 1}' }), [422, "unknown_format"]);
  assert.deepEqual(await codes({ text: "no JSON at all" }), [422, "unknown_format"]);
  assert.deepEqual(await codes({ text: "{}", format: "typebot" }), [422, "not_importable"]);
  assert.deepEqual(await codes({ text: "{}", format: "csv" }), [422, "invalid"]);
  assert.deepEqual(await codes({ text: JSON.stringify(flow), slug: "no slug, this" }), [422, "not_importable"]);
  assert.deepEqual(await codes({}), [422, "invalid"]);
});

test("every public bot is imported", { skip: !cases && "TUNDISH_CASES names no folder" }, async () => {
  const bots = readdirSync(join(cases, "typebot")).filter((name) => name.endsWith(".json"));
  assert.ok(bots.length > 0);
  for (const bot of bots) {
    const text = readFileSync(join(cases, "typebot", bot), "utf8");
    const { status, body } = await convert({ text, slug: `bot-${bot.slice(0, -5)}` });
    assert.deepEqual([status, body.format], [200, "typebot"], bot);
    assert.equal((await api.ask("POST", "/api/v1/funnels", { body: body.definition })).status, 201, bot);
  }
});

test("every template is told with its words, and is a funnel", async () => {
  const { body } = await api.ask("GET", "/api/v1/templates");
  const files = readdirSync(new URL("../../server/templates", import.meta.url)).filter((name) => name.endsWith(".json"));
  assert.deepEqual(body.templates.map(({ slug }) => `${slug}.json`).sort(), files.sort());
  for (const one of body.templates) {
    assert.deepEqual(Object.keys(one.title).sort(), [...one.languages].sort(), one.slug);
    assert.deepEqual(Object.keys(one.about).sort(), [...one.languages].sort(), one.slug);
    const { body: definition } = await api.ask("GET", `/api/v1/templates/${one.slug}`);
    const own = { ...definition, slug: `my-${one.slug}`, x_template: undefined };
    assert.equal((await api.ask("POST", "/api/v1/funnels", { body: own })).status, 201, one.slug);
  }
  assert.equal((await api.ask("GET", "/api/v1/templates/none")).status, 404);
});

test("a funnel says who changed it last", async () => {
  const { body } = await api.ask("GET", "/api/v1/funnels/payments/versions");
  assert.deepEqual(body.changed_by, { kind: "token", name: "printed at start" });
  const { body: list } = await api.ask("GET", "/api/v1/funnels?limit=200");
  assert.deepEqual(list.funnels.find(({ slug }) => slug === "quiz").changed_by, { kind: "server", name: "" });
});
