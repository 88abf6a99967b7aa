import type { FileReference, ViewComponent } from '../engine/engine.ts';

/** The files that a field holds. */
export function filesOf(component: ViewComponent | undefined): FileReference[] {
  if (component?.input_type !== 'file' || component.value === undefined) return [];
  return (Array.isArray(component.value) ? component.value : [component.value]) as FileReference[];
}
