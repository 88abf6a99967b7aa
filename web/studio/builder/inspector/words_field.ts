/** A text that visitors see, in the language that is shown, or in all of them side by side. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon } from '../../base/icons.ts';
import { told } from '../../base/sentences.ts';
import { languagesOf } from '../../document/definition.ts';
import { words } from '../words.ts';
import { checkedRequest, kStale } from '../stale_texts.ts';
import { ask, findingsAt, idOf, type Place, put } from './place.ts';
import { nameOf, notesOf } from './frame.ts';
import { keyOf, wordsAt } from './texts.ts';
import { textField } from './simple_fields.ts';

export function wordsField(place: Place, isSideBySide: boolean): TemplateResult {
  const { desk, pointer } = place;
  const key = keyOf(desk.definition, pointer);
  if (key === undefined) return textField(place);
  const all = languagesOf(desk.definition);
  const languages = isSideBySide ? all : [desk.language];
  const isSomewhere = all.some((one) => wordsAt(desk.definition, pointer, key, one).isThere);
  return html`<div class="field words">
    <label class="name" for=${idOf(pointer, `field_${languages[0]!}`)}>${nameOf(place)}</label>
    ${languages.map((language) => lineOf(place, key, language, languages.length > 1, isSomewhere))}
    ${notesOf(place)}
  </div>`;
}

/** `isWanted`: another language has the text, so this one is missing it. */
function lineOf(place: Place, key: string, language: string, isTold: boolean, isWanted: boolean): TemplateResult {
  const { desk, pointer, node } = place;
  const { text, pointer: at, isThere } = wordsAt(desk.definition, pointer, key, language);
  const isMissing = isWanted && !isThere;
  const own = { ...place, pointer: at, value: isThere ? text : undefined, isRequired: false };
  const faults = at === pointer ? [] : findingsAt(own).filter(({ code }) => code !== kStale);
  const isStale = findingsAt(own).some(({ code }) => code === kStale);
  // What is only advised is no fault of the field.
  const isWrong = faults.some(({ severity }) => severity !== 'warning' && severity !== 'hint');
  const isLong = text.length > 42 || text.includes('\n') || place.name === 'text';
  return html`<div class="line ${isMissing ? 'missing' : ''} ${isStale ? 'stale' : ''}">
    ${isTold || isMissing || isStale ? html`<span class="tongue">${language}${isMissing ? ` · ${words.missing}` : ''}${isStale ? ` · ${words.mayBeOld}` : ''}</span>` : nothing}
    <textarea
      id=${idOf(pointer, `field_${language}`)}
      rows=${isLong ? 3 : 1}
      lang=${language}
      data-text=${at}
      dir="auto"
      maxlength=${node.maxLength ?? nothing}
      aria-label=${isTold ? `${nameOf(place)}, ${language}` : nothing}
      aria-invalid=${isWrong ? 'true' : nothing}
      .value=${live(text)}
      ?disabled=${desk.isReadOnly}
      @input=${({ target }: Event & { target: HTMLTextAreaElement }) => put(own, target.value, true)}
    ></textarea>
    ${isStale && !desk.isReadOnly
      ? html`<button class="button quiet small" @click=${() => ask(desk, checkedRequest(desk.definition, language, key))}>${icon('check')} ${words.stillFits}</button>`
      : nothing}
    ${faults.length ? html`<span class="fault ${isWrong ? '' : 'mild'}">${faults.map(({ sentence }) => html`${told(sentence)} `)}</span>` : nothing}
  </div>`;
}
