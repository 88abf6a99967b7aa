/** Of several requests the one that was made last: what the others bring is too old to be shown. */
class Gone extends Error {}

export const isGone = (error: unknown): boolean => error instanceof Gone;

export class Latest {
  private turn = 0;

  async of<T>(work: Promise<T>): Promise<T> {
    const own = ++this.turn;
    try {
      return await work;
    } finally {
      if (own !== this.turn) throw new Gone('something newer was asked for');
    }
  }
}
