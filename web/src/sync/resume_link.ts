/**
 * The link with which another device goes on with a session. The secret stands in the fragment only,
 * which no browser sends, and leaves the address bar as soon as the page has seen it.
 */
import type { StoredSession } from './records.ts';

/** What a link names: a session, or one of its branches. */
export interface ResumeLink {
  secret: string;
  /** Id of the branch. */
  branch?: string | undefined;
}

const kFragment = /^#tundish=([0-9a-f]{64})(?:\.([0-9a-f]{32}))?$/;

let held: ResumeLink | undefined;

/** Takes the link out of the address bar; whether there was one. */
export function holdLink(): boolean {
  const [, secret, branch] = kFragment.exec(location.hash) ?? [];
  if (secret === undefined) return false;
  history.replaceState(history.state, '', location.pathname + location.search);
  held = { secret, branch };
  return true;
}

/** The link that this page was opened with, until a player has taken the session over. */
export const heldLink = (): ResumeLink | undefined => held;

export function dropLink(): void {
  held = undefined;
}

export function linkTo({ secret, branch }: StoredSession): string {
  const page = location.href.slice(0, location.href.length - location.hash.length);
  return `${page}#tundish=${secret}${branch ? `.${branch.session}` : ''}`;
}
