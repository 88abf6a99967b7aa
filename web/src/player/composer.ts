/** Where a reply is made: quick replies to tap, and a box to write in. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { View, ViewComponent } from '../engine/engine.ts';
import { drawn, icon } from './icons.ts';
import type { Reply } from './hooks.ts';
import { painterIn } from './parts.ts';
import { safeImage } from './safe_url.ts';
import { inField, problems, type Stage } from './stage.ts';

const arrow = svg`<path d="M12 19V5m-6.5 6.5L12 5l6.5 6.5"/>`;

export type { Reply };

/** What the composer needs besides: replies, and what is being composed. */
export interface ChatStage extends Stage {
  reply(reply: Reply): void;
  /** Goes back to a layer, to reply there anew. */
  backTo(layer: string): void;
  draft(): Draft;
  redraft(draft: Draft): void;
}

export interface Draft {
  text: string;
  /** Of several choices: their numbers, from 1. */
  picked: readonly number[];
}

export const kEmptyDraft: Draft = { text: '', picked: [] };

export interface Chip {
  title: string;
  image?: string | undefined;
  tap: () => void;
  on?: boolean;
}

function optionChips(component: ViewComponent, stage: ChatStage): Chip[] {
  return (component.options ?? []).map(({ value, title, image }, index) => {
    const face = { title: title ?? value, image: safeImage(image, stage.base) };
    if (!component.multiple) return { ...face, tap: () => stage.reply({ option: value }) };
    const number = index + 1;
    const { picked } = stage.draft();
    const on = picked.includes(number);
    const isRanked = component.appearance === 'ranking';
    const place = isRanked && on ? `${picked.indexOf(number) + 1}. ` : '';
    return { ...face, title: place + face.title, on, tap: () => stage.redraft(toggled(stage.draft(), number, isRanked)) };
  });
}

/** Ranked, they stay in the order in which they were picked. */
function toggled(draft: Draft, number: number, isRanked: boolean): Draft {
  const others = draft.picked.filter((one) => one !== number);
  const picked = others.length < draft.picked.length ? others : [...others, number];
  return { ...draft, picked: isRanked ? picked : picked.sort((a, b) => a - b) };
}

function numberChips(component: ViewComponent, stage: ChatStage): Chip[] {
  const stars = component.appearance === 'rating';
  const { min = stars ? 1 : 0, max = stars ? 5 : 10 } = component.validations ?? {};
  return Array.from({ length: Math.min(max - min + 1, 21) }, (_, index) => {
    const number = String(min + index);
    return { title: number, tap: () => stage.reply({ text: number }) };
  });
}

function chipsOf(component: ViewComponent, stage: ChatStage): Chip[] {
  const { strings } = stage;
  if (component.input_type === 'boolean') {
    const [yes, no] =
      component.appearance === 'like_dislike'
        ? [strings.like, strings.dislike]
        : [strings.yes, strings.no];
    // The engine reads yes and no in many languages, but not what a thumb is called.
    return [
      { title: yes, tap: () => stage.reply({ text: strings.yes }) },
      { title: no, tap: () => stage.reply({ text: strings.no }) },
    ];
  }
  if (component.appearance === 'rating' || component.appearance === 'nps')
    return numberChips(component, stage);
  return optionChips(component, stage);
}

/** Where the device is, replied as it would be typed. */
function placeChips({ input_type, appearance, slug = '' }: ViewComponent, stage: ChatStage): Chip[] {
  const desk = stage.desks.places;
  if (input_type !== 'location' || appearance !== 'default' || !desk || !('geolocation' in navigator)) return [];
  const words = desk.whereabouts(slug) === 'asking' ? stage.strings.loading : stage.strings.here;
  const found = (...degrees: number[]) => stage.reply({ text: degrees.map((one) => one.toFixed(5)).join(', ') });
  return [{ title: words, tap: () => desk.locate(slug, found) }];
}

/** Why the device does not say where it is. */
function paintWhereabouts({ slug = '' }: ViewComponent, { desks, strings }: ChatStage) {
  const at = desks.places?.whereabouts(slug);
  if (at !== 'denied' && at !== 'unknown') return nothing;
  return html`<p class="problem">${icon('alert')}<span>${at === 'denied' ? strings.denied : strings.notLocated}</span></p>`;
}

/** Everything that can be replied by a tap. */
export function allChips(components: ViewComponent[], stage: ChatStage): Chip[] {
  const [waiting] = components;
  if (waiting?.items) {
    return waiting.items.map(({ value, title, image }) => ({
      title,
      image: safeImage(image, stage.base),
      tap: () => stage.reply({ option: value }),
    }));
  }
  if (waiting?.type === 'auth') return [];
  if (waiting?.type !== 'input') {
    // What cannot be pressed now is no reply either.
    return components
      .filter(({ disabled }) => !disabled)
      .map(({ id, text }) => ({ title: text ?? id, tap: () => stage.reply({ option: id }) }));
  }
  const chips = [...chipsOf(waiting, stage), ...placeChips(waiting, stage)];
  if (waiting.mandatory) return chips;
  return [...chips, { title: stage.strings.skip, tap: () => stage.reply({ text: '' }) }];
}

