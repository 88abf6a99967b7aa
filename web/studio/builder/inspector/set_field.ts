/** Some of a few values, each at most once: a box to tick for each. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { valueName } from '../../base/format_values.ts';
import { nameOf, notesOf, saidOf } from './frame.ts';
import { type Place, put } from './place.ts';
import { type Node, seen } from './shape.ts';

export const isSet = (node: Node): boolean => node.uniqueItems === true && !!seen(node.items ?? {}).enum;

/** The author's order stays; a list without anything in it is left out. */
export function setField(place: Place): TemplateResult {
  const item = seen(seen(place.node).items!);
  const chosen = Array.isArray(place.value) ? place.value : [];
  const said = saidOf(place);
  const turn = (value: string, isOn: boolean) => {
    const rest = chosen.filter((one) => one !== value);
    const all = isOn ? [...rest, value] : rest;
    put(place, all.length === 0 && !place.isRequired ? undefined : all);
  };
  return html`<div class="field set" role="group" aria-label=${nameOf(place)} aria-describedby=${said.help || nothing}>
    <span class="name">${nameOf(place)}</span>
    ${item.enum!.map(String).map((value) => html`<label class="box"><input
        type="checkbox"
        .checked=${live(chosen.includes(value))}
        ?disabled=${place.desk.isReadOnly}
        @change=${({ target }: Event & { target: HTMLInputElement }) => turn(value, target.checked)}
      />${valueName(value)}</label>`)}
    ${notesOf(place)}
  </div>`;
}
