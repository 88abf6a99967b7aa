/** Plays recorded tests beside the page: the definition and the tests come in, verdicts go out. */
import type { Diagnostic } from '../../src/engine/types.gen.ts';
import { engineModule, PreviewEngine } from './engine.ts';
import { Playing } from './playing.ts';
import { judge, type RecordedTest, type Verdict } from './recorded.ts';

export interface TestRun {
  text: string;
  tests: RecordedTest[];
}

export type RunResult = { verdicts: Verdict[] } | { faults: readonly Diagnostic[] } | { problem: string };

async function run({ text, tests }: TestRun): Promise<RunResult> {
  const [first] = tests;
  if (!first) return { verdicts: [] };
  const playing = new Playing(new PreviewEngine(await engineModule()), first.script.start);
  playing.open(text);
  if (playing.faults.length > 0) return { faults: playing.faults };
  return { verdicts: tests.map((test) => judge(test, playing)) };
}

addEventListener('message', (event: MessageEvent<TestRun>) => {
  run(event.data).then(
    (result) => postMessage(result),
    (error: unknown) => postMessage({ problem: String(error) } satisfies RunResult),
  );
});
