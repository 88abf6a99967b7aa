// What those who run a server rely on: its configuration, limits, figures and headers.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { spawnSync } from "node:child_process";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";

const folder = mkdtempSync(join(tmpdir(), "tundish-operations-"));
after(() => rmSync(folder, { recursive: true, force: true }));

async function serving(options, work) {
  const server = await ServerProcess.start(options);
  try {
    await work(server, await Api.of(server));
  } finally {
    await server.stop();
  }
}

async function get(server, path, headers = {}) {
  const answer = await fetch(server.origin + path, { headers });
  await answer.arrayBuffer();
  return answer;
}

/** How many requests were answered before one had to wait, and that one's answer; at most 300. */
async function untilLimited(server, path, headers) {
  for (let passed = 0; passed < 300; passed += 1) {
    const answer = await get(server, path, headers);
    if (answer.status === 429) return { passed, answer };
  }
  return { passed: 300 };
}

test("addresses, sessions and tokens wait when they ask too often", async () => {
  // A third of a minute's worth may come at once.
  await serving(["--requests-per-session", "30", "--requests-per-token", "60"], async (server, api) => {
    const bearer = { authorization: "Bearer secret" };
    const visits = await untilLimited(server, `/api/v1/play/sessions/${"0".repeat(32)}`, bearer);
    assert.ok(visits.passed >= 10 && visits.passed < 300, `${visits.passed}`);
    assert.ok(Number(visits.answer.headers.get("retry-after")) >= 1);
    const other = await get(server, `/api/v1/play/sessions/${"1".repeat(32)}`, bearer);
    assert.equal(other.status, 404, "another session does not wait");
    const lists = await untilLimited(server, "/api/v1/funnels", { authorization: `Bearer ${server.token}` });
    assert.ok(lists.passed >= 20 && lists.passed < 300, `${lists.passed}`);
    assert.equal((await api.ask("GET", "/healthz")).status, 200);
    const { body } = await api.ask("GET", "/metrics");
    assert.equal(Number(/^tundish_limited_total (\d+)$/m.exec(body)[1]), 2);
  });
  await serving(["--requests-per-address", "90"], async (server) => {
    const pages = await untilLimited(server, "/");
    assert.equal((await get(server, "/readyz")).status, 200, "who watches the server always gets an answer");
    assert.ok(pages.passed >= 29 && pages.passed < 300, `${pages.passed}`);
  });
});

test("the file says what the command line and the environment do not", async () => {
  const file = join(folder, "tundish.toml");
  writeFileSync(file, 'log-level = "error"\nrequests-per-token = 60\nlog-requests = true\ntrusted-proxy = ["10.0.0.0/8"]\n');
  const bearer = (server) => ({ authorization: `Bearer ${server.token}` });
  await serving(["--config", file], async (server) => {
    assert.ok((await untilLimited(server, "/api/v1/funnels", bearer(server))).passed < 300);
    assert.deepEqual(server.log, [], "requests are logged as info, which this level leaves out");
  });
  await serving(["--config", file, "--requests-per-token", "0", "--log-level", "info"], async (server) => {
    const lists = await untilLimited(server, "/api/v1/funnels", bearer(server));
    assert.equal(lists.passed, 300);
    const { headers } = await get(server, "/api/v1/funnels", bearer(server));
    await server.end();
    const lines = server.log.filter(({ event }) => event === "request");
    assert.ok(lines.some(({ request }) => request === headers.get("x-request-id")));
  });
  process.env.TUNDISH_REQUESTS_PER_TOKEN = "0";
  try {
    await serving(["--config", file], async (server) => {
      assert.equal((await untilLimited(server, "/api/v1/funnels", bearer(server))).passed, 300);
    });
  } finally {
    delete process.env.TUNDISH_REQUESTS_PER_TOKEN;
  }
  writeFileSync(file, "lisen = 1\n");
  const refused = spawnSync(process.env.TUNDISH_BIN, ["serve", "--config", file], { encoding: "utf8", timeout: 20_000 });
  assert.equal(refused.status, 2, `${refused.stdout}${refused.stderr}`);
  assert.match(refused.stderr, /lisen/);
  assert.ok(refused.stderr.includes(`${file}:1: `), refused.stderr);
});

