// Secrets go in and never come out: not in logs, errors and lists, nor from the database's files.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, scenarios, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api, ours, trusting } from "./kit.mjs";

const password = "canary-password-7c1e0b55";
const other = "canary-another-90aa41d2";
const answers = []; // all that may not hold a secret
const secrets = new Map();
let server;
let api;

before(async () => {
  server = await ServerProcess.start(["--log-requests", ...trusting]);
  api = await Api.of(server);
  secrets.set("the printed token", server.token);
  secrets.set("the set-up link", server.setUp);
  secrets.set("a password", password);
  secrets.set("another password", other);
});
after(() => server.stop());

async function ask(method, path, options = {}) {
  const answer = await api.ask(method, path, options);
  answers.push({ what: `${method} ${path}`, text: JSON.stringify(answer.body) + JSON.stringify([...answer.headers]) });
  return answer;
}
/** A request whose answer tells a secret once: the answer is not kept, the secret is. */
async function learn(name, find, method, path, options) {
  const answer = await api.ask(method, path, options);
  assert.ok(answer.status < 300, JSON.stringify(answer.body));
  secrets.set(name, find(answer));
  return answer;
}
const visit = (path, body) => ({ bearer: "", headers: ours(), body });
const cookie = (answer) => answer.headers.get("set-cookie").split(/[=;]/)[1];

test("secrets are used in every way", async () => {
  const setup = { token: server.setUp, email: "ada@example.com", password };
  await ask("POST", "/api/v1/setup", visit("", { ...setup, password: "short" }));
  await learn("the cookie of the set-up", cookie, "POST", "/api/v1/setup", visit("", setup));
  await ask("POST", "/api/v1/setup", visit("", setup));
  const login = { email: "ada@example.com", password };
  const inside = await learn("a cookie", cookie, "POST", "/api/v1/login", visit("", login));
  await ask("POST", "/api/v1/login", visit("", { ...login, password: other }));
  await ask("POST", "/api/v1/login", visit("", { ...login, surplus: password }));
  await ask("POST", "/api/v1/login", visit("", { email: 7, password: [password] }));
  await ask("POST", "/api/v1/login", visit("", `{"email":"ada@example.com","password":"${password}"`));
  await ask("POST", "/api/v1/login", visit("", `{"password":"${password}","password":"${other}"}`));
  const headers = { ...ours(), cookie: inside.headers.get("set-cookie").split(";")[0] };
  await ask("POST", "/api/v1/me/password", { bearer: "", headers, body: { current_password: other, password: "short" } });
  const changed = { current_password: password, password: other };
  await learn("the next cookie", cookie, "POST", "/api/v1/me/password", { bearer: "", headers, body: changed });
  const key = { "idempotency-key": "canary" };
  const token = { label: "t", role: "viewer", scopes: ["*"] };
  const made = await learn("a token", ({ body }) => body.token, "POST", "/api/v1/tokens", { headers: key, body: token });
  await ask("POST", "/api/v1/tokens", { headers: key, body: token });
  await ask("GET", "/api/v1/funnels", { bearer: made.body.token });
  await ask("POST", "/api/v1/tokens", { bearer: made.body.token, body: token });
  const invited = await learn("an invitation", ({ body }) => body.link.split("=")[1], "POST", "/api/v1/users", {
    body: { email: "bob@example.com", role: "viewer" },
  });
  await ask("POST", "/api/v1/invitation", visit("", { token: invited.body.link.split("=")[1], password: "short" }));
  for (const path of ["users", "tokens", "audit", "me", "sessions", "funnels"]) await ask("GET", `/api/v1/${path}`);
  await ask("GET", "/metrics");
});

test("so are the secrets of visitors", async () => {
  const scenario = scenarios().find(({ name }) => name === "next/jumps.json");
  await ask("POST", "/api/v1/funnels", { body: scenario.definition });
  const { slug } = JSON.parse(scenario.definition);
  const { body } = await ask("POST", `/api/v1/funnels/${slug}/publish`, { body: {} });
  const bearer = secretOf(scenario);
  secrets.set("a visitor's secret", bearer);
  const { log } = playScenario(new Engine(compileEngine()), scenario);
  const path = `/api/v1/play/sessions/${sessionOf(scenario)}`;
  const [{ release }] = body.releases;
  const events = { gen: 0, epoch: 1, release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  assert.equal((await ask("POST", `${path}/events`, { bearer, body: events })).status, 200);
  await ask("GET", path, { bearer });
  await ask("GET", path, { bearer: `${bearer}x` });
  await ask("GET", `/api/v1/sessions/${sessionOf(scenario)}`);
});

/** Where one of the secrets is found in a text or file. */
function found(place, bytes) {
  return [...secrets].filter(([, secret]) => bytes.includes(secret)).map(([name]) => `${name} in ${place}`);
}

test("none of them is in an answer, a log line or the database", async () => {
  assert.ok(secrets.size >= 9 && [...secrets.values()].every((secret) => secret.length >= 16));
  assert.ok(answers.length > 20);
  for (const { what, text } of answers) assert.deepEqual(found(what, text), []);
  await server.end();
  const lines = server.log;
  assert.ok(lines.length > 25, "requests were logged");
  assert.deepEqual(found("the log", JSON.stringify(lines)), []);
  const files = readdirSync(server.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.some(({ name }) => name.endsWith(".sqlite")));
  for (const entry of files) {
    const path = join(entry.path, entry.name);
    assert.deepEqual(found(path, readFileSync(path)), []);
  }
});

test("hostile bodies are refused, and the server goes on", async () => {
  await server.restart();
  const hostile = [
    "", "null", "[]", "{", "\ufeff{}", "{\"a\":1,\"a\":2}", "{\"email\":\"\\u0000\"}", `{"email":"${"x".repeat(10000)}"}`,
    "[".repeat(5000), `{"a":${"{\"a\":".repeat(100)}1${"}".repeat(101)}`, "{\"email\":1e999}", "{\"__proto__\":{\"role\":\"super_admin\"}}",
    Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), "{\"role\":\"super_admin\",\"id\":\"x\",\"password_hash\":\"y\"}",
  ];
  const paths = api.operations().filter(({ operation }) => operation.requestBody && operation["x-access"] !== "contact");
  let asked = 0;
  for (const { method, path } of paths) {
    for (const body of hostile) {
      const address = path.replace(/\{slug\}/, "quiz").replace(/\{\w+\}/g, "x");
      const headers = { ...ours(), "content-type": "application/json", authorization: `Bearer ${server.token}`, "if-match": "*" };
      const response = await fetch(server.origin + address, { method: method.toUpperCase(), headers, body });
      const text = await response.text();
      const isEmptyPublish = path.endsWith("/publish") && body === "";
      assert.ok(response.status >= 400 || isEmptyPublish, `${method} ${path} takes ${String(body).slice(0, 80)}`);
      assert.ok(response.status < 500, `${method} ${path}: ${text}`);
      asked += 1;
    }
  }
  assert.ok(asked > 80, `${asked}`);
  assert.equal((await fetch(`${server.origin}/readyz`)).status, 200);
});
