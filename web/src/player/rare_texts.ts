/** Places, lists of answers, and answers that are there already and stay as they are. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ViewComponent } from '../engine/engine.ts';
import { drawn, icon } from './icons.ts';
import {
  describedBy,
  filesOf,
  inField,
  isWrong,
  nameOf,
  paintField,
  paintGroup,
  questionOf,
  shownValue,
  type Painter,
  type Stage,
} from './stage.ts';

const pin = svg`<path d="M12 21s6.5-5.6 6.5-11a6.5 6.5 0 0 0-13 0C5.5 15.4 12 21 12 21z"/><circle cx="12" cy="10" r="2.4"/>`;

const kBoxes: Record<string, { type: string; mode: string }> = {
  phone: { type: 'tel', mode: 'tel' },
  email: { type: 'email', mode: 'email' },
  url: { type: 'url', mode: 'url' },
  time: { type: 'time', mode: 'none' },
};

function boxFor({ input_type, appearance }: ViewComponent): { type: string; mode: string } {
  if (input_type === 'numeric') return { type: 'text', mode: 'decimal' };
  if (input_type === 'datetime' && appearance !== 'time') return { type: 'date', mode: 'none' };
  return kBoxes[appearance ?? ''] ?? { type: 'text', mode: 'text' };
}

/** Every element has a box, and one more waits for the next. */
export const paintArray: Painter = (component, stage) => {
  const slug = component.slug ?? '';
  const shown = shownValue(component, stage);
  const items = (Array.isArray(shown) ? shown : []).map(String);
  const { type, mode } = boxFor(component);
  const set = (index: number) => (event: Event) => {
    const list = [...items];
    list[index] = (event.target as HTMLInputElement).value;
    const given = list.filter((item) => item.trim() !== '');
    stage.answer(slug, given.length > 0 ? given : undefined);
  };
  const remove = (index: number) => () => {
    const rest = items.filter((_, at) => at !== index);
    stage.answer(slug, rest.length > 0 ? rest : undefined);
  };
  return paintGroup(
    component,
    stage,
    html`<div class="many">
      ${[...items, ''].map(
        (item, index) => html`<div class="one">
          <input
            class="box"
            type=${type}
            dir="auto"
            inputmode=${mode}
            aria-label="${questionOf(component)} ${index + 1}"
            aria-invalid=${isWrongAt(component, index) ? 'true' : 'false'}
            aria-describedby=${describedBy(component)}
            placeholder=${component.placeholder ?? nothing}
            .value=${inField(item)}
            @change=${set(index)}
          />
          ${
            index < items.length
              ? html`<button type="button" class="turn" aria-label=${stage.strings.remove(item)} @click=${remove(index)}>
                ${icon('close')}
              </button>`
              : nothing
          }
        </div>`,
      )}
    </div>`,
  );
};

const isWrongAt = ({ problems = [] }: ViewComponent, index: number): boolean =>
  problems.some(({ pointer }) => pointer === `/${index}` || pointer?.startsWith(`/${index}/`));

interface Place {
  text?: string;
  city?: string;
  postal_code?: string;
  latitude?: number;
  longitude?: number;
}

function placeText(shown: unknown): string {
  if (typeof shown === 'string') return shown;
  if (typeof shown !== 'object' || shown === null) return '';
  const { text, city, postal_code, latitude, longitude } = shown as Place;
  const words = [text, postal_code, city].filter(Boolean).join(', ');
  return words || (latitude === undefined ? '' : `${latitude}, ${longitude}`);
}

const kPlaces: Record<string, string> = {
  city: 'address-level2',
  postal_code: 'postal-code',
  full: 'street-address',
};

/** A place is typed in words; the engine reads them. The device may say where it is. */
export const paintPlace: Painter = (component, stage) => {
  const slug = component.slug ?? '';
  const { appearance = 'default' } = component;
  return paintField(
    component,
    stage,
    html`<input
        class="box"
        id=${nameOf(component)}
        type="text"
        dir="auto"
        autocomplete=${kPlaces[appearance] ?? nothing}
        placeholder=${component.placeholder ?? nothing}
        .value=${inField(placeText(shownValue(component, stage)))}
        aria-required=${component.mandatory ? 'true' : 'false'}
        aria-invalid=${isWrong(component) ? 'true' : 'false'}
        aria-describedby=${describedBy(component)}
        @input=${(event: Event) => stage.type(slug, (event.target as HTMLInputElement).value)}
        @change=${(event: Event) => stage.answer(slug, (event.target as HTMLInputElement).value)}
      />
      ${appearance === 'default' && 'geolocation' in navigator ? paintHere(slug, stage) : nothing}`,
  );
};

function paintHere(slug: string, stage: Stage): TemplateResult {
  const { strings, desks } = stage;
  const at = desks.places?.whereabouts(slug);
  const found = (latitude: number, longitude: number) => stage.answer(slug, { latitude, longitude });
  const sentence = at === 'denied' ? strings.denied : at === 'unknown' ? strings.notLocated : '';
  return html`<button type="button" class="go small" @click=${() => desks.places?.locate(slug, found)}>
      ${drawn(pin)} ${at === 'asking' ? strings.loading : strings.here}
    </button>
    <div class="problems" role="alert">${sentence ? html`<p class="problem">${icon('alert')}<span>${sentence}</span></p>` : nothing}</div>`;
}

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.values(value).map(textOf).join(', ')
    : String(value ?? '');

function kept(component: ViewComponent, stage: Stage): string {
  const { value, options = [], input_type } = component;
  if (value === true) return stage.strings.yes;
  if (value === false) return stage.strings.no;
  if (input_type === 'file') return filesOf(component).map(({ name }) => name).join(', ');
  if (input_type === 'location') return placeText(value);
  const titled = (one: unknown) => options.find((option) => option.value === one)?.title ?? textOf(one);
  return Array.isArray(value) ? value.map(titled).join(', ') : titled(value);
}

export const paintReadOnly: Painter = (component, stage) =>
  paintField(
    component,
    stage,
    html`<output class="box kept" id=${nameOf(component)}>${kept(component, stage)}</output>`,
  );
