/** Choice inputs: list, buttons, cards; one or several, and words of the visitor's own. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewComponent, ViewOption } from '../engine/engine.ts';
import { icon } from './icons.ts';
import { safeImage } from './safe_url.ts';
import { inField, nameOf, paintGroup, shownValue, type Painter, type Stage } from './stage.ts';

/** What is chosen: values of options, and a text of the visitor's own when one was begun. */
interface Chosen {
  values: string[];
  own: string | undefined;
}

function chosenOf(component: ViewComponent, stage: Stage): Chosen {
  const shown = shownValue(component, stage);
  const all = (
    Array.isArray(shown) ? shown : shown === undefined || shown === null ? [] : [shown]
  ).map(String);
  const known = new Set((component.options ?? []).map(({ value }) => value));
  return {
    values: all.filter((value) => known.has(value)),
    own: all.find((value) => !known.has(value)),
  };
}

function answerOf(component: ViewComponent, { values, own }: Chosen): string | string[] {
  const all = own === undefined ? values : [...values, own];
  return component.multiple ? all : (all.at(-1) ?? '');
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** One thing to tap, as large as the words in it need. */
function tile(
  component: ViewComponent,
  index: number,
  face: { title: string; image?: string | undefined },
  on: boolean,
  toggle: () => void,
): TemplateResult {
  return html`<label class="tile" ?data-on=${on}>
    <input
      type=${component.multiple ? 'checkbox' : 'radio'}
      name=${nameOf(component)}
      data-letter=${letters[index] ?? nothing}
      .checked=${inField(on)}
      @change=${toggle}
    />
    ${face.image ? html`<img src=${face.image} alt="" decoding="async" />` : nothing}
    <span class="letter" aria-hidden="true">${letters[index] ?? ''}</span>
    <span class="words">${face.title}</span>
    <span class="mark">${icon('check')}</span>
  </label>`;
}

function optionTile(
  component: ViewComponent,
  stage: Stage,
  option: ViewOption,
  index: number,
): TemplateResult {
  const chosen = chosenOf(component, stage);
  const on = chosen.values.includes(option.value);
  const toggle = () => {
    const others = component.multiple
      ? chosen.values.filter((value) => value !== option.value)
      : [];
    const values = on && component.multiple ? others : [...others, option.value];
    const own = component.multiple ? chosen.own : undefined;
    stage.answer(component.slug ?? '', answerOf(component, { values, own }));
  };
  const face = { title: option.title ?? option.value, image: safeImage(option.image, stage.base) };
  return tile(component, index, face, on, toggle);
}

/** The tile that opens a box to write in. Chosen and still empty it is typed, not yet an answer. */
function otherTile(component: ViewComponent, stage: Stage): TemplateResult {
  const chosen = chosenOf(component, stage);
  const slug = component.slug ?? '';
  const on = chosen.own !== undefined;
  const kept = component.multiple ? chosen.values : [];
  const toggle = () => {
    if (on) stage.answer(slug, answerOf(component, { values: kept, own: undefined }));
    else stage.type(slug, component.multiple ? [...kept, ''] : '');
  };
  const own = (event: Event) =>
    answerOf(component, { values: kept, own: (event.target as HTMLInputElement).value });
  return html`${tile(component, component.options?.length ?? 0, { title: stage.strings.other }, on, toggle)}
  ${
    on
      ? html`<input
        class="box own"
        type="text"
        aria-label=${stage.strings.otherLabel}
        placeholder=${stage.strings.otherLabel}
        .value=${inField(chosen.own ?? '')}
        @input=${(event: Event) => stage.type(slug, own(event))}
        @change=${(event: Event) => stage.answer(slug, own(event))}
      />`
      : nothing
  }`;
}

const tiles =
  (look: string): Painter =>
  (component, stage) =>
    paintGroup(
      component,
      stage,
      html`<p class="how">${component.multiple ? stage.strings.chooseSome : stage.strings.chooseOne}</p>
        <div class="tiles ${look}">
          ${(component.options ?? []).map((option, index) => optionTile(component, stage, option, index))}
          ${component.allow_other ? otherTile(component, stage) : nothing}
        </div>`,
      component.multiple ? 'group' : 'radiogroup',
    );

export const paintList = tiles('list');
export const paintButtons = tiles('buttons');
export const paintCards = tiles('cards');
