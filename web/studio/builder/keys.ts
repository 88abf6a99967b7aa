/** What keys of the whole builder do, and whose they are. */

export type Deed = 'save' | 'undo' | 'redo' | 'find' | 'commands' | 'duplicate';

/** What the keys ask of the builder, if anything. */
export function deedOf(event: KeyboardEvent): Deed | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'k' || (key === 'p' && event.shiftKey)) return 'commands';
  if (key === 'z' && event.shiftKey) return 'redo';
  if (event.shiftKey) return undefined;
  const deeds: Record<string, Deed> = { s: 'save', z: 'undo', y: 'redo', f: 'find', d: 'duplicate' };
  return deeds[key];
}

/** What has the focus, with the elements in whose shadow it is, the outermost first. */
function focused(): Element[] {
  const path: Element[] = [];
  for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement ?? null) path.push(at);
  return path;
}

const isField = (element: Element | undefined): boolean =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches('input, textarea, select'));

/** Whether the canvas or the outline is worked with, or nothing has the focus: no field, no other panel. */
export function isAtWork(): boolean {
  const path = focused();
  if (isField(path.at(-1))) return false;
  return path.length <= 1 || path.some((one) => one.matches('studio-outline, studio-canvas'));
}
