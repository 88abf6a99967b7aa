/**
 * What the visitor waits for: who they are is asked and proven, servers are asked. The chat look has
 * its own form of what is typed.
 */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import type { ViewComponent } from '../engine/engine.ts';
import { icon } from './icons.ts';
import type { Part } from './parts.ts';
import { sheetOf } from './sheet.ts';
import {
  describedBy,
  inField,
  isWrong,
  nameOf,
  paintField,
  questionOf,
  shownValue,
  type Painter,
  type Stage,
} from './stage.ts';
import { WaitDesk, type Standing } from './wait_desk.ts';
import css from './waits.css?inline';

type Box = HTMLInputElement;

const kWho = {
  otp_sms: { type: 'tel', fill: 'tel' },
  otp_email: { type: 'email', fill: 'email' },
  magic_link: { type: 'email', fill: 'email' },
  password: { type: 'text', fill: 'username' },
};

/** Tells the desk which field is on the page. */
class Told extends Directive {
  override update(part: ElementPart, [desk]: [WaitDesk]): unknown {
    desk.box(part.element as Box);
    return noChange;
  }

  override render(_desk: WaitDesk): unknown {
    return noChange;
  }
}

const told = directive(Told);

/** Names and addresses are read in their own direction. */
const apart = (text: unknown): string => `\u2068${String(text ?? '')}\u2069`;

/** What is wrong, in words; undefined where nothing is. */
export function standingWords(standing: Standing, { strings }: Stage): string | undefined {
  switch (standing.kind) {
    case 'wrong':
      return strings.wrongCode(standing.left);
    case 'over':
      return strings.codeOver;
    case 'unreachable':
      return strings.noNetwork;
    case 'busy':
    case 'unchecked':
      return strings.unchecked;
    case 'too_often':
      return strings.tooManySent;
    default:
      return undefined;
  }
}

function paintStanding(component: ViewComponent, desk: WaitDesk, stage: Stage): TemplateResult {
  const sentence = standingWords(desk.standingOf(component), stage);
  return html`<div class="problems" id="${nameOf(component)}-standing" role="alert">
    ${sentence ? html`<p class="problem">${icon('alert')}<span>${sentence}</span></p>` : nothing}
  </div>`;
}

/** Enter does what the button beside the field does, not what the layer's does. */
const onEnter = (act: (box: Box) => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  act(event.target as Box);
};

/** Asks for the address or name, and has the proof asked for. */
function paintWho(given: ViewComponent, desk: WaitDesk, stage: Stage): TemplateResult {
  const isMissing = desk.standingOf(given).kind === 'nobody';
  const problems = given.problems ?? (isMissing ? [{ code: 'missing' as const }] : []);
  const component = { ...given, mandatory: true, problems };
  const { slug = '', method = 'otp_email' } = component;
  const { strings } = stage;
  const { type, fill } = kWho[method];
  const commit = (event: Event) => stage.answer(slug, (event.target as Box).value);
  const ask = () => void desk.request(component);
  const enter = onEnter((box) => {
    stage.answer(slug, box.value);
    ask();
  });
  const words = method === 'magic_link' ? strings.sendLink : method === 'password' ? strings.next : strings.sendCode;
  return html`<div class="who">${paintField(
    component,
    stage,
    html`<input
        class="box"
        id=${nameOf(component)}
        type=${type}
        dir=${type === 'text' ? 'auto' : 'ltr'}
        autocomplete=${fill}
        placeholder=${component.placeholder ?? nothing}
        .value=${inField(String(shownValue(component, stage) ?? ''))}
        aria-required="true"
        aria-invalid=${isWrong(component) ? 'true' : 'false'}
        aria-describedby=${describedBy(component)}
        ${told(desk)}
        @input=${(event: Event) => stage.type(slug, (event.target as Box).value)}
        @change=${commit}
        @keydown=${enter}
      />`,
  )}
  ${paintStanding(component, desk, stage)}
  <div class="proof-acts"><button type="button" class="go main" @click=${ask}>${words}</button></div>
  </div>`;
}

/** Codes are pasted with spaces and dashes in them. */
export const bare = (code: string, method: string | undefined): string =>
  method === 'password' ? code : code.replace(/[\s-]/g, '');

/** The field for a code or password. What is typed stands there and nowhere else. */
function paintSecret(component: ViewComponent, desk: WaitDesk, stage: Stage, look: string): TemplateResult {
  const isPassword = component.method === 'password';
  const standing = desk.standingOf(component);
  const words = isPassword ? stage.strings.password : stage.strings.code;
  const prove = (box: Box) => proven(box, component, desk);
  return html`<input
    class=${look}
    id="${nameOf(component)}-proof"
    type=${isPassword ? 'password' : 'text'}
    dir="ltr"
    inputmode=${isPassword ? 'text' : 'numeric'}
    autocomplete=${isPassword ? 'current-password' : 'one-time-code'}
    autocapitalize="off"
    spellcheck="false"
    maxlength="200"
    aria-label=${words}
    aria-required="true"
    aria-invalid=${standingWords(standing, stage) ? 'true' : 'false'}
    aria-describedby="${nameOf(component)}-standing ${nameOf(component)}-sent"
    placeholder=${look === 'box' ? nothing : words}
    ?readonly=${standing.kind === 'checking'}
    ${told(desk)}
    @keydown=${onEnter(prove)}
  />`;
}