function paintChips(chips: Chip[], several: boolean, name: string) {
  if (chips.length === 0) return nothing;
  return html`<div class="chips" role="group" aria-label=${name}>
    ${chips.map(
      ({ title, image, tap, on }) => html`<button
        type="button"
        class="chip"
        aria-pressed=${several && on !== undefined ? String(on) : nothing}
        @click=${tap}
      >
        ${image ? html`<img src=${image} alt="" />` : nothing}${on ? icon('check') : nothing}${title}
      </button>`,
    )}
  </div>`;
}

/** What is written in the box, as browsers call it. */
export function boxKind(component: ViewComponent | undefined): {
  type: string;
  mode: string;
  fill: string;
} {
  const { appearance, method } = component ?? {};
  if (method === 'password') return { type: 'text', mode: 'text', fill: 'username' };
  if (appearance === 'email' || method === 'otp_email' || method === 'magic_link') return { type: 'email', mode: 'email', fill: 'email' };
  if (appearance === 'phone' || method) return { type: 'tel', mode: 'tel', fill: 'tel' };
  if (component?.input_type === 'numeric') return { type: 'text', mode: 'decimal', fill: 'off' };
  return { type: 'text', mode: 'text', fill: 'off' };
}

export const nameFor = (component: ViewComponent | undefined, { strings }: ChatStage): string =>
  component?.label ?? component?.text ?? strings.typeHere;

function paintBox(
  component: ViewComponent | undefined,
  stage: ChatStage,
  shut: boolean,
): TemplateResult {
  const { type, mode, fill } = boxKind(component);
  const name = nameFor(component, stage);
  const write = (event: Event) => {
    const text = (event.target as HTMLInputElement | HTMLTextAreaElement).value;
    stage.redraft({ ...stage.draft(), text });
  };
  if (component?.appearance === 'long') {
    const enter = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      (event.target as HTMLTextAreaElement).form?.requestSubmit();
    };
    return html`<textarea
      rows="2"
      dir="auto"
      aria-label=${name}
      placeholder=${component.placeholder ?? stage.strings.typeHere}
      .value=${inField(stage.draft().text)}
      ?disabled=${shut}
      @input=${write}
      @keydown=${enter}
    ></textarea>`;
  }
  return html`<input
    type=${type}
    dir=${type === 'text' ? 'auto' : 'ltr'}
    inputmode=${mode}
    autocomplete=${fill}
    aria-label=${name}
    placeholder=${component?.placeholder ?? stage.strings.typeHere}
    .value=${inField(stage.draft().text)}
    ?readonly=${shut}
    @input=${write}
  />`;
}

function paintAttach(component: ViewComponent, stage: ChatStage): TemplateResult {
  const paint = painterIn({ type: 'input', input_type: 'file', appearance: 'chat' });
  return paint ? paint(component, stage) : html`<p class="help" role="status">${stage.strings.loading}</p>`;
}

/** What was sent is typed into a field of its own, which is no reply. */
function paintProof(auth: ViewComponent, stage: ChatStage): TemplateResult {
  const paint = painterIn({ type: 'auth_chat' });
  const stay = (event: Event) => event.preventDefault();
  return html`<form class="composer" novalidate @submit=${stay}>
    ${paint ? paint(auth, stage) : html`<p class="help" role="status">${stage.strings.loading}</p>`}
  </form>`;
}

/** What is picked and written, as one reply. */
export function sendDraft(stage: ChatStage): void {
  // What is there now: the last painting may be older than the last letter.
  const { text, picked } = stage.draft();
  const words = text.trim();
  const reply = [...picked.map(String), ...(words === '' ? [] : [words])].join(',');
  if (reply !== '') stage.reply({ text: reply });
}

/** What a reply is an answer to. */
export function awaitedIn({ components = [] }: View): ViewComponent | undefined {
  const auth = components.find(({ type }) => type === 'auth');
  return auth ?? (components[0]?.type === 'input' ? components[0] : undefined);
}

/** `shut` while the funnel is still writing: what is typed then waits. */
export function paintComposer(view: View, stage: ChatStage, shut: boolean): TemplateResult {
  const components = view.components ?? [];
  const waiting = awaitedIn(view);
  if (waiting?.type === 'auth' && waiting.state === 'waiting' && !shut) return paintProof(waiting, stage);
  const { text, picked } = stage.draft();
  const several = waiting?.multiple === true && waiting.input_type === 'choice';
  const send = (event: Event) => {
    event.preventDefault();
    if (!shut) sendDraft(stage);
  };
  const ready = !shut && (text.trim() !== '' || picked.length > 0);
  return html`<form class="composer" novalidate @submit=${send}>
    ${shut ? nothing : paintChips(allChips(components, stage), several, nameFor(waiting, stage))}
    ${waiting && stage.rejected.has(waiting.slug ?? '') ? problems(waiting, stage) : nothing}
    <div role="alert">${waiting ? paintWhereabouts(waiting, stage) : nothing}</div>
    <div class="line">
      ${waiting?.input_type === 'file' ? paintAttach(waiting, stage) : paintBox(waiting, stage, shut)}
      ${
        waiting?.input_type === 'file'
          ? nothing
          : html`<button class="send" type="submit" aria-label=${stage.strings.send} ?data-ready=${ready}>
            ${drawn(arrow)}
          </button>`
      }
    </div>
  </form>`;
}
