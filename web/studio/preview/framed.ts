/**
 * The player's styles for a frame that is not a window: what they ask of the window's size they ask of
 * the frame's, and a mouse is what wide frames have, whatever the author holds.
 */
const made = new WeakMap<CSSStyleSheet, CSSStyleSheet>();

/** The same sheet for every call. */
export function framed(sheet: CSSStyleSheet): CSSStyleSheet {
  const known = made.get(sheet);
  if (known) return known;
  const own = new CSSStyleSheet();
  own.replaceSync([...sheet.cssRules].map(({ cssText }) => ofFrame(cssText)).join('\n'));
  made.set(sheet, own);
  made.set(own, own);
  return own;
}

const ofFrame = (rule: string): string =>
  rule
    .replace(/@media \((max|min)-width:/g, '@container ($1-width:')
    .replace('@media (hover: hover) and (pointer: fine)', '@container (min-width: 600px)')
    .replace(/(\d)d?vh\b/g, '$1cqh')
    .replace(/(\d)d?vw\b/g, '$1cqw');
