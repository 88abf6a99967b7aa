/** A page that nobody looks at draws no frames. */
const kPatienceMs = 1000;

/** Resolves when the browser has drawn what is on the page: what fades in is seen with the second frame. */
export const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
    setTimeout(resolve, kPatienceMs);
  });

/** Resolves behind what is under way: what several promises led to one after the other is seen as one. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
