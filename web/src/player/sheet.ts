/** A style sheet to be adopted, from the text of a `.css` file. */
export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** Style sheets that the root does not wear yet, over those that it does. */
export function putOn(root: ShadowRoot | null, sheets: readonly CSSStyleSheet[]): void {
  for (const sheet of sheets)
    if (!root?.adoptedStyleSheets.includes(sheet)) root?.adoptedStyleSheets.push(sheet);
}
