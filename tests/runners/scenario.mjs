// Reads scenario files and compares what a runtime shows with what they expect, as
// tests/scenarios/README.md says.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "scenarios");
const gestures = [
  "started", "answered", "pressed", "replied", "went_back", "closed",
  "requested", "effect_result", "language_changed", "channel_changed",
];

export const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** Every scenario, sorted by name. */
export function scenarios() {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const content = JSON.parse(readFileSync(path, "utf8"));
      const definition =
        content.definition === undefined
          ? readFileSync(join(dirname(path), content.file), "utf8")
          : JSON.stringify(content.definition);
      return { name: relative(folder, path).split(sep).join("/"), content, definition };
    });
}

export const secretOf = (scenario) => sha256(`tundish:scenario:${scenario.name}`);
export const sessionOf = (scenario) => sha256(secretOf(scenario)).slice(0, 32);

/** The header event's input; `funnel` is what the engine says about the definition. */
export function startedInput(scenario, funnel) {
  const language = scenario.content.language ?? funnel.default_language;
  return {
    session: sessionOf(scenario),
    release: funnel.releases[language] ?? "0".repeat(64),
    structure: funnel.structure,
    rules: 1,
    random_seed: scenario.content.random_seed ?? "000102030405060708090a0b0c0d0e0f",
    language,
    channel: scenario.content.channel ?? funnel.channel,
    ...scenario.content.start?.set,
  };
}

const uidOf = (scenario, step) => sessionOf(scenario).slice(0, 24) + step.toString(16).padStart(8, "0");

/** `<gesture>-<ordinal>` as the key that the effect really has. */
function withKey(scenario, input) {
  const [, step, ordinal] = /^(\d{1,8})(-\d+)$/.exec(input?.effect) ?? [];
  return step ? { ...input, effect: uidOf(scenario, Number(step)) + ordinal } : input;
}

export function gestureText(scenario, step, { kind, input, lane, s_seen, late = 0 }) {
  const milliseconds = (step + late) * 1000;
  return JSON.stringify({
    uid: uidOf(scenario, step),
    t_mono: milliseconds,
    t_wall: 1760000000000 + milliseconds,
    kind,
    lane,
    s_seen,
    input: withKey(scenario, input),
  });
}

/** All gestures of the steps, repetitions included: {place, kind, input, lane, s_seen, late, expect}. */
export function* gesturesOf(scenario) {
  let late = 0;
  for (const [index, step] of (scenario.content.steps ?? []).entries()) {
    const kinds = gestures.filter((kind) => kind in step);
    if (kinds.length !== 1) throw new Error(`/steps/${index} is not one gesture`);
    late += step.after ?? 0;
    for (let n = 0; n < (step.repeat ?? 1); ++n) {
      const { lane, s_seen, expect = {} } = step;
      yield { place: `/steps/${index}`, kind: kinds[0], input: step[kinds[0]], lane, s_seen, late, expect };
    }
  }
}

const said = ({ component }) => component.text ?? component.label ?? component.title ?? "";

const factInShort = (fact) =>
  `${fact.kind} ${fact.layer}${fact.component ? `.${fact.component}` : ""}${fact.name ? ` ${fact.name}` : ""}`;

