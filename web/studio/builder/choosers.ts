/** What of the builder is seen: the language of its texts, and in a narrow window one of its panes. */
import { html, nothing, type TemplateResult } from 'lit';
import { languagesOf } from '../document/definition.ts';
import type { Desk } from './desk.ts';
import { words } from './words.ts';

export type Pane = 'outline' | 'middle' | 'inspector' | 'problems';

/** Nothing where there is one language. */
export function languageChooser(desk: Desk): TemplateResult | typeof nothing {
  const languages = languagesOf(desk.definition);
  if (languages.length < 2) return nothing;
  return html`<select
    class="languages"
    aria-label=${words.language}
    @change=${(event: Event & { target: HTMLSelectElement }) => (desk.language = event.target.value)}
  >
    ${languages.map((one) => html`<option value=${one} ?selected=${one === desk.language}>${one}</option>`)}
  </select>`;
}

/** `middle` is what the one in the middle shows. */
export function tabs(chosen: Pane, middle: string, choose: (pane: Pane) => void): TemplateResult {
  const names: Record<Pane, string> = { outline: words.outline, middle, inspector: words.inspector, problems: words.problems };
  return html`<nav class="tabs" aria-label=${words.panels}>
    ${Object.entries(names).map(([pane, name]) => html`<button
      class="button quiet"
      aria-pressed=${pane === chosen}
      @click=${() => choose(pane as Pane)}
    >${name}</button>`)}
  </nav>`;
}
