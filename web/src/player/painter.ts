/** View → templates, the page look: the whole layer at once. */
import { html, nothing, type TemplateResult } from 'lit';
import type {
  InputAppearance,
  InputType,
  View,
  ViewComponent,
} from '../engine/engine.ts';
import { icon } from './icons.ts';
import { paintCheckbox, paintToggle } from './paint_boolean.ts';
import { paintButtons, paintCards, paintList } from './paint_choice.ts';
import { paintSimple } from './paint_message.ts';
import { paintCode, paintEmail, paintLong, paintPhone, paintShort, paintUrl } from './paint_text.ts';
import { isThere, painterIn, partFor } from './parts.ts';
import { linkOut, type Painter, type Stage } from './stage.ts';
import { endingOf } from './states.ts';

type Painters = Partial<Record<InputAppearance, Painter>> & { usual: Painter };

/** What most forms have; the rest comes in parts. */
const inputs: Partial<Record<InputType, Painters>> = {
  text: {
    usual: paintShort,
    long: paintLong,
    markdown: paintLong,
    full_formatted: paintLong,
    phone: paintPhone,
    email: paintEmail,
    url: paintUrl,
    otp_code: paintCode,
  },
  boolean: { usual: paintCheckbox, toggle: paintToggle },
  choice: { usual: paintList, buttons: paintButtons, cards: paintCards },
};

/** What we have no painter for is not passed over in silence. */
const paintUnknown: Painter = (_, { strings }) => html`<p class="help">${strings.notShown}</p>`;

/** Its painter is on the way, or could not be had. */
const paintMissing: Painter = (_, { strings, fetchPainter, missing }) =>
  missing
    ? html`<p class="help">${strings.notLoaded}</p>
        <button type="button" class="go" @click=${fetchPainter}>${strings.retry}</button>`
    : html`<p class="help" role="status">${strings.loading}</p>`;

function painterOf(component: ViewComponent): Painter {
  const { type, input_type, appearance } = component;
  if (partFor(component)) return painterIn(component) ?? (isThere(component) ? paintUnknown : paintMissing);
  if (type === 'message') return paintSimple;
  const painters = inputs[input_type!];
  return painters?.[appearance as InputAppearance] ?? painters?.usual ?? paintUnknown;
}

/** One component; buttons are painted together, below everything else. */
export const paintComponent: Painter = (component, stage) => painterOf(component)(component, stage);

/** The id that Enter presses: the first button onward, or the layer's own way on. */
export function mainButton(view: View): string | undefined {
  const first = (view.components ?? []).find(
    ({ type, kind, disabled }) =>
      type === 'button' && !disabled && (kind === 'jump' || kind === 'event' || kind === 'restart'),
  );
  return first?.id ?? (view.next ? 'next' : undefined);
}

const kWayOut = { link: 'url', call: 'phone' } as const;

/** Opens an address or dials; the press is noted while there is a session. */
function paintWayOut(button: ViewComponent, view: View, stage: Stage): TemplateResult {
  const { kind, id, text, url, phone, disabled } = button;
  const address = kind === 'call' ? `tel:${phone}` : url;
  const press = () => view.status === 'in_progress' && stage.press(id);
  const link = disabled ? undefined : linkOut(address, stage, text ?? phone ?? url, 'go', press);
  return link ?? html`<button class="go" type="button" disabled>${text}</button>`;
}

function paintOnward(button: ViewComponent, index: number, stuck: boolean, stage: Stage) {
  const words = button.text ?? stage.strings.next;
  const shut = button.disabled || stuck;
  return index === 0
    ? html`<button class="go main" type="submit" ?disabled=${shut}>${words}</button>`
    : html`<button class="go" type="button" ?disabled=${shut} @click=${() => stage.press(button.id)}>${words}</button>`;
}

/** Back where the layer offers it, and where the visitor could not go on otherwise. */
function paintBack(view: View, stage: Stage, previous: ViewComponent | undefined, stuck: boolean) {
  if (!view.can_go_back || !(previous || stuck)) return nothing;
  const back = () => (previous ? stage.press(previous.id) : stage.back());
  return html`<button class="go quiet" type="button" @click=${back}>
    ${icon('back', 'flips')} ${previous?.text ?? stage.strings.back}
  </button>`;
}

/** There is no way onward from here yet: an answer is awaited, or a proof. */
const isStuck = ({ waiting, components = [] }: View): boolean =>
  waiting === true || components.some(({ type, state }) => type === 'auth' && state !== 'done');

/** Ended where nobody wrote an ending: what is left of the layer is over, too. */
const isWordless = ({ status, layer_type, components = [] }: View): boolean =>
  status !== 'in_progress' &&
  (!/^(result|fatalistic)$/.test(layer_type) || components.every(({ type }) => type === 'button'));

function paintActions(view: View, stage: Stage): TemplateResult | typeof nothing {
  const buttons = (view.components ?? []).filter(({ type }) => type === 'button');
  const out = buttons.filter(({ kind }) => kind! in kWayOut);
  const goesOn = view.status === 'in_progress';
  const onward = buttons.filter(({ kind }) => goesOn && kind !== 'previous' && !(kind! in kWayOut));
  const previous = buttons.find(({ kind }) => kind === 'previous');
  const stuck = goesOn && isStuck(view);
  // A form that was not open may be by now.
  const again = (view.waiting && !view.can_go_back) || view.reason === 'unavailable';
  if (!goesOn && out.length === 0 && !again) return nothing;
  return html`<div class="actions">
    ${onward.map((button, index) => paintOnward(button, index, stuck, stage))}
    ${goesOn && view.next ? html`<button class="go main" type="submit" ?disabled=${stuck}>${stage.strings.next}</button>` : nothing}
    ${out.map((button) => paintWayOut(button, view, stage))}
    ${again ? html`<button class="go" type="button" @click=${stage.reset}>${stage.strings.again}</button>` : nothing}
    ${goesOn ? paintBack(view, stage, previous, stuck) : nothing}
  </div>`;
}

/** What is waited for, in the author's words where there are some. */
function paintPending({ waiting, pending, components = [] }: View, { strings, desks }: Stage) {
  const said = components.some(({ state, pending: own }) => state === 'waiting' && own);
  if (said) return nothing;
  const unsaid = desks.waits?.isOffline ? strings.waitOffline : strings.wait;
  const words = pending ?? (waiting ? unsaid : undefined);
  return words ? html`<p class="help" role="status">${words}</p>` : nothing;
}

export function paintLayer(view: View, stage: Stage): TemplateResult {
  const wordless = isWordless(view);
  const shown = wordless ? [] : (view.components ?? []).filter(({ type }) => type !== 'button');
  const fields = shown.filter(({ type }) => type === 'input').length;
  const submit = (event: Event) => {
    event.preventDefault();
    const button = mainButton(view);
    if (button !== undefined) stage.press(button);
  };
  return html`<form class="layer" novalidate data-fields=${Math.min(fields, 2)} @submit=${submit}>
    ${view.status === 'completed' ? html`<div class="done">${icon('check')}</div>` : nothing}
    ${shown.map((component) => paintComponent(component, stage))}
    ${wordless ? html`<p class="text">${endingOf(view, stage.strings)}</p>` : nothing}
    ${paintPending(view, stage)} ${paintActions(view, stage)}
  </form>`;
}

/** How far the visitor has come, from 0 to 1. */
export function progressOf({ status, progress }: View): number {
  if (status !== 'in_progress') return 1;
  const { done = 0, shortest = 0, longest = 0 } = progress;
  const left = Math.max((shortest + longest) / 2, 1);
  return done / (done + left);
}
