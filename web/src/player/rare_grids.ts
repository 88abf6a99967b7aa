/** Questions with several parts: a matrix of rows and columns, and things to put in order. */
import { html, svg, type TemplateResult } from 'lit';
import type { ViewComponent, ViewOption } from '../engine/engine.ts';
import { drawn } from './icons.ts';
import {
  inField,
  nameOf,
  paintGroup,
  questionOf,
  shownValue,
  type Painter,
  type Stage,
} from './stage.ts';

/** Drawings that nobody else needs. */
const drawings = {
  up: svg`<path d="m6 14.5 6-6 6 6"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
};

type Chosen = Record<string, string | string[]>;

const listOf = (chosen: string | string[] | undefined): string[] =>
  chosen === undefined ? [] : typeof chosen === 'string' ? [chosen] : chosen;

function toggled(chosen: Chosen, row: string, column: string, several: boolean): Chosen {
  if (!several) return { ...chosen, [row]: column };
  const before = listOf(chosen[row]);
  const after = before.includes(column)
    ? before.filter((one) => one !== column)
    : [...before, column];
  return { ...chosen, [row]: after };
}

function paintRow(
  component: ViewComponent,
  stage: Stage,
  row: ViewOption,
  chosen: Chosen,
): TemplateResult {
  const several = component.appearance === 'multiple';
  const on = listOf(chosen[row.value]);
  const name = `${nameOf(component)}-${row.value}`;
  return html`<div class="judged" role=${several ? 'group' : 'radiogroup'} aria-label=${row.title}>
    <span class="row-title" aria-hidden="true">${row.title}</span>
    ${(component.columns ?? []).map(
      ({ value, title }) => html`<label class="cell" ?data-on=${on.includes(value)}>
        <input
          type=${several ? 'checkbox' : 'radio'}
          name=${name}
          .checked=${inField(on.includes(value))}
          @change=${() => stage.answer(component.slug ?? '', toggled(chosen, row.value, value, several))}
        />
        <span>${title}</span>
      </label>`,
    )}
  </div>`;
}

export const paintMatrix: Painter = (component, stage) => {
  const shown = shownValue(component, stage);
  const chosen = (typeof shown === 'object' && shown !== null ? shown : {}) as Chosen;
  return paintGroup(
    component,
    stage,
    html`<div class="matrix">
      ${(component.rows ?? []).map((row) => paintRow(component, stage, row, chosen))}
    </div>`,
  );
};

/** In the order of the answer; what it lacks comes behind, as it is offered. */
function ordered(component: ViewComponent, stage: Stage): ViewOption[] {
  const options = component.options ?? [];
  const shown = shownValue(component, stage);
  const given = Array.isArray(shown) ? (shown as string[]) : [];
  const first = given.flatMap((value) => options.find((option) => option.value === value) ?? []);
  return [...first, ...options.filter(({ value }) => !given.includes(value))];
}

/** Moved by buttons, so that keyboards and shaking hands can do it as well. */
export const paintRanking: Painter = (component, stage) => {
  const options = ordered(component, stage);
  const answer = (list: ViewOption[]) =>
    stage.answer(
      component.slug ?? '',
      list.map(({ value }) => value),
    );
  const move = (from: number, to: number) => (event: Event) => {
    const list = [...options];
    list.splice(to, 0, ...list.splice(from, 1));
    answer(list);
    keepFocus(event, to);
  };
  const button = (index: number, to: number, way: 'up' | 'down', words: string) =>
    html`<button
      type="button"
      class="turn"
      data-way=${way}
      aria-label=${words}
      ?disabled=${to < 0 || to >= options.length}
      @click=${move(index, to)}
    >
      ${drawn(drawings[way])}
    </button>`;
  const { up, down, keepOrder } = stage.strings;
  const isGiven = shownValue(component, stage) !== undefined;
  return paintGroup(
    component,
    stage,
    html`<ol class="ranked" aria-label=${questionOf(component)}>
        ${options.map(
          ({ title }, index) => html`<li>
            <span class="letter">${index + 1}</span><span class="words">${title}</span>
            ${button(index, index - 1, 'up', up(title))} ${button(index, index + 1, 'down', down(title))}
          </li>`,
        )}
      </ol>
      ${isGiven ? '' : html`<button type="button" class="go small" @click=${() => answer(options)}>${keepOrder}</button>`}`,
  );
};

/** The button stays under the finger's thing: focus goes with what was moved. */
function keepFocus(event: Event, to: number): void {
  const button = event.currentTarget as HTMLElement;
  const { way } = button.dataset;
  const list = button.closest('ol');
  setTimeout(() => {
    const row = list?.children[to];
    const same = row?.querySelector<HTMLButtonElement>(`[data-way=${way}]:enabled`);
    (same ?? row?.querySelector<HTMLButtonElement>('button:enabled'))?.focus();
  }, 60);
}
