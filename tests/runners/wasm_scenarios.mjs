// Plays every scenario through the player's WebAssembly: one test per file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, scenarios, tamper } from "./scenario.mjs";

const module = compileEngine();

/** The changed logs are refused at the same event for the same reason as natively. */
function checkTampered(engine, scenario, { log, funnel }) {
  for (const [index, change] of (scenario.content.tampered ?? []).entries()) {
    const { response } = engine.call("restore", funnel.result, JSON.stringify(tamper(log, change)));
    const got = response.diagnostics
      ? { accepted: 0, refused: "malformed" }
      : { accepted: response.accepted ?? 0, refused: response.refused?.code };
    assert.deepEqual(got, change.expect, `/tampered/${index}`);
  }
}

for (const scenario of scenarios()) {
  test(scenario.name, () => {
    const engine = new Engine(module);
    const played = playScenario(engine, scenario);
    assert.deepEqual(played.faults, []);
    if (!played.session) return;
    const { final } = scenario.content;
    const state = engine.call("state", played.session).response;
    assert.equal(state.hash, final.state_hash, "state hash");
    assert.ok(/^[0-9a-f]{64}$/.test(final.state_hash), "the golden hash is filled in");
    checkTampered(engine, scenario, played);

    const restored = engine.call("restore", played.funnel.result, JSON.stringify(played.log));
    assert.equal(restored.response.accepted, played.log.length);
    assert.equal(engine.call("state", restored.result).response.hash, final.state_hash, "restored");
  });
}
