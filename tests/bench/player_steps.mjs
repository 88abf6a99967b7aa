// P4: a step, from the press of the button to the next layer in the document (what the model and the
// document take; the browser's layout and a drawn frame are printed beside it); and what the page with
// the large form holds in memory. The network answers after three seconds only: a step that waited for
// it would be seen.
import { visited, answersOn, layerOf, slugOf, componentCount } from "./large_funnel.mjs";
import { questionsOf } from "./player_forms.mjs";
import { memoryOf, phone, plain, setNetwork, visit } from "./player_browser.mjs";
import { drivers, takeStep } from "./player_drivers.mjs";
import { fixed, median, ratioRow } from "./table.mjs";

const kRounds = Number(process.env.TUNDISH_BENCH_ROUNDS ?? 5);
const kSteps = 16;
const kLatency = 3000;

const leadSteps = [
  { answers: { place: "house" }, layer: "house", shows: questionsOf("house", ["bill", "plans"]) },
  { answers: { bill: 120 }, layer: "contact", shows: questionsOf("contact", ["given_name", "email", "phone", "consent"]) },
];

const largeSteps = visited(kSteps)
  .slice(0, -1)
  .map((layer, index) => {
    const next = visited(kSteps)[index + 1];
    const answers = Object.entries(answersOn(layer)).map(([name, value]) => [slugOf(name, layer), value]);
    const shows = Object.keys(answersOn(next)).map((name) => `Question ${name} of ${next}?`);
    return { answers: Object.fromEntries(answers), layer: layerOf(next), shows };
  });

/** All steps of a visit, and what the page holds then. */
async function walk(browser, { address, driver }, profile, steps) {
  return visit(browser, { profile, scripts: [drivers[driver]] }, async ({ page, devtools, traffic }) => {
    await page.goto(address, { waitUntil: "networkidle" });
    await page.waitForFunction(() => globalThis.contender.root()?.querySelector("input"));
    await setNetwork(devtools, { ...plain, latency: kLatency });
    const taken = [];
    for (const step of steps) taken.push(await page.evaluate(takeStep, step));
    const longest = Math.max(...taken.map(({ drawn }) => drawn));
    if (longest >= kLatency) throw new Error(`${address} waited for the network: ${longest} ms`);
    return {
      inDocument: median(taken.map(({ inDocument }) => inDocument)),
      laidOut: median(taken.map(({ laidOut }) => laidOut)),
      drawn: median(taken.map(({ drawn }) => drawn)),
      memory: await memoryOf(devtools),
      asked: traffic.requests.length,
    };
  });
}

/** Typebot's step goes to its server, which answers at once, on the network of the phone. */
async function askTypebot(browser, site) {
  return visit(browser, { profile: phone, scripts: [drivers.typebot] }, async ({ page }) => {
    await page.goto(`${site}/typebot`, { waitUntil: "networkidle" });
    await page.waitForFunction(() => globalThis.contender.first());
    return page.evaluate(takeStep, { answers: {}, layer: "house", shows: questionsOf("house", ["bill"]) });
  });
}

async function inTurns(contenders, measure) {
  const found = contenders.map(() => []);
  for (let round = -1; round < kRounds; ++round) {
    for (const [index, contender] of contenders.entries()) {
      const measured = await measure(contender);
      if (round >= 0) found[index].push(measured);
    }
  }
  return found;
}

const middle = (list, pick) => median(list.map(pick));

async function form(browser, site, { title, path, steps, profile, limits, goal }) {
  const pages = [["ours-unkept", "ours"], ["ours", "ours"], ["survey", "survey"]];
  const contenders = pages.map(([page, driver]) => ({ address: `${site}/${page}${path}`, driver }));
  const [unkept, mine, theirs] = await inTurns(contenders, (one) => walk(browser, one, profile, steps));
  const inDocument = (one) => one.inDocument;
  const laidOut = (one) => one.laidOut;
  const row = (ours, label, what, more = {}, pick = inDocument) =>
    ratioRow(label, `${title}: ${what}`, middle(theirs, pick), middle(ours, pick), "ms", more);
  return {
    mine,
    theirs,
    rows: [
      row(unkept, goal, "a step / SurveyJS", goal ? limits : {}),
      ...(goal ? [ratioRow(goal, `${title}: a step / 1 ms`, 1, middle(unkept, inDocument), "ms", { stretch: 1 })] : []),
      row(unkept, "", "the same, laid out", {}, laidOut),
      row(mine, "", "a step, kept on the device first / SurveyJS, which keeps nothing"),
      row(mine, "", "the same, laid out", {}, laidOut),
      row(mine, "", "the same until a frame is drawn / SurveyJS", {}, ({ drawn }) => drawn),
    ],
  };
}

function memoryRows({ mine, theirs }) {
  const row = (what, part) =>
    ratioRow("", `memory of that page / SurveyJS: ${what}`, middle(theirs, ({ memory }) => memory[part]), middle(mine, ({ memory }) => memory[part]), "MB", {});
  return [row("all", "all"), row("objects", "objects"), row("document", "document"), row("buffers, the engine's memory among them", "buffers")];
}

export async function measureSteps(browser, site) {
  console.log(`\nsteps, ${kRounds} rounds: the lead form; 200 layers with ${componentCount} components; both again on a phone`);
  const limits = { atMost: 0.3 };
  const lead = { path: "", steps: leadSteps };
  const large = { path: "-large", steps: largeSteps };
  const rows = [];
  for (const [profile, name, goal] of [[plain, "", "P4"], [phone, " on a phone", ""]]) {
    const small = await form(browser, site, { ...lead, title: `lead form${name}`, profile, limits, goal });
    const big = await form(browser, site, { ...large, title: `1,000 components${name}`, profile, limits, goal });
    rows.push(...small.rows, ...big.rows, ...(goal ? memoryRows(big) : []));
    if (goal) continue;
    const [bot] = await inTurns([site], () => askTypebot(browser, site));
    const theirs = middle(bot, ({ laidOut }) => laidOut);
    rows.push(ratioRow("P4", "lead form on a phone: a step / Typebot's, whose server answers at once", theirs, middle(small.mine, ({ laidOut }) => laidOut), "ms", { atMost: 1 }));
    console.log(`Typebot asked its server for that step: ${fixed(theirs)} ms`);
  }
  return rows;
}
