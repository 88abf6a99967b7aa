// E5: how many events of stored visits of the demo's lead form one core replays in a second.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ratioRow } from "./table.mjs";

const definition = fileURLToPath(new URL("../../server/demos/funnels/lead-form.json", import.meta.url));

export function measureReplay() {
  const program = process.env.TUNDISH_REPLAY_BENCH;
  if (!program) throw new Error("TUNDISH_REPLAY_BENCH names the program that replays: use ./build-scripts/bench");
  const { replayed, read, verified } = JSON.parse(execFileSync(program, [definition], { encoding: "utf8" }));
  const million = 1_000_000;
  const row = (goal, what, rate, limits) => ratioRow(goal, `${what} / 1 million`, million, rate, "/s", limits);
  return [
    row("E5", "events replayed", replayed, { gate: 1, stretch: 5 }),
    row("", "events read from their texts", read, {}),
    row("", "hashes of events verified", verified, {}),
  ];
}
