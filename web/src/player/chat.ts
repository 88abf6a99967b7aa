/** The chat look: what was said and replied as bubbles, with the composer below. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { View } from '../engine/engine.ts';
import { paintComposer, type ChatStage } from './composer.ts';
import { drawn, icon } from './icons.ts';
import { paintPicture } from './paint_message.ts';
import { paintBeside, paintWords } from './paint_told.ts';
import { painterIn } from './parts.ts';
import type { Scene } from './scene.ts';
import { safeImage } from './safe_url.ts';
import { problemSentences, type Stage } from './stage.ts';
import { changeable, type Entry, type Replied } from './thread.ts';

const pencil = svg`<path d="m14.5 6.5 3 3M5 19l1-4L16.5 4.5a1.8 1.8 0 0 1 3 3L9 18z"/>`;

type Said = Extract<Entry, { from: 'funnel' }>;

/**
 * A visible part of the thread: how many entries may be seen, and whether more are being written.
 */
export interface Shown {
  revealed: number;
  writing: boolean;
}

function paintSaid({ component, again }: Said, stage: Stage): TemplateResult {
  if (again) {
    const sentences = problemSentences(component, stage);
    return html`${sentences.map((sentence) => html`<p class="text">${sentence}</p>`)}`;
  }
  const { title, subtitle, label, help } = component;
  return html`
    ${paintPicture(component, stage)}
    ${title ? html`<p class="title">${title}</p>` : nothing}
    ${subtitle ? html`<p class="subtitle">${subtitle}</p>` : nothing}
    ${paintWords(component, stage)}
    ${paintBeside(component, stage)}
    ${label ? html`<p class="text">${label}</p>` : nothing}
    ${help ? html`<p class="help">${help}</p>` : nothing}
  `;
}

function paintReplied({ text, file }: Replied, stage: Stage): TemplateResult {
  if (file) {
    const paint = painterIn({ type: 'input', input_type: 'file', appearance: 'line' });
    const line = { layer: '', id: '', type: 'input' as const, value: file };
    return paint ? paint(line, stage) : html`<p class="text">${file.name}</p>`;
  }
  return html`<p class="text">${text === '' ? stage.strings.skip : text}</p>`;
}

/** Goes back to where it was replied, to reply anew. */
const paintChange = ({ layer }: Replied, { strings, backTo }: ChatStage): TemplateResult =>
  html`<button type="button" class="change" aria-label=${strings.changeAnswer} title=${strings.changeAnswer} @click=${() => backTo(layer)}>
    ${drawn(pencil)}
  </button>`;

function paintBubble(entry: Entry, before: Entry | undefined, stage: ChatStage, canChange: boolean): TemplateResult {
  const first = before?.from !== entry.from;
  const time = new Intl.DateTimeFormat(stage.language, { timeStyle: 'short' }).format(entry.at);
  return html`<div class="bubble ${entry.from}" ?data-first=${first} title=${time}>
    ${
      entry.from === 'visitor'
        ? html`<span class="unseen">${stage.strings.you}: </span>${paintReplied(entry, stage)}${canChange ? paintChange(entry, stage) : nothing}`
        : paintSaid(entry, stage)
    }
  </div>`;
}

/** A conversation that was not open may be by now. */
function paintOver(view: View, stage: ChatStage): TemplateResult {
  const { strings, reset } = stage;
  const shut = view.reason === 'unavailable';
  return html`<p class="over">${view.status === 'completed' ? icon('check') : nothing}
      ${shut ? strings.notOpen : strings.ended}</p>
    ${shut ? html`<p class="over"><button type="button" class="chip" @click=${reset}>${strings.again}</button></p>` : nothing}`;
}

/** What is waited for, in the author's words where there are some. */
function paintWaiting({ pending }: View, { strings, desks }: Stage) {
  const words = [pending, desks.waits?.isOffline ? strings.waitOffline : ''].filter(Boolean).join(' ');
  return html`<p class="over" role="status">${words || strings.typing}</p>`;
}

/** Buttons are replied with; they say nothing. */
export const isSeen = (entry: Entry) =>
  entry.from === 'visitor' || entry.component.type !== 'button' || entry.component.url !== undefined;

export function paintChat(
  scene: Scene,
  stage: ChatStage,
  { revealed, writing }: Shown,
  banner: TemplateResult,
): TemplateResult {
  const { view } = scene;
  const isOn = view?.status === 'in_progress';
  // Somebody is being asked, or pauses: nothing can be replied before.
  const waits = isOn && view.waiting === true;
  const entries = scene.thread.slice(0, revealed).filter(isSeen);
  const behind = isOn && !writing ? changeable(scene.thread, view) : new Set<Entry>();
  const logo = safeImage(scene.theme?.logo, stage.base);
  return html`<section class="chat" aria-label=${stage.strings.thread}>
    <header class="bar">
      <span class="avatar">${logo ? html`<img src=${logo} alt="" />` : icon('chat')}</span>
      <span class="name">${scene.view?.title ?? ''}</span>
    </header>
    <div class="thread" role="log" aria-label=${stage.strings.thread} tabindex="0">
      ${entries.map((entry, index) => keyed(index, paintBubble(entry, entries[index - 1], stage, behind.has(entry))))}
      ${
        writing || waits
          ? html`<div class="bubble funnel writing" data-first>
            <span class="unseen">${stage.strings.typing}</span><i></i><i></i><i></i>
          </div>`
          : nothing
      }
      ${waits && !writing ? paintWaiting(view, stage) : nothing}
      ${view && !isOn && !writing ? paintOver(view, stage) : nothing}
    </div>
    ${banner}
    ${isOn ? paintComposer(view, stage, writing || waits) : nothing}
  </section>`;
}
