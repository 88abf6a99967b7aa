/** The name of a layer, of a part of one or of a choice: whatever goes by the name follows it. */
import { html, nothing, type TemplateResult } from 'lit';
import { layersOf, namesOf, textOf, valueAt } from '../../document/definition.ts';
import type { Request } from '../../document/studio_document.ts';
import { framed, saidOf } from './frame.ts';
import { ask, type Place } from './place.ts';
import { keyOf, renamedTexts } from './texts.ts';

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
  const renamed = (event: Event & { target: HTMLInputElement }) => {
    const wanted = event.target.value.trim();
    if (wanted === value) return;
    const { choice } = place.desk;
    if (!ask(place.desk, requestOf(place, value, wanted))) event.target.value = value;
    else if (choice.part === value) place.desk.choose({ ...choice, part: wanted });
    else if (choice.layers.includes(value)) place.desk.choose({ layers: [wanted] });
  };
  return framed(place, html`<input
    id=${said.id}
    spellcheck="false"
    autocomplete="off"
    .value=${value}
    ?disabled=${place.desk.isReadOnly}
    aria-describedby=${said.help || nothing}
    aria-invalid=${said.isWrong ? 'true' : nothing}
    @change=${renamed}
  />`);
}

function requestOf({ desk, pointer }: Place, from: string, to: string): Request {
  const { definition } = desk;
  const [, layerAt, list, partAt] = namesOf(pointer);
  const layer = textOf(layersOf(definition)[Number(layerAt)], 'id');
  if (partAt === undefined) return { do: 'rename_layer', id: layer, to };
  if (pointer.endsWith('/id') && list === 'components') return { do: 'rename_component', layer, component: from, to };
  const texts = pointer.endsWith('/id')
    ? renamedTexts(definition, `${layer}.${from}.text`, `${layer}.${to}.text`)
    : renamedTitles({ pointer, definition }, from, to);
  return { do: 'batch', name: 'Rename', requests: [{ do: 'set', pointer, value: to }, ...texts] };
}

/** The titles of a choice stand under its value. */
function renamedTitles({ pointer, definition }: { pointer: string; definition: Place['desk']['definition'] }, from: string, to: string): Request[] {
  const holder = pointer.slice(0, -'/value'.length);
  if (valueAt(definition, holder) === undefined) return [];
  return ['title', 'description'].flatMap((name) => {
    const key = keyOf(definition, `${holder}/${name}`);
    return key === undefined ? [] : renamedTexts(definition, key, key.slice(0, key.length - from.length) + to);
  });
}