test("an operator's funnels stay as they are, and a file has one server", async () => {
  await serving([], async (server, api) => {
    assert.equal((await api.ask("GET", "/api/v1/funnels/quiz")).status, 200, "a new database shows what there is");
    const mine = { ...(await api.ask("GET", "/api/v1/funnels/lead-form")).body, title: "Mine" };
    assert.equal((await api.ask("PUT", "/api/v1/funnels/lead-form", { body: mine, headers: { "if-match": "*" } })).status, 200);
    await api.ask("POST", "/api/v1/funnels/quiz/unpublish", { body: { environment: "production" } });
    assert.equal((await api.ask("DELETE", "/api/v1/funnels/quiz", { headers: { "if-match": "*" } })).status, 204);
    const words = ["serve", "--listen", "127.0.0.1:0", "--data", server.folder];
    const second = spawnSync(process.env.TUNDISH_BIN, words, { encoding: "utf8", timeout: 20_000 });
    assert.equal(second.status, 2);
    assert.match(second.stderr, /another server/);
    await server.end();
    await server.restart();
    const after = await Api.of(server);
    assert.equal((await after.ask("GET", "/api/v1/funnels/lead-form")).body.title, "Mine");
    assert.equal((await after.ask("GET", "/api/v1/funnels/quiz")).status, 404);
  });
  await serving(["--no-demos"], async (_, api) => {
    assert.deepEqual((await api.ask("GET", "/api/v1/funnels")).body.funnels, []);
  });
});

test("figures are in Prometheus' format and count what happened", async () => {
  await serving([], async (server, api) => {
    await api.ask("GET", "/api/v1/funnels");
    await api.ask("GET", "/api/v1/funnels", { bearer: "" });
    const { body } = await api.ask("GET", "/metrics");
    for (const line of body.trimEnd().split("\n")) {
      assert.match(line, /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[^}]*("[^"]*"[^}]*)*\})? [0-9.e+-]+)$/, line);
    }
    const count = (labels) => Number(body.split("\n").find((line) => line.includes(labels))?.split(" ").at(-1));
    const route = 'tundish_requests_total{method="GET",route="/api/v1/funnels",status=';
    assert.deepEqual([count(`${route}"2xx"`), count(`${route}"4xx"`)], [1, 1]);
    assert.equal(count('tundish_request_seconds_count{method="GET",route="/api/v1/funnels"}'), 2);
  });
});

test("every answer tells browsers what not to do with it", async () => {
  await serving([], async (server) => {
    for (const path of ["/", "/docs", "/studio", "/dashboard", "/proof", "/api/v1", "/api/v1/users", "/nowhere", "/metrics", "/api/v1/play/releases/production/quiz"]) {
      const { headers } = await fetch(server.origin + path);
      assert.equal(headers.get("x-content-type-options"), "nosniff", path);
      assert.match(headers.get("content-security-policy"), /default-src 'none'.*frame-ancestors 'none'/, path);
      assert.ok(headers.get("referrer-policy"), path);
      const isOpen = path.startsWith("/api/v1/play/");
      assert.equal(headers.get("access-control-allow-origin"), isOpen ? "*" : null, path);
      assert.equal(headers.get("access-control-allow-credentials"), null, path);
      assert.equal(headers.get("cross-origin-resource-policy"), isOpen ? "cross-origin" : "same-origin", path);
    }
  });
});

test("only pages of the named origins may play, if any are named", async () => {
  await serving(["--allowed-origin", "https://shop.example,https://www.example"], async (server) => {
    const path = "/api/v1/play/releases/production/quiz";
    const allowed = async (origin, address = path) =>
      (await get(server, address, origin ? { origin } : {})).headers.get("access-control-allow-origin");
    assert.equal(await allowed("https://shop.example"), "https://shop.example");
    assert.equal(await allowed("https://www.example"), "https://www.example");
    for (const other of ["https://shop.example.evil.example", "http://shop.example", "null", undefined]) {
      assert.equal(await allowed(other), null, `${other}`);
    }
    assert.equal(await allowed("https://shop.example", "/api/v1/funnels"), null);
    assert.equal((await get(server, path)).headers.get("vary"), "origin");
    const asked = await fetch(server.origin + path, { method: "OPTIONS", headers: { origin: "https://shop.example" } });
    assert.equal(asked.headers.get("access-control-allow-origin"), "https://shop.example");
    assert.match(asked.headers.get("access-control-allow-headers"), /authorization/);
  });
});

