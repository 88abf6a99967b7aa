// The frozen formats in a second hand: every vector that the engine's tests read is computed anew
// here with what node brings. TUNDISH_UPDATE_GOLDENS=1 rewrites the computed half of each file.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, numberOf, sha256 } from "./formats.mjs";

const file = (name) => new URL(`./${name}.json`, import.meta.url);
/** Reads a file of vectors, checks each, and rewrites the file when goldens are renewed. */
function vectors(name, atLeast, compute) {
  test(name, () => {
    const entries = JSON.parse(readFileSync(file(name), "utf8"));
    assert.ok(entries.length >= atLeast, `${entries.length} vectors, ${atLeast} at least`);
    const computed = entries.map((entry) => ({ ...entry, ...compute(entry) }));
    if (process.env.TUNDISH_UPDATE_GOLDENS) {
      const lines = computed.map((entry) => JSON.stringify(entry)).join(",\n");
      return writeFileSync(file(name), `[\n${lines}\n]\n`);
    }
    computed.forEach((entry, at) => assert.deepEqual(entries[at], entry));
  });
}

vectors("numbers", 600, ({ bits }) => ({ text: JSON.stringify(numberOf(bits)) }));

vectors("canonical", 100, ({ json }) => ({ canonical: canonical(JSON.parse(json)) }));

vectors("sha256", 100, ({ text, repeat }) => ({ sha256: sha256(text.repeat(repeat)) }));

vectors("events", 12, ({ event }) => {
  const text = canonical(event);
  return { text, hash: sha256(`tundish:event:1\n${text}`) };
});

vectors("session_ids", 3, ({ secret }) => ({ session: sha256(secret).slice(0, 32) }));

vectors("patterns", 400, ({ pattern, matches, others }) => {
  const whole = new RegExp(`^(?:${pattern})$`, "u");
  return {
    matches: matches.filter((value) => whole.test(value)),
    others: others.filter((value) => !whole.test(value)),
  };
});
