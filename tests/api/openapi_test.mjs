// The OpenAPI document is a right one, and it is what the server does.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, scenarios, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api, eventually, ours, packageOf, trusting } from "./kit.mjs";

const Ajv = packageOf("ajv/dist/2020").default;
const openapiV31 = packageOf("./node_modules/@seriousme/openapi-schema-validator/schemas/v3.1/schema.json");
const secret = "5".repeat(64);
let server;
let api;

before(async () => {
  server = await ServerProcess.start(trusting);
  api = await Api.of(server);
});
after(() => server.stop());

/** An address with something in place of each name. */
const filledIn = (path) => path.replace(/\{(\w+)\}/g, (_, name) => (name === "slug" ? "lead-form" : "0".repeat(32)));

function metaFaults(document) {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(openapiV31);
  return validate(document) ? [] : validate.errors;
}

test("it is an OpenAPI 3.1 document", () => {
  assert.match(api.document.openapi, /^3\.1\./);
  assert.deepEqual(metaFaults(api.document), []);
  for (const broken of [
    { ...api.document, info: {} },
    { ...api.document, paths: { "no-slash": {} } },
    { ...api.document, paths: { "/a": { get: { responses: { abc: {} } } } } },
  ]) {
    assert.notDeepEqual(metaFaults(broken), [], "the meta-schema sees what is wrong");
  }
});

test("it says how to ask: of everything, of every tag, in the parameters that are wanted", async () => {
  for (const word of ["Authorization: Bearer tnd_", "X-Tundish: 1", "Idempotency-Key", "If-Match", "cursor", "Retry-After"]) {
    assert.ok(api.document.info.description.includes(word), word);
  }
  const used = new Set(api.operations().flatMap(({ operation }) => operation.tags));
  assert.deepEqual(api.document.tags.map(({ name }) => name), [...used].sort());
  for (const { name, description } of api.document.tags) assert.ok(description.length > 10, name);
  assert.match(server.token, /^tnd_/);
  for (const { method, path, operation } of api.operations()) {
    const header = (name) => (operation.parameters ?? []).find((item) => item.in === "header" && item.name === name);
    const isOnce = method === "post" && !["open", "contact"].includes(operation["x-access"]);
    assert.equal(Boolean(header("Idempotency-Key")), isOnce, path);
    if (operation["x-access"] !== "open" || method === "get") continue;
    const body = operation.requestBody ? {} : undefined;
    const fromElsewhere = await api.ask(method.toUpperCase(), filledIn(path), { bearer: "", body });
    assert.equal(header("X-Tundish")?.required ?? false, fromElsewhere.body.code === "cross_site", path);
  }
});

test("a body that is required is missed, another is not", async () => {
  const wrong = [];
  for (const { method, path, operation } of api.operations()) {
    if (!operation.requestBody?.content["application/json"]) continue;
    const bearer = operation["x-access"] === "contact" ? secret : server.token;
    const { status } = await api.ask(method.toUpperCase(), filledIn(path), { bearer, headers: { ...ours(), "if-match": "*" }, body: "" });
    if ((status === 422) !== operation.requestBody.required) wrong.push(`${method} ${path} ${status}`);
  }
  assert.deepEqual(wrong, []);
});

test("a POST with a key that was used is answered as before, and says so", async () => {
  const ask = (label) =>
    api.ask("POST", "/api/v1/contacts", { headers: { "idempotency-key": "docs-1" }, body: { attributes: { label } } });
  const [first, again, other] = [await ask("a"), await ask("a"), await ask("b")];
  assert.deepEqual([first.status, first.headers.get("idempotency-replayed")], [201, null]);
  assert.deepEqual([again.status, again.headers.get("idempotency-replayed"), again.body], [201, "true", first.body]);
  assert.deepEqual([other.status, other.body.code], [422, "idempotency_key"]);
  const said = api.find("POST", "/api/v1/contacts").responses["201"].headers;
  assert.deepEqual(Object.keys(said), ["idempotency-replayed"]);
});

test("what this server does not ask, it says with the option that lets it", async () => {
  const make = (url) => api.ask("POST", "/api/v1/webhooks", { body: { url, types: ["*"] } });
  const plain = await make("http://shop.example/hook");
  assert.match(plain.body.problems[0].sentence, /--outgoing-http/);
  const { body: webhook } = await make("https://127.0.0.1/hook");
  await api.ask("POST", `/api/v1/webhooks/${webhook.id}/try`);
  const path = `/api/v1/webhooks/${webhook.id}/deliveries`;
  const tried = async () => (await api.ask("GET", path)).body.deliveries[0];
  const { why, sentence, message } = await eventually(tried, ({ attempts }) => attempts > 0);
  assert.equal(why, "forbidden");
  assert.match(sentence, /--outgoing-network/);
  assert.equal((await api.ask("GET", `${path}/${message}`)).body.log[0].sentence, sentence);
});

