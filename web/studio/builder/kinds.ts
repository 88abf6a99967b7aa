/** The kinds of layers, components and actions: how they are drawn, and what a new one begins with. */
import { valueName } from '../base/format_values.ts';
import type { IconName } from '../base/icons.ts';
import { type JsonObject, textOf } from '../document/definition.ts';
import { beginningOf, nodeOf, objectShape } from './inspector/shape.ts';
import { words } from './words.ts';

export const layerTypes = nodeOf('layer_type').enum!.map(String);

export const layerIcons: Record<string, IconName> = {
  start: 'play',
  intermediate: 'layer',
  result: 'flag',
  fatalistic: 'stop',
  action: 'bolt',
  subfunnel: 'funnel',
};

/** What can be put into a layer: a component's type, and what kind of it. */
export interface PartKind {
  id: string;
  label: string;
  icon: IconName;
  /** What it is listed under. */
  group: keyof typeof words.partGroups;
  made: JsonObject;
}

const inputKinds: [kind: string, label: string, icon: IconName, more?: JsonObject][] = [
  ['text', 'Short text', 'text'],
  ['text', 'Long text', 'text', { appearance: 'long' }],
  ['text', 'Email', 'mail', { appearance: 'email' }],
  ['text', 'Phone', 'phone', { appearance: 'phone' }],
  ['choice', 'Choice', 'list'],
  ['boolean', 'Yes or no', 'check'],
  ['boolean', 'Consent', 'check', { appearance: 'consent' }],
  ['numeric', 'Number', 'number'],
  ['numeric', 'Rating', 'star', { appearance: 'rating' }],
  ['numeric', 'NPS', 'chart', { appearance: 'nps' }],
  ['datetime', 'Date or time', 'clock'],
  ['location', 'Place', 'pin'],
  ['file', 'File', 'file'],
  ['matrix', 'Matrix', 'grid'],
];

const buttonKinds: [kind: string, label: string][] = [
  ['jump', 'Button onward'],
  ['previous', 'Back button'],
  ['restart', 'Restart button'],
  ['link', 'Link button'],
  ['call', 'Call button'],
  ['event', 'Event button'],
];

/** Everything that a shown layer can have; `kind` of the layer says which of it. */
export function componentKinds(layerType: string): PartKind[] {
  const message: PartKind = { id: 'text', label: 'Message', icon: 'chat', group: 'content', made: { id: 'text', type: 'message' } };
  const isEnding = layerType === 'result' || layerType === 'fatalistic';
  const buttons = buttonKinds
    .filter(([kind]) => !isEnding || kind === 'link' || kind === 'call')
    .map(([kind, label]): PartKind => ({ id: kind, label, icon: 'button', group: 'buttons', made: button(kind) }));
  if (isEnding) return [message, ...buttons];
  return [
    message,
    ...inputKinds.map(([kind, label, icon, more]): PartKind => ({ id: label, label, icon, group: 'questions', made: input(kind, more) })),
    ...buttons,
    { id: 'endpoint', label: 'Endpoint', icon: 'bolt', group: 'services', made: { id: 'endpoint', type: 'endpoint', endpoint: '' } },
    { id: 'auth', label: 'Sign-in', icon: 'lock', group: 'services', made: { id: 'auth', type: 'auth', method: 'otp_email', slug: 'who' } },
  ];
}

const button = (kind: string): JsonObject => ({ id: kind === 'jump' ? 'on' : kind, type: 'button', kind, ...wantedBy({ type: 'button', kind }) });

function input(kind: string, more: JsonObject = {}): JsonObject {
  const id = String(more.appearance ?? kind);
  const made: JsonObject = { id, type: 'input', input_type: kind, ...wantedBy({ type: 'input', input_type: kind }), slug: id, ...more };
  if (kind === 'choice') made.options = [{ value: 'one' }, { value: 'two' }];
  if (kind === 'matrix') Object.assign(made, { rows: [{ value: 'one' }], columns: [{ value: 'one' }, { value: 'two' }] });
  return made;
}

/** What the format wants of a component of the kind. */
function wantedBy(kind: JsonObject): JsonObject {
  const { properties, required } = objectShape(nodeOf('component'), kind);
  const names = [...required].filter((name) => properties.has(name) && name !== 'id' && kind[name] === undefined);
  return Object.fromEntries(names.map((name) => [name, beginningOf(properties.get(name)!)]));
}

/** Every kind of action of an action layer. */
export function actionKinds(): PartKind[] {
  const node = nodeOf('action');
  const { switches } = objectShape(node, {});
  return switches[0]!.values.map((kind) => {
    const { properties, required } = objectShape(node, { kind });
    const wanted = [...required].filter((name) => properties.has(name) && name !== 'id');
    const made: JsonObject = Object.fromEntries(wanted.map((name) => [name, beginningOf(properties.get(name)!)]));
    return { id: kind, label: valueName(kind), icon: 'bolt', group: 'actions', made: { id: kind, kind, ...made } };
  });
}

export function iconOfComponent(component: JsonObject): IconName {
  const type = textOf(component, 'type');
  if (type === 'button') return 'button';
  if (type === 'endpoint') return 'bolt';
  if (type === 'auth') return 'lock';
  if (type === 'message') return textOf(component, 'appearance') === 'image' ? 'image' : 'chat';
  const look = textOf(component, 'appearance');
  const kind = textOf(component, 'input_type');
  const found = inputKinds.find(([one, , , more]) => one === kind && more?.appearance === look);
  return (found ?? inputKinds.find(([one]) => one === kind))?.[2] ?? 'text';
}
