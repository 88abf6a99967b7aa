// What docs/ shows is what a server takes: its examples are run as they stand.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { ServerProcess } from "../runners/server_process.mjs";

const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tundish-docs-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A server with the options that the example names; it listens and keeps things elsewhere. */
const started = () =>
  ServerProcess.start([
    "--config", join(docs, "tundish.toml"), "--database", "memory:", "--key-file", join(folder, "secrets.key"),
  ]);

test("the options of tundish.toml are options, and api.md's session is played to its end", async () => {
  const server = await started();
  after(() => server.stop());
  const text = readFileSync(join(docs, "api.md"), "utf8");
  const [, script] = /^```js\n(.*?)^```/ms.exec(text);
  const [, promised] = /prints `([^`]+)`/.exec(text);
  const file = join(folder, "play.mjs");
  writeFileSync(file, script);
  const run = await promisify(execFile)(process.execPath, [file, server.origin, server.token], { timeout: 60_000 });
  assert.equal(run.stdout.trim(), promised);
  const { status, body } = await server.ask("GET", "/api/v1/sessions?funnel=members");
  assert.equal(status, 200);
  assert.deepEqual(body.sessions.map((one) => one.status), ["completed"]);
});
