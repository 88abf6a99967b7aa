// engine.mjs [E1 …]: our engine in WebAssembly beside what web pages use instead, in one run.
// Each measurement gives rows of the table; its goals are those of its rows.
import { measureLarge } from "./large.mjs";
import { measureReplay } from "./replay.mjs";
import { measureRules } from "./rules.mjs";
import { measureSimulation } from "./simulation.mjs";
import { printTable } from "./table.mjs";

const measurements = [
  { goals: ["E1", "E2"], measure: measureRules },
  { goals: ["E3", "E4"], measure: measureLarge },
  { goals: ["E5"], measure: measureReplay },
  { goals: ["E6"], measure: measureSimulation },
];

const wanted = process.argv.slice(2);
const known = measurements.flatMap(({ goals }) => goals);
const unknown = wanted.find((goal) => !known.includes(goal));
if (unknown) {
  console.error(`bench engine knows ${known.join(", ")}, not ${unknown}`);
  process.exit(2);
}

const rows = [];
for (const { goals, measure } of measurements) {
  if (wanted.length > 0 && !goals.some((goal) => wanted.includes(goal))) continue;
  rows.push(...(await measure()));
}
printTable(rows);
