/** What every element of the studio is: a Lit element that wears the common sheets. */
import { LitElement } from 'lit';
import tokens from '../../src/player/tokens.css?inline';
import { sheetOf } from '../../src/player/sheet.ts';
import controls from './controls.css?inline';

/** To stand before an element's own sheet: `static override styles = [...base, sheetOf(css)]`. */
export const base: readonly CSSStyleSheet[] = [sheetOf(tokens), sheetOf(controls)];
export { sheetOf };

export class StudioElement extends LitElement {
  static override styles: CSSStyleSheet[] = [...base];
}
