/**
 * Inputs that few forms have: lists that unfold, thumbs, dates, places, matrices, rankings, lists of
 * answers, and answers that stay as they are.
 */
import { html, svg } from 'lit';
import { drawn } from './icons.ts';
import { paintList } from './paint_choice.ts';
import type { Part } from './parts.ts';
import { PlaceDesk } from './place_desk.ts';
import css from './rare.css?inline';
import { paintDate, paintDateTime, paintRange, paintTime } from './rare_dates.ts';
import { paintMatrix, paintRanking } from './rare_grids.ts';
import { paintArray, paintPlace, paintReadOnly } from './rare_texts.ts';
import { sheetOf } from './sheet.ts';
import {
  describedBy,
  inField,
  isWrong,
  nameOf,
  paintField,
  paintGroup,
  shownValue,
  type Painter,
} from './stage.ts';

/** The browser's own list, which every phone and screen reader knows best. */
const paintSelect: Painter = (component, stage) => {
  const chosen = String(shownValue(component, stage) ?? '');
  const choose = (event: Event) =>
    stage.answer(component.slug ?? '', (event.target as HTMLSelectElement).value);
  return paintField(
    component,
    stage,
    html`<select
      class="box"
      id=${nameOf(component)}
      .value=${inField(chosen)}
      aria-required=${component.mandatory ? 'true' : 'false'}
      aria-invalid=${isWrong(component) ? 'true' : 'false'}
      aria-describedby=${describedBy(component)}
      @change=${choose}
    >
      <option value="" ?selected=${chosen === ''}>${component.placeholder ?? stage.strings.select}</option>
      ${(component.options ?? []).map(
        ({ value, title }) =>
          html`<option value=${value} ?selected=${chosen === value}>${title ?? value}</option>`,
      )}
    </select>`,
  );
};

/** Unfolding lists take one answer of their own; everything else is a list of tiles. */
const paintDropdown: Painter = (component, stage) =>
  component.multiple || component.allow_other
    ? paintList(component, stage)
    : paintSelect(component, stage);

const thumbUp = svg`<path d="M7 10.5v9H4.5v-9zm0 0 4-7a2.4 2.4 0 0 1 2.3 2.9l-.6 3.1h5.4a1.9 1.9 0 0 1 1.9 2.3l-1.2 6a2.1 2.1 0 0 1-2 1.7H7"/>`;

const paintLikeDislike: Painter = (component, stage) => {
  const chosen = shownValue(component, stage);
  const thumb = (
    value: boolean,
    name: string,
  ) => html`<label class="thumb" ?data-on=${chosen === value}>
    <input
      type="radio"
      name=${nameOf(component)}
      .checked=${inField(chosen === value)}
      @change=${() => stage.answer(component.slug ?? '', value)}
    />
    ${drawn(thumbUp, value ? '' : 'turned')}<span>${name}</span>
  </label>`;
  const { like, dislike } = stage.strings;
  return paintGroup(
    component,
    stage,
    html`<div class="thumbs">${thumb(true, like)}${thumb(false, dislike)}</div>`,
    'radiogroup',
  );
};

export const part: Part = {
  painters: {
    'text list': paintSelect,
    'text dropdown': paintSelect,
    'choice dropdown': paintDropdown,
    'choice ranking': paintRanking,
    'boolean like_dislike': paintLikeDislike,
    datetime: paintDate,
    'datetime time': paintTime,
    'datetime datetime': paintDateTime,
    'datetime range': paintRange,
    matrix: paintMatrix,
    location: paintPlace,
    is_array: paintArray,
    read_only: paintReadOnly,
  },
  sheet: sheetOf(css),
  desk: { name: 'places', open: (office) => new PlaceDesk(office) },
};