/** Where `actual` does not contain `expected`. */
export function differences(expected, actual, pointer) {
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(value, actual[name] ?? null, `${pointer}/${name}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((value, index) => differences(value, actual[index], `${pointer}/${index}`));
  }
  if (isDeepStrictEqual(expected === 0 ? 0 : expected, actual)) return [];
  return [`${pointer} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

function saysDifferences(expected, all) {
  const effects = all.filter(({ kind }) => kind === "say");
  const texts = effects.map(said);
  if (texts.length !== expected.length) return [`says ${JSON.stringify(texts)}, not ${JSON.stringify(expected)}`];
  return expected.flatMap((wanted, index) =>
    typeof wanted === "string"
      ? differences(wanted, texts[index], `/says/${index}`)
      : differences(wanted, effects[index], `/says/${index}`),
  );
}

function problemsOf(view) {
  const problems = {};
  for (const component of view.components ?? []) {
    if (component.problems) problems[component.slug] = component.problems.map((problem) => problem.code);
  }
  return problems;
}

const equal = (expected, actual, what) =>
  isDeepStrictEqual(expected, actual) ? [] : [`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];

const checks = {
  refused: () => [],
  problems: (wanted, { view = {} }) => equal(wanted, problemsOf(view), "problems"),
  says: (wanted, { effects = [] }) => saysDifferences(wanted, effects),
  effects: (wanted, { effects = [] }) => differences(wanted, effects.filter(({ kind }) => kind !== "say"), "/effects"),
  facts: (wanted, { facts = [] }) => equal(wanted, facts.map(factInShort), "facts"),
  view: (wanted, { view = {} }) => differences(wanted, view, "/view"),
  layer: (wanted, { view = {} }) => equal(wanted, view.layer ?? "", "layer"),
  status: (wanted, { view = {} }) => equal(wanted, view.status ?? "", "status"),
  reason: (wanted, { view = {} }) => equal(wanted, view.reason ?? "", "reason"),
};

/** Everything in which a response is not what `expect` says. */
export function expectationFaults(expect, response) {
  const code = response.diagnostics ? "malformed" : response.refused?.code;
  if (code !== expect.refused) {
    const detail = JSON.stringify(response.diagnostics ?? response.refused);
    return [`${code ? `refused: ${detail}` : "accepted"}, expected ${expect.refused ?? "to be accepted"}`];
  }
  return Object.entries(expect).flatMap(([name, wanted]) =>
    name in checks ? checks[name](wanted, response) : [`\`${name}\` is nothing that can be expected`],
  );
}

const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
};

/** The event with the hash that it should have, made by this script's own hand. */
function hashed({ hash, c_seen, s_seen, lane, ...rest }) {
  // The canonical text leaves out what is as it is without.
  const event = { ...rest, ...(c_seen && { c_seen }), ...(s_seen && { s_seen }), ...(lane !== "c" && lane && { lane }) };
  return { ...event, hash: sha256(`tundish:event:1\n${JSON.stringify(sorted(event))}`) };
}

/** Numbers, links and hashes the events anew. */
function resealed(events) {
  const heads = {};
  return events.map(({ prev, ...event }) => {
    const last = heads[event.lane ?? "c"];
    const next = hashed({ ...event, seq: (last?.seq ?? -1) + 1, ...(last && { prev: last.hash }) });
    return (heads[event.lane ?? "c"] = next);
  });
}

/** The log with one change of `tampered` applied. */
export function tamper(log, change) {
  const events = log.map((event) => ({ ...event }));
  if (change.copy !== undefined) events[change.at] = { ...events[change.copy] };
  if (change.set) Object.assign(events[change.at], change.set);
  if (change.set_input) events[change.at].input = { ...events[change.at].input, ...change.set_input };
  if (change.remove !== undefined) events.splice(change.remove, 1);
  if (change.swap_with !== undefined) {
    [events[change.at], events[change.swap_with]] = [events[change.swap_with], events[change.at]];
  }
  if (change.rehash) events[change.at] = hashed(events[change.at]);
  return change.reseal ? resealed(events) : events;
}

/** A change of language or channel need not name its release: it gets that of the funnel. */
function withRelease(gesture, current, releases) {
  const { kind, input } = gesture;
  if (kind === "channel_changed") return { ...gesture, input: { release: current, ...input } };
  if (kind !== "language_changed") return gesture;
  return { ...gesture, input: { release: releases[input.language] ?? "0".repeat(64), ...input } };
}

/** Plays a scenario on an engine: {log, faults, session, funnel}; `session` is 0 when it never began. */
export function playScenario(engine, scenario) {
  const faults = [];
  const note = (place, found) => faults.push(...found.map((fault) => `${place}: ${fault}`));
  const funnel = engine.call("funnel", scenario.definition);
  if (!funnel.result) throw new Error(`the definition: ${JSON.stringify(funnel.response)}`);
  const input = startedInput(scenario, funnel.response);
  const begun = engine.call("session", funnel.result, gestureText(scenario, 0, { kind: "started", input }));
  note("/start", expectationFaults(scenario.content.start?.expect ?? {}, begun.response));
  const log = begun.result ? [begun.response.event] : [];
  if (!begun.result) return { log, faults, session: 0, funnel };
  let step = 0;
  let { release } = input;
  for (const gesture of gesturesOf(scenario)) {
    const text = gestureText(scenario, ++step, withRelease(gesture, release, funnel.response.releases));
    const { response } = engine.call("play", begun.result, text);
    if (response.event?.kind === "language_changed") ({ release } = response.event.input);
    note(gesture.place, expectationFaults(gesture.expect, response));
    if (response.event) log.push(response.event);
  }
  return { log, faults, session: begun.result, funnel };
}
