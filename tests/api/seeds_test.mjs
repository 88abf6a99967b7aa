// Funnels that travel: two servers, what one hands over as seeds and the other makes of them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";

const secret = "canary-of-an-endpoint";
let servers;
let from;
let to;

before(async () => {
  servers = [await ServerProcess.start(), await ServerProcess.start()];
  [from, to] = await Promise.all(servers.map((server) => Api.of(server)));
  await makeEverything();
});
after(() => Promise.all(servers.map((server) => server.stop())));

const done = (answer) => {
  assert.ok(answer.status < 300, JSON.stringify(answer.body));
  return answer.body;
};
const post = async (api, path, body) => done(await api.ask("POST", path, { body }));
const put = async (api, path, body) => done(await api.ask("PUT", path, { body, headers: { "if-match": "*" } }));
const get = async (api, path) => done(await api.ask("GET", path));

const form = (hello) => ({
  tundish: 1,
  slug: "travels",
  title: "Travels",
  languages: ["en", "es"],
  config: { fatalistic_layer: "shut", availability: { windows: [{ publishing_window: "office" }] } },
  layers: [
    {
      id: "ask",
      type: "start",
      components: [
        { id: "hello", type: "message", appearance: "simple" },
        { id: "look", type: "endpoint", endpoint: "crm", run: "on_enter", response: [{ from: "plan", to: "plan" }] },
        { id: "go", type: "button", kind: "jump", target: "done" },
      ],
    },
    { id: "done", type: "result" },
    { id: "shut", type: "fatalistic", components: [{ id: "no", type: "message", appearance: "simple" }] },
  ],
  content: {
    en: { "ask.hello.text": hello, "ask.go.text": "Go", "shut.no.text": "Closed" },
    es: { "ask.hello.text": "Hola", "ask.go.text": "Seguir", "shut.no.text": "Cerrado" },
  },
});

/** Drafts in two environments, one of them one that only this server has; something else is played. */
async function makeEverything() {
  await post(from, "/api/v1/endpoints", {
    name: "crm",
    url: "https://crm.example/look",
    method: "POST",
    exposes: ["plan"],
    parameters: [
      { name: "key", kind: "hidden", in: "header", value: secret },
      { name: "shop", kind: "fixed", in: "body", value: "main" },
    ],
  });
  await post(from, "/api/v1/publishing_windows", {
    name: "office",
    windows: [{ days: ["mon", "tue"], from: "09:00", to: "18:00", utc_offset: "+01:00" }],
  });
  await post(from, "/api/v1/environments", { name: "preview" });
  await post(from, "/api/v1/funnels", form("Hello"));
  await post(from, "/api/v1/funnels/travels/publish", {});
  await put(from, "/api/v1/funnels/travels", form("Hello again"));
  await post(from, "/api/v1/funnels?environment=preview", { ...form("Hi"), title: "A look ahead" });
}

const take = async () => (await get(from, "/api/v1/seeds?funnels=travels")).seeds;
const outcomes = ({ items }) =>
  items.map((item) => [item.object_type, item.name, item.environment, item.status, item.outcome].filter(Boolean).join(" "));
const release = async (server, language) => {
  const answer = await fetch(`${server.origin}/api/v1/play/releases/production/travels?language=${language}`);
  return answer.status === 200 ? answer.headers.get("tundish-release") : answer.status;
};
const all = (outcome) => [
  `publishing_windows office ${outcome}`,
  `endpoints crm ${outcome}`,
  `funnels travels production draft ${outcome}`,
  ...(outcome === "created" ? ["environments preview created"] : []),
  `funnels travels preview draft ${outcome}`,
  `funnels travels production published ${outcome}`,
];

test("seeds tell everything but secrets", async () => {
  const seeds = await take();
  assert.deepEqual(seeds.map(({ object_type }) => object_type), ["publishing_windows", "endpoints", "funnels"]);
  const text = JSON.stringify(seeds);
  assert.ok(!text.includes(secret) && !text.includes("sealed"));
  const { versions, ...shared } = seeds[2].data;
  assert.equal(shared.slug, "travels");
  assert.deepEqual(
    versions.map(({ language, environment, status, title }) => [language, environment, status, title].filter(Boolean).join(" ")),
    ["en production draft", "es production draft", "en preview draft A look ahead", "es preview draft A look ahead",
      "en production published", "es production published"],
  );
  assert.equal((await from.ask("GET", "/api/v1/seeds?funnels=travels,nobody")).status, 404);
  const many = Array.from({ length: 51 }, (_, i) => `funnel-${i}`).join(",");
  assert.equal((await from.ask("GET", `/api/v1/seeds?funnels=${many}`)).status, 422);
  const everything = (await get(from, "/api/v1/seeds")).seeds;
  assert.ok(everything.some(({ data }) => data.slug === "travels"));
  assert.ok(everything.filter(({ object_type }) => object_type === "funnels").length > 3, "and the demos");
});

