/** What was published becomes the draft again, written as its author wrote it where it says the same. */
import { isObject, type Json } from '../../document/definition.ts';
import type { Misfit } from '../../document/studio_document.ts';
import type { Desk } from '../desk.ts';
import { writtenOf } from './comparing.ts';
import { words } from './words.ts';

/** A publishing leaves out what goes without saying, and has an order of its own; where layers stand, notes and tests are not in it. */
export async function takePublished(desk: Desk, definition: Json): Promise<Misfit | undefined> {
  const name = words.restore;
  const written = await writtenOf(desk.document.text());
  if (written !== undefined) {
    const misfit = desk.ask({ do: 'restore', written, definition, name });
    if (misfit) return misfit;
    const now = await writtenOf(desk.document.text());
    if (JSON.stringify(now) === JSON.stringify(await writtenOf(JSON.stringify(definition)))) return undefined;
    // It does not say the same: as it was published, then.
    desk.document.undo();
  }
  const { x_studio: desks } = desk.definition;
  const whole = isObject(definition) && desks !== undefined ? { x_studio: desks, ...definition } : definition;
  return desk.ask({ do: 'replace', definition: whole, name });
}
