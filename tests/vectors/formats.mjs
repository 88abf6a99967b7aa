// The frozen formats written with what node brings, to check the engine by.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";

export const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

/** The double with these 16 hex digits. */
export function numberOf(bits) {
  const bytes = Buffer.from(bits, "hex");
  assert.equal(bytes.length, 8);
  return bytes.readDoubleBE(0);
}

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Names sorted by their bytes, no spaces, numbers and escapes as ECMAScript writes them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort(byBytes);
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}
