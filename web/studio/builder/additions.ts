/** What can be added to a funnel: parts into the chosen layer, and layers. */
import { valueName } from '../base/format_values.ts';
import type { MenuItem } from '../base/menu.ts';
import { actionsOf, componentsOf, freeName, isObject, type JsonObject, layersOf, textOf } from '../document/definition.ts';
import type { Request } from '../document/studio_document.ts';
import type { Desk } from './desk.ts';
import { ask } from './inspector/place.ts';
import { actionKinds, componentKinds, layerIcons, layerTypes, type PartKind } from './kinds.ts';
import { words } from './words.ts';

/** Into the chosen layer first. */
export function additionsTo(desk: Desk): MenuItem[] {
  const { layer } = desk;
  const type = textOf(layer, 'type');
  const kinds = !layer || type === 'subfunnel' ? [] : type === 'action' ? actionKinds() : componentKinds(type);
  const parts = kinds.map((kind): MenuItem => ({
    label: kind.label,
    icon: kind.icon,
    group: words.partGroups[kind.group],
    act: () => addPart(desk, kind),
  }));
  const layers = layerTypes.map((one): MenuItem => ({
    label: valueName(one),
    icon: layerIcons[one]!,
    group: words.layers,
    act: () => addLayer(desk, one),
  }));
  return [...parts, ...layers];
}

/** Into the layer as it is now: the menu may have been made before what was typed last. */
function addPart(desk: Desk, { made }: PartKind): void {
  const { layer } = desk;
  if (!layer) return;
  const id = textOf(layer, 'id');
  const isAction = textOf(layer, 'type') === 'action';
  const list = isAction ? actionsOf(layer) : componentsOf(layer);
  const ids = list.map((one) => textOf(one, 'id'));
  const at = ids.indexOf(desk.choice.part ?? '');
  const index = at < 0 ? list.length : at + 1;
  const pointer = `/layers/${layersOf(desk.definition).indexOf(layer)}`;
  const isDone = isAction
    ? ask(desk, { do: 'insert', pointer: `${pointer}/actions/${index}`, value: { ...made, id: freeName(ids, textOf(made, 'id')) }, name: words.addAction })
    : ask(desk, addition(layer, pointer, made, index));
  if (!isDone) return;
  const now = layersOf(desk.definition).find((one) => textOf(one, 'id') === id);
  const added = (isAction ? actionsOf(now) : componentsOf(now))[index];
  desk.choose({ layers: [id], part: textOf(added, 'id') });
}

function addLayer(desk: Desk, type: string): void {
  if (!ask(desk, { do: 'add_layer', type, id: words.newLayers[type] ?? type })) return;
  desk.choose({ layers: [textOf(layersOf(desk.definition).at(-1), 'id')] });
}

/** The first button onward takes over the way that the layer has without one. */
function addition(layer: JsonObject, pointer: string, made: JsonObject, index: number): Request {
  const add = (component: JsonObject): Request => ({ do: 'add_component', layer: textOf(layer, 'id'), component, index });
  const { next } = layer;
  if (made.kind !== 'jump' || next === undefined) return add(made);
  const onward = isObject(next) ? next : { target: next };
  return { do: 'batch', name: words.addButton, requests: [add({ ...made, ...onward }), { do: 'erase', pointer: `${pointer}/next` }] };
}
