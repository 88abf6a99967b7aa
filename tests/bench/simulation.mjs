// E6: how many visitors of the lead form one core plays in a second, with what becomes of them.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, ratioRow } from "./table.mjs";

const binary = process.env.TUNDISH_BIN ?? fileURLToPath(new URL("../../build/release/server/tundish", import.meta.url));
const lead = fileURLToPath(new URL("../../server/demos/funnels/lead-form.json", import.meta.url));

const kSessions = 500_000;
const kRounds = 5;

/** Seconds that a simulation of so many sessions takes, from the start of the program to its end. */
function secondsOf(sessions) {
  const began = performance.now();
  const { status, stderr } = spawnSync(binary, ["simulate", lead, "--json", "--scouts", "0", "--sessions", String(sessions)], { encoding: "utf8" });
  if (status !== 0) throw new Error(`tundish simulate: ${stderr}`);
  return (performance.now() - began) / 1000;
}

export async function measureSimulation() {
  const rates = [];
  for (let round = 0; round < kRounds; round += 1) {
    const beside = secondsOf(0);
    rates.push(kSessions / (secondsOf(kSessions) - beside));
  }
  console.log(`\n${kSessions.toLocaleString("en")} sessions of the lead form, ${kRounds} times`);
  return [ratioRow("E6", "simulate the lead form / 100,000", 100_000, median(rates), "sessions/s", { gate: 1, stretch: 10 })];
}
