/** `<studio-timeline>`: the session's events on a slider, with the names of what was done. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { base, sheetOf } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { nameOf } from './names.ts';
import type { Playing } from './playing.ts';
import css from './timeline.css?inline';
import { words } from './words.ts';

export class StudioTimeline extends LitElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { playing: { attribute: false } };
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

  /** The steps one can stop at: what only brings the session to a channel belongs to what is done there. */
  get #stops(): number[] {
    return this.playing.steps.flatMap(({ move }, index) => (move?.leads ? [] : [index]));
  }

  protected override render(): TemplateResult {
    const stops = this.#stops;
    const { steps, at } = this.playing;
    const place = Math.max(0, stops.filter((stop) => stop <= at).length - 1);
    const end = Math.max(0, stops.length - 1);
    const step = steps[at];
    const go = (to: number) => () => this.playing.look(stops[to] ?? 0);
    const name = step ? nameOf(step) : '';
    return html`<div class="line" role="group" aria-label=${words.session}>
      <button class="button" @click=${() => this.playing.restart()}>${icon('undo')}${words.restart}</button>
      ${this.#turn('back', words.back, place === 0, go(place - 1))}
      <input
        type="range"
        min="0"
        max=${end}
        step="1"
        .value=${String(place)}
        aria-label=${words.step}
        aria-valuetext=${`${words.ofSteps(place, stops.length)}: ${name}`}
        @input=${(event: Event) => go(Number((event.target as HTMLInputElement).value))()}
      />
      ${this.#turn('next', words.on, place === end, go(place + 1))}
      <span class="name"><bdi class="count">${words.ofSteps(place, stops.length)}</bdi> <bdi>${name}</bdi></span>
      ${place < end ? html`<span class="past">${words.looking}</span>` : nothing}
    </div>`;
  }

  #turn(which: 'back' | 'next', label: string, isEnd: boolean, go: () => void): TemplateResult {
    const isRtl = getComputedStyle(this).direction === 'rtl';
    return html`<button class="button quiet square turn" aria-label=${label} title="${label} (Alt ${which === 'back' ? 'Page Up' : 'Page Down'})"
      aria-keyshortcuts="Alt+${which === 'back' ? 'PageUp' : 'PageDown'}" aria-disabled=${String(isEnd)} @click=${isEnd ? nothing : go}>
      ${icon('back', (which === 'next') !== isRtl ? 'turned' : '')}
    </button>`;
  }
}

customElements.define('studio-timeline', StudioTimeline);
