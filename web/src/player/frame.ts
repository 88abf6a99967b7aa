/**
 * Where the player stands on its page: in the text, or over the whole of it. What unfolds when it is
 * wanted is a part.
 */
import { html, type TemplateResult } from 'lit';
import type { Strings } from './strings.ts';

export type Mode = 'inline' | 'full' | 'popup' | 'bubble' | 'tab';

/** Whether a player of that mode waits to be opened. */
export const unfolds = (mode: Mode): boolean => /^(popup|bubble|tab)$/.test(mode);

/** Whoever unfolds, as its part sees it. */
export interface Unfolder extends HTMLElement {
  readonly server: string;
  readonly funnel: string;
  readonly mode: Mode;
  readonly label: string;
  readonly trigger: string;
  readonly unfolded: boolean;
  open(): void;
  close(): void;
}

/** What a part does for a player that unfolds. */
export interface Unfolded {
  readonly sheet: CSSStyleSheet;
  paint(strings: Strings, title: string, content: () => TemplateResult): TemplateResult;
  /** To be called when that is on the page. */
  settle(): void;
  /** The player has left the page, or stands in it now. */
  end(): void;
}

export const paintFrame = (mode: Mode, content: TemplateResult): TemplateResult =>
  html`<div class=${mode}>${content}</div>`;
