/** What somebody else saved meanwhile comes in by itself, where nobody changed what the other one did. */
import { get } from '../../base/api.ts';
import { tell } from '../../base/toast.ts';
import type { Desk } from '../desk.ts';
import type { Keeping, Saved } from '../keeping.ts';
import { words } from './words.ts';

/** Who saved the draft last; the name is empty where nobody knows it. */
export interface Saver {
  kind: string;
  name: string;
  at: string;
}

export async function whoSaved(slug: string): Promise<Saver> {
  const address = `/api/v1/funnels/${encodeURIComponent(slug)}/versions`;
  const { updated_at: at, changed_by: { kind, name } } = await get<{ updated_at: string; changed_by: { kind: string; name: string } }>(address);
  return { kind, name, at };
}

/** One step of the history. Gives nothing when it is done, else the places that both changed, or none that it knows. */
export async function mergeTheirs(desk: Desk, keeping: Keeping, saved: Saved): Promise<string[] | undefined> {
  const { began } = keeping;
  if (saved.text === desk.document.text()) {
    await keeping.writeOver(saved);
    return undefined;
  }
  // A whole text that is being written is of the draft without theirs.
  if (began === undefined || desk.unread) return [];
  // Once this is saved it is the last one.
  const { name } = await whoSaved(desk.slug);
  const misfit = desk.ask({ do: 'merge', base: began, theirs: saved.text, name: words.conflict.merge });
  // Without a place, all of it was here already.
  if (misfit && misfit.pointer !== '') return misfit.pointer === '/theirs' ? [] : misfit.sentence.split('\n');
  await keeping.writeOver(saved);
  if (keeping.state !== 'conflict') tell(words.conflict.merged(name));
  return undefined;
}