test("its schemas are JSON Schemas, all used and all there", () => {
  const { schemas } = api.document.components;
  const meta = new Ajv({ strict: false, validateFormats: false });
  for (const [name, schema] of Object.entries(schemas)) {
    assert.ok(meta.validateSchema(schema), `${name}: ${JSON.stringify(meta.errors)}`);
  }
  const used = new Set(JSON.stringify(api.document).match(/(?<=#\/components\/schemas\/)\w+/g));
  for (const name of used) assert.ok(schemas[name], `${name} is missing`);
  const idle = Object.keys(schemas).filter((name) => !used.has(name));
  assert.deepEqual(idle, []);
});

test("every operation says who may, in a way of its own name", () => {
  const ids = api.operations().map(({ operation }) => operation.operationId);
  assert.equal(new Set(ids).size, ids.length);
  const schemes = Object.keys(api.document.components.securitySchemes);
  for (const { method, path, operation } of api.operations()) {
    const what = `${method} ${path}`;
    assert.ok(["open", "contact", "viewer", "master", "super_admin"].includes(operation["x-access"]), what);
    assert.equal(operation.security.length > 0, operation["x-access"] !== "open", what);
    for (const way of operation.security) assert.ok(schemes.includes(Object.keys(way)[0]), what);
    assert.ok(operation.summary && operation.tags.length === 1, what);
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const said = (operation.parameters ?? []).filter((item) => item.in === "path").map((item) => item.name);
    assert.deepEqual(said, names, what);
  }
});

test("each address takes the methods that are written there and no other", async () => {
  for (const [path, item] of Object.entries(api.document.paths)) {
    const response = await fetch(server.origin + filledIn(path), { method: "OPTIONS" });
    assert.equal(response.status, 204, path);
    const known = Object.keys(item).map((method) => method.toUpperCase());
    if (known.includes("GET")) known.push("HEAD");
    assert.deepEqual(response.headers.get("allow").split(", ").sort(), [...known, "OPTIONS"].sort(), path);
  }
});

/** A value that is of none of the types that a schema takes. */
function misfit(schema) {
  const types = [schema.type ?? (schema.enum ? "string" : [])].flat();
  return [[7], "text", 7, true, { a: 1 }].find((value) => {
    const type = Array.isArray(value) ? "array" : typeof value;
    return !types.includes(type) && !(type === "number" && types.includes("integer"));
  });
}

test("bodies are what their schemas say: nothing more, nothing less, nothing else", async () => {
  let tried = 0;
  for (const { method, path, operation } of api.operations()) {
    const ref = operation.requestBody?.content["application/json"]?.schema;
    if (!ref || ref.$ref.endsWith("/Definition")) continue; // the funnel format's own tests do this
    const schema = api.resolve(ref);
    const what = `${method} ${path}`;
    const bearer = operation["x-access"] === "contact" ? secret : server.token;
    const problems = async (body) => {
      const { status, body: problem } = await api.ask(method.toUpperCase(), filledIn(path), { bearer, headers: { ...ours(), "if-match": "*" }, body });
      assert.equal(status, 422, `${what} takes ${JSON.stringify(body)}`);
      return problem.problems.map(({ code, pointer = "" }) => `${code} ${pointer}`);
    };
    assert.equal(schema.additionalProperties, false, what);
    assert.ok((await problems({ surplus_member: 1 })).includes("unknown_property /surplus_member"), what);
    assert.ok((await problems([])).some((fault) => fault.startsWith("wrong_type")), what);
    await problems("{");
    const missing = (await problems({ surplus_member: 1 })).filter((fault) => fault.startsWith("missing_property"));
    assert.equal(missing.length, (schema.required ?? []).length, what);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const resolved = api.resolve(property);
      if (Object.keys(resolved).every((key) => key === "description")) continue; // it may be anything
      const faults = await problems({ [name]: misfit(resolved), surplus_member: 1 });
      assert.ok(faults.includes(`wrong_type /${name}`), `${what} ${name}: ${faults}`);
      tried += 1;
    }
  }
  assert.ok(tried > 10, `${tried}`);
});

test("answers are what their schemas say", async () => {
  const engine = new Engine(compileEngine());
  const scenario = scenarios().find(({ name }) => name === "next/jumps.json");
  const definition = scenario.definition;
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: definition })).status, 201);
  const { slug } = JSON.parse(definition);
  const published = await api.ask("POST", `/api/v1/funnels/${slug}/publish`, { body: {} });
  assert.equal(published.status, 200);
  const [{ release }] = published.body.releases;
  const visit = await api.ask("POST", "/api/v1/play/visits", { bearer: "", body: { funnel: slug } });
  assert.equal(visit.status, 204);
  const { log } = playScenario(engine, scenario);
  const body = { gen: 0, epoch: 1, release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  const path = `/api/v1/play/sessions/${sessionOf(scenario)}`;
  const bearer = secretOf(scenario);
  assert.equal((await api.ask("POST", `${path}/events`, { bearer, body })).status, 200);
  assert.equal((await api.ask("GET", path, { bearer })).body.events.length, log.length);
  for (const address of [
    "/", "/healthz", "/readyz", "/api/v1", "/api/v1/", "/api/v1/openapi.json", "/api/v1/schemas/funnel.schema.json",
    "/api/v1/funnels", `/api/v1/funnels/${slug}`, `/api/v1/funnels/${slug}/statistics`, "/api/v1/sessions?limit=1",
    `/api/v1/sessions/${sessionOf(scenario)}`, `/api/v1/sessions/${sessionOf(scenario)}/quarantine`,
    `/api/v1/play/releases/production/${slug}`, `/api/v1/play/releases/${release}`, "/demo/lead-form", "/demos/demo.css", "/f/lead-form", "/hosted/hosted.css",
  ]) {
    assert.equal((await api.ask("GET", address)).status, 200, address);
  }
  for (const address of ["/f/nobody", "/api/v1/funnels/nobody", "/api/v1/sessions/nobody", `/api/v1/play/releases/${secret}`]) {
    assert.equal((await api.ask("GET", address)).status, 404, address);
  }
  assert.equal((await api.ask("GET", "/api/v1/funnels", { bearer: "" })).status, 401);
});

test("the pages' links lead to addresses of the document", () => {
  const page = readFileSync(new URL("../../server/demos/index.html", import.meta.url), "utf8");
  const links = [...page.matchAll(/href="(\/[^"?]*)/g)].map(([, link]) => link);
  assert.ok(links.length > 5);
  for (const link of links) api.find("GET", link);
});
