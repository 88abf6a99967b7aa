/**
 * Where the player stands on its page: in the text, or over the whole of it. What unfolds when it is
 * wanted is a part.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { loadPart } from './load_part.ts';
import type { Strings } from './strings.ts';

export const kModes = ['inline', 'full', 'popup', 'bubble', 'tab'] as const;
export type Mode = (typeof kModes)[number];

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
  requestUpdate(): void;
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

/** The place of one player on its page. */
export class Frame {
  readonly #player: Unfolder;
  #unfolded: Unfolded | undefined;

  constructor(player: Unfolder) {
    this.#player = player;
  }

  get sheets(): CSSStyleSheet[] {
    return this.#unfolded ? [this.#unfolded.sheet] : [];
  }

  paint(strings: Strings, title: string, content: () => TemplateResult) {
    const { mode } = this.#player;
    if (!unfolds(mode)) return html`<div class=${mode}>${content()}</div>`;
    return this.#unfolded?.paint(strings, title, content) ?? nothing;
  }

  /** To be called when what was painted is on the page. */
  settle(): void {
    this.#unfolded?.settle();
  }

  /** Gets what unfolds the player, when it is of a mode that does. */
  async attend(): Promise<void> {
    const isWanted = () => unfolds(this.#player.mode) && !this.#unfolded;
    if (!isWanted()) return;
    try {
      const { Unfolding } = await loadPart(() => import('./unfolding.ts'));
      if (!isWanted() || !this.#player.isConnected) return;
      this.#unfolded = new Unfolding(this.#player);
      this.#player.requestUpdate();
    } catch (error) {
      console.warn('tundish: the player can not unfold yet', error);
    }
  }

  /** The player leaves its page, or its place there. */
  leave(): void {
    this.#unfolded?.end();
    this.#unfolded = undefined;
  }
}
