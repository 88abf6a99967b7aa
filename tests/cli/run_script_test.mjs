import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { tests } from "./kit.mjs";

// A checkout in which nothing can be installed or built.
const checkout = mkdtempSync(join(tmpdir(), "tundish-run-"));
mkdirSync(join(checkout, "build-scripts"));
for (const name of ["run", "lib.sh"]) {
  copyFileSync(join(tests, "..", "build-scripts", name), join(checkout, "build-scripts", name));
}
after(() => rmSync(checkout, { recursive: true, force: true }));

const help = (option) => {
  const { status, stdout, stderr } = spawnSync(join(checkout, "build-scripts", "run"), [option], { encoding: "utf8" });
  assert.equal(stderr, "");
  assert.equal(status, 0);
  return stdout;
};

test("run --help says what it does without building anything", () => {
  for (const option of ["--help", "-h"]) assert.match(help(option), /^run \[option...\]: installs/);
  assert.ok(!existsSync(join(checkout, "build", "release")));
});

test("once the server is built its options are shown too", () => {
  const folder = join(checkout, "build", "release", "server");
  mkdirSync(folder, { recursive: true });
  symlinkSync(process.env.TUNDISH_BIN, join(folder, "tundish"));
  assert.match(help("--help"), /--listen/);
});

test("run builds what was changed, and nothing when nothing was", () => {
  for (const folder of ["engine", "server", "wasm", "web", "docs"]) mkdirSync(join(checkout, folder), { recursive: true });
  for (const file of ["docs/package.md", "CMakeLists.txt", "CMakePresets.json", "engine/rule.cpp"]) writeFileSync(join(checkout, file), "");
  const server = join(checkout, "build", "release", "server", "tundish");
  rmSync(server, { force: true });
  mkdirSync(join(server, ".."), { recursive: true });
  const script = (path, text) => writeFileSync(path, `#!/usr/bin/env bash\n${text}\n`, { mode: 0o755 });
  script(join(checkout, "build-scripts", "bootstrap"), ":");
  script(join(checkout, "build-scripts", "build"), `printf '#!/bin/sh\\necho serves "$@"\\n' > ${server}; chmod +x ${server}; echo builds "$@"`);
  const run = () => {
    const { status, stdout, stderr } = spawnSync(join(checkout, "build-scripts", "run"), ["--listen", "1"], { encoding: "utf8" });
    assert.equal(stderr, "");
    assert.equal(status, 0);
    return stdout.trim().split("\n");
  };
  const serves = "serves serve --print-token --listen 1";
  assert.deepEqual(run(), ["builds --quiet", serves]);
  assert.deepEqual(run(), [serves]);
  writeFileSync(join(checkout, "engine", "rule.cpp"), "changed");
  assert.deepEqual(run(), ["builds --quiet", serves]);
  assert.deepEqual(run(), [serves]);
  rmSync(join(checkout, "engine", "rule.cpp"));
  assert.deepEqual(run(), ["builds --quiet", serves]);
  script(join(checkout, "build-scripts", "build"), "exit 1");
  writeFileSync(join(checkout, "engine", "rule.cpp"), "broken");
  for (let turn = 0; turn < 2; ++turn) {
    assert.equal(spawnSync(join(checkout, "build-scripts", "run"), []).status, 1, "what could not be built is not served");
  }
});
