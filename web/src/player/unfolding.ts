/**
 * Players that unfold: a dialog over the page, a corner with a launcher, a tab at the edge with a
 * drawer. A part of the player.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Unfolded, Unfolder } from './frame.ts';
import { icon } from './icons.ts';
import { sheetOf } from './sheet.ts';
import { paintCloser } from './stage.ts';
import type { Strings } from './strings.ts';
import { Triggers } from './triggers.ts';
import css from './unfolding.css?inline';

export class Unfolding implements Unfolded {
  readonly sheet = sheetOf(css);
  readonly #player: Unfolder;
  readonly #triggers: Triggers;
  #isOpen = false;
  /** Gives the page back its scroll bar. */
  #unlock: (() => void) | undefined;

  constructor(player: Unfolder) {
    this.#player = player;
    this.#triggers = new Triggers(player);
  }

  paint(strings: Strings, title: string, content: () => TemplateResult): TemplateResult {
    const name = title || strings.thread;
    if (this.#player.mode === 'bubble') return this.#paintBubble(strings, content);
    return html`${this.#player.mode === 'tab' ? this.#paintTab(strings, title) : nothing}
      ${this.#paintDialog(strings, name, content)}`;
  }

  settle(): void {
    const { unfolded } = this.#player;
    if (unfolded === this.#isOpen) return;
    this.#isOpen = unfolded;
    if (this.#player.mode === 'bubble') {
      this.#find(unfolded ? '.sheet' : '.launcher')?.focus();
      return;
    }
    const dialog = this.#find('dialog') as HTMLDialogElement;
    if (unfolded) {
      dialog.showModal();
      dialog.focus();
      this.#unlock = holdPage();
    } else {
      // The browser gives the focus back to whoever had it.
      dialog.close();
      this.#unlock?.();
    }
  }

  end(): void {
    this.#triggers.end();
    this.#unlock?.();
  }

  /** The visitor closed it: nothing but their own click opens it again in this visit. */
  readonly #dismiss = (): void => {
    if (!this.#player.unfolded) return;
    this.#triggers.dismiss();
    this.#player.close();
  };

  #paintDialog(strings: Strings, name: string, content: () => TemplateResult): TemplateResult {
    const look = this.#player.mode === 'tab' ? 'popup drawer' : 'popup';
    return html`<dialog class=${look} aria-label=${name} tabindex="-1" @close=${this.#dismiss}>
      ${
        this.#player.unfolded
          ? html`${paintCloser('closer', strings.close, this.#dismiss)}${content()}`
          : nothing
      }
    </dialog>`;
  }

  #paintTab(strings: Strings, title: string): TemplateResult {
    const name = this.#player.label || title || strings.openForm;
    return html`<button
      type="button"
      class="tab"
      aria-haspopup="dialog"
      aria-expanded=${String(this.#player.unfolded)}
      @click=${() => this.#player.open()}
    ><span>${name}</span></button>`;
  }

  #paintBubble(strings: Strings, content: () => TemplateResult): TemplateResult {
    const { unfolded } = this.#player;
    const toggle = unfolded ? this.#dismiss : () => this.#player.open();
    const escape = ({ key }: KeyboardEvent) => key === 'Escape' && this.#dismiss();
    return html`<div class="corner" @keydown=${escape}>
      ${unfolded ? html`<div class="sheet" role="dialog" tabindex="-1" aria-label=${strings.thread}>${content()}</div>` : nothing}
      <button
        type="button"
        class="launcher"
        aria-expanded=${String(unfolded)}
        aria-label=${unfolded ? strings.close : this.#player.label || strings.openChat}
        @click=${toggle}
      >
        ${icon(unfolded ? 'close' : 'chat')}
      </button>
    </div>`;
  }

  #find(selector: string): HTMLElement | null | undefined {
    return this.#player.shadowRoot?.querySelector<HTMLElement>(selector);
  }
}

/** Keeps the page behind a dialog where it is; what it returns lets it go. */
function holdPage(): () => void {
  const { style } = document.documentElement;
  const { overflow, scrollbarGutter } = style;
  const gutter = innerWidth > document.documentElement.clientWidth ? 'stable' : scrollbarGutter;
  Object.assign(style, { overflow: 'hidden', scrollbarGutter: gutter });
  return () => Object.assign(style, { overflow, scrollbarGutter });
}
