import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
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
