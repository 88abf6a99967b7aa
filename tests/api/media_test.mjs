// The library of files that funnels show: what is kept of them, who sees them, what browsers do with them.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";

const picture = readFileSync(new URL("../fuzz/picture/png", import.meta.url));
const bytes = { "content-type": "application/octet-stream" };

let server;
let api;
before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
});
after(() => server.stop());

const keep = (body, name = "roof", more = {}) =>
  api.ask("POST", `/api/v1/media?name=${encodeURIComponent(name)}`, { headers: bytes, body, ...more });

/** What the server answers when it hears how large the body will be. */
async function announced(size) {
  const headers = { ...bytes, authorization: `Bearer ${server.token}`, "content-length": size };
  const asked = request(`${server.origin}/api/v1/media?name=x`, { method: "POST", headers });
  asked.flushHeaders();
  const [answer] = await once(asked, "response");
  asked.destroy();
  return answer.statusCode;
}

test("a picture is kept once, shown to everybody for ever, and never run", async () => {
  const { status, body } = await keep(picture, "Roof, größer");
  assert.deepEqual([status, body.name, body.media_type], [201, "Roof, größer", "image/png"]);
  assert.equal(body.path, `/media/${body.medium}.png`);
  assert.deepEqual(await keep(picture, "other").then((again) => [again.status, again.body]), [200, body]);
  const shown = await fetch(server.origin + body.path);
  assert.equal(shown.status, 200);
  assert.equal(shown.headers.get("content-type"), "image/png");
  assert.match(shown.headers.get("cache-control"), /immutable/);
  assert.match(shown.headers.get("content-security-policy"), /^sandbox; default-src 'none'/);
  assert.equal(shown.headers.get("cross-origin-resource-policy"), "cross-origin");
  assert.equal(shown.headers.get("x-content-type-options"), "nosniff");
  const kept = Buffer.from(await shown.arrayBuffer());
  assert.equal(kept.length, body.size);
  assert.ok(!kept.includes("canary"));
  const part = await fetch(server.origin + body.path, { headers: { range: "bytes=1-3" } });
  assert.deepEqual([part.status, await part.text()], [206, "PNG"]);
  const known = await fetch(server.origin + body.path, { headers: { "if-none-match": shown.headers.get("etag") } });
  assert.equal(known.status, 304);
  for (const other of [`/media/${body.medium}`, `/media/${body.medium}.html`, "/media/x.png"]) {
    assert.equal((await fetch(server.origin + other)).status, 404, other);
  }
  assert.deepEqual((await api.ask("GET", "/api/v1/media")).body.media, [body]);
  assert.deepEqual((await api.ask("GET", `/api/v1/media/${body.medium}`)).body, body);
});

test("a document is handed out as a file", async () => {
  const { body } = await keep(Buffer.from("%PDF-1.4\nprice list"), "Prices");
  const { headers } = await fetch(server.origin + body.path);
  assert.equal(headers.get("content-disposition"), "attachment");
});

test("pages, drawings that may run, broken pictures and what is too large are refused", async () => {
  for (const body of ["<html><script>1</script></html>", "<svg xmlns='http://www.w3.org/2000/svg'/>", picture.subarray(0, 20)]) {
    assert.equal((await keep(body)).status, 415, `${body}`);
  }
  assert.equal((await keep(picture, "")).status, 422);
  assert.equal((await keep(picture, "n".repeat(201))).status, 422);
  assert.equal(await announced(8 * 1024 * 1024 + 1), 413);
  assert.equal((await keep(picture, "x", { bearer: "" })).status, 401);
});

test("what a funnel shows stays, in drafts and in what is played", async () => {
  const { body: medium } = await keep(picture);
  const remove = () => api.ask("DELETE", `/api/v1/media/${medium.medium}`);
  const funnel = {
    tundish: 1,
    slug: "gallery",
    title: "Gallery",
    layers: [
      {
        id: "hello",
        type: "start",
        components: [
          { id: "roof", type: "message", appearance: "image", image: medium.path, title: "A roof" },
          { id: "on", type: "button", kind: "jump", text: "On", target: "end" },
        ],
      },
      { id: "end", type: "result", components: [{ id: "bye", type: "message", text: "Bye" }] },
    ],
  };
  const saved = await api.ask("POST", "/api/v1/funnels", { body: funnel });
  assert.equal(saved.status, 201, JSON.stringify(saved.body));
  assert.deepEqual(await remove().then(({ status, body }) => [status, body.code, body.funnels]), [409, "in_use", ["gallery"]]);
  const path = "/api/v1/funnels/gallery";
  const published = await api.ask("POST", `${path}/publish`, { body: {} });
  assert.equal(published.status, 200, JSON.stringify(published.body));
  const { headers } = await api.ask("GET", path);
  const without = structuredClone(funnel);
  without.layers[0].components.shift();
  assert.equal((await api.ask("PUT", path, { headers: { "if-match": headers.get("etag") }, body: without })).status, 200);
  assert.equal((await remove()).body.code, "in_use");
  assert.equal((await api.ask("POST", `${path}/publish`, { body: {} })).status, 200);
  assert.equal((await remove()).status, 204);
  assert.equal((await fetch(server.origin + medium.path)).status, 404);
  assert.equal((await remove()).status, 404);
});
