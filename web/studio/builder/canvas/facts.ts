/** What is known of a funnel from playing it: simulated visitors, the preview's session, recorded tests. */
import type { Annotations, Passed } from '../../board/board.ts';
import type { Coverage, Way } from '../../preview/recorded.ts';

export interface Facts {
  traffic: Annotations;
  playing?: Passed & { layer: string };
  /** With the document's revision that was tested. */
  tests?: { coverage: Coverage; revision: number };
}

const named = (ways: readonly Way[]): Passed['ways'] => ways.map(([from, to]) => ({ from, to }));

/** What the canvas marks of it. */
export function marksOf({ traffic, playing, tests }: Facts): Annotations {
  const marks: Annotations = { ...traffic };
  if (playing) marks.playing = playing;
  if (tests) {
    const { tested, layers, ways } = tests.coverage;
    marks.tests = {
      taken: { layers: tested.layers, ways: named(tested.ways) },
      missing: { layers: layers.missing, ways: named(ways.missing) },
    };
  }
  return marks;
}
