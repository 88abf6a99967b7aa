/**
 * Does something after each change. What was quick is done at once; what took long, as with a large funnel,
 * waits until the changes rest, so that nobody's typing waits for it.
 */

/** A frame has 16 ms, and there is more to do in it. */
const kQuickMs = 6;
const kRestMs = 150;
/** What took long waits so many times as long. */
const kPatience = 5;

export class AtRest {
  readonly #act: () => void;
  #took = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(act: () => void) {
    this.#act = act;
  }

  ask(): void {
    if (this.#took < kQuickMs) return this.#do();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#do(), Math.max(kRestMs, kPatience * this.#took));
  }

  /** What waits is done now. */
  settle(): void {
    if (this.#timer !== undefined) this.#do();
  }

  /** What waits is not done any more. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #do(): void {
    this.drop();
    const began = performance.now();
    this.#act();
    this.#took = performance.now() - began;
  }
}
