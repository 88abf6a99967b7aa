/**
 * The studio's pages and their addresses, which stand behind `#`: `#/funnels/lead-form?layer=who`. A
 * page is a custom element that comes when it is first opened and is told its address as `route`.
 */

export interface Route {
  page: Page;
  /** What stands in the place of each `:name` of the page's path. */
  params: Record<string, string>;
  query: URLSearchParams;
}

export interface Page {
  /** `/funnels/:slug`: names stand for one part of the path each. */
  path: string;
  /** The element that shows it; it has a property `route`. */
  tag: string;
  /** What the window is called; a page may say more of it with `nameWindow`. */
  title: string;
  load(): Promise<unknown>;
  /** Wants the whole width: the menu is behind a button. */
  isWide?: boolean;
  /** Whether it is for the user; left out: it is for everybody. */
  isFor?(): boolean;
}

/** A page's element. */
export interface PageElement extends HTMLElement {
  route: Route;
}

/** The first page of the table that the address means. */
export function match(pages: readonly Page[], hash: string): Route | undefined {
  const [path = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  for (const page of pages) {
    const params = paramsOf(page.path, path);
    if (params) return { page, params, query: new URLSearchParams(query) };
  }
  return undefined;
}

/** `hrefOf('/funnels/:slug', {slug: 'a/b'})` is `#/funnels/a%2Fb`. Empty values of the query are left out. */
export function hrefOf(
  path: string,
  params: Record<string, string> = {},
  query: Record<string, string | undefined> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const said = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  return `#${filled}${said.length ? `?${new URLSearchParams(said)}` : ''}`;
}

/** Goes there; `replace` leaves no step to come back to. */
export function go(href: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') location.hash = href;
  else {
    history.replaceState(null, '', href);
    dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

const holders = new Set<() => boolean>();

/** Asked whenever the address has changed, before its page is shown: who says true keeps the page that is there. Gives what ends that. */
export function onLeave(isHeld: () => boolean): () => void {
  holders.add(isHeld);
  return () => holders.delete(isHeld);
}

/** Whether somebody keeps the page that is there. */
export const isHeld = (): boolean => [...holders].some((one) => one());

/** What the window is called, for tabs and for whoever is read to. */
export function nameWindow(title: string): void {
  document.title = `${title} · Tundish`;
}

function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const there = given[index]!;
    if (part.startsWith(':') && there) params[part.slice(1)] = decoded(there);
    else if (part !== there) return undefined;
  }
  return params;
}

/** Somebody may have written the address by hand. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
