/** What the builder does for its commands. */
import type { StudioCanvas } from '../canvas/canvas.ts';
import type { BuilderClipboard } from '../clipboard/clipboard.ts';

/** What stands in the middle. */
export const views = ['canvas', 'beside', 'preview', 'json'] as const;
export type View = (typeof views)[number];
/** What stands at the foot. */
export const feet = ['problems', 'simulate', 'backtest'] as const;
export type Foot = (typeof feet)[number];

export interface Bench {
  readonly canvas: StudioCanvas | undefined;
  readonly clipboard: BuilderClipboard;
  look(view: View): void;
  show(dialog: 'publish' | 'history'): void;
  stand(foot: Foot): void;
  goTo(pointer: string): void;
  find(): void;
  save(): void;
}
