// E3 and E4: how long 200 layers with 1,000 components take to load, and a step of a visitor in
// them, in one node with SurveyJS and xstate. Everybody begins with a text, plays the same visit,
// and must come to the same layers.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Engine } from "../abi/engine.mjs";
import {
  answersOn, componentCount, definition, layerOf, machineConfig, machineParts, slugOf, surveyModel, visited,
} from "./large_funnel.mjs";
import { median, ratioRow } from "./table.mjs";

const fromPeers = createRequire(new URL("engine_peers/", import.meta.url));
const peer = async (module) => import(fromPeers.resolve(module));
const dist = new URL("../../web/dist/", import.meta.url);
const toolsEngine = new URL("../../build/wasm/wasm/tundish_engine.wasm", import.meta.url);

const kRounds = 7;
const kSteps = 16; // of a visit: its layers are alike
const megabyte = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

const hex = (text) => createHash("sha256").update(text).digest("hex").slice(0, 32);

/** An answer of the engine, which must not be a refusal. */
function taken({ result, response }) {
  if (result === 0 || response.refused) throw new Error(JSON.stringify(response).slice(0, 300));
  return { result, response };
}

/** One visit in our engine: a gesture goes in as JSON, the event and the new view come out. */
class Visit {
  constructor(engine, funnel, about) {
    this.engine = engine;
    this.count = 0;
    const { releases, structure } = about;
    const release = releases.en;
    const input = { channel: "web", language: "en", random_seed: hex("seed"), release, rules: 1, session: hex("session"), structure };
    const begun = taken(engine.call("session", funnel, this.gesture("started", input)));
    this.session = begun.result;
    this.view = begun.response.view;
  }
  gesture(kind, input) {
    this.count += 1;
    const at = this.count * 1000;
    return JSON.stringify({ input, kind, t_mono: at, t_wall: 1_760_000_000_000 + at, uid: this.count.toString(16).padStart(32, "0") });
  }
  play(kind, input) {
    this.view = taken(this.engine.call("play", this.session, this.gesture(kind, input))).response.view;
  }
  answer(name, value) {
    this.play("answered", { slug: name, value });
  }
  next() {
    this.play("pressed", { button: "on" });
  }
  layer() {
    return this.view.layer;
  }
}

function ours(title, wasm, verb, text) {
  const module = new WebAssembly.Module(readFileSync(wasm));
  const make = () => {
    const engine = new Engine(module);
    const atRest = engine.memorySize;
    return {
      title,
      load: () => taken(engine.call(verb, text)),
      begin: ({ result, response }) => new Visit(engine, result, response),
      drop: ({ result }) => engine.release(result),
      grown: () => engine.memorySize - atRest,
    };
  };
  // The memory never shrinks, so it is all that a page with this funnel ever needed.
  const memory = () => {
    const fresh = make();
    play(fresh, fresh.load());
    return fresh.grown();
  };
  return { ...make(), memory };
}

function survey({ Model }) {
  const text = JSON.stringify(surveyModel());
  const begin = (model) => ({
    answer: (name, value) => model.setValue(name, value),
    next: () => model.nextPage(),
    layer: () => model.currentPage.name,
  });
  return { title: "SurveyJS", load: () => new Model(JSON.parse(text)), begin, drop: (model) => model.dispose() };
}

function machine({ assign, createActor, createMachine }) {
  const text = JSON.stringify(machineConfig());
  const parts = machineParts(assign);
  const begin = (actor) => ({
    answer: (name, value) => actor.send({ type: "answer", slug: name, value }),
    next: () => actor.send({ type: "next" }),
    layer: () => actor.getSnapshot().value,
  });
  return {
    title: "xstate",
    load: () => createActor(createMachine(JSON.parse(text), parts)).start(),
    begin,
    drop: (actor) => actor.stop(),
  };
}

