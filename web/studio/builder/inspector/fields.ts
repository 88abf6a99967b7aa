/** The field of a place, whatever may stand there: every property of the format has one. */
import { html, nothing, type TemplateResult } from 'lit';
import { valueName } from '../../base/format_values.ts';
import { itemNames, kindHelp, kindNames } from '../../base/format_words.ts';
import { icon } from '../../base/icons.ts';
import { isObject, type Json, type JsonObject, pointerOf } from '../../document/definition.ts';
import type { Request } from '../../document/studio_document.ts';
import { words } from '../words.ts';
import { anyField } from './any_field.ts';
import { comparisonField } from './comparison_field.ts';
import { framed, grouped, nameOf, saidOf } from './frame.ts';
import { isName, memberNameField, nameField } from './name_field.ts';
import { ask, type Place, put } from './place.ts';
import { hasScores, headingOf, inOrder, isChoosable } from './option.ts';
import { isSet, setField } from './set_field.ts';
import { beginningOf, fits, kindOf, type Node, objectShape, seen, type Switch } from './shape.ts';
import { enumField, flagField, numberField, textField } from './simple_fields.ts';
import { keyOf, removedTexts } from './texts.ts';
import { wordsField } from './words_field.ts';

/** How fields are shown. */
export interface Manner {
  /** Texts in all languages below each other. */
  isSideBySide: boolean;
}

export function field(place: Place, manner: Manner): TemplateResult {
  const node = seen(place.node);
  if (node.names?.includes('comparison')) return comparisonField(place);
  if (isName(place)) return nameField(place);
  switch (kindOf(node)) {
    case 'words':
      return wordsField(place, manner.isSideBySide);
    case 'text':
      return textField(place);
    case 'number':
      return numberField(place);
    case 'flag':
      return flagField(place);
    case 'enum':
      return enumField(place);
    case 'variants':
      return variantsField(place, manner);
    case 'object':
      return place.value === undefined
        ? adder(place)
        : grouped(place, nameOf(place), objectFields(place, manner));
    case 'list':
      return isSet(node) ? setField(place) : listField(place, manner);
    case 'map':
      return mapField(place, manner);
    case 'any':
      return anyField(place);
  }
}

/** What authors ask for most, also where it is not set yet. */
const usual = new Set(['mandatory', 'appearance', 'options', 'target', 'jumps', 'conditions', 'next', 'conversion', 'channels', 'languages']);

/** The fields of an object's members: those that are set or wanted first, the others folded. */
export function objectFields(place: Place, manner: Manner, skipped: readonly string[] = []): TemplateResult {
  const { properties, required, switches } = objectShape(place.node, place.value);
  const value = isObject(place.value) ? place.value : {};
  const first: TemplateResult[] = [];
  const rest: TemplateResult[] = [];
  for (const [name, node] of inOrder(properties)) {
    if (skipped.includes(name)) continue;
    const { label: _, ...bare } = place;
    const member = { ...bare, pointer: place.pointer + pointerOf(name), name, node, value: value[name] };
    const shown = field({ ...member, isRequired: required.has(name) }, manner);
    const isFirst = required.has(name) || value[name] !== undefined || kindOf(node) === 'words' || usual.has(name) || (name === 'score' && hasScores(place.desk.definition));
    (isFirst ? first : rest).push(shown);
  }
  return html`${switches.map((one) => switchField(place, one))} ${first}
  ${rest.length
    ? html`<details class="more"><summary>${words.moreProperties(rest.length)}</summary><div class="fields">${rest}</div></details>`
    : nothing}`;
}

/** What decides which kind an object is. What the new kind does not have goes, with its texts. */
function switchField(place: Place, { name, values }: Switch): TemplateResult {
  const value = isObject(place.value) ? place.value : {};
  const member: Place = {
    ...place,
    pointer: place.pointer + pointerOf(name),
    name,
    node: { enum: values },
    value: value[name],
    isRequired: true,
  };
  const said = saidOf(member);
  const chosen = ({ target }: Event & { target: HTMLSelectElement }) => {
    const wanted = { ...value, [name]: target.value };
    ask(place.desk, { do: 'set', pointer: place.pointer, value: asKind(place.node, wanted), name: words.changeKind });
  };
  return framed(member, html`<select id=${said.id} ?disabled=${place.desk.isReadOnly} @change=${chosen}>
    ${value[name] === undefined ? html`<option value="" selected>${words.notSaid}</option>` : nothing}
    ${values.map((one) => html`<option value=${one} ?selected=${one === value[name]}>${valueName(one)}</option>`)}
  </select>`);
}

