/** One condition: what is looked at, how it is compared, with what. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { operatorNames, sourceNames } from '../../base/format_words.ts';
import { isObject, type Json, type JsonObject, textOf } from '../../document/definition.ts';
import { words } from '../words.ts';
import { notesOf } from './frame.ts';
import { layerIds, optionsOf, slugsOf } from './names.ts';
import { ask, idOf, type Place } from './place.ts';
import { nodeOf } from './shape.ts';

const operators = nodeOf('operator').enum!.map(String);
const sources = nodeOf('operand_source').enum!.map(String);
const types = nodeOf('input_type').enum!.map(String);
/** They compare with nothing. */
const alone = new Set(['empty', 'not_empty', 'must_be_true', 'must_be_false']);
const listed = new Set(['in', 'not_in']);
/** Sources that are one value. */
const nameless = new Set(['channel', 'language', 'score', 'now']);
const devices = ['language', 'device_type', 'os', 'browser'];

type Typed = Event & { target: HTMLInputElement };

export function comparisonField(place: Place): TemplateResult {
  const value = isObject(place.value) ? place.value : {};
  const source = textOf(value, 'source') || 'session';
  const operator = textOf(value, 'operator');
  const change: Change = (changes, isTyping = false) => {
    const members = Object.entries({ ...value, ...changes }).filter(([, one]) => one !== undefined);
    const made = Object.fromEntries(members) as JsonObject;
    ask(place.desk, { do: 'set', pointer: place.pointer, value: made, ...(isTyping && { merge: place.pointer }) });
  };
  const off = place.desk.isReadOnly;
  return html`<div class="comparison" role="group" aria-label=${words.condition}>
    <select
      aria-label=${words.source}
      ?disabled=${off}
      @change=${({ target }: Typed) =>
        change({
          source: target.value === 'session' ? undefined : target.value,
          ...(nameless.has(target.value) && { slug: undefined }),
        })}
    >
      ${sources.map((one) => html`<option value=${one} ?selected=${one === source}>${sourceNames[one] ?? one}</option>`)}
    </select>
    ${nameless.has(source) ? nothing : slugControl(place, source, textOf(value, 'slug'), change)}
    <select
      aria-label=${words.operator}
      ?disabled=${off}
      @change=${({ target }: Typed) => change(operatorChange(target.value, value))}
    >
      ${operators.map((one) => html`<option value=${one} ?selected=${one === operator}>${operatorNames[one] ?? one}</option>`)}
    </select>
    ${alone.has(operator) ? nothing : valueControl(place, value, operator, change)}
    ${notesOf(place)}
  </div>`;
}

/** Undefined takes a member away. */
type Changes = Record<string, Json | undefined>;
type Change = (changes: Changes, isTyping?: boolean) => void;

function operatorChange(operator: string, value: JsonObject): Changes {
  const old = value.value;
  if (alone.has(operator)) return { operator, value: undefined };
  if (listed.has(operator)) return { operator, value: Array.isArray(old) ? old : old === undefined || old === null ? [] : [old] };
  return { operator, value: Array.isArray(old) ? (old[0] ?? '') : (old ?? '') };
}

function slugControl(place: Place, source: string, slug: string, change: Change): TemplateResult {
  const list = idOf(place.pointer, 'slugs');
  const known = source === 'visited' ? layerIds(place.desk.definition) : source === 'device' ? devices
    : source === 'session' || source === 'initial' ? slugsOf(place.desk.definition) : [];
  return html`<input
      aria-label=${words.operand}
      list=${list}
      spellcheck="false"
      autocomplete="off"
      .value=${live(slug)}
      ?disabled=${place.desk.isReadOnly}
      @input=${({ target }: Typed) => change({ slug: target.value }, true)}
    /><datalist id=${list}>${known.map((one) => html`<option value=${one}></option>`)}</datalist>`;
}

/** A value of the kind that it was; "{{slug}}" is another answer. */
function valueControl(place: Place, value: JsonObject, operator: string, change: Change): TemplateResult {
  const list = idOf(place.pointer, 'values');
  const { definition, isReadOnly } = place.desk;
  const choices = operator === 'input_type' ? types : optionsOf(definition, textOf(value, 'slug'));
  const options = [...choices, ...slugsOf(definition).map((slug) => `{{${slug}}}`)];
  return html`<input
      aria-label=${words.comparedWith}
      list=${list}
      spellcheck="false"
      autocomplete="off"
      .value=${live(written(value.value))}
      ?disabled=${isReadOnly}
      @input=${({ target }: Typed) => change({ value: read(target.value, operator) }, true)}
    /><datalist id=${list}>${options.map((one) => html`<option value=${one}></option>`)}</datalist>`;
}

function written(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(written).join(', ');
  if (isObject(value)) return `{{${textOf(value, 'slug')}}}`;
  return value === undefined || value === null ? '' : String(value);
}

function read(text: string, operator: string): Json {
  if (listed.has(operator)) return text.split(',').map((one) => readOne(one.trim())).filter((one) => one !== '');
  return readOne(text);
}

function readOne(text: string): Json {
  const slug = /^\{\{(.+)\}\}$/.exec(text)?.[1];
  if (slug !== undefined) return { slug };
  if (text === 'true' || text === 'false') return text === 'true';
  // Only what is written back the same: "007" and "1." are texts.
  return text !== '' && String(Number(text)) === text ? Number(text) : text;
}
