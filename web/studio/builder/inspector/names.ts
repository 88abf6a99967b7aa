/** What texts of a definition name: layers, answers and the like, to pick from. */
import { componentsOf, isObject, type Json, type JsonObject, layersOf, objectsIn, textOf } from '../../document/definition.ts';

/** Members whose text is a layer's id wherever the format has them. */
const naming = new Set([
  'start_layer',
  'fatalistic_layer',
  'next',
  'target',
  'targets',
  'on_error',
  'on_fatalistic',
  'on_failure',
  'offline_target',
  'authenticated_target_layer',
  'unauthenticated_target_layer',
]);

export const namesLayer = (member: string): boolean => naming.has(member);

export const layerIds = (definition: JsonObject): string[] => layersOf(definition).map((layer) => textOf(layer, 'id'));

/** The slugs of all answers that the funnel has, in order. */
export function slugsOf(definition: JsonObject): string[] {
  const slugs = new Set<string>();
  for (const layer of layersOf(definition)) {
    for (const component of componentsOf(layer)) slugs.add(textOf(component, 'slug'));
    for (const list of ['initial_data', 'calculations']) {
      for (const one of objectsIn(layer, list)) slugs.add(textOf(one, 'slug'));
    }
    gather(layer, slugs);
  }
  slugs.delete('');
  return [...slugs];
}

/** Slugs that endpoints and subfunnels answer. */
function gather(value: Json | undefined, slugs: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) gather(one, slugs);
  else if (isObject(value)) {
    for (const list of ['response', 'out']) {
      for (const one of objectsIn(value, list)) slugs.add(textOf(one, 'to'));
    }
    for (const one of Object.values(value)) gather(one, slugs);
  }
}

/** The options of the input with the slug. */
export function optionsOf(definition: JsonObject, slug: string): string[] {
  for (const layer of layersOf(definition)) {
    for (const component of componentsOf(layer)) {
      if (textOf(component, 'slug') === slug) {
        return objectsIn(component, 'options').map((option) => textOf(option, 'value'));
      }
    }
  }
  return [];
}
