// P1 to P3: what a visitor downloads, how often the page asks before its first question, and when
// that can be answered, on the profile of a phone.
import { phone, visit } from "./player_browser.mjs";
import { drivers, watchStart } from "./player_drivers.mjs";
import { fixed, median, ratioRow } from "./table.mjs";

const kRounds = Number(process.env.TUNDISH_BENCH_ROUNDS ?? 7);
const kLimit = 100_000;
const isPlayer = ({ type, url }) => ["script", "stylesheet", "font"].includes(type) || url.endsWith(".wasm");
/** The parts of our player that come when the first question is there, for those behind it. */
const isPart = ({ url }) => /\/player\/(paint|theme|chat_look|strings|recall|bringing|unfolding)\w*-[0-9a-f]{8}\.js$/.test(url);

async function begin(browser, { page: address, driver }) {
  const scripts = [drivers[driver], watchStart];
  return visit(browser, { profile: phone, scripts }, async ({ page, traffic }) => {
    await page.goto(address, { waitUntil: "commit" });
    const { seen, answered, played } = await page.evaluate(() => globalThis.started);
    const entries = await page.evaluate((until) => {
      const shown = performance.getEntriesByType("resource").filter(({ startTime }) => startTime < until);
      return shown.filter(({ name }) => !name.startsWith("data:")).map(({ name }) => name);
    }, seen);
    await page.waitForLoadState("networkidle");
    return { seen, answered, played, before: [address, ...entries], sizes: await traffic.sizes() };
  });
}

const sum = (sizes) => sizes.reduce((all, { body }) => all + body, 0);
const kilobytes = (sizes) => sum(sizes) / 1000;

/** Where each millisecond of ours goes is best seen from what was asked for. */
function tell(title, { before, sizes }) {
  console.log(`\n${title}: before the first question`);
  for (const url of before) console.log(`  ${url.replace(/^https?:\/\/[^/]+/, "").slice(0, 90)}`);
  const late = sizes.filter(({ url }) => !before.includes(url));
  console.log(`  then ${late.length} more; ${fixed(sum(sizes) / 1000)} KB in all`);
}

export async function measureStart(browser, site, server) {
  const contenders = [
    { name: "ours", title: "tundish", page: `${site}/ours`, driver: "ours" },
    { name: "line", title: "tundish, with one line alone", page: `${site}/ours-line`, driver: "ours" },
    { name: "hosted", title: "tundish, its own page", page: `${server}/f/lead-form`, driver: "ours" },
    { name: "survey", title: "SurveyJS", page: `${site}/survey`, driver: "survey" },
    { name: "typebot", title: "Typebot", page: `${site}/typebot`, driver: "typebot" },
    { name: "hand", title: "written by hand", page: `${site}/hand`, driver: "hand" },
  ];
  const found = new Map(contenders.map(({ name }) => [name, []]));
  // The first round is for what this machine has to read once.
  for (let round = -1; round < kRounds; ++round) {
    for (const one of contenders) {
      const measured = await begin(browser, one);
      if (round >= 0) found.get(one.name).push(measured);
    }
  }
  for (const { name, title } of contenders) tell(title, found.get(name)[0]);
  return [...payloadRows(found), ...requestRows(found, [site, server]), ...startRows(found)];
}

function payloadRows(found) {
  const player = (name) => found.get(name)[0].sizes.filter(isPlayer);
  const mine = player("ours");
  const first = mine.filter((one) => !isPart(one));
  const engine = first.filter(({ url }) => url.endsWith(".wasm"));
  const script = first.filter((one) => !engine.includes(one));
  const bound = (what, limit, sizes, more) =>
    ratioRow("P1", `${what} / ${fixed(limit)} KB`, limit, kilobytes(sizes), "KB", { atMost: 1, ...more });
  const beside = (what, name) => ratioRow("", what, kilobytes(player(name)), kilobytes(mine), "KB", {});
  return [
    bound("the default player, gzip", kLimit / 1000, first, { stretch: 0.75 }),
    bound("of it the engine", 63.488, engine),
    bound("of it script and styles", 35.84, script),
    ratioRow("", "with the parts of this form's later pages", kLimit / 1000, kilobytes(mine), "KB", {}),
    beside("the same / SurveyJS", "survey"),
    beside("the same / Typebot, without its server", "typebot"),
  ];
}

function requestRows(found, hosts) {
  const count = (name) => median(found.get(name).map(({ before }) => before.length));
  const others = found.get("ours").flatMap(({ sizes }) => sizes.filter(({ url }) => !hosts.some((host) => url.startsWith(`${host}/`))));
  // One that is not wanted at all has no ratio: 0 of 1 is 0.
  return [
    ratioRow("P2", "requests before the first question, the page's own among them / 4", 4, count("ours"), "", { atMost: 1, stretch: 0.25 }),
    ratioRow("P2", "requests to anybody else / 1", 1, others.length, "", { atMost: 0 }),
    ratioRow("", "requests on the hosted page / SurveyJS", count("survey"), count("hosted"), "", {}),
    ratioRow("", "requests / Typebot", count("typebot"), count("ours"), "", {}),
  ];
}

function startRows(found) {
  const middle = (name, what) => median(found.get(name).map((one) => one[what]));
  const row = (goal, what, mine, peer, limits, part = "answered") =>
    ratioRow(goal, what, middle(peer, part), middle(mine, part), "ms", limits);
  return [
    row("P3", "first answer taken / SurveyJS", "ours", "survey", { atMost: 0.25 }),
    row("P3", "first answer taken / Typebot's first question shown", "ours", "typebot", { atMost: 0.35 }),
    row("P3", "first answer taken / written by hand", "ours", "hand", { stretch: 1.2 }),
    row("", "first answer part of the session / SurveyJS", "ours", "survey", {}, "played"),
    row("", "first question shown / SurveyJS", "ours", "survey", {}, "seen"),
    row("", "first question shown / written by hand", "ours", "hand", {}, "seen"),
    row("", "first answer taken, with one line alone / SurveyJS", "line", "survey", {}),
    row("", "first answer taken on the hosted page / SurveyJS", "hosted", "survey", {}),
    row("", "first answer taken on the hosted page / by hand", "hosted", "hand", {}),
  ];
}
