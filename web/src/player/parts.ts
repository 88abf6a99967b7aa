/**
 * Painters that not every page needs: parts of the player, each loaded when a release has something
 * for it to paint.
 */
import type { View } from '../engine/engine.ts';
import type { Desk, Desks, Office } from './desks.ts';
import { loadPart } from './load_part.ts';
import type { Painter } from './stage.ts';

export interface Part {
  /** By what is painted, as `kindOf` names it. */
  painters: Readonly<Record<string, Painter>>;
  sheet?: CSSStyleSheet;
  /** What it does beside painting. */
  desk?: { name: keyof Desks; open(office: Office): Desk };
}

const loaders = {
  numeric: () => import('./paint_numeric.ts'),
  file: () => import('./paint_file.ts'),
  rare: () => import('./paint_rare.ts'),
  waits: () => import('./paint_waits.ts'),
  told: () => import('./paint_told.ts'),
};

type PartName = keyof typeof loaders;

/** What definitions and views alike say of a component. */
interface Described {
  type?: string;
  appearance?: string;
  /** Of a message in a definition, and its text in a view. */
  markup?: string;
  rich?: unknown;
  input_type?: string;
  is_array?: boolean;
  read_only?: boolean;
  allow_overwrite?: boolean;
}

const loaded = new Map<PartName, Part>();
const loading = new Map<PartName, Promise<void>>();

/** What is awaited: of a layer that acts, everything. */
const kWaits = /^(auth(_chat)?|endpoint|action)$/;
const kRareTypes = /^(datetime|matrix|location)$/;
const kRareLooks = /^(dropdown|like_dislike|ranking)$/;

/** How the part that paints it calls it. */
export function kindOf({ type, input_type, appearance = '', read_only, is_array }: Described): string {
  if (type === 'message') return appearance;
  if (type !== 'input') return type ?? '';
  if (read_only) return 'read_only';
  if (is_array && input_type !== 'file') return 'is_array';
  return `${input_type} ${appearance}`;
}

/** The part that paints what the player's script cannot. */
export function partFor(component: Described): PartName | undefined {
  const { type = '', input_type = '', appearance = '', read_only, is_array, rich, markup } = component;
  if (type === 'message') return !rich && !markup && /^(simple|image)?$/.test(appearance) ? undefined : 'told';
  if (kWaits.test(type)) return 'waits';
  if (type !== 'input') return undefined;
  if (read_only) return 'rare';
  if (input_type === 'file') return 'file';
  if (is_array || kRareTypes.test(input_type) || kRareLooks.test(appearance)) return 'rare';
  if (input_type === 'text' && appearance === 'list') return 'rare';
  return input_type === 'numeric' ? 'numeric' : undefined;
}

/** The painter for it; undefined while its part is not there, and where nobody paints it. */
export function painterIn(component: Described): Painter | undefined {
  const name = partFor(component);
  const painters = name && loaded.get(name)?.painters;
  return painters?.[kindOf(component)] ?? painters?.[component.input_type ?? ''];
}

/** Loads what paints the component. Throws when it cannot be had. */
export function loadPainter(component: Described): Promise<void> {
  const name = partFor(component);
  if (!name || loaded.has(name)) return Promise.resolve();
  const begun = loading.get(name) ?? load(name);
  loading.set(name, begun);
  return begun;
}

async function load(name: PartName): Promise<void> {
  try {
    loaded.set(name, (await loadPart<{ part: Part }>(loaders[name])).part);
  } finally {
    loading.delete(name);
  }
}

/** Whether everything that these components want is there. */
export const isThere = (component: Described): boolean => {
  const name = partFor(component);
  return !name || loaded.has(name);
};

/** Whether the player's script alone can show the view. */
export const canBeShown = ({ components = [] }: View): boolean => components.every((one) => !partFor(one));

/** The style sheets of the parts that are there. */
export const sheetsOfParts = (): CSSStyleSheet[] =>
  [...loaded.values()].flatMap(({ sheet }) => (sheet ? [sheet] : []));

/** A conversation has painters of its own: it needs the parts that have a desk. */
export const isForChat = (component: Described): boolean =>
  /^(waits|file)$/.test(partFor(component) ?? '') || component.input_type === 'location';

/** Opens the desks that are not open yet; whether there was one. */
export function openDesks(desks: Desks, office: Office): boolean {
  const open = Object.keys(desks).length;
  for (const { desk } of loaded.values()) {
    if (desk && !desks[desk.name]) Object.assign(desks, { [desk.name]: desk.open(office) });
  }
  return Object.keys(desks).length > open;
}

/** Loads what any layer of the release may want, so that nothing is missing without a network. */
export async function loadPainters(
  release: string,
  isWanted: (component: Described) => boolean = () => true,
): Promise<void> {
  const wanted: Described[] = [];
  JSON.parse(release, (_, part: Described | null) => {
    if (typeof part === 'object' && part?.type !== undefined) {
      wanted.push(part);
      if (part.allow_overwrite === false) wanted.push({ ...part, read_only: true });
    }
    return part;
  });
  await Promise.all(wanted.filter(isWanted).map(loadPainter));
}
