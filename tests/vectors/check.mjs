// The frozen formats in a second hand: every vector that the engine's tests read is computed anew
// here with what node brings. TUNDISH_UPDATE_GOLDENS=1 rewrites the computed half of each file.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";

const file = (name) => new URL(`./${name}.json`, import.meta.url);
const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

function number(bits) {
  const bytes = Buffer.from(bits, "hex");
  assert.equal(bytes.length, 8);
  return bytes.readDoubleBE(0);
}

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort(byBytes);
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

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

vectors("numbers", 600, ({ bits }) => ({ text: JSON.stringify(number(bits)) }));

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
