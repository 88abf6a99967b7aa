// The key of the database's secrets: a server without it does not pretend to know them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ServerProcess } from "../runners/server_process.mjs";

let server;
before(async () => {
  server = await ServerProcess.start();
  await server.kill();
});
after(() => server.stop());

const inFolder = (name) => join(server.folder, name);
function refused(...words) {
  const line = ["serve", "--listen", "127.0.0.1:0", "--data", server.folder, ...words];
  const { status, stderr } = spawnSync(process.env.TUNDISH_BIN, line, { encoding: "utf8", timeout: 60_000 });
  assert.equal(status, 2, stderr);
  return stderr;
}

test("another key than the database's is refused", () => {
  const other = inFolder("other.key");
  writeFileSync(other, randomBytes(32).toString("base64"), { mode: 0o600 });
  assert.match(refused("--key-file", other), /is not the one that sealed the secrets/);
});

test("a key file that is not there is not made", () => {
  assert.match(refused("--key-file", inFolder("typo.key")), /there is no key file .*typo\.key/);
  assert.ok(!existsSync(inFolder("typo.key")));
  renameSync(inFolder("secrets.key"), inFolder("kept.key"));
  assert.match(refused(), /there is no key file .*secrets\.key/);
  assert.ok(!existsSync(inFolder("secrets.key")));
});

test("the right key opens the door again, and a new one when it is lost", async () => {
  renameSync(inFolder("kept.key"), inFolder("secrets.key"));
  await server.restart();
  await server.kill();
  assert.match(refused("--key-file", inFolder("other.key")), /is not the one/);
  renameSync(inFolder("other.key"), inFolder("secrets.key"));
  assert.match(refused(), /is not the one/);
  await server.restart(["--new-key"]);
});