/** The object with what its kind has and wants. */
function asKind(node: Node, value: JsonObject): JsonObject {
  const made: JsonObject = {};
  let shape = objectShape(node, value);
  // A kind within the kind has its own switch.
  const wanted = { ...value };
  for (const { name, values } of shape.switches) {
    if (!values.includes(String(wanted[name]))) wanted[name] = values[0]!;
  }
  shape = objectShape(node, wanted);
  const names = [...shape.switches.map(({ name }) => name), ...shape.properties.keys()];
  for (const [name, old] of Object.entries(wanted)) {
    const property = shape.properties.get(name);
    const stays = property ? fits(property, old) : names.includes(name) || name.startsWith('x_');
    if (stays) made[name] = old;
  }
  for (const name of shape.required) {
    const property = shape.properties.get(name);
    if (made[name] === undefined && property) made[name] = beginningOf(property);
  }
  return made;
}

/** One of several kinds of values. */
function variantsField(place: Place, manner: Manner): TemplateResult {
  const variants = seen(place.node).oneOf!.map(seen);
  const at = place.value === undefined ? -1 : variants.findIndex((one) => fits(one, place.value));
  const titles = variants.map(variantName);
  const own = { ...place, pointer: `${place.pointer}` };
  const chosen = ({ target }: Event & { target: HTMLSelectElement }) => {
    if (target.value === '') return put(place, undefined);
    // An empty text is a beginning here: what it is to be is chosen next.
    ask(place.desk, { do: 'set', pointer: place.pointer, value: withTarget(variants[Number(target.value)]!, place), name: words.changeKind });
  };
  const chooser = html`<select
    class="kind"
    aria-label=${words.kindOf(nameOf(place))}
    ?disabled=${place.desk.isReadOnly}
    @change=${chosen}
  >
    ${place.isRequired && at >= 0 ? nothing : html`<option value="" ?selected=${at < 0}>${words.notSaid}</option>`}
    ${titles.map((title, index) => html`<option value=${index} ?selected=${index === at}>${title}</option>`)}
  </select>`;
  if (at < 0) {
    return html`<div class="field"><span class="name">${nameOf(place)}</span>${chooser}
      ${place.value === undefined ? nothing : anyField({ ...place, label: words.asWritten })}</div>`;
  }
  const variant = variants[at]!;
  const isGroup = ['object', 'list', 'map'].includes(kindOf(variant));
  const inner = isGroup && kindOf(variant) === 'object' && !variant.names?.includes('comparison')
    ? objectFields({ ...own, node: variant }, manner)
    : field({ ...own, node: variant, isRequired: place.isRequired }, manner);
  const help = kindHelp[variant.names?.[0] ?? ''];
  return html`<div class="variant">
    <div class="of-kind"><span class="name" aria-hidden="true">${words.kindOf(nameOf(place))}</span>${chooser}${help ? html`<span class="help">${help}</span>` : nothing}</div>
    ${inner}
  </div>`;
}

const variantName = ({ names, type }: Node): string => kindNames[names?.[0] ?? type ?? ''] ?? words.asWritten;

/** The beginning of that kind, which leads where what was there led. */
function withTarget(node: Node, { value }: Place): Json {
  const made = beginningOf(node);
  const target = typeof value === 'string' ? value : isObject(value) ? value.target : undefined;
  if (typeof target !== 'string' || target === '') return made;
  if (kindOf(node) === 'text' && node.names?.includes('id')) return target;
  return isObject(made) && objectShape(node, made).properties.has('target') ? { ...made, target } : made;
}

function adder(place: Place): TemplateResult {
  return html`<button
    class="button quiet adder"
    ?disabled=${place.desk.isReadOnly}
    title=${seen(place.node).description ?? nothing}
    @click=${() => put(place, beginningOf(place.node))}
  >
    ${icon('add')} ${nameOf(place)}
  </button>`;
}

function listField(place: Place, manner: Manner): TemplateResult {
  const items = Array.isArray(place.value) ? place.value : [];
  const node = seen(place.node);
  const item = seen(node.items ?? {});
  const add = ({ currentTarget }: Event) => {
    const pointer = `${place.pointer}/${items.length}`;
    const isDone = ask(place.desk, { do: 'insert', pointer, value: freshItem(item, items), name: words.addTo(nameOf(place)) });
    // What is to be read is written first.
    if (isDone && isChoosable(item)) currentTarget?.dispatchEvent(new CustomEvent('wanted', { detail: `${pointer}/title`, bubbles: true }));
  };
  const body = html`${items.map((one, index) => itemField(place, item, one, index, items.length, manner))}
    <button class="button quiet adder" ?disabled=${place.desk.isReadOnly} @click=${add}>
      ${icon('add')} ${words.addOne(itemNames[place.name] ?? '')}
    </button>`;
  return items.length === 0 && place.value === undefined
    ? html`<div class="field list"><span class="name">${nameOf(place)}</span>${body}</div>`
    : grouped(place, `${nameOf(place)} (${items.length})`, body);
}

