// Every word and property of the format, of its events and of what is shown, is in some scenario;
// every finding of the analysis has its pair of definitions. What is missing is named.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { scenarios } from "../tests/runners/scenario.mjs";
import { projectFiles, report, root } from "./files.mjs";
import { SchemaWords } from "./scenarios/schema_words.mjs";

const leastScenarios = 300;
const [funnel, event, view] = ["funnel", "event", "view"].map((name) => `${name}.schema.json`);
const schemas = Object.fromEntries(
  [funnel, event, view].map((name) => [name, JSON.parse(readFileSync(join(root, "engine/schema", name), "utf8"))]),
);
const words = new SchemaWords(schemas);

// Words that no session can show, each with the reason.
const elsewhere = new Map([
  ["session_status=abandoned", "the server's statistics say it of sessions that nobody goes on with"],
  ["input_appearance=list", "shown under the name of a message's"],
  ["input_appearance=media", "shown under the name of a message's"],
  ["refusal_code=wrong_session", "the server says it of events that are sent under another session"],
  ...["authenticate", "call", "emit", "send", "wait"].map((kind) => [`${kind}_effect.key`, "made of the event's uid"]),
]);

function wanted() {
  const starts = [
    [funnel, "funnel"],
    [event, "event_input"], [event, "event_kind"], [event, "lane"],
    [view, "view"], [view, "effect"], [view, "fact_kind"], [view, "refusal_code"],
  ];
  return new Set(starts.flatMap(([file, name]) => [...words.allFrom(file, name)]));
}

function useExpectation(expect, used) {
  if (expect.refused) used.add(`refusal_code=${expect.refused}`);
  for (const fact of expect.facts ?? []) used.add(`fact_kind=${fact.split(" ")[0]}`);
  for (const code of Object.values(expect.problems ?? {}).flat()) used.add(`problem_code=${code}`);
  for (const effect of expect.effects ?? []) words.use(view, `${effect.kind}_effect`, effect, used);
  for (const said of expect.says ?? []) {
    if (typeof said === "object") words.use(view, "say_effect", said, used);
  }
  const { status, reason } = expect;
  words.use(view, "view", { ...expect.view, ...(status && { status }), ...(reason && { reason }) }, used);
}

function useScenario({ content, definition }, used) {
  words.use(funnel, "funnel", JSON.parse(definition), used);
  words.use(event, "started", content.start?.set ?? {}, used);
  for (const { expect = {}, ...step } of [content.start ?? {}, ...(content.steps ?? [])]) {
    useExpectation(expect, used);
    if (step.lane) used.add(`lane=${step.lane}`);
    const kind = Object.keys(step).find((name) => schemas[event].$defs.event_kind.enum.includes(name));
    if (!kind) continue;
    used.add(`event_kind=${kind}`);
    words.use(event, kind, step[kind], used);
  }
  for (const { expect } of content.tampered ?? []) useExpectation(expect, used);
}

/** The codes that the analysis reports, as they stand in its sources. */
function findingCodes() {
  const codes = new Set();
  for (const file of projectFiles(/^engine\/src\/analyze\/.*\.cpp$/)) {
    const text = readFileSync(join(root, file), "utf8");
    for (const [, code] of text.matchAll(/Severity::\w+,\s*"(\w+)"/g)) codes.add(code);
  }
  return codes;
}

const all = scenarios();
// Every session begins with its header, and what has no lane is the client's.
const used = new Set(["event_kind=started", "lane=c"]);
for (const scenario of all) useScenario(scenario, used);

const required = wanted();
const faults = [...required]
  .filter((word) => !used.has(word) && !elsewhere.has(word))
  .map((word) => `no scenario has ${word}`);
for (const word of elsewhere.keys()) {
  if (used.has(word) || !required.has(word)) faults.push(`${word} needs no exception`);
}
const pairs = readdirSync(join(root, "tests/definitions/findings"));
for (const code of findingCodes()) {
  for (const part of ["has", "twin"]) {
    const isIt = (name) => name.split(/[-.]/)[0] === code && name.endsWith(`.${part}.json`);
    if (!pairs.some(isIt)) faults.push(`tests/definitions/findings has no ${code}.${part}.json`);
  }
}
if (all.length < leastScenarios) faults.push(`${all.length} scenarios, ${leastScenarios} are wanted`);
console.log(`${required.size} words and properties, ${findingCodes().size} findings`);
report("scenarios", faults, all.length);
