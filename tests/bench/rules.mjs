// E1 and E2: how many times a second a page can change one field and know which of 100 rules hold.
// Everybody gets the same changes in turns, and must come to the same answers.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { languages, makeChanges, makeRules } from "./rule_set.mjs";
import { median, ratioRow } from "./table.mjs";

const peersFolder = new URL("engine_peers/", import.meta.url);
const fromPeers = createRequire(peersFolder);
const peer = async (module) => import(fromPeers.resolve(module));
const dist = new URL("../../web/dist/", import.meta.url);

const kCompared = 2000;
const kRounds = 9;
const kSliceMs = 120;

/** One who evaluates everything after each change; `holds[rule](data)` says whether a rule holds. */
function evaluator(title, holds) {
  const answers = new Uint8Array(holds.length);
  const { data } = makeChanges(1);
  return {
    title,
    answers: () => answers,
    step(change) {
      data[change.name] = change.value;
      for (let rule = 0; rule < holds.length; rule += 1) answers[rule] = holds[rule](data) ? 1 : 0;
    },
  };
}

async function peersOf(rules) {
  const [{ default: jsonLogic }, filtrex, cel, { default: jexl }, survey] = await Promise.all(
    ["json-logic-js", "filtrex", "cel-js", "jexl", "survey-core"].map(peer),
  );
  const evaluators = {
    jsonLogic: evaluator(
      "json-logic-js",
      rules.map(languages.jsonLogic).map((rule) => (data) => jsonLogic.apply(rule, data)),
    ),
    filtrex: evaluator("filtrex", rules.map(languages.filtrex).map((text) => filtrex.compileExpression(text))),
    cel: evaluator(
      "cel-js",
      rules.map(languages.cel).map((text) => {
        const parsed = cel.parse(text);
        if (!parsed.isSuccess) throw new Error(`cel-js does not take ${text}`);
        return (data) => cel.evaluate(parsed.cst, data);
      }),
    ),
    jexl: evaluator(
      "jexl",
      rules.map(languages.jexl).map((text) => {
        const expression = jexl.compile(text);
        return (data) => expression.evalSync(data);
      }),
    ),
    survey: evaluator(
      "survey-core",
      rules.map(languages.survey).map((text) => {
        const runner = new survey.ConditionRunner(text);
        return (data) => runner.runValues(data);
      }),
    ),
    javaScript: evaluator(
      "JavaScript made of the rules",
      rules.map(languages.javaScript).map((text) => new Function("data", `return ${text}`)),
    ),
  };
  return evaluators;
}

/** Ours, as a web page has it: the script and the WebAssembly of web/dist. */
async function ours(title, written, after) {
  const { Rules } = await import(new URL("rules.js", dist));
  const file = readdirSync(dist).find((one) => /^rules-[0-9a-f]{8}\.wasm$/.test(one));
  const rules = new Rules(new WebAssembly.Module(readFileSync(new URL(file, dist))), written);
  const { data } = makeChanges(1);
  for (const [field, value] of Object.entries(data)) rules.set(field, value);
  const numbers = new Map(Object.keys(data).map((field) => [field, rules.field(field)]));
  return {
    title,
    answers: () => rules.verdicts,
    // A page that cares looks the number of a field up once.
    prepare: (change) => ({ ...change, at: numbers.get(change.name) }),
    step(change) {
      rules.set(change.at, change.value);
      if (after) after(rules);
    },
  };
}

const isSame = (left, right) => left.length === right.length && left.every((answer, rule) => answer === right[rule]);

/** Everybody plays the same changes; a different answer ends the benchmark. */
function compare(contenders, changes) {
  const [first, ...others] = contenders;
  for (const [at, change] of changes.slice(0, kCompared).entries()) {
    for (const one of contenders) one.step(one.prepare ? one.prepare(change) : change);
    const other = others.find((one) => !isSame(one.answers(), first.answers()));
    if (other) throw new Error(`change ${at}: ${other.title} and ${first.title} differ`);
  }
}

/** Steps per second, in turns, so that whatever else the machine does is shared. */
function measure(contenders, changes) {
  const rates = new Map(contenders.map((one) => [one, []]));
  const prepared = new Map(contenders.map((one) => [one, one.prepare ? changes.map(one.prepare) : changes]));
  for (let round = -1; round < kRounds; round += 1) {
    for (const one of contenders) {
      const own = prepared.get(one);
      const began = performance.now();
      let steps = 0;
      let passed = 0;
      while (passed < kSliceMs) {
        for (let chunk = 0; chunk < 64; chunk += 1) one.step(own[(steps + chunk) % own.length]);
        steps += 64;
        passed = performance.now() - began;
      }
      // The first round is for the compilers.
      if (round >= 0) rates.get(one).push((steps / passed) * 1000);
    }
  }
  return new Map([...rates].map(([one, found]) => [one, median(found)]));
}

export async function measureRules() {
  const rules = makeRules();
  const { changes } = makeChanges(4096);
  const peers = await peersOf(rules);
  const conditions = rules.map(languages.condition);
  const logic = rules.map((rule) => ({ logic: languages.jsonLogic(rule) }));
  const own = {
    one: await ours("conditions, what a change touches", conditions),
    all: await ours("conditions, all of them", conditions, (set) => set.evaluate()),
    logicOne: await ours("JsonLogic, what a change touches", logic),
    logicAll: await ours("JsonLogic, all of them", logic, (set) => set.evaluate()),
  };
  const contenders = [...Object.values(peers), ...Object.values(own)];
  compare(contenders, changes);
  console.log(`\n100 rules over 50 fields: ${contenders.length} ways, ${kCompared} changes, the same answers`);
  const rates = measure(contenders, changes);
  const row = (goal, mine, theirs, limits) =>
    ratioRow(goal, `${mine.title} / ${theirs.title}`, rates.get(theirs), rates.get(mine), "steps/s", limits);
  return [
    row("E1", own.one, peers.jsonLogic, { gate: 100, stretch: 200 }),
    row("E1", own.logicOne, peers.jsonLogic, { gate: 100, stretch: 200 }),
    row("E2", own.all, peers.jsonLogic, { gate: 25, stretch: 50 }),
    row("E2", own.logicAll, peers.jsonLogic, { gate: 25, stretch: 50 }),
    row("E2", own.all, peers.filtrex, { gate: 5 }),
    ...[peers.cel, peers.jexl, peers.survey, peers.javaScript].map((one) => row("", own.one, one, {})),
  ];
}