/** A new item; one that has a name is called as no other. */
function freshItem(node: Node, items: readonly Json[]): Json {
  const made = beginningOf(node);
  if (!isObject(made)) return node.enum ? (node.enum.find((one) => !items.includes(one)) ?? made) : made;
  const name = 'value' in made && typeof made.value === 'string' ? 'value' : 'id' in made ? 'id' : undefined;
  if (name === undefined) return made;
  const taken = new Set(items.map((one) => (isObject(one) ? one[name] : undefined)));
  let number = items.length + 1;
  while (taken.has(`${words.optionName}_${number}`)) ++number;
  return { ...made, [name]: `${words.optionName}_${number}` };
}

function itemField(list: Place, node: Node, value: Json, index: number, count: number, manner: Manner): TemplateResult {
  const pointer = `${list.pointer}/${index}`;
  const label = words.numbered(nameOf(list), index + 1);
  const place: Place = { ...list, pointer, node, value, isRequired: true, label };
  const tools = html`<span class="tools">
    ${toolButton('up', words.moveUp(label), index === 0, () => ask(list.desk, { do: 'move', pointer, index: index - 1 }))}
    ${toolButton('down', words.moveDown(label), index === count - 1, () => ask(list.desk, { do: 'move', pointer, index: index + 1 }))}
    ${toolButton('trash', words.removeOne(label), list.desk.isReadOnly, () => removeItem(list, pointer, value))}
  </span>`;
  if (kindOf(node) === 'object' && !node.names?.includes('comparison')) {
    const heading = isChoosable(node) ? headingOf(place) : titleOf(value) || label;
    return grouped(place, heading, objectFields(place, manner), { tools, isOpen: count < 4 });
  }
  return html`<div class="item">${field(place, manner)}${tools}</div>`;
}

function removeItem(list: Place, pointer: string, value: Json): void {
  const { definition } = list.desk;
  const keys = isObject(value) && typeof value.value === 'string'
    ? ['title', 'description'].map((name) => keyOf(definition, `${pointer}/${name}`)).filter((key) => key !== undefined)
    : [];
  const requests: Request[] = keys.flatMap((key) => removedTexts(definition, key));
  ask(list.desk, { do: 'batch', name: words.removeOne(nameOf(list)), requests: [...requests, { do: 'erase', pointer }] });
}

function toolButton(name: 'up' | 'down' | 'trash', label: string, isOff: boolean, act: () => void): TemplateResult {
  return html`<button
    class="button quiet square small"
    aria-label=${label}
    title=${label}
    ?disabled=${isOff}
    @click=${act}
  >
    ${icon(name)}
  </button>`;
}

const titleOf = (value: Json): string => {
  if (!isObject(value)) return '';
  const found = value.title ?? value.value ?? value.id ?? value.slug ?? value.target ?? value.experiment ?? '';
  return typeof found === 'string' ? found : '';
};

/** Values under names of the author's own. */
function mapField(place: Place, manner: Manner): TemplateResult {
  const members = Object.entries(isObject(place.value) ? place.value : {});
  const node = seen(place.node);
  const names = node.propertyNames ? seen(node.propertyNames).enum?.map(String) : undefined;
  const values = node.additionalProperties as Node;
  const add = () => {
    const taken = members.map(([name]) => name);
    const free = names ? names.find((one) => !taken.includes(one)) : freeName(taken);
    if (free === undefined) return;
    ask(place.desk, { do: 'set', pointer: place.pointer + pointerOf(free), value: beginningOf(values) });
  };
  const body = html`${members.map(([name, value], index) => {
      const pointer = place.pointer + pointerOf(name);
      const { label: _, ...bare } = place;
    const member = { ...bare, pointer, node: values, value, isRequired: false, label: words.valueOf(name) };
      return html`<div class="member">
        ${names
          ? html`<span class="name">${valueName(name)}</span>`
          : memberNameField({ ...place, node: node.propertyNames ?? {} }, name, index, words.nameOfMember(nameOf(place)))}
        ${field(member, manner)}
        ${toolButton('trash', words.removeOne(name), place.desk.isReadOnly, () => ask(place.desk, { do: 'erase', pointer }))}
      </div>`;
    })}
    <button class="button quiet adder" ?disabled=${place.desk.isReadOnly || (names?.length ?? Infinity) <= members.length} @click=${add}>
      ${icon('add')} ${words.addOne(nameOf(place).toLowerCase())}
    </button>`;
  return members.length === 0 ? html`<div class="field list"><span class="name">${nameOf(place)}</span>${body}</div>` : grouped(place, nameOf(place), body);
}

function freeName(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`name_${number}`)) ++number;
  return `name_${number}`;
}
