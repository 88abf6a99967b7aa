/** A value of any kind, written as JSON. What is no JSON yet waits in the field and says so. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Json } from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import { words } from '../words.ts';
import { framed, saidOf } from './frame.ts';
import { type Place, put } from './place.ts';

type Typed = Event & { target: HTMLTextAreaElement };

/** What is being typed stays as it is typed, however the value would be written. */
const typing = new WeakMap<Desk, { pointer: string; text: string }>();

export function anyField(place: Place): TemplateResult {
  const { desk, pointer, value } = place;
  const said = saidOf(place);
  const text = textOf(place);
  const typed = ({ target }: Typed) => {
    const read = parsed(target.value);
    // Nothing is a value, too, but only when the field is left: it may be about to be written anew.
    const isJson = read !== kNone && read !== undefined;
    typing.set(desk, { pointer, text: target.value });
    desk.keepUntaken({ pointer, of: value ?? null, text: target.value, fault: isJson ? '' : words.noJson });
    if (isJson && JSON.stringify(read) !== JSON.stringify(value)) put(place, read, true);
  };
  const left = ({ target }: Typed) => {
    typing.delete(desk);
    if (parsed(target.value) === undefined) {
      desk.keepUntaken({ pointer, of: null, text: '', fault: '' });
      put(place, undefined);
    } else if (!desk.untaken.at(pointer)) target.value = textOf({ ...place, value: parsed(target.value) as Json });
  };
  return framed(place, html`<textarea
    id=${said.id}
    class="mono"
    rows=${Math.min(12, Math.max(2, text.split('\n').length))}
    spellcheck="false"
    .value=${text}
    ?disabled=${desk.isReadOnly}
    aria-describedby=${said.help || nothing}
    aria-invalid=${said.isWrong ? 'true' : nothing}
    @input=${typed}
    @change=${left}
  ></textarea>`);
}

function textOf({ desk, pointer, value }: Place): string {
  const untaken = desk.untaken.at(pointer);
  if (untaken) return untaken.text;
  const typed = typing.get(desk);
  const isIt = typed?.pointer === pointer && JSON.stringify(parsed(typed.text)) === JSON.stringify(value);
  if (isIt) return typed.text;
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

const kNone = Symbol('no JSON');

function parsed(text: string): Json | undefined | typeof kNone {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return kNone;
  }
}
