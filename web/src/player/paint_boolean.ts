/** Boolean inputs: checkbox, toggle, consent. */
import { html, type TemplateResult } from 'lit';
import type { ViewComponent } from '../engine/engine.ts';
import { icon } from './icons.ts';
import {
  describedBy,
  inField,
  isWrong,
  nameOf,
  paintBare,
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
      .checked=${inField(shownValue(component, stage) === true)}
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
