/** Boolean inputs: checkbox, toggle, like_dislike, consent. */
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ViewComponent } from '../engine/engine.ts';
import { icon } from './icons.ts';
import {
  describedBy,
  isWrong,
  nameOf,
  paintBare,
  paintGroup,
  questionOf,
  shownValue,
  type Painter,
  type Stage,
} from './stage.ts';

function tick(component: ViewComponent, stage: Stage, look: 'tick' | 'switch'): TemplateResult {
  const change = (event: Event) =>
    stage.answer(component.slug ?? '', (event.target as HTMLInputElement).checked);
  return html`<label class=${look}>
    <input
      id=${nameOf(component)}
      type="checkbox"
      role=${look === 'switch' ? 'switch' : 'checkbox'}
      .checked=${live(shownValue(component, stage) === true)}
      aria-required=${component.mandatory ? 'true' : 'false'}
      aria-invalid=${isWrong(component) ? 'true' : 'false'}
      aria-describedby=${describedBy(component)}
      @change=${change}
    />
    <span class="mark">${look === 'tick' ? icon('check') : ''}</span>
    <span class="words">${questionOf(component)}</span>
  </label>`;
}

export const paintCheckbox: Painter = (component, stage) =>
  paintBare(component, stage, tick(component, stage, 'tick'));
export const paintConsent = paintCheckbox;
export const paintToggle: Painter = (component, stage) =>
  paintBare(component, stage, tick(component, stage, 'switch'));

export const paintLikeDislike: Painter = (component, stage) => {
  const chosen = shownValue(component, stage);
  const thumb = (
    value: boolean,
    name: string,
  ) => html`<label class="thumb" ?data-on=${chosen === value}>
    <input
      type="radio"
      name=${nameOf(component)}
      .checked=${live(chosen === value)}
      @change=${() => stage.answer(component.slug ?? '', value)}
    />
    ${icon('like', value ? '' : 'turned')}<span>${name}</span>
  </label>`;
  const { like, dislike } = stage.strings;
  return paintGroup(
    component,
    stage,
    html`<div class="thumbs">${thumb(true, like)}${thumb(false, dislike)}</div>`,
  );
};
