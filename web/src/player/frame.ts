/**
 * Where the player stands on its page: in the text, over the whole of it, in a dialog, in a corner.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { icon } from './icons.ts';
import type { Strings } from './strings.ts';

export interface FrameHands {
  open(): void;
  close(): void;
}

export type Mode = 'inline' | 'full' | 'popup' | 'bubble';

export function paintFrame(
  mode: Mode,
  unfolded: boolean,
  strings: Strings,
  content: TemplateResult,
  hands: FrameHands,
): TemplateResult {
  if (mode === 'popup') return paintPopup(unfolded, strings, content, hands);
  if (mode === 'bubble') return paintBubble(unfolded, strings, content, hands);
  return html`<div class=${mode}>${content}</div>`;
}

/** A dialog can be shown only once it is on the page, which it is right after this painting. */
function unfold(dialog: Element | undefined): void {
  queueMicrotask(() => {
    if (dialog instanceof HTMLDialogElement && dialog.isConnected && !dialog.open)
      dialog.showModal();
  });
}

const closer = (strings: Strings, hands: FrameHands) =>
  html`<button type="button" class="closer" aria-label=${strings.close} @click=${hands.close}>${icon('close')}</button>`;

function paintPopup(
  unfolded: boolean,
  strings: Strings,
  content: TemplateResult,
  hands: FrameHands,
): TemplateResult {
  if (!unfolded) return html`${nothing}`;
  return html`<dialog class="popup" @close=${hands.close} ${ref(unfold)}>${closer(strings, hands)}${content}</dialog>`;
}

function paintBubble(
  unfolded: boolean,
  strings: Strings,
  content: TemplateResult,
  hands: FrameHands,
): TemplateResult {
  return html`<div class="corner">
    ${unfolded ? html`<div class="sheet" role="dialog" aria-label=${strings.thread}>${content}</div>` : nothing}
    <button
      type="button"
      class="launcher"
      aria-expanded=${String(unfolded)}
      aria-label=${unfolded ? strings.close : strings.openChat}
      @click=${unfolded ? hands.close : hands.open}
    >
      ${icon(unfolded ? 'close' : 'chat')}
    </button>
  </div>`;
}