test("a dry run tells what would become of them and changes nothing", async () => {
  const report = await post(to, "/api/v1/seeds", { seeds: await take(), dry_run: true });
  assert.equal(report.applied, false);
  assert.deepEqual(outcomes(report), all("created"));
  assert.equal(report.items[1].diagnostics[0].code, "secret_missing");
  assert.equal((await to.ask("GET", "/api/v1/funnels/travels")).status, 404);
  assert.equal(await release(servers[1], "en"), 404);
});

test("what is imported is the same, and importing it again changes nothing", async () => {
  const seeds = await take();
  const report = await post(to, "/api/v1/seeds", { seeds });
  assert.equal(report.applied, true);
  assert.deepEqual(outcomes(report), all("created"));
  for (const language of ["en", "es"]) {
    assert.equal(await release(servers[1], language), await release(servers[0], language), language);
  }
  assert.deepEqual(outcomes(await post(to, "/api/v1/seeds", { seeds })), all("unchanged"));
  const { releases } = await get(to, "/api/v1/funnels/travels/releases");
  assert.deepEqual(releases.map(({ action, number }) => `${number} ${action}`), ["1 import"]);
  const back = (await get(to, "/api/v1/seeds?funnels=travels")).seeds;
  assert.deepEqual(back, seeds, "and hands over the same");
  const endpoint = await get(to, "/api/v1/endpoints/crm");
  assert.equal(endpoint.url, "https://crm.example/look");
});

test("a later version is told in words, and replaces the earlier one", async () => {
  await put(from, "/api/v1/funnels/travels", form("Hello there"));
  const report = await post(to, "/api/v1/seeds", { seeds: await take() });
  const [changed] = report.items.filter(({ outcome }) => outcome === "updated");
  assert.deepEqual(changed.changes, [
    "The text `ask.hello.text` in `en` is “Hello there”; it was “Hello again”.",
  ]);
  assert.equal(report.items.filter(({ outcome }) => outcome === "unchanged").length, report.items.length - 1);
});

test("languages that were published at different times stay what they are", async () => {
  const before = await release(servers[0], "es");
  await post(from, "/api/v1/funnels/travels/publish", { languages: ["en"] });
  assert.equal(await release(servers[0], "es"), before);
  const seeds = await take();
  await post(to, "/api/v1/seeds", { seeds });
  for (const language of ["en", "es"]) {
    assert.equal(await release(servers[1], language), await release(servers[0], language), language);
  }
  assert.deepEqual(outcomes(await post(to, "/api/v1/seeds", { seeds })), all("unchanged"));
});

test("one that is refused refuses all of them, with places", async () => {
  const [windows, endpoint, funnel] = await take();
  const { versions, ...shared } = funnel.data;
  const broken = structuredClone(versions);
  for (const version of broken) version.layers[0].components[2].target = "nowhere";
  const bad = [
    { object_type: "funnels", data: { ...shared, versions: broken } },
    { object_type: "funnels", data: shared },
    { object_type: "funnels", data: { ...shared, versions: [{ ...versions[0], status: "gone" }] } },
    { object_type: "funnels", data: { ...shared, versions: [{ ...versions[0], environment: "No Name" }] } },
    { object_type: "publishing_windows", data: { name: "a b", windows: [{ days: ["mon"] }] } },
    { object_type: "endpoints", data: { ...endpoint.data, url: "ftp://crm.example" } },
    { object_type: "journeys", data: {} },
    { object_type: "funnels" },
    7,
  ];
  const other = { ...windows, data: { ...windows.data, name: "summer" } };
  for (const seed of bad) {
    const { status, body } = await to.ask("POST", "/api/v1/seeds", { body: { seeds: [other, seed] } });
    assert.equal(status, 422, JSON.stringify(seed));
    assert.equal(body.code, "not_importable");
    assert.ok(body.problems.length > 0, JSON.stringify(body));
    const report = await post(to, "/api/v1/seeds", { seeds: [other, seed], dry_run: true });
    assert.ok(report.items.some(({ outcome }) => outcome === "refused"));
  }
  assert.equal((await to.ask("GET", "/api/v1/publishing_windows/summer")).status, 404, "all or nothing");
});
