const kPatienceMs = 300;

/** Resolves when the browser has drawn what is on the page, or soon, where nobody looks at it. */
export const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, kPatienceMs);
  });
