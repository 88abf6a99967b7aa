// The proof of work that a protected funnel wants of a new session, found as the player does.
import { createHash } from "node:crypto";

const hashOf = (session, number) => createHash("sha256").update(`tundish:work:1\n${session}\n${number}`).digest();

/** Headers for the session's submissions; none where the definition (a text) wants no work. */
export function workHeaders(definition, session) {
  const bits = JSON.parse(definition).config?.protection?.proof_of_work ?? 0;
  if (bits === 0) return {};
  let number = 0;
  while (Math.clz32(hashOf(session, number).readUInt32BE()) < bits) number += 1;
  return { "tundish-work": String(number) };
}
