// player.mjs [P1 …]: our player in a browser beside what shows forms and chats on other people's
// pages: one Chromium, one run, in turns; medians count.
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { definition } from "./large_funnel.mjs";
import { launch } from "./player_browser.mjs";
import { measureLighthouse } from "./player_lighthouse.mjs";
import { measureStart } from "./player_start.mjs";
import { measureSteps } from "./player_steps.mjs";
import { openSite } from "./player_site.mjs";
import { OurServer } from "./processes.mjs";
import { fixed, printTable } from "./table.mjs";

const measurements = [
  { goals: ["P1", "P2", "P3"], measure: measureStart },
  { goals: ["P4"], measure: measureSteps },
  { goals: ["R6"], measure: measureLighthouse },
];

const wanted = process.argv.slice(2);
const known = measurements.flatMap(({ goals }) => goals);
const unknown = wanted.find((goal) => !known.includes(goal));
if (unknown) {
  console.error(`bench player knows ${known.join(", ")}, not ${unknown}`);
  process.exit(2);
}

const began = Date.now();
const folder = mkdtempSync(join(tmpdir(), "tundish-bench-"));
const server = await OurServer.start(folder, {});
await server.publish(JSON.stringify(definition()));
const ours = `http://tundish.test:${server.port}`;
const site = await openSite(ours);
const browser = await launch([site.origin, ours]);
try {
  console.log(`Chromium ${browser.version()}; load of the machine ${fixed(loadavg()[0])}`);
  const rows = [];
  for (const { goals, measure } of measurements) {
    if (wanted.length > 0 && !goals.some((goal) => wanted.includes(goal))) continue;
    rows.push(...(await measure(browser, site.origin, ours)));
  }
  if (site.missed.length > 0) throw new Error(`the site has no ${site.missed}`);
  printTable(rows);
  // What Lighthouse says is no matter of the machine.
  if (rows.some(({ goal, reached }) => goal === "R6" && reached === "NO")) process.exitCode = 1;
  console.log(`${fixed((Date.now() - began) / 1000)} s; load of the machine ${fixed(loadavg()[0])}`);
} finally {
  await browser.close();
  site.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
