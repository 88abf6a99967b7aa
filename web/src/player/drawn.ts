/** A page that nobody looks at draws no frames. */
const kPatienceMs = 1000;

/** Resolves when the browser has drawn what is on the page: what fades in is seen with the second frame. */
export const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
    setTimeout(resolve, kPatienceMs);
  });

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
