/**
 * Nothing moves under a pressed finger. Leaving a field commits it, and what is then said about it
 * pushes everything below: a button would slip away between press and release, and the click be
 * lost.
 */
const kLongestMs = 1000;

export class Steady {
  #released: Promise<void> | undefined;

  /** Resolves when nothing is pressed. */
  get released(): Promise<void> | undefined {
    return this.#released;
  }

  /** To be called on `pointerdown`. A slider is exempt, and what is drawn to its place: they show that. */
  readonly press = (event: Event): void => {
    const target = event.composedPath()[0];
    if (target instanceof HTMLInputElement && target.type === 'range') return;
    if (target instanceof Element && target.closest('[data-live] .grip')) return;
    this.#released = new Promise<void>((resolve) => {
      const done = new AbortController();
      const release = (): void => {
        done.abort();
        clearTimeout(timer);
        // The click follows the release at once; after it things may move.
        setTimeout(() => {
          this.#released = undefined;
          resolve();
        });
      };
      const timer = setTimeout(release, kLongestMs);
      for (const kind of ['pointerup', 'pointercancel', 'dragend']) {
        addEventListener(kind, release, { signal: done.signal, capture: true });
      }
    });
  };
}
