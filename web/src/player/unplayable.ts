/** The engine could not play what it should: the first `at` events of the visitor are good. */
export class Unplayable extends Error {
  readonly at: number;
  /** Why the engine refused the next one; empty when it made another event of it. */
  readonly reason: string;

  constructor(at: number, sentence = `event ${at} does not fit`, reason = '') {
    super(sentence);
    this.at = at;
    this.reason = reason;
  }
}
