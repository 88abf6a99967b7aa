/** What the format's JSON Schema says of a place, read for a value that stands there. */
import schema from '../../../../engine/schema/funnel.schema.json';
import { isObject, type Json, type JsonObject } from '../../document/definition.ts';

/** A node of the schema; only what this format uses. */
export interface Node {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string;
  enum?: Json[];
  const?: Json;
  default?: Json;
  required?: string[];
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  propertyNames?: Node;
  items?: Node;
  allOf?: Node[];
  oneOf?: Node[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  uniqueItems?: boolean;
  'x-discriminator'?: string;
  /** The definitions that led here, the first one first. */
  names?: string[];
}

const definitions = (schema as unknown as { $defs: Record<string, Node> }).$defs;

export const nodeOf = (name: string): Node => seen({ $ref: `#/$defs/${name}` });

/** The node with what it refers to; what it says itself goes before. */
export function seen(node: Node): Node {
  if (!node.$ref) return node;
  const name = node.$ref.slice('#/$defs/'.length);
  const { $ref: _, ...own } = node;
  const target = seen(definitions[name]!);
  return { ...target, ...own, names: [name, ...(target.names ?? [])] };
}

/** What decides which of several kinds an object is. */
export interface Switch {
  name: string;
  values: string[];
}

export interface ObjectShape {
  properties: Map<string, Node>;
  required: ReadonlySet<string>;
  switches: Switch[];
}

/** The members that the object may have, by the kind that it is. */
export function objectShape(node: Node, value: Json | undefined): ObjectShape {
  const shape: ObjectShape & { required: Set<string> } = { properties: new Map(), required: new Set(), switches: [] };
  gather(seen(node), isObject(value) ? value : {}, shape);
  return shape;
}

function gather(node: Node, value: JsonObject, shape: ObjectShape & { required: Set<string> }): void {
  for (const part of node.allOf ?? []) gather(seen(part), value, shape);
  for (const name of node.required ?? []) shape.required.add(name);
  const deciding = node['x-discriminator'];
  if (deciding && node.oneOf) {
    const kinds = node.oneOf.map(seen);
    shape.switches.push({ name: deciding, values: [...new Set(kinds.flatMap((kind) => constantsOf(kind, deciding)))] });
    shape.required.add(deciding);
    const kind = kinds.find((one) => constantsOf(one, deciding).includes(String(value[deciding]))) ?? kinds[0]!;
    gather(kind, value, shape);
  }
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    if (seen(property).const === undefined && name !== deciding) shape.properties.set(name, property);
  }
}

/** The values that a kind has under the name. */
function constantsOf(node: Node, name: string): string[] {
  const property = node.properties?.[name];
  const said = property && seen(property).const;
  if (typeof said === 'string') return [said];
  return [...(node.oneOf ?? []), ...(node.allOf ?? [])].flatMap((part) => constantsOf(seen(part), name));
}

export type Kind = 'flag' | 'words' | 'text' | 'number' | 'enum' | 'object' | 'list' | 'map' | 'variants' | 'any';

export function kindOf(given: Node): Kind {
  const node = seen(given);
  if (node.names?.includes('template')) return 'words';
  if (node.enum) return 'enum';
  if (node.oneOf && !node['x-discriminator']) return 'variants';
  if (node.oneOf || node.allOf || node.properties) return 'object';
  if (node.type === 'object' && isObject(node.additionalProperties as Json)) return 'map';
  if (node.type === 'array') return 'list';
  if (node.type === 'boolean') return 'flag';
  if (node.type === 'integer' || node.type === 'number') return 'number';
  if (node.type === 'string') return 'text';
  return 'any';
}

/** Whether the value could stand there; not every rule, but which of several kinds it is. */
export function fits(given: Node, value: Json | undefined): boolean {
  const node = seen(given);
  if (node.const !== undefined) return node.const === value;
  switch (kindOf(node)) {
    case 'words':
    case 'text':
      return typeof value === 'string';
    case 'enum':
      return node.enum!.includes(value as Json);
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number';
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isObject(value);
    case 'variants':
      return node.oneOf!.some((one) => fits(one, value));
    case 'object':
      return isObject(value) && fitsObject(node, value);
    case 'any':
      return node.type === 'null' ? value === null : true;
  }
}

function fitsObject(node: Node, value: JsonObject): boolean {
  const { properties, required, switches } = objectShape(node, value);
  const known = new Set([...properties.keys(), ...switches.map(({ name }) => name), ...constants(node)]);
  return (
    [...required].every((name) => value[name] !== undefined) &&
    Object.keys(value).every((name) => known.has(name) || name.startsWith('x_'))
  );
}

const constants = (node: Node): string[] =>
  Object.keys(node.properties ?? {}).filter((name) => seen(node.properties![name]!).const !== undefined);

/** Of several kinds, what authors mean by "a new one". */
const usual = new Set(['target_jump', 'comparison']);

/** Something to begin with where a value of that kind is put. */
export function beginningOf(given: Node): Json {
  const node = seen(given);
  if (node.const !== undefined) return node.const;
  if (node.default !== undefined) return node.default;
  switch (kindOf(node)) {
    case 'flag':
      return true;
    case 'number':
      return Math.max(node.minimum ?? 0, 0);
    case 'enum':
      return node.enum![0]!;
    case 'list':
      return [];
    case 'map':
      return {};
    case 'variants':
      return beginningOf(node.oneOf!.find((one) => seen(one).names?.some((name) => usual.has(name))) ?? node.oneOf![0]!);
    case 'object':
      return beginningOfObject(node);
    case 'words':
    case 'text':
      return '';
    case 'any':
      return null;
  }
}

function beginningOfObject(node: Node): JsonObject {
  const kind = node.oneOf ? seen(node.oneOf[0]!) : node;
  const made = kind === node ? {} : (beginningOf(kind) as JsonObject);
  for (const part of node.allOf ?? []) Object.assign(made, beginningOf(part));
  const wanted = new Set([...(node.required ?? []), ...constants(node)]);
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    if (wanted.has(name)) made[name] ??= beginningOf(property);
  }
  return made;
}
