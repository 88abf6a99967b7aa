/**
 * `<studio-offers .what .desk .bench>`: the palette with the builder's commands, or with what can be found.
 * Both are taken down when it opens. Tells `close`.
 */
import { html, type TemplateResult } from 'lit';
import { StudioElement } from '../../base/element.ts';
import type { Desk } from '../desk.ts';
import type { Bench } from './bench.ts';
import { commandsOf } from './commands.ts';
import { findable } from './find.ts';
import './palette.ts';
import type { Entry } from './palette.ts';
import { recent, remember } from './recent.ts';
import { words } from './words.ts';

export class StudioOffers extends StudioElement {
  static override properties = { what: {}, desk: { attribute: false }, bench: { attribute: false } };
  declare what: 'commands' | 'find';
  declare desk: Desk;
  declare bench: Bench;
  private entries: readonly Entry[] = [];
  private shown: string | undefined;

  override willUpdate(): void {
    if (this.shown === this.what) return;
    this.shown = this.what;
    this.entries = this.what === 'commands' ? commandsOf(this.desk, this.bench) : findable(this.desk, (pointer) => this.bench.goTo(pointer));
  }

  override render(): TemplateResult {
    const isCommands = this.what === 'commands';
    return html`<studio-palette
      .entries=${this.entries}
      .first=${isCommands ? recent() : []}
      .isLoose=${isCommands}
      heading=${isCommands ? words.commands : words.find}
      hint=${isCommands ? words.commandsHint : words.findHint}
      @chosen=${(event: CustomEvent<string>) => isCommands && remember(event.detail)}
      @close=${() => this.dispatchEvent(new Event('close'))}
    ></studio-palette>`;
  }
}

customElements.define('studio-offers', StudioOffers);
