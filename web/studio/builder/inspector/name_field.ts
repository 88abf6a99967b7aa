/** The name of a layer, of a part of one or of a choice: whatever goes by the name follows it. */
import { html, nothing, type TemplateResult } from 'lit';
import { type Json, namesOf } from '../../document/definition.ts';
import type { Request } from '../../document/studio_document.ts';
import { words } from '../words.ts';
import { framed, saidOf } from './frame.ts';
import type { Place } from './place.ts';
import { seen } from './shape.ts';

type Typed = Event & { target: HTMLInputElement };

/** Whether the text is something's name, which others go by. */
export function isName({ pointer }: Place): boolean {
  const names = namesOf(pointer);
  if (names[0] !== 'layers') return false;
  const last = names.at(-1);
  return (last === 'id' && (names.length === 3 || names.length === 5)) || (last === 'value' && names.length >= 7 && /^\d+$/.test(names.at(-2)!));
}

export function nameField(place: Place): TemplateResult {
  const said = saidOf(place);
  const value = typeof place.value === 'string' ? place.value : '';
  const written = writing(place, value, (to) => ({ do: 'name', pointer: place.pointer, to }));
  return framed(place, html`<input
    id=${said.id}
    spellcheck="false"
    autocomplete="off"
    .value=${written.text}
    ?disabled=${place.desk.isReadOnly}
    aria-describedby=${said.help || nothing}
    aria-invalid=${said.isWrong ? 'true' : nothing}
    @input=${written.typed}
    @change=${written.left}
  />`);
}

/** The name of a member that the author calls as they like. */
export function memberNameField(place: Place, name: string, index: number, label: string): TemplateResult {
  const { desk, pointer } = place;
  const written = writing({ ...place, pointer: `${pointer}#${index}` }, name, (to) => ({ do: 'rename', pointer, index, to }));
  const fault = desk.untaken.at(`${pointer}#${index}`)?.fault;
  return html`<input
      aria-label=${label}
      .value=${written.text}
      ?disabled=${desk.isReadOnly}
      aria-invalid=${fault ? 'true' : nothing}
      @input=${written.typed}
      @change=${written.left}
    />${fault ? html`<span class="fault">${fault}</span>` : nothing}`;
}

/**
 * Every letter is a name of its own, asked for in place of the one before. What cannot be one waits in the
 * field, and the draft has the last that could.
 */
function writing(place: Place, value: string, request: (to: string) => Request) {
  const { desk, pointer } = place;
  const keep = (text: string, fault: string, of: Json = value) => desk.keepUntaken({ pointer, of, text, fault });
  const typed = ({ target }: Typed): void => {
    const to = target.value.trim();
    const isIt = to === value;
    const fault = isIt ? undefined : faultOf(place, to) ?? desk.ask({ ...request(to), merge: `name ${pointer}`, instead: true })?.sentence;
    keep(target.value, fault === undefined ? '' : words.untaken(fault, value));
  };
  const left = ({ target }: Typed): void => {
    if (!desk.untaken.at(pointer)) target.value = target.value.trim();
  };
  return { text: desk.untaken.at(pointer)?.text ?? value, typed, left };
}

/** What keeps the text from being a name, by the format. */
function faultOf({ node }: Place, text: string): string | undefined {
  const { pattern, maxLength = Infinity } = seen(node);
  if (text === '') return words.noName;
  const isName = [...text].length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
  return isName ? undefined : words.notAName;
}
