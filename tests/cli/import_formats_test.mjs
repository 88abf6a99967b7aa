// `tundish import` for every format, and what comes out of it again.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, tests, tundish } from "./kit.mjs";

const folder = join(tests, "imports");
const files = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.includes(".expected."));
const formatOf = (name) => ["data-flow", "event-funnels", "typebot", "surveyjs", "tundish", "seed"].find((format) => name.startsWith(format.replace("-", "_")));

const cases = process.env.TUNDISH_CASES;
const bots = cases ? readdirSync(join(cases, "typebot")).map((name) => join(cases, "typebot", name)) : [];

test("a format may be named before the file, by --from, or not at all", () => {
  for (const name of files) {
    const path = join(folder, name);
    const named = tundish(["import", formatOf(name), path]);
    assert.equal(named.status, 0, name + named.err);
    assert.equal(tundish(["import", path]).out, named.out);
    assert.equal(tundish(["import", "--from", formatOf(name), path]).out, named.out);
  }
});

test("what cannot be carried over is told on stderr with its line", () => {
  const { err } = tundish(["import", join(folder, "typebot_logic.json")]);
  assert.match(err, /typebot_logic\.json:\d+:\d+: warning not_translated: .*await fetch/);
});

test("names of the caller go before those of the file", () => {
  const own = JSON.parse(tundish(["import", join(folder, "typebot_ways.json")]).out);
  assert.deepEqual([own.slug, own.title], ["typebot_ways", "Ways"]);
  const given = JSON.parse(tundish(["import", join(folder, "typebot_ways.json"), "--slug", "w", "--title", "T"]).out);
  assert.deepEqual([given.slug, given.title], ["w", "T"]);
});

test("one of several funnels is chosen by its name", () => {
  const run = tundish(["import", "event-funnels", join(folder, "event_funnels_onboarding.json"), "--funnel", "other"]);
  assert.equal(JSON.parse(run.out).slug, "other");
  assert.match(run.err, /`onboarding` is another one/);
});

test("a wrong call is 2, a text of no format too", () => {
  assert.equal(tundish(["import", "fax", join(folder, files[0])]).status, 2);
  assert.equal(tundish(["import", file("seven.json", "7")]).status, 2);
  assert.equal(tundish(["import", "typebot", file("seven.json", "7")]).status, 1);
});

test("public bots are imported without an error", (t) => {
  if (bots.length === 0) return t.skip("TUNDISH_CASES names no folder");
  for (const bot of bots) {
    const run = tundish(["import", bot]);
    assert.equal(run.status, 0, bot + run.err);
    assert.doesNotMatch(run.err, / error /);
  }
});
