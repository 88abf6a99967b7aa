/** Where a conversation moves: its end into sight, the focus to where a reply is made. */

const touch = matchMedia('(pointer: coarse)');

/** So near to the end a reader is at the end. */
const kNear = 64;
/** Scrolling goes on for a moment after it was begun. */
const kSettleMs = 250;

/** Keeps the end of the conversation in sight, unless the visitor reads what was said before. */
export class EndInSight {
  #thread: HTMLElement | undefined;
  #wanted = true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Chips and notices below the conversation take room from it. */
  readonly #resized = new ResizeObserver(() => this.#scroll());

  /** To be called after painting; `moved`: something was said; `own`: by the visitor. */
  follow(root: ShadowRoot, moved: boolean, own: boolean): void {
    const thread = root.querySelector<HTMLElement>('.thread');
    if (thread && thread !== this.#thread) this.#watch(thread);
    if (own) this.#wanted = true;
    if (moved || own) this.#scroll();
  }

  #watch(thread: HTMLElement): void {
    this.#thread = thread;
    this.#resized.disconnect();
    this.#resized.observe(thread);
    for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
      thread.addEventListener(kind, () => this.#look(), { passive: true });
    }
  }

  /** The visitor moves the conversation: it stays where they leave it. */
  #look(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = this.#thread ?? {};
      this.#wanted = scrollHeight - scrollTop - clientHeight < kNear;
    }, kSettleMs);
  }

  #scroll(): void {
    if (this.#wanted) this.#thread?.scrollTo({ top: this.#thread.scrollHeight });
  }
}

/**
 * Where to reply next, when the button that was tapped is gone. With a touch screen not: the
 * keyboard would cover the conversation.
 */
export function focusComposer(root: ShadowRoot): void {
  if (touch.matches || root.activeElement) return;
  root
    .querySelector<HTMLElement>('.composer :is(.chip, .attach input, .line input, .line textarea)')
    ?.focus({
      preventScroll: true,
    });
}
