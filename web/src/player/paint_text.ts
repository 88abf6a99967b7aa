/** Text inputs: boxes to type in. */
import { html, nothing } from 'lit';
import type { ViewComponent } from '../engine/engine.ts';
import {
  describedBy,
  inField,
  isWrong,
  nameOf,
  paintField,
  shownValue,
  type Painter,
  type Stage,
} from './stage.ts';

type Box = HTMLInputElement | HTMLTextAreaElement;

/** Slugs by which browsers can fill a field in. */
const autofill: Record<string, string> = {
  name: 'name',
  full_name: 'name',
  given_name: 'given-name',
  first_name: 'given-name',
  family_name: 'family-name',
  last_name: 'family-name',
  company: 'organization',
  city: 'address-level2',
  postal_code: 'postal-code',
  country: 'country-name',
};

export function textOf(component: ViewComponent, stage: Stage): string {
  const value = shownValue(component, stage);
  return value === undefined || value === null ? '' : String(value);
}

/** What every box to type in does: remember each key, commit when it is left. */
export function typeHandlers(component: ViewComponent, stage: Stage) {
  const slug = component.slug ?? '';
  return {
    input: (event: Event) => stage.type(slug, (event.target as Box).value),
    change: (event: Event) => stage.answer(slug, (event.target as Box).value),
  };
}

const box =
  (
    type: string,
    mode: string,
    fill: (component: ViewComponent) => string | typeof nothing,
  ): Painter =>
  (component, stage) => {
    const on = typeHandlers(component, stage);
    return paintField(
      component,
      stage,
      html`<input
        class="box"
        id=${nameOf(component)}
        type=${type}
        dir=${type === 'text' ? 'auto' : 'ltr'}
        inputmode=${mode}
        autocomplete=${fill(component)}
        placeholder=${component.placeholder ?? nothing}
        .value=${inField(textOf(component, stage))}
        aria-required=${component.mandatory ? 'true' : 'false'}
        aria-invalid=${isWrong(component) ? 'true' : 'false'}
        aria-describedby=${describedBy(component)}
        @input=${on.input}
        @change=${on.change}
      />`,
    );
  };

export const paintShort = box('text', 'text', ({ slug }) => autofill[slug ?? ''] ?? nothing);
export const paintPhone = box('tel', 'tel', () => 'tel');
export const paintEmail = box('email', 'email', () => 'email');
export const paintUrl = box('url', 'url', () => 'url');
export const paintCode = box('text', 'numeric', () => 'one-time-code');

export const paintLong: Painter = (component, stage) => {
  const on = typeHandlers(component, stage);
  return paintField(
    component,
    stage,
    html`<textarea
      class="box"
      id=${nameOf(component)}
      rows="4"
      dir="auto"
      placeholder=${component.placeholder ?? nothing}
      .value=${inField(textOf(component, stage))}
      aria-required=${component.mandatory ? 'true' : 'false'}
      aria-invalid=${isWrong(component) ? 'true' : 'false'}
      aria-describedby=${describedBy(component)}
      @input=${on.input}
      @change=${on.change}
    ></textarea>`,
  );
};
