/** What stands around a control: its name, what it is for, and what is wrong with it. */
import { html, nothing, type TemplateResult } from 'lit';
import { memberNames } from '../../base/format_words.ts';
import { icon } from '../../base/icons.ts';
import { told } from '../../base/sentences.ts';
import { words } from '../words.ts';
import { findingsAt, idOf, type Place, put } from './place.ts';
import { seen } from './shape.ts';

/** The ids that the control refers to, and whether it is wrong. */
export interface Said {
  id: string;
  help: string;
  isWrong: boolean;
}

export function saidOf(place: Place): Said {
  const faults = findingsAt(place);
  const ids = [descriptionOf(place) ? idOf(place.pointer, 'help') : '', faults.length ? idOf(place.pointer, 'fault') : ''];
  return {
    id: idOf(place.pointer, 'field'),
    help: ids.filter(Boolean).join(' '),
    isWrong: faults.some(({ severity }) => severity !== 'warning' && severity !== 'hint'),
  };
}

export const descriptionOf = ({ node }: Place): string => seen(node).description ?? '';
export const nameOf = (place: Place): string => place.label ?? memberNames[place.name] ?? place.name;

/** A control below its name. */
export function framed(place: Place, control: TemplateResult, isBeside = false): TemplateResult {
  const said = saidOf(place);
  return html`<div class="field ${isBeside ? 'beside' : ''}">
    <label class="name" for=${said.id}>${nameOf(place)}</label>
    ${control} ${notesOf(place)}
  </div>`;
}

/** What the place is for, and what is wrong there. */
export function notesOf(place: Place): TemplateResult {
  const faults = findingsAt(place);
  const description = descriptionOf(place);
  return html`${faults.length
    ? html`<span class="fault" id=${idOf(place.pointer, 'fault')}>${faults.map(({ sentence }) => html`${told(sentence)} `)}</span>`
    : nothing}
  ${description ? html`<span class="help" id=${idOf(place.pointer, 'help')}>${description}</span>` : nothing}`;
}

/** A group of fields, which can be folded and taken away. */
export function grouped(place: Place, heading: string | TemplateResult, body: unknown, more: { isOpen?: boolean; tools?: unknown } = {}): TemplateResult {
  return html`<div class="group" role="group" aria-label=${nameOf(place)}>
    <details ?open=${more.isOpen ?? true}>
      <summary><span>${heading}</span></summary>
      ${notesOf(place)}
      <div class="fields">${body}</div>
    </details>
    ${more.tools ?? nothing} ${place.isRequired || place.value === undefined ? nothing : remover(place, typeof heading === 'string' ? heading : nameOf(place))}
  </div>`;
}

export function remover(place: Place, what: string): TemplateResult {
  return html`<span class="tools"><button
    class="button quiet square small"
    aria-label=${words.removeOne(what)}
    title=${words.removeOne(what)}
    ?disabled=${place.desk.isReadOnly}
    @click=${() => put(place, undefined)}
  >
    ${icon('trash')}
  </button></span>`;
}
