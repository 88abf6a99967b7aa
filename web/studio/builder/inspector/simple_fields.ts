/** Fields of one value: texts, numbers, yes or no, one of several. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { valueName } from '../../base/format_values.ts';
import { words } from '../words.ts';
import { framed, saidOf } from './frame.ts';
import { layerIds, namesLayer, slugsOf } from './names.ts';
import { idOf, type Place, put } from './place.ts';
import { seen } from './shape.ts';

type Typed = Event & { target: HTMLInputElement };

const kLong = 400;

export function textField(place: Place): TemplateResult {
  if (namesLayer(place.name)) return layerField(place);
  const node = seen(place.node);
  const said = saidOf(place);
  const value = typeof place.value === 'string' ? place.value : '';
  const typed = ({ target }: Typed) => put(place, target.value, true);
  if ((node.maxLength ?? 0) >= kLong && !node.pattern) {
    return framed(place, html`<textarea
      id=${said.id}
      rows="2"
      .value=${live(value)}
      ?disabled=${place.desk.isReadOnly}
      aria-describedby=${said.help || nothing}
      aria-invalid=${said.isWrong ? 'true' : nothing}
      @input=${typed}
    ></textarea>`);
  }
  const list = suggestionsOf(place);
  return framed(place, html`<input
      id=${said.id}
      type="text"
      spellcheck="false"
      autocomplete="off"
      list=${list ? idOf(place.pointer, 'list') : nothing}
      placeholder=${typeof node.default === 'string' ? node.default : nothing}
      .value=${live(value)}
      ?disabled=${place.desk.isReadOnly}
      aria-describedby=${said.help || nothing}
      aria-invalid=${said.isWrong ? 'true' : nothing}
      @input=${typed}
    />${list
      ? html`<datalist id=${idOf(place.pointer, 'list')}>${list.map((one) => html`<option value=${one}></option>`)}</datalist>`
      : nothing}`);
}

/** What is already called so elsewhere. */
function suggestionsOf({ name, pointer, desk }: Place): string[] | undefined {
  const isAnswer = name === 'slug' || name === 'to' || name === 'from';
  return isAnswer && pointer.startsWith('/layers/') ? slugsOf(desk.definition) : undefined;
}

/** A layer of the funnel. */
export function layerField(place: Place): TemplateResult {
  const said = saidOf(place);
  const value = typeof place.value === 'string' ? place.value : '';
  const ids = layerIds(place.desk.definition);
  const isGone = value !== '' && !ids.includes(value);
  return framed(place, html`<select
    id=${said.id}
    ?disabled=${place.desk.isReadOnly}
    aria-describedby=${said.help || nothing}
    aria-invalid=${said.isWrong ? 'true' : nothing}
    @change=${({ target }: Typed) => put(place, target.value || undefined)}
  >
    <option value="" ?selected=${value === ''}>${words.noLayer}</option>
    ${isGone ? html`<option value=${value} selected>${words.goneLayer(value)}</option>` : nothing}
    ${ids.map((id) => html`<option value=${id} ?selected=${id === value}>${id}</option>`)}
  </select>`);
}

export function numberField(place: Place): TemplateResult {
  const node = seen(place.node);
  const said = saidOf(place);
  const value = typeof place.value === 'number' ? String(place.value) : '';
  const { desk, pointer } = place;
  // The browser does not tell what stands in the field while that is no number.
  const typed = ({ target }: Typed) => {
    desk.keepUntaken({ pointer, of: place.value ?? null, text: '', fault: target.validity.badInput ? words.noNumber : '' });
    if (target.value === '' && !target.validity.badInput) put(place, undefined, true);
    else if (Number.isFinite(target.valueAsNumber)) put(place, target.valueAsNumber, true);
  };
  const left = ({ target }: Typed) => {
    if (!desk.untaken.at(pointer)) return;
    target.value = value;
    desk.keepUntaken({ pointer, of: null, text: '', fault: '' });
  };
  return framed(place, html`<input
    id=${said.id}
    type="number"
    step=${node.type === 'integer' ? '1' : 'any'}
    min=${node.minimum ?? nothing}
    max=${node.maximum ?? nothing}
    placeholder=${node.default === undefined ? nothing : String(node.default)}
    .value=${desk.untaken.at(pointer) ? noChange : live(value)}
    ?disabled=${place.desk.isReadOnly}
    aria-describedby=${said.help || nothing}
    aria-invalid=${said.isWrong ? 'true' : nothing}
    @input=${typed}
    @change=${left}
    @blur=${left}
  />`);
}

/** What holds when nobody says is not written. */
export function flagField(place: Place): TemplateResult {
  const usual = seen(place.node).default === true;
  const said = saidOf(place);
  const isOn = typeof place.value === 'boolean' ? place.value : usual;
  const turned = ({ target }: Typed) => put(place, target.checked === usual && !place.isRequired ? undefined : target.checked);
  return framed(place, html`<input
    id=${said.id}
    type="checkbox"
    .checked=${live(isOn)}
    ?disabled=${place.desk.isReadOnly}
    aria-describedby=${said.help || nothing}
    @change=${turned}
  />`, true);
}

export function enumField(place: Place): TemplateResult {
  const node = seen(place.node);
  const said = saidOf(place);
  const usual = typeof node.default === 'string' ? node.default : undefined;
  const value = typeof place.value === 'string' ? place.value : (usual ?? '');
  const options = (node.enum ?? []).map(String);
  const chosen = ({ target }: Typed) =>
    put(place, target.value === '' || (target.value === usual && !place.isRequired) ? undefined : target.value);
  return framed(place, html`<select
    id=${said.id}
    ?disabled=${place.desk.isReadOnly}
    aria-describedby=${said.help || nothing}
    aria-invalid=${said.isWrong ? 'true' : nothing}
    @change=${chosen}
  >
    ${usual === undefined && !place.isRequired ? html`<option value="" ?selected=${value === ''}>${words.notSaid}</option>` : nothing}
    ${value !== '' && !options.includes(value) ? html`<option value=${value} selected>${value}</option>` : nothing}
    ${options.map((one) => html`<option value=${one} ?selected=${one === value}>${valueName(one)}</option>`)}
  </select>`);
}
