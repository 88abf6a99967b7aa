/** Where a conversation moves: its end into sight, the focus to where a reply is made. */

const touch = matchMedia('(pointer: coarse)');

/** Keeps the end of the conversation in sight until the visitor looks elsewhere. */
export class EndInSight {
  #thread: HTMLElement | undefined;
  #wanted = true;
  /** Chips and notices below the conversation take room from it. */
  readonly #resized = new ResizeObserver(() => this.#scroll());

  /** To be called after painting; `moved`: something was said. */
  follow(root: ShadowRoot, moved: boolean): void {
    const thread = root.querySelector<HTMLElement>('.thread');
    if (thread && thread !== this.#thread) this.#watch(thread);
    if (!moved) return;
    this.#wanted = true;
    this.#scroll();
  }

  #watch(thread: HTMLElement): void {
    this.#thread = thread;
    this.#resized.disconnect();
    this.#resized.observe(thread);
    for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
      thread.addEventListener(kind, () => (this.#wanted = false), { passive: true });
    }
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
