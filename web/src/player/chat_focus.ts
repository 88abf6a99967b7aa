/** Where a conversation moves: its end into sight, the focus to where a reply is made. */

const touch = matchMedia('(pointer: coarse)');

/** The end of the conversation comes into sight. */
export function showEnd(root: ShadowRoot): void {
  const thread = root.querySelector('.thread');
  thread?.scrollTo({ top: thread.scrollHeight });
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
