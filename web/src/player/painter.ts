/** View → templates, the page look: the whole layer at once. */
import { html, nothing, type TemplateResult } from 'lit';
import type {
  ButtonKind,
  InputAppearance,
  InputType,
  MessageAppearance,
  View,
  ViewComponent,
} from '../engine/engine.ts';
import { icon } from './icons.ts';
import { paintCheckbox, paintConsent, paintLikeDislike, paintToggle } from './paint_boolean.ts';
import { paintButtons, paintCards, paintDropdown, paintList } from './paint_choice.ts';
import { paintCamera, paintDropzone, paintFile, paintMedia } from './paint_file.ts';
import { paintImage, paintSimple } from './paint_message.ts';
import {
  paintInteger,
  paintNps,
  paintNumber,
  paintRating,
  paintSlider,
  paintSpinner,
} from './paint_numeric.ts';
import { paintEmail, paintLong, paintPhone, paintShort, paintTextDropdown } from './paint_text.ts';
import type { Painter, Stage } from './stage.ts';

/** What we have no painter for is not passed over in silence. */
const paintUnknown: Painter = (_, { strings }) => html`<p class="help">${strings.notShown}</p>`;

const messages: Partial<Record<MessageAppearance, Painter>> = {
  simple: paintSimple,
  image: paintImage,
};

type Painters = Partial<Record<InputAppearance, Painter>> & { usual: Painter };

const inputs: Partial<Record<InputType, Painters>> = {
  text: {
    usual: paintShort,
    short: paintShort,
    long: paintLong,
    phone: paintPhone,
    email: paintEmail,
    list: paintTextDropdown,
    dropdown: paintTextDropdown,
  },
  numeric: {
    usual: paintNumber,
    number: paintNumber,
    integer: paintInteger,
    spinner: paintSpinner,
    slider: paintSlider,
    rating: paintRating,
    nps: paintNps,
  },
  boolean: {
    usual: paintCheckbox,
    checkbox: paintCheckbox,
    toggle: paintToggle,
    like_dislike: paintLikeDislike,
    consent: paintConsent,
  },
  choice: {
    usual: paintList,
    list: paintList,
    dropdown: paintDropdown,
    buttons: paintButtons,
    cards: paintCards,
    ranking: paintUnknown,
  },
  file: {
    usual: paintFile,
    file: paintFile,
    dropzone: paintDropzone,
    camera: paintCamera,
    media: paintMedia,
  },
};

/** One component; buttons are painted together, below everything else. */
export function paintComponent(component: ViewComponent, stage: Stage): TemplateResult {
  if (component.type === 'message') {
    const paint = messages[(component.appearance ?? 'simple') as MessageAppearance] ?? paintUnknown;
    return paint(component, stage);
  }
  if (component.type === 'endpoint') return html`${component.pending}`;
  const painters = inputs[component.input_type!];
  if (!painters || component.is_array || component.read_only) return paintUnknown(component, stage);
  return (painters[component.appearance as InputAppearance] ?? painters.usual)(component, stage);
}

/** The id that Enter presses: the first button onward, or the layer's own way on. */
export function mainButton(view: View): string | undefined {
  const first = (view.components ?? []).find(
    ({ type, kind, disabled }) =>
      type === 'button' && !disabled && (kind === 'jump' || kind === 'event' || kind === 'restart'),
  );
  return first?.id ?? (view.next ? 'next' : undefined);
}

function paintActions(view: View, stage: Stage): TemplateResult | typeof nothing {
  if (view.status !== 'in_progress') return nothing;
  const buttons = (view.components ?? []).filter(({ type }) => type === 'button');
  const opens = (kind?: ButtonKind) => kind === 'link' || kind === 'call';
  const onward = buttons.filter(({ kind }) => kind !== 'previous' && !opens(kind));
  const previous = buttons.find(({ kind }) => kind === 'previous');
  if (buttons.length === 0 && !view.next) return nothing;
  return html`<div class="actions">
    ${buttons.filter(({ kind }) => opens(kind)).map((one) => paintUnknown(one, stage))}
    ${onward.map((button, index) =>
      index === 0
        ? html`<button class="go main" type="submit" ?disabled=${button.disabled}>${button.text ?? stage.strings.next}</button>`
        : html`<button class="go" type="button" ?disabled=${button.disabled} @click=${() => stage.press(button.id)}>
            ${button.text ?? stage.strings.next}
          </button>`,
    )}
    ${view.next ? html`<button class="go main" type="submit">${stage.strings.next}</button>` : nothing}
    ${
      previous && view.can_go_back
        ? html`<button class="go quiet" type="button" @click=${() => stage.press(previous.id)}>
          ${icon('back', 'flips')} ${previous.text ?? stage.strings.back}
        </button>`
        : nothing
    }
  </div>`;
}

export function paintLayer(view: View, stage: Stage): TemplateResult {
  const shown = (view.components ?? []).filter(({ type }) => type !== 'button');
  const fields = shown.filter(({ type }) => type === 'input').length;
  const submit = (event: Event) => {
    event.preventDefault();
    const button = mainButton(view);
    if (button !== undefined) stage.press(button);
  };
  return html`<form class="layer" novalidate data-fields=${Math.min(fields, 2)} @submit=${submit}>
    ${view.status === 'completed' ? html`<div class="done">${icon('check')}</div>` : nothing}
    ${shown.map((component) => paintComponent(component, stage))}
    ${view.pending ? html`<p class="help" role="status">${view.pending}</p>` : nothing} ${paintActions(view, stage)}
  </form>`;
}

/** How far the visitor has come, from 0 to 1. */
export function progressOf({ status, progress }: View): number {
  if (status !== 'in_progress') return 1;
  const { done = 0, shortest = 0, longest = 0 } = progress;
  const left = Math.max((shortest + longest) / 2, 1);
  return done / (done + left);
}