test("a funnel's own list of origins goes before the server's", async () => {
  await serving(["--allowed-origin", "https://shop.example"], async (server) => {
    const api = await Api.of(server);
    const path = "/api/v1/funnels/quiz/origins";
    const say = async (origins) => {
      const { headers } = await api.ask("GET", path);
      return api.ask("PUT", path, { headers: { "if-match": headers.get("etag") }, body: { origins } });
    };
    const ofQuiz = "/api/v1/play/releases/production/quiz";
    const ofForm = "/api/v1/play/releases/production/lead-form";
    const ofSessions = `/api/v1/play/sessions/${"0".repeat(32)}/events`;
    const allowed = async (origin, address, method = "GET") =>
      (await fetch(server.origin + address, { method, headers: { origin } })).headers.get("access-control-allow-origin") === origin;
    assert.deepEqual((await api.ask("GET", path)).body, { origins: null });
    assert.ok(await allowed("https://shop.example", ofQuiz));
    assert.deepEqual((await say(["https://quiz.example", "http://localhost:8081"])).body, { origins: ["https://quiz.example", "http://localhost:8081"] });
    assert.ok(await allowed("https://quiz.example", ofQuiz));
    assert.ok(await allowed("http://localhost:8081", ofQuiz, "OPTIONS"));
    assert.ok(!(await allowed("https://shop.example", ofQuiz)));
    assert.ok(await allowed("https://shop.example", ofForm));
    assert.ok(!(await allowed("https://quiz.example", ofForm)));
    for (const origin of ["https://quiz.example", "https://shop.example"]) {
      assert.ok(await allowed(origin, ofSessions, "OPTIONS"), origin);
      assert.ok(await allowed(origin, "/player/tundish.js"), origin);
    }
    assert.ok(!(await allowed("https://evil.example", ofSessions, "OPTIONS")));
    assert.deepEqual((await say([])).body, { origins: [] });
    assert.ok(!(await allowed("https://quiz.example", ofQuiz)));
    assert.deepEqual((await say(null)).body, { origins: null });
    assert.ok(await allowed("https://shop.example", ofQuiz));
    for (const wrong of ["https://a.example/", "https://a.example:443", "a.example", "*", "https://A.example", 7]) {
      const { status, body } = await say(["https://b.example", wrong]);
      assert.deepEqual([status, body.problems?.[0].pointer], [422, "/origins/1"], `${wrong}`);
    }
    assert.equal((await say(Array.from({ length: 51 }, (_, i) => `https://s${i}.example`))).status, 422);
  });
});

test("users and tokens are made at the command line too", async () => {
  const tundish = (...words) => {
    const run = spawnSync(process.env.TUNDISH_BIN, [...words, "--data", join(folder, "data")], { encoding: "utf8" });
    return { status: run.status, out: run.stdout, err: run.stderr };
  };
  assert.equal(tundish("migrate").status, 0, "a new database is made on purpose only");
  const added = tundish("user", "add", "--email", "Cli@example.com", "--role", "master", "--json");
  assert.equal(added.status, 0, added.err);
  const user = JSON.parse(added.out);
  assert.deepEqual([user.email, user.role], ["cli@example.com", "master"]);
  assert.match(user.link, /^\/studio#invitation=\w{64}$/);
  assert.equal(tundish("user", "add", "--email", "cli@example.com").status, 1);
  assert.equal(tundish("user", "add", "--email", "nobody").status, 1);
  assert.equal(tundish("user", "add", "--email", "x@example.com", "--role", "king").status, 2);
  assert.equal(JSON.parse(tundish("user", "list", "--json").out).email, "cli@example.com");
  assert.equal(tundish("user", "disable", "--email", "cli@example.com").status, 0);
  assert.equal(tundish("user", "disable", "--email", "who@example.com").status, 1);
  assert.match(tundish("user", "list").out, /disabled/);
  const made = JSON.parse(tundish("token", "create", "--label", "script", "--role", "viewer", "--scopes", "funnels:read", "--json").out);
  assert.match(made.token, /^tnd_[0-9a-f]{64}$/);
});