function proven(box: Box | null, component: ViewComponent, desk: WaitDesk): void {
  const code = bare(box?.value ?? '', component.method);
  if (code === '') box?.focus();
  else void desk.prove(component, code);
}

/** The field that stands beside what was pressed. */
const boxNear = (event: Event): Box | null =>
  (event.currentTarget as HTMLElement).closest('.proof')!.querySelector<Box>('input');

export function timeOf(milliseconds: number, language: string): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const [unit, count] = seconds < 60 ? ['second', seconds] : ['minute', Math.ceil(seconds / 60)];
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit) }).format(Number(count));
}

/** What is said of where it was sent, and what else can be done. */
function paintSent(component: ViewComponent, stage: Stage): TemplateResult {
  const { strings } = stage;
  const { method, value } = component;
  const words = method === 'magic_link' ? strings.sentLink : strings.sentCode;
  return html`<p class="text sent" id="${nameOf(component)}-sent">
    ${method === 'password' ? apart(value) : words(apart(value))}
  </p>`;
}

function paintResend(component: ViewComponent, desk: WaitDesk, stage: Stage, look: string) {
  const { resend_at_ms = 0, method } = component;
  // An action asks once; a password is not sent at all.
  if (resend_at_ms === 0 || method === 'password') return nothing;
  const left = desk.untilResend(component);
  const { resend, resendIn } = stage.strings;
  const words = left > 0 ? resendIn(timeOf(left, stage.language)) : resend;
  return html`<button type="button" class=${look} ?disabled=${left > 0} @click=${() => void desk.request(component)}>
    ${words}
  </button>`;
}

/** Asks for what was sent. */
function paintProof(component: ViewComponent, desk: WaitDesk, stage: Stage): TemplateResult {
  const { strings } = stage;
  const { method, resend_at_ms = 0 } = component;
  const isChecking = desk.standingOf(component).kind === 'checking';
  const isTyped = method !== 'magic_link';
  const prove = (event: Event) => proven(boxNear(event), component, desk);
  return html`<div class="field proof">
    ${paintSent(component, stage)}
    ${
      isTyped
        ? html`<label class="question" for="${nameOf(component)}-proof">${method === 'password' ? strings.password : strings.code}</label>
          <div class="control">${paintSecret(component, desk, stage, 'box')}</div>`
        : nothing
    }
    ${paintStanding(component, desk, stage)}
    <div class="proof-acts">
      ${
        isTyped
          ? html`<button type="button" class="go main" aria-disabled=${isChecking ? 'true' : nothing} @click=${prove}>
            ${isChecking ? strings.checking : strings.confirm}
          </button>`
          : nothing
      }
      ${paintResend(component, desk, stage, 'go')}
      ${
        resend_at_ms > 0
          ? html`<button type="button" class="go" @click=${() => desk.edit(component)}>
            ${method === 'password' ? strings.back : strings.change}
          </button>`
          : nothing
      }
    </div>
  </div>`;
}

/** The engine no longer asks: who it is was proven. */
const paintProven = (component: ViewComponent, { strings }: Stage): TemplateResult =>
  html`<div class="field proof">
    <span class="question">${questionOf(component)}</span>
    <p class="text proven" role="status">${icon('check')} ${strings.proven} ${component.value === undefined ? nothing : apart(component.value)}</p>
  </div>`;

const paintAuth: Painter = (component, stage) => {
  const desk = stage.desks.waits;
  if (component.state === 'done') return paintProven(component, stage);
  if (!desk) return html`<p class="help" role="status">${stage.strings.loading}</p>`;
  return desk.asksWho(component) ? paintWho(component, desk, stage) : paintProof(component, desk, stage);
};

/** Below a conversation, in place of the box for replies. */
const paintAuthInChat: Painter = (component, stage) => {
  const desk = stage.desks.waits;
  if (!desk) return html`<p class="help" role="status">${stage.strings.loading}</p>`;
  const { strings } = stage;
  const isTyped = component.method !== 'magic_link';
  const prove = (event: Event) => proven(boxNear(event), component, desk);
  return html`<div class="proof">
    ${paintSent(component, stage)} ${paintStanding(component, desk, stage)}
    <div class="chips">${paintResend(component, desk, stage, 'chip')}</div>
    ${
      isTyped
        ? html`<div class="line">${paintSecret(component, desk, stage, '')}
          <button type="button" class="send" data-ready aria-label=${strings.confirm} @click=${prove}>${icon('check')}</button></div>`
        : nothing
    }
  </div>`;
};

/** Works unseen; only what the visitor waits for, or has to know, is said. */
const paintEndpoint: Painter = (component, stage) => {
  const desk = stage.desks.waits;
  const { strings } = stage;
  const { state, pending } = component;
  if (state === 'waiting' && pending) {
    const offline = desk?.isOffline ? strings.waitOffline : '';
    return html`<p class="help" role="status">${pending} ${offline}</p>`;
  }
  if (state !== 'failed' && state !== 'offline') return html``;
  const again = () => void desk?.request(component);
  return html`<div class="asked">
    <p class="help" role="status">${state === 'failed' ? strings.failed : strings.wentOnWithout}</p>
    ${desk?.isOffline ? nothing : html`<button type="button" class="go small" @click=${again}>${strings.retry}</button>`}
  </div>`;
};

export const part: Part = {
  painters: { auth: paintAuth, auth_chat: paintAuthInChat, endpoint: paintEndpoint },
  sheet: sheetOf(css),
  desk: { name: 'waits', open: (office) => new WaitDesk(office) },
};
