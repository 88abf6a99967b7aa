// What Tundish answers reaches visitors unchanged through nginx.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "node:tls";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { name, startPair } from "./kit.mjs";
import { json, sendRaw, Visitor } from "./visitor.mjs";

const hsts = "max-age=31536000";
let pair, nginx, visitor;

before(async () => {
  pair = await startPair();
  nginx = pair.nginx;
  visitor = await Visitor.enter(nginx);
});
after(async () => {
  await visitor?.close();
  await pair?.stop();
});

/** The server's own answer to the same question. */
async function direct(path, headers = {}) {
  const response = await fetch(pair.server.origin + path, { headers });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

async function wasmPath() {
  const script = (await direct("/player/tundish.js")).body.toString();
  return `/player/${/engine-[0-9a-f]{8}\.wasm/.exec(script)[0]}`;
}

/** Everything that Tundish says in headers, the request's own id apart. */
function sameHeaders(through, own) {
  for (const [key, value] of own) {
    if (!["x-request-id", "connection", "content-length", "content-encoding"].includes(key)) {
      assert.equal(through[key], value, key);
    }
  }
}

test("a page, with what protects it", async () => {
  const own = await direct("/demo/lead-form");
  const { status, headers, body } = await visitor.ask("GET", "/demo/lead-form");
  assert.equal(status, 200);
  assert.deepEqual(body, own.body);
  sameHeaders(headers, own.headers);
  assert.match(headers["content-security-policy"], /default-src 'none'/);
  assert.equal(headers["strict-transport-security"], hsts);
  assert.equal(headers.server, "nginx");
  const again = await visitor.ask("GET", "/demo/lead-form", { headers: { "if-none-match": headers.etag } });
  assert.deepEqual([again.status, again.body.length], [304, 0]);
});

test("nginx compresses no page, though it does elsewhere", async () => {
  const { headers } = await visitor.ask("GET", "/demo/lead-form", { headers: { "accept-encoding": "gzip" } });
  assert.deepEqual([headers["content-encoding"], /^"/.test(headers.etag)], [undefined, true]);
});

const encodings = [
  ["br", brotliDecompressSync],
  ["gzip", gunzipSync],
  ["identity", (bytes) => bytes],
];

for (const [encoding, decode] of encodings) {
  test(`the engine comes as it was made: ${encoding}`, async () => {
    const path = await wasmPath();
    const own = await direct(path, { "accept-encoding": "identity" });
    const { status, headers, body } = await visitor.ask("GET", path, { headers: { "accept-encoding": encoding } });
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "application/wasm");
    const made = await fetch(pair.server.origin + path, { method: "HEAD", headers: { "accept-encoding": encoding } });
    assert.equal(headers["content-encoding"], made.headers.get("content-encoding") ?? undefined);
    assert.equal(String(body.length), made.headers.get("content-length"));
    assert.equal(headers.etag, made.headers.get("etag"), "a strong tag stays one");
    assert.deepEqual(headers["content-encoding"] ? decode(body) : body, own.body);
    assert.equal(headers["cache-control"], "public, max-age=31536000, immutable");
  });
}

test("some form of the engine comes compressed", async () => {
  const { headers } = await visitor.ask("GET", await wasmPath(), { headers: { "accept-encoding": "gzip, br" } });
  assert.ok(["br", "gzip"].includes(headers["content-encoding"]));
});

test("ranges, and what has not changed", async () => {
  const path = await wasmPath();
  const whole = await visitor.ask("GET", path);
  const part = await visitor.ask("GET", path, { headers: { range: "bytes=100-199" } });
  assert.equal(part.status, 206);
  assert.equal(part.headers["content-range"], `bytes 100-199/${whole.body.length}`);
  assert.deepEqual(part.body, whole.body.subarray(100, 200));
  const beyond = await visitor.ask("GET", path, { headers: { range: "bytes=99999999-" } });
  assert.deepEqual([beyond.status, json(beyond).code], [416, "range"]);
  const otherVersion = await visitor.ask("GET", path, { headers: { range: "bytes=0-9", "if-range": '"old"' } });
  assert.deepEqual([otherVersion.status, otherVersion.body.length], [200, whole.body.length]);
  const known = await visitor.ask("GET", path, { headers: { "if-none-match": whole.headers.etag } });
  assert.deepEqual([known.status, known.body.length], [304, 0]);
});

test("HEAD says what GET would", async () => {
  for (const path of ["/", "/demo/lead-form", await wasmPath(), "/api/v1/play/releases/production/lead-form", "/nowhere"]) {
    const get = await visitor.ask("GET", path);
    const head = await visitor.ask("HEAD", path);
    assert.equal(head.status, get.status, path);
    assert.equal(head.body.length, 0, path);
    assert.equal(head.headers["content-length"], get.headers["content-length"], path);
  }
});

test("a release is compressed on the way and is known again by its tag", async () => {
  const path = "/api/v1/play/releases/production/lead-form";
  const plain = await visitor.ask("GET", path);
  const { headers, body } = await visitor.ask("GET", path, { headers: { "accept-encoding": "gzip, br" } });
  assert.equal(headers["content-encoding"], "gzip");
  assert.ok(body.length < plain.body.length / 2);
  assert.deepEqual(gunzipSync(body), plain.body);
  assert.equal(headers["tundish-release"], plain.headers["tundish-release"]);
  for (const etag of [plain.headers.etag, headers.etag]) {
    const known = await visitor.ask("GET", path, { headers: { "if-none-match": etag, "accept-encoding": "gzip" } });
    assert.equal(known.status, 304, etag);
  }
});

test("problems pass unchanged, and every answer asks for TLS", async () => {
  for (const [path, headers, status, code] of [
    ["/nowhere", {}, 404, "not_found"],
    ["/api/v1/funnels", {}, 401, "token_missing"],
    ["/api/v1/sessions?limit=x", { authorization: `Bearer ${pair.server.token}` }, 422, "invalid"],
    ["/api/v1/play/releases/production/nothing", {}, 404, "not_published"],
  ]) {
    const own = await direct(path, headers);
    const through = await visitor.ask("GET", path, { headers });
    assert.deepEqual([through.status, json(through).code], [status, code]);
    assert.deepEqual(through.body, own.body);
    sameHeaders(through.headers, own.headers);
    assert.equal(through.headers["content-type"], "application/problem+json");
    assert.equal(through.headers["strict-transport-security"], hsts);
  }
  const wrongMethod = await visitor.ask("DELETE", "/healthz");
  assert.deepEqual([wrongMethod.status, wrongMethod.headers.allow], [405, "GET, HEAD, OPTIONS"]);
});

test("without TLS one is only sent to where there is some", async () => {
  const response = await fetch(`http://127.0.0.1:${nginx.ports.plain}/demo/quiz?look=chat`, { redirect: "manual" });
  assert.equal(response.status, 301);
  assert.equal(response.headers.get("location"), `https://${name}/demo/quiz?look=chat`);
});

test("TLS 1.2 and 1.3, nothing older", async () => {
  const attempt = (version) =>
    new Promise((resolve) => {
      const options = { minVersion: version, maxVersion: version, ciphers: "DEFAULT:@SECLEVEL=0" };
      const socket = connect({ host: "127.0.0.1", port: nginx.ports.tls, servername: name, ca: nginx.certificate, ...options });
      socket.on("secureConnect", () => resolve(socket.getProtocol()) ?? socket.destroy());
      socket.on("error", ({ code }) => resolve(code));
    });
  assert.equal(await attempt("TLSv1.3"), "TLSv1.3");
  assert.equal(await attempt("TLSv1.2"), "TLSv1.2");
  assert.match(await attempt("TLSv1.1"), /ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL/);
});

test("HTTP/1.1 and HTTP/1.0 are spoken to visitors too", async () => {
  const old = await sendRaw(nginx, `GET /healthz HTTP/1.0\r\nHost: ${name}\r\n\r\n`);
  assert.match(old, /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n\{"status":"alive"\}$/);
  const two = [`GET /healthz HTTP/1.1\r\nHost: ${name}\r\n\r\n`, `GET /readyz HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`];
  const both = await sendRaw(nginx, two.join(""));
  assert.match(both, /\{"status":"alive"\}HTTP\/1\.1 200 OK\r\n[^]*\{"status":"ready"\}$/);
});
