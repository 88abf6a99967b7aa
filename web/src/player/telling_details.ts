/** What the page around the player can be told. */
import type { View } from '../engine/types.gen.ts';
import type { Standing } from '../sync/report.ts';

/** The names of the `tundish-…` events and what each carries. */
export interface TellingDetails {
  ready: { resumed: boolean };
  view: { view: View };
  answer: { layer: string; slug: string; value?: unknown };
  layer: { layer: string };
  conversion: { layer: string };
  complete: { layer: string; reference_code: string };
  error: { code: string; sentence: string };
  sync: Standing;
}

export type Telling = {
  [Name in keyof TellingDetails]: { name: Name; detail: TellingDetails[Name] };
}[keyof TellingDetails];
