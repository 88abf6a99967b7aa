/** Where the focus goes in the page look: to what is new, to what is wrong. */

/** A new layer: its heading, or its first question. What has the focus is laid out: with the next frame it is anyway. */
export function focusLayer(root: ShadowRoot): void {
  requestAnimationFrame(() => {
    const heading = ['.layer .title', '.layer .question', '.layer']
      .map((selector) => root.querySelector<HTMLElement>(selector))
      .find((found) => found !== null);
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  });
}

/** The first control of the first field that has a problem. */
export function focusProblem(root: ShadowRoot): void {
  const wrong = root.querySelector('[data-wrong]');
  const control = wrong?.querySelector<HTMLElement>('input, select, textarea');
  (control ?? wrong?.querySelector('button'))?.focus();
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
