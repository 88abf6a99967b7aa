/** Work that is done one after the other, until nobody wants it any more. */
export class Queue {
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;
  readonly #failed: (error: unknown) => void;

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** What was not begun is not done. */
  close(): void {
    this.#isClosed = true;
  }

  /** Resolves when it is done, well or not. */
  later(work: () => Promise<unknown>): Promise<void> {
    this.#last = this.#last.then(async () => {
      if (this.#isClosed) return;
      try {
        await work();
      } catch (error) {
        this.#failed(error);
      }
    });
    return this.#last;
  }
}
