/**
 * Lets a conversation come at the pace of somebody writing; what was said before is there at once.
 */
import type { Shown } from './chat.ts';
import type { Entry } from './thread.ts';

const kPauseMs = 320;
const kPerLetterMs = 7;
const kLongestMs = 1100;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

export class Reveal implements Shown {
  revealed = 0;
  writing = false;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Goes after the thread; the first `recalled` entries are old. */
  follow(thread: readonly Entry[], recalled: number): void {
    if (thread.length < this.revealed) this.revealed = 0;
    if (recalled > this.revealed) this.revealed = recalled;
    while (this.revealed < thread.length && this.#isInstant(thread[this.revealed]!))
      this.revealed += 1;
    this.writing = this.revealed < thread.length;
    if (!this.writing || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.revealed += 1;
      this.#changed();
    }, pauseBefore(thread[this.revealed]!));
  }

  /** Whether there is more to see than at the last call. */
  moved(): boolean {
    const mark = 2 * this.revealed + (this.writing ? 1 : 0);
    const moved = mark !== this.#shown;
    this.#shown = mark;
    return moved;
  }

  #isInstant(entry: Entry): boolean {
    return calm.matches || entry.from === 'visitor' || entry.component.type === 'button';
  }
}

function pauseBefore(entry: Entry): number {
  if (entry.from === 'visitor') return 0;
  const { title = '', text = '', label = '' } = entry.component;
  return Math.min(
    kLongestMs,
    kPauseMs + kPerLetterMs * (title.length + text.length + label.length),
  );
}
