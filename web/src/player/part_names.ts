/**
 * The names by which a page styles the player's parts, as in
 * `tundish-player::part(button)`. They follow from the classes, so that no painter has to say them.
 */
const kAlike =
  'page logo layer message title subtitle text rich picture field question help optional problem actions ' +
  'link banner chat avatar thread bubble composer launcher popup';
const kParts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(kAlike.split(' ').map((name) => [name, name])),
  box: 'input',
  tile: 'option',
  step: 'option',
  thumb: 'option',
  tick: 'checkbox',
  switch: 'toggle',
  go: 'button',
  main: 'main-button',
  quiet: 'back-button',
  bar: 'header',
  funnel: 'funnel-bubble',
  visitor: 'visitor-bubble',
  chip: 'reply',
  closer: 'close-button',
};

/** Names what was painted; what is chosen is `chosen` as well. */
export function nameParts(root: ShadowRoot): void {
  for (const element of root.querySelectorAll<HTMLElement>('[class]')) {
    const names = [...element.classList].flatMap((one) => kParts[one] ?? []);
    if (names.length > 0 && 'on' in element.dataset) names.push('chosen');
    const said = names.join(' ');
    // What is written anew is styled anew.
    if (said && element.getAttribute('part') !== said) element.setAttribute('part', said);
  }
}
