/**
 * The names by which a page styles the player's parts, as in
 * `tundish-player::part(button)`. They follow from the classes, so that no painter has to say them.
 */
const kParts: Readonly<Record<string, string>> = {
  page: 'page',
  logo: 'logo',
  layer: 'layer',
  message: 'message',
  title: 'title',
  subtitle: 'subtitle',
  text: 'text',
  rich: 'rich',
  picture: 'picture',
  field: 'field',
  question: 'question',
  help: 'help',
  optional: 'optional',
  box: 'input',
  tile: 'option',
  step: 'option',
  thumb: 'option',
  tick: 'checkbox',
  switch: 'toggle',
  problem: 'problem',
  actions: 'actions',
  go: 'button',
  main: 'main-button',
  quiet: 'back-button',
  link: 'link',
  banner: 'banner',
  chat: 'chat',
  bar: 'header',
  avatar: 'avatar',
  thread: 'thread',
  bubble: 'bubble',
  funnel: 'funnel-bubble',
  visitor: 'visitor-bubble',
  chip: 'reply',
  composer: 'composer',
  launcher: 'launcher',
  popup: 'popup',
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
