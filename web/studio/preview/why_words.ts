/** Why something happened, in lines for people: each condition with what it read, each way, each source. */
import { actionsOf, componentsOf, isObject, type JsonObject, layersOf, pointerOf, textOf } from '../document/definition.ts';
import { memberNames, operatorNames, sourceNames } from '../base/format_words.ts';
import { short } from './names.ts';
import type { WhyEntry } from './engine.ts';
import { words } from './words.ts';

export interface WhyLine {
  what: string;
  /** What was read, a line each. */
  read: string[];
  verdict?: 'holds' | 'fails' | 'taken';
  /** What of the definition it is about. */
  pointer: string;
}

/** The entries as lines; facts that say what the step's name says already are left out. */
export const linesOf = (entries: readonly WhyEntry[], definition: JsonObject): WhyLine[] =>
  entries.flatMap((entry) => lineOf(entry, definition) ?? []);

function lineOf(entry: WhyEntry, definition: JsonObject): WhyLine | undefined {
  const text = (name: string) => (typeof entry[name] === 'string' ? (entry[name] as string) : '');
  const layer = text('layer');
  const pointer = pointerTo(definition, layer, text('component'));
  switch (entry.why) {
    case 'conditions': {
      const verdict = entry.holds ? 'holds' : 'fails';
      return { what: placeWords(entry, layer), read: conditionsOf(entry.conditions), verdict, pointer };
    }
    case 'way': {
      const by = typeof entry.jump === 'number' ? `by rule ${entry.jump + 1}` : text('variant') ? `variant ${text('variant')}` : 'by the usual way';
      return { what: text('target') ? `${layer} leads to ${text('target')}, ${by}` : `${layer} leads nowhere`, read: [], verdict: 'taken', pointer };
    }
    case 'source': {
      const found = 'found' in entry ? `gives ${short(entry.found)}${entry.fits ? '' : ', which does not fit'}` : 'has nothing';
      return { what: `${text('slug')}: ${text('source')} ${found}`, read: [], verdict: entry.fits ? 'holds' : 'fails', pointer: '' };
    }
    case 'refused':
      return { what: text('sentence'), read: [], verdict: 'fails', pointer: '' };
    case 'fact':
      return { what: factWords(entry), read: [], pointer };
    default:
      return { what: 'There is more than can be told.', read: [], pointer: '' };
  }
}

const whose: Record<string, string> = { ...memberNames, jump: words.jump };

function placeWords(entry: WhyEntry, layer: string): string {
  const of = whose[String(entry.of)] ?? words.condition;
  const parts = [layer, entry.component, entry.option].filter(Boolean).join(' › ');
  const rule = typeof entry.jump === 'number' ? ` ${entry.jump + 1}` : '';
  return `${parts}: “${of}${rule}” ${entry.holds ? 'holds' : 'does not hold'}`;
}

/** Groups with all their parts, each a step further in. */
function conditionsOf(conditions: unknown, depth = 0): string[] {
  if (!Array.isArray(conditions)) return [];
  return (conditions as Record<string, unknown>[]).flatMap((one) => {
    const indent = '\u2003'.repeat(depth);
    const sign = one.holds ? '✓' : '✗';
    for (const group of ['all', 'any', 'not']) {
      if (Array.isArray(one[group])) return [`${indent}${sign} ${group} of`, ...conditionsOf(one[group], depth + 1)];
    }
    if ('logic' in one) return [`${indent}${sign} ${short(one.logic)} gives ${short(one.gives ?? null)}`];
    return [`${indent}${sign} ${comparison(one)}`];
  });
}

function comparison({ source, slug, operator, operand, value, other_slug }: Record<string, unknown>): string {
  const name = [sourceNames[String(source ?? 'session')] ?? source, slug].filter(Boolean).join(' ');
  const is = operand === undefined ? 'nothing' : short(operand);
  const other = other_slug ? `${String(other_slug)} (${value === undefined ? 'nothing' : short(value)})` : value === undefined || value === null ? '' : short(value);
  return `${name} (${is}) ${operatorNames[String(operator)] ?? String(operator)} ${other}`.trim();
}

function factWords({ kind, layer, component, slug, name, variant }: WhyEntry): string {
  const what = words.happened[String(kind)] ?? String(kind);
  const about = [slug ?? component, name, variant].filter(Boolean).join(' ');
  return `${String(layer)}: ${what}${about ? ` ${about}` : ''}`;
}

/** The layer, or the part of it; '' where the definition has it no more. */
export function pointerTo(definition: JsonObject, layer: string, part = ''): string {
  const at = layersOf(definition).findIndex((one) => textOf(one, 'id') === layer);
  const found = layersOf(definition)[at];
  if (!isObject(found)) return '';
  for (const [list, parts] of [['components', componentsOf(found)], ['actions', actionsOf(found)]] as const) {
    const place = part ? parts.findIndex((one) => textOf(one, 'id') === part) : -1;
    if (place >= 0) return pointerOf('layers', at, list, place);
  }
  return pointerOf('layers', at);
}

/** Where the layer may lead besides: every target that is written in it. */
export function targetsOf(definition: JsonObject, layer: string): string[] {
  const found = layersOf(definition).find((one) => textOf(one, 'id') === layer);
  const targets = new Set<string>();
  const collect = (value: unknown, name: string): void => {
    if (Array.isArray(value)) value.forEach((one) => collect(one, name));
    else if (typeof value === 'string' && (name === 'next' || /(^|_)target(_layer)?$/.test(name))) targets.add(value);
    else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) collect(one, key);
  };
  collect(found, '');
  return [...targets];
}
