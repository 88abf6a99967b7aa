/** Asks the server for what the visitor waits for: again, less and less often. */
import type { View } from '../engine/engine.ts';

const kFirstPause = 500;
const kLongestPause = 15_000;

/** Whether something may come that the server alone can say: an answer, or that a link was opened. */
export const awaitsServer = (view: View | undefined): boolean =>
  view?.waiting === true ||
  (view?.components ?? []).some(({ type, state }) => type === 'auth' && state === 'waiting');

export class Asking {
  readonly #ask: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: () => void) {
    this.#ask = ask;
  }

  /** Begins or ends, as what is shown waits or does not. */
  note(waits: boolean): void {
    if (waits === (this.#timer !== undefined)) return;
    this.end();
    if (waits) this.#askIn(kFirstPause);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #askIn(pause: number): void {
    this.#timer = setTimeout(() => {
      this.#askIn(Math.min(pause * 1.5, kLongestPause));
      this.#ask();
    }, pause);
  }
}
