// R6: what Lighthouse says of the hosted lead form on a telephone, the median of several runs.
import { judge } from "../browser/lighthouse.mjs";
import { median, ratioRow } from "./table.mjs";

const kRuns = 3;
const goals = { performance: 95, accessibility: 100, "best-practices": 100 };

export async function measureLighthouse(_browser, _site, server) {
  const address = new URL("/f/lead-form", server);
  // A name of its own is known to the other browser only.
  address.hostname = "127.0.0.1";
  const runs = [];
  for (let run = 0; run < kRuns; ++run) runs.push((await judge(address.href, Object.keys(goals))).scores);
  console.log(`\nLighthouse, ${kRuns} runs: ${runs.map((scores) => Object.values(scores).join("/")).join(", ")}`);
  return Object.entries(goals).map(([name, wanted]) =>
    ratioRow("R6", `Lighthouse, ${name} / ${wanted}`, wanted, median(runs.map((scores) => scores[name])), "", { gate: 1, stretch: 100 / wanted }),
  );
}
