/** A list that unfolds: the browser's own, which every phone and screen reader knows best. */
import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { describedBy, isWrong, nameOf, paintField, shownValue, type Painter } from './stage.ts';

export const paintSelect: Painter = (component, stage) => {
  const chosen = String(shownValue(component, stage) ?? '');
  const choose = (event: Event) =>
    stage.answer(component.slug ?? '', (event.target as HTMLSelectElement).value);
  return paintField(
    component,
    stage,
    html`<select
      class="box"
      id=${nameOf(component)}
      .value=${live(chosen)}
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
