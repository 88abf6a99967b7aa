/** What the panels beside the frames have in common: they follow the session. */
import { type CSSResultOrNative, LitElement, type PropertyDeclarations } from 'lit';
import { base, sheetOf } from '../base/element.ts';
import type { Playing } from './playing.ts';
import css from './panel.css?inline';

export class PanelElement extends LitElement {
  static override styles: CSSResultOrNative[] = [...base, sheetOf(css)];
  static override properties: PropertyDeclarations = { playing: { attribute: false } };
  declare playing: Playing;

  override connectedCallback(): void {
    super.connectedCallback();
    this.playing.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playing.removeEventListener('change', this.#changed);
  }

  readonly #changed = (): void => this.requestUpdate();
}
