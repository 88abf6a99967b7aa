/** Where the focus goes: to what is new, to what is wrong, to where a reply is made. */

/** A new layer: its heading, or its first question. */
export function focusLayer(root: ShadowRoot): void {
  const heading = ['.layer .title', '.layer .question', '.layer']
    .map((selector) => root.querySelector<HTMLElement>(selector))
    .find((found) => found !== null);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** The first control of the first field that has a problem. */
export function focusProblem(root: ShadowRoot): void {
  root.querySelector<HTMLElement>('[data-wrong] :is(input, select, textarea)')?.focus();
}

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

/** Letter keys choose tiles, unless something is being typed or a modifier is held. */
export function pressLetter(event: KeyboardEvent, root: ShadowRoot): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[a-z]$/i.test(event.key)) return;
  const at = root.activeElement;
  if (at?.matches('textarea, select, input:not([type=radio], [type=checkbox])')) return;
  const group = at?.closest('.tiles') ?? root.querySelector('.tiles');
  const letter = event.key.toUpperCase();
  const tile = group?.querySelector<HTMLElement>(`[data-letter="${letter}"]`);
  if (!tile) return;
  event.preventDefault();
  tile.focus();
  tile.click();
}
