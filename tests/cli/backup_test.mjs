// migrate, backup, restore: a database goes into a text and out of it again.
import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const place = (name) => file(`${name}.folder`, "").replace(/\.folder$/, "");
const database = (path) => ["--database", `sqlite:${path}`];

test("a new database is migrated once", () => {
  const path = place("migrated.sqlite");
  const first = tundish(["migrate", ...database(path), "--json"]);
  assert.equal(first.status, 0, first.err);
  const { from, to } = JSON.parse(first.out);
  assert.equal(from, 0);
  assert.ok(to >= 4);
  assert.deepEqual(JSON.parse(tundish(["migrate", ...database(path), "--json"]).out), { from: to, to });
});

test("what a backup holds is restored, through files and pipes", () => {
  const path = place("first.sqlite");
  tundish(["migrate", ...database(path)]);
  const backup = place("backup.jsonl");
  const made = tundish(["backup", backup, ...database(path), "--json"]);
  assert.equal(made.status, 0, made.err);
  assert.deepEqual(JSON.parse(made.out), { rows: 0 });
  assert.ok(existsSync(backup) && !existsSync(`${backup}.half`));
  const piped = tundish(["backup", "-", ...database(path)]);
  assert.equal(JSON.parse(piped.lines[0]).tundish_backup, 1);
  const restored = tundish(["restore", "-", ...database(place("second.sqlite")), "--json"], piped.out);
  assert.equal(restored.status, 0, restored.err);
  assert.deepEqual(JSON.parse(restored.out), { rows: 0 });
});

test("what is no backup is refused with its line", () => {
  const target = database(place("third.sqlite"));
  const refused = tundish(["restore", file("other.json", { a: 1 }), ...target]);
  assert.equal(refused.status, 2);
  assert.match(refused.err, /line 1 of the backup/);
  assert.equal(tundish(["restore", place("nowhere"), ...target]).status, 2);
});

test("a database that names nothing is refused", () => {
  for (const verb of ["migrate", "serve"]) {
    const refused = tundish([verb, "--database", "mysql://a"]);
    assert.equal(refused.status, 2);
    assert.match(refused.err, /postgresql:/);
  }
});

test("a mistyped folder is no empty database", () => {
  const nowhere = place("nowhere.sqlite");
  for (const verb of [["backup", place("none.jsonl")], ["token", "create", "--label", "a"], ["stats", "rebuild"], ["user", "list"], ["export", "csv", place("none.csv")]]) {
    const refused = tundish([...verb, ...database(nowhere)]);
    assert.equal(refused.status, 2, verb.join(" "));
    assert.match(refused.err, /there is no database .*nowhere\.sqlite/, verb.join(" "));
  }
  assert.ok(!existsSync(nowhere));
});

test("what is kept of visitors is for its owner's eyes alone", () => {
  const path = place("own.sqlite");
  assert.equal(tundish(["migrate", ...database(path)]).status, 0);
  const backup = place("own.jsonl");
  assert.equal(tundish(["backup", backup, ...database(path)]).status, 0);
  for (const one of [path, backup]) assert.equal(statSync(one).mode & 0o077, 0, one);
});

test("tokens are listed without what is secret, and taken back", () => {
  const path = place("tokens.sqlite");
  tundish(["migrate", ...database(path)]);
  const token = tundish(["token", "create", "--label", "The CRM", ...database(path)]).out.trim();
  const listed = tundish(["token", "list", "--json", ...database(path)]);
  assert.equal(listed.lines.length, 1);
  assert.ok(!listed.out.includes(token.slice(-16)), "not the token");
  const [{ id, ...rest }] = listed.lines.map((line) => JSON.parse(line));
  assert.deepEqual(rest, { state: "works", role: "super_admin", scopes: "*", label: "The CRM" });
  assert.match(tundish(["token", "revoke", id, ...database(path)]).out, /revoked .*The CRM/);
  assert.equal(JSON.parse(tundish(["token", "list", "--json", ...database(path)]).out).state, "revoked");
  assert.equal(tundish(["token", "revoke", "nobody", ...database(path)]).status, 1);
});

test("a table of a funnel that there is not is refused", () => {
  const path = place("tables.sqlite");
  tundish(["migrate", ...database(path)]);
  const refused = tundish(["export", "csv", place("none.csv"), "--funnel", "lead-from", ...database(path)]);
  assert.equal(refused.status, 2, refused.err);
  assert.match(refused.err, /lead-from/);
  assert.equal(tundish(["export", "csv", place("all.csv"), ...database(path)]).status, 0);
});

test("a file of options and TUNDISH_CONFIG say to every command where the database lies", () => {
  const path = place("configured.sqlite");
  tundish(["migrate", ...database(path)]);
  const config = file("server.toml", `database = "sqlite:${path}"\nlisten = "127.0.0.1:0"\n`);
  assert.equal(tundish(["--config", config, "token", "create", "--label", "a"]).status, 0);
  process.env.TUNDISH_CONFIG = config;
  try {
    assert.equal(tundish(["token", "list"]).lines.length, 1);
    process.env.TUNDISH_CONFIG = place("nothing.toml");
    const refused = tundish(["token", "list"]);
    assert.equal(refused.status, 2);
    assert.match(refused.err, /nothing\.toml/);
  } finally {
    delete process.env.TUNDISH_CONFIG;
  }
  assert.match(tundish(["token", "list", "--config", config]).out, /works/);
});

test("a command that there is not is named", () => {
  for (const words of [["sevre"], ["token", "creat"]]) {
    const refused = tundish(words);
    assert.equal(refused.status, 2);
    assert.ok(refused.err.includes(words.at(-1)), refused.err);
  }
});

test("a scope that there is not makes no token", () => {
  const path = place("scopes.sqlite");
  tundish(["migrate", ...database(path)]);
  const refused = tundish(["token", "create", "--label", "a", "--scopes", "funnels:read,sessions:red", ...database(path)]);
  assert.equal(refused.status, 2);
  assert.match(refused.err, /sessions:red/);
});
