/**
 * Numeric inputs: number, integer, spinner, slider, rating, nps. What is typed goes to the engine
 * as it is.
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ViewComponent } from '../engine/engine.ts';
import { drawn } from './icons.ts';
import css from './numbers.css?inline';
import { textOf, typeHandlers } from './paint_text.ts';
import type { Part } from './parts.ts';
import { setPart } from './set_part.ts';
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
  type Stage,
} from './stage.ts';

/** Drawings that nobody else needs. */
const drawings = {
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  star: svg`<path d="m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z"/>`,
};

function numberBox(
  component: ViewComponent,
  stage: Stage,
  mode: 'decimal' | 'numeric',
): TemplateResult {
  const on = typeHandlers(component, stage);
  return html`<input
    class="box number"
    id=${nameOf(component)}
    type="text"
    inputmode=${mode}
    autocomplete="off"
    placeholder=${component.placeholder ?? nothing}
    .value=${inField(textOf(component, stage))}
    aria-required=${component.mandatory ? 'true' : 'false'}
    aria-invalid=${isWrong(component) ? 'true' : 'false'}
    aria-describedby=${describedBy(component)}
    @input=${on.input}
    @change=${on.change}
  />`;
}

const paintNumber: Painter = (component, stage) =>
  paintField(component, stage, numberBox(component, stage, 'decimal'));

const paintInteger: Painter = (component, stage) =>
  paintField(component, stage, numberBox(component, stage, 'numeric'));

const paintSpinner: Painter = (component, stage) => {
  const { min = -Infinity, max = Infinity, step = 1 } = component.validations ?? {};
  const shown = shownValue(component, stage);
  const value = shown === undefined || shown === '' ? NaN : Number(shown);
  const first = Number.isFinite(min) ? min : 0;
  const turn = (by: number) => () => {
    const next = Number.isNaN(value) ? first : Math.min(max, Math.max(min, value + by));
    stage.answer(component.slug ?? '', Number(next.toFixed(10)));
  };
  return paintField(
    component,
    stage,
    html`<div class="spinner">
      <button type="button" class="turn" aria-label=${stage.strings.less} ?disabled=${value <= min} @click=${turn(-step)}>
        ${drawn(drawings.minus)}
      </button>
      ${numberBox(component, stage, 'decimal')}
      <button type="button" class="turn" aria-label=${stage.strings.more} ?disabled=${value >= max} @click=${turn(step)}>
        ${drawn(drawings.plus)}
      </button>
    </div>`,
  );
};

const paintSlider: Painter = (component, stage) => {
  const { min = 0, max = 100, step = 1 } = component.validations ?? {};
  const slug = component.slug ?? '';
  const shown = shownValue(component, stage);
  const given = shown !== undefined && shown !== '';
  const part = given ? (100 * (Number(shown) - min)) / Math.max(max - min, step) : 0;
  const numbers = new Intl.NumberFormat(stage.language);
  const read = (event: Event) => Number((event.target as HTMLInputElement).value);
  return paintField(
    component,
    stage,
    html`<div class="slider" ?data-given=${given} ${setPart(part)}>
      <output for=${nameOf(component)}>${given ? numbers.format(Number(shown)) : '–'}</output>
      <input
        id=${nameOf(component)}
        type="range"
        min=${min}
        max=${max}
        step=${step}
        .value=${inField(String(given ? shown : (min + max) / 2))}
        aria-invalid=${isWrong(component) ? 'true' : 'false'}
        aria-describedby=${describedBy(component)}
        @input=${(event: Event) => stage.type(slug, read(event))}
        @change=${(event: Event) => stage.answer(slug, read(event))}
        @click=${(event: Event) => stage.answer(slug, read(event))}
      />
      <div class="ends" aria-hidden="true"><span>${numbers.format(min)}</span><span>${numbers.format(max)}</span></div>
    </div>`,
  );
};

/** One radio button a number, so that arrow keys and screen readers work as they always do. */
function scale(
  component: ViewComponent,
  stage: Stage,
  look: string,
  range: { min: number; max: number },
  face: (number: number) => { name: string; drawing: unknown },
): TemplateResult {
  const chosen = Number(shownValue(component, stage) ?? NaN);
  const numbers = Array.from(
    { length: Math.min(range.max - range.min + 1, 21) },
    (_, index) => range.min + index,
  );
  return paintGroup(
    component,
    stage,
    html`<div class="scale ${look}">
      ${numbers.map((number) => {
        const { name, drawing } = face(number);
        return html`<label class="step" ?data-on=${look === 'rating' ? number <= chosen : number === chosen}>
          <input
            type="radio"
            name=${nameOf(component)}
            aria-label=${name}
            .checked=${inField(number === chosen)}
            @change=${() => stage.answer(component.slug ?? '', number)}
          />
          ${drawing}
        </label>`;
      })}
    </div>`,
    'radiogroup',
  );
}

const paintRating: Painter = (component, stage) => {
  const { min = 1, max = 5 } = component.validations ?? {};
  const face = (number: number) => ({ name: stage.strings.stars(number), drawing: drawn(drawings.star) });
  return scale(component, stage, 'rating', { min, max }, face);
};

const paintNps: Painter = (component, stage) => {
  const { min = 0, max = 10 } = component.validations ?? {};
  const face = (number: number) => ({
    name: String(number),
    drawing: html`<span>${number}</span>`,
  });
  return scale(component, stage, 'nps', { min, max }, face);
};

export const part: Part = {
  painters: {
    numeric: paintNumber,
    'numeric integer': paintInteger,
    'numeric spinner': paintSpinner,
    'numeric slider': paintSlider,
    'numeric rating': paintRating,
    'numeric nps': paintNps,
  },
  sheet: sheetOf(css),
};
