/** Questions with several parts: a matrix of rows and columns, and things to put in order. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ViewComponent, ViewOption } from '../engine/engine.ts';
import { drawn } from './icons.ts';
import { safeImage } from './safe_url.ts';
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
  grip: svg`<path d="M9 6.5v.1m6-.1v.1M9 12v.1m6-.1v.1M9 17.5v.1m6-.1v.1"/>`,
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

/** Moved by buttons, so that keyboards and shaking hands can do it as well, or drawn to its place. */
export const paintRanking: Painter = (component, stage) => {
  const options = ordered(component, stage);
  const slug = component.slug ?? '';
  const values = options.map(({ value }) => value);
  const move = (from: number, to: number) => (event: Event) => {
    stage.answer(slug, moved(values, from, to));
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
  const draw = (from: number) => (event: PointerEvent) => drawFrom(event, values, from, slug, stage);
  return paintGroup(
    component,
    stage,
    html`<ol class="ranked" data-live aria-label=${questionOf(component)}>
        ${options.map(
          ({ title, value, image }, index) => {
            const picture = safeImage(image, stage.base);
            return html`<li>
            <span class="grip" aria-hidden="true" @pointerdown=${draw(index)}>${drawn(drawings.grip)}</span>
            <span class="letter">${index + 1}</span>
            ${picture ? html`<img src=${picture} alt="" decoding="async" />` : nothing}
            <span class="words">${title ?? value}</span>
            ${button(index, index - 1, 'up', up(title ?? value))} ${button(index, index + 1, 'down', down(title ?? value))}
          </li>`;
          },
        )}
      </ol>
      ${isGiven ? '' : html`<button type="button" class="go small" @click=${() => stage.answer(slug, values)}>${keepOrder}</button>`}`,
  );
};

function moved(values: readonly string[], from: number, to: number): string[] {
  const list = [...values];
  list.splice(to, 0, ...list.splice(from, 1));
  return list;
}

/**
 * Follows the pointer until it is released: the row goes where it is drawn to, and what lies there
 * makes room.
 */
function drawFrom(event: PointerEvent, values: readonly string[], from: number, slug: string, stage: Stage): void {
  const list = (event.currentTarget as HTMLElement).closest('ol')!;
  if (event.button !== 0) return;
  event.preventDefault();
  const done = new AbortController();
  let at = from;
  const mark = () => [...list.children].forEach((row, index) => row.toggleAttribute('data-drawn', !done.signal.aborted && index === at));
  const follow = ({ clientY }: PointerEvent) => {
    const rows = [...list.children].map((row) => row.getBoundingClientRect());
    const below = rows.findIndex(({ bottom }) => clientY < bottom);
    const to = below < 0 ? rows.length - 1 : below;
    if (to === at) return;
    at = to;
    stage.type(slug, moved(values, from, at));
    mark();
  };
  const end = () => {
    done.abort();
    mark();
    if (at !== from) stage.answer(slug, moved(values, from, at));
  };
  mark();
  addEventListener('pointermove', follow, { signal: done.signal });
  for (const kind of ['pointerup', 'pointercancel']) addEventListener(kind, end, { signal: done.signal });
}

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
