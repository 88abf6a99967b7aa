/** A value of any kind, written as JSON. What is no JSON yet stays in the field and says so. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Json } from '../../document/definition.ts';
import { words } from '../words.ts';
import { framed, saidOf } from './frame.ts';
import { type Place, put } from './place.ts';

export function anyField(place: Place): TemplateResult {
  const said = saidOf(place);
  const text = place.value === undefined ? '' : JSON.stringify(place.value, null, 2);
  const written = ({ target }: Event & { target: HTMLTextAreaElement }) => {
    const value = parsed(target.value);
    const isJson = value !== kNone;
    target.setCustomValidity(isJson ? '' : words.noJson);
    target.setAttribute('aria-invalid', String(!isJson));
    if (isJson) put(place, value);
    else target.reportValidity();
  };
  return framed(place, html`<textarea
    id=${said.id}
    class="mono"
    rows=${Math.min(12, Math.max(2, text.split('\n').length))}
    spellcheck="false"
    .value=${text}
    ?disabled=${place.desk.isReadOnly}
    aria-describedby=${said.help || nothing}
    aria-invalid=${said.isWrong ? 'true' : nothing}
    @change=${written}
  ></textarea>`);
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
