/** Where findings are, as layers: a finding of a text belongs to the layer that shows it. */
import type { Finding } from '../base/api.ts';
import { type JsonObject, layersOf, namesOf, textOf } from '../document/definition.ts';

/** The id of the layer of a place; undefined where it is in none. */
export function layerOfPlace(definition: JsonObject, pointer: string): string | undefined {
  const [first, second, key] = namesOf(pointer);
  if (first === 'content') return key?.split('.')[0];
  return first === 'layers' && second !== undefined ? textOf(layersOf(definition)[Number(second)], 'id') : undefined;
}

export function findingsByLayer(definition: JsonObject, findings: readonly Finding[]): Map<string, Finding[]> {
  const all = new Map<string, Finding[]>();
  for (const one of findings) {
    const layer = layerOfPlace(definition, one.pointer);
    if (layer === undefined) continue;
    const known = all.get(layer);
    if (known) known.push(one);
    else all.set(layer, [one]);
  }
  return all;
}

/** Of a text the layer that shows it, where there is one; of everything else the place itself. */
export function placeOnCanvas(definition: JsonObject, pointer: string): string {
  const [first] = namesOf(pointer);
  const id = first === 'content' ? layerOfPlace(definition, pointer) : undefined;
  const at = layersOf(definition).findIndex((layer) => textOf(layer, 'id') === id);
  return at < 0 ? pointer : `/layers/${at}`;
}
