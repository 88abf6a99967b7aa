import type { FileReference, View, ViewComponent } from '../engine/engine.ts';
import type { Entry } from './thread.ts';

/** The files that a field holds. */
export function filesOf(component: ViewComponent | undefined): FileReference[] {
  if (component?.input_type !== 'file' || component.value === undefined) return [];
  return (Array.isArray(component.value) ? component.value : [component.value]) as FileReference[];
}

/** The files that the view shows and those that were sent before. */
export function allFiles(view: View, thread: readonly Entry[]): FileReference[] {
  const sent = thread.flatMap((entry) =>
    entry.from === 'visitor' && entry.file ? [entry.file] : [],
  );
  return [...(view.components ?? []).flatMap(filesOf), ...sent];
}