/** A whole visit: the milliseconds of an answer and of going on, and where it went. */
function play(one, loaded) {
  const visit = one.begin(loaded);
  const answers = [];
  const nexts = [];
  const layers = [visit.layer()];
  const timed = (list, work) => {
    const began = performance.now();
    work();
    list.push(performance.now() - began);
  };
  for (const layer of visited(kSteps).slice(0, -1)) {
    for (const [name, value] of Object.entries(answersOn(layer))) {
      timed(answers, () => visit.answer(slugOf(name, layer), value));
    }
    timed(nexts, () => visit.next());
    layers.push(visit.layer());
  }
  return { layers, answer: median(answers), next: median(nexts) };
}

/** What a load and a visit took, in bytes. */
function memoryOf(one) {
  if (one.memory) return one.memory();
  collect();
  const before = process.memoryUsage().heapUsed;
  const loaded = one.load();
  play(one, loaded);
  collect();
  const held = process.memoryUsage().heapUsed - before;
  one.drop(loaded);
  return held;
}

function measure(contenders) {
  const wanted = visited(kSteps).map(layerOf);
  const found = new Map(contenders.map((one) => [one, { load: [], answer: [], next: [] }]));
  for (let round = -1; round < kRounds; round += 1) {
    for (const one of contenders) {
      const began = performance.now();
      const loaded = one.load();
      const load = performance.now() - began;
      const { layers, answer, next } = play(one, loaded);
      one.drop(loaded);
      if (layers.join() !== wanted.join()) throw new Error(`${one.title} went another way: ${layers}`);
      // The first round is for the compilers.
      if (round < 0) continue;
      const times = found.get(one);
      times.load.push(load);
      times.answer.push(answer);
      times.next.push(next);
    }
  }
  const middle = ({ load, answer, next }) => ({ load: median(load), answer: median(answer), next: median(next) });
  return new Map([...found].map(([one, times]) => [one, { ...middle(times), memory: memoryOf(one) / megabyte }]));
}

export async function measureLarge() {
  if (!existsSync(toolsEngine)) throw new Error(`${toolsEngine.pathname} is not there: build tundish_engine_wasm`);
  const tools = new Engine(new WebAssembly.Module(readFileSync(toolsEngine)));
  const written = JSON.stringify(definition());
  const { result } = taken(tools.call("funnel", written));
  const release = tools.callText("release_text", result, "en").text;
  const file = readdirSync(dist).find((one) => /^engine-[0-9a-f]{8}\.wasm$/.test(one));
  const own = ours("a release", new URL(file, dist), "parse_release", release);
  const checked = ours("a definition, proven", toolsEngine, "funnel", written);
  const [surveyCore, xstate] = await Promise.all(["survey-core", "xstate"].map(peer));
  const peers = { survey: survey(surveyCore), machine: machine(xstate) };
  const rates = measure([own, checked, peers.survey, peers.machine]);
  console.log(`\n200 layers, ${componentCount} components, a release of ${release.length} bytes: the same ways`);
  const row = (goal, what, mine, theirs, part, unit, limits) =>
    ratioRow(goal, what, typeof theirs === "number" ? theirs : rates.get(theirs)[part], rates.get(mine)[part], unit, limits);
  const { survey: theirs, machine: state } = peers;
  return [
    row("E3", "load a release / SurveyJS", own, theirs, "load", "ms", { atMost: 0.05 }),
    row("E3", "load a release / xstate", own, state, "load", "ms", { stretch: 1 }),
    row("", "prove a definition / SurveyJS", checked, theirs, "load", "ms", {}),
    row("E4", "an answer / 0.1 ms", own, 0.1, "answer", "ms", { atMost: 1, stretch: 0.1 }),
    row("E4", "going on / 0.1 ms", own, 0.1, "next", "ms", { atMost: 1, stretch: 0.1 }),
    row("", "an answer / SurveyJS", own, theirs, "answer", "ms", {}),
    row("", "going on / SurveyJS", own, theirs, "next", "ms", {}),
    row("", "going on / xstate", own, state, "next", "ms", {}),
    row("E4", "memory beside the engine's own / 3 MB", own, 3, "memory", "MB", { atMost: 1, stretch: 1 / 3 }),
    row("", "memory / SurveyJS", own, theirs, "memory", "MB", {}),
    row("", "memory / xstate", own, state, "memory", "MB", {}),
  ];
}
