/** `<studio-why-panel>`: why the step that is looked at led where it led; an entry chooses what it is about. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../builder/desk.ts';
import { nameOf } from './names.ts';
import { PanelElement } from './panel_element.ts';
import { linesOf, pointerTo, targetsOf, type WhyLine } from './why_words.ts';
import { words } from './words.ts';

const signs = { holds: '✓', fails: '✗', taken: '→' };

export class StudioWhyPanel extends PanelElement {
  static override properties = { ...PanelElement.properties, desk: { attribute: false } };
  declare desk: Desk;

  protected override render(): TemplateResult {
    const { step, refusal } = this.playing;
    const { definition } = this.desk;
    const lines = step ? linesOf(step.why, definition) : [];
    const others = this.#notTaken();
    return html`
      ${refusal ? html`<section class="step"><h2>${words.refused}</h2>${this.#list(linesOf(refusal.why, definition))}</section>` : nothing}
      <section class="step">
        ${step ? html`<h2>${nameOf(step)}</h2>` : nothing}
        ${lines.length > 0 ? this.#list(lines) : html`<p class="muted">${words.noWhy}</p>`}
      </section>
      ${others.length > 0 ? html`<section class="step"><h2>${words.notTaken}</h2>${this.#list(others)}</section>` : nothing}
    `;
  }

  #list(lines: readonly WhyLine[]): TemplateResult {
    return html`<ul class="why">
      ${lines.map(
        ({ what, read, verdict, pointer }) => html`<li><button class="entry ${verdict ?? ''}" ?disabled=${pointer === ''}
          @click=${() => this.desk.chooseAt(pointer)}>
          <span class="what"><span class="sign" aria-hidden="true">${verdict ? signs[verdict] : '·'}</span><bdi>${what}</bdi></span>
          ${read.map((one) => html`<span class="read"><bdi>${one}</bdi></span>`)}
        </button></li>`,
      )}
    </ul>`;
  }

  /** The ways that the layers left in this step could have led besides. */
  #notTaken(): WhyLine[] {
    const ways = (this.playing.step?.why ?? []).filter(({ why }) => why === 'way');
    return ways.flatMap(({ layer, target }) =>
      targetsOf(this.desk.definition, String(layer))
        .filter((one) => one !== target)
        .map((one) => ({ what: `${String(layer)} → ${one}`, read: [], pointer: pointerTo(this.desk.definition, one) })),
    );
  }
}

customElements.define('studio-why-panel', StudioWhyPanel);
