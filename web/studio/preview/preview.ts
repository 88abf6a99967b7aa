/**
 * `<studio-preview .desk>`: the funnel as visitors get it, on a phone, a desktop, in a chat and as
 * messages, all driven by one session that nobody keeps. Tells `playing` with the layer that is shown and
 * how it was come to, and `coverage` with what the recorded tests take.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Channel } from '../../src/engine/types.gen.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { isDark, onScheme } from '../base/scheme.ts';
import type { Desk } from '../builder/desk.ts';
import { engineModule, PreviewEngine } from './engine.ts';
import { type Device } from './frame.ts';
import { nameOfMove } from './names.ts';
import { kPanels, type PanelName, paintPanel } from './panels.ts';
import { Playing } from './playing.ts';
import css from './preview.css?inline';
import { enteredIn, waysIn } from './recorded.ts';
import { randomSeed } from './script.ts';
import './timeline.ts';
import { words } from './words.ts';

/** How long the document rests before it is played anew; where nobody sees it, longer. */
const kRestMs = 120;
const kHiddenRestMs = 800;
const phone = { width: 390, height: 844 };

export class StudioPreview extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    desk: { attribute: false },
    playing: { state: true },
    problem: { state: true },
    shown: { state: true },
    texts: { state: true },
    panel: { state: true },
  };
  declare desk: Desk;
  declare private playing: Playing | undefined;
  declare private problem: boolean;
  /** Where one frame is shown at a time. */
  declare private shown: Device['id'];
  /** Which of the two message channels the last frame shows. */
  declare private texts: 'sms' | 'whatsapp' | undefined;
  declare private panel: PanelName | undefined;
  #leave: (() => void)[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;
  #told = '';

  constructor() {
    super();
    this.problem = false;
    this.shown = 'phone';
    this.panel = 'session';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave = [onScheme(() => this.requestUpdate())];
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#rest);
    for (const leave of this.#leave) leave();
    this.playing?.close();
    this.playing = undefined;
  }

  async #open(): Promise<void> {
    this.problem = false;
    try {
      const module = await engineModule();
      if (!this.isConnected || this.playing) return;
      const language = this.desk.language;
      const start = { channel: 'web' as const, language, seed: randomSeed(), clock: Date.now() };
      const playing = new Playing(new PreviewEngine(module), start);
      playing.addEventListener('change', this.#changed);
      this.#leave.push(this.desk.on(['change'], this.#later));
      this.playing = playing;
      playing.open(this.desk.document.text());
    } catch (error) {
      console.warn('tundish: the preview cannot be opened', error);
      this.problem = true;
    }
  }

  /** Whoever types is not to wait for the session. */
  readonly #later = (): void => {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.playing?.open(this.desk.document.text()), this.hidden ? kHiddenRestMs : kRestMs);
  };

  readonly #changed = (): void => {
    this.requestUpdate();
    const { step, steps, at } = this.playing ?? { steps: [], at: 0 };
    const gone = steps.slice(0, at + 1);
    const ways = waysIn(gone).map(([from, to]) => ({ from, to }));
    const detail = { layer: step?.played.view.layer ?? '', layers: enteredIn(gone), ways };
    const told = JSON.stringify(detail);
    if (told === this.#told) return;
    this.#told = told;
    this.dispatchEvent(new CustomEvent('playing', { detail, bubbles: true, composed: true }));
  };

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('desk') as Desk | undefined;
    if (!before || before === this.desk) return;
    this.disconnectedCallback();
    this.#leave = [onScheme(() => this.requestUpdate())];
    void this.#open();
  }

  protected override render(): TemplateResult {
    const { playing } = this;
    if (this.problem) {
      return html`<div class="empty" role="alert">${icon('alert')}<p>${words.noEngine}</p>
        <button class="button" @click=${() => void this.#open()}>${words.again}</button></div>`;
    }
    if (!playing) return html`<p class="wait" role="status">${words.opening}</p>`;
    return html`<div class="preview" @keydown=${this.#key}>
      <div class="bar">
        <studio-timeline .playing=${playing}></studio-timeline>
        <span class="choices">${this.#languages(playing)}${this.#textsChoice(playing)}</span>
      </div>
      ${this.#notices(playing)}
      <div class="tabs" role="tablist" aria-label=${words.frames}>
        ${this.#devices(playing).map(
          ({ id, label }) => html`<button role="tab" id="tab-${id}" aria-selected=${String(id === this.shown)} aria-controls="frame-${id}"
            tabindex=${id === this.shown ? 0 : -1} @click=${() => (this.shown = id)} @keydown=${this.#turnTabs}>${label}</button>`,
        )}
      </div>
      <div class="frames">
        ${this.#devices(playing).map(
          (device) => html`<studio-frame id="frame-${device.id}" class="${device.id} ${device.id === this.shown ? 'shown' : ''}"
            .playing=${playing} .device=${device} scheme=${isDark() ? 'dark' : 'light'}></studio-frame>`,
        )}
      </div>
      ${this.#aside(playing)}
    </div>`;
  }

  #devices({ facts }: Playing): Device[] {
    const channels = facts?.channels ?? [];
    const texts = this.texts ?? (channels.includes('whatsapp') && !channels.includes('sms') ? 'whatsapp' : 'sms');
    return [
      { id: 'phone', channel: 'web', label: words.phone, ...phone },
      { id: 'desktop', channel: 'web', label: words.desktop, width: 1280, height: 800 },
      { id: 'chat', channel: 'web_chat', label: words.chat, ...phone },
      { id: 'texts', channel: texts, label: words.channels[texts], ...phone },
    ];
  }

  #notices({ faults, stopped, refusal, step }: Playing) {
    return html`<div class="notices" role="status">
      ${
        faults.length > 0
          ? html`<div class="notice bad">${icon('alert')}<span>${words.faults(faults.length)} ${faults[0]!.sentence}
            ${step ? words.stale : nothing}</span></div>`
          : nothing
      }
      ${
        stopped
          ? html`<div class="notice caution">${icon('alert')}<span>${words.stopped(stopped.step, nameOfMove(stopped.move))}
            ${stopped.sentence} ${words.stoppedHint}</span></div>`
          : nothing
      }
      ${
        refusal && refusal.refused.code !== 'layer_incomplete'
          ? html`<div class="notice caution">${icon('alert')}<span>${step ? nothing : words.doesNotBegin} ${refusal.refused.sentence}</span></div>`
          : nothing
      }
    </div>`;
  }

  #languages({ facts, step }: Playing) {
    const languages = facts?.languages ?? [];
    if (languages.length < 2) return nothing;
    const spoken = step?.played.view.language ?? '';
    return html`<label class="pick">${words.language}
      <select @change=${(event: Event) => this.#speak((event.target as HTMLSelectElement).value)}>
        ${languages.map((one) => html`<option value=${one} ?selected=${one === spoken} .selected=${one === spoken}>${one}</option>`)}
      </select></label>`;
  }

  /** As a visitor does: the session goes on in it; one in which nothing was done begins anew. */
  #speak(language: string): void {
    const playing = this.playing!;
    const { start, moves } = playing.script;
    if (moves.length === 0) playing.restart({ ...start, language });
    else playing.act({ kind: 'language_changed', input: { language, release: '' } });
  }

  #textsChoice(playing: Playing) {
    if (!playing.facts?.channels.includes('sms') || !playing.facts.channels.includes('whatsapp')) return nothing;
    const now = this.#devices(playing)[3]!.channel;
    const choices: Channel[] = ['sms', 'whatsapp'];
    return html`<label class="pick">${words.texts}
      <select @change=${(event: Event) => (this.texts = (event.target as HTMLSelectElement).value as 'sms' | 'whatsapp')}>
        ${choices.map((one) => html`<option value=${one} .selected=${one === now}>${words.channels[one]}</option>`)}
      </select></label>`;
  }

  #aside(playing: Playing): TemplateResult {
    return html`<aside aria-label=${words.panels}>
      <div class="tabs panels" role="tablist" aria-label=${words.panels}>
        ${kPanels.map(
          ({ name, label }) => html`<button role="tab" id="tab-${name}" aria-selected=${String(name === this.panel)} aria-controls="panel"
            tabindex=${name === this.panel ? 0 : -1} @click=${() => (this.panel = name)} @keydown=${this.#turnTabs}>${label}</button>`,
        )}
      </div>
      <div id="panel" class="panel" role="tabpanel" aria-labelledby="tab-${this.panel}" tabindex="0">
        ${paintPanel(this.panel ?? 'session', playing, this.desk)}
      </div>
    </aside>`;
  }

  /** Arrow keys go through tabs. */
  readonly #turnTabs = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tab = event.currentTarget as HTMLElement;
    const tabs = [...tab.parentElement!.children] as HTMLElement[];
    const isTurned = getComputedStyle(tab).direction === 'rtl';
    const next = tabs.at((tabs.indexOf(tab) + (isTurned ? -step : step)) % tabs.length)!;
    event.preventDefault();
    event.stopPropagation();
    next.click();
    next.focus();
  };

  /** Alt with Page Up or Page Down goes through the steps from anywhere in the preview. */
  readonly #key = (event: KeyboardEvent): void => {
    const step = { PageDown: 1, PageUp: -1 }[event.key];
    const { playing } = this;
    if (!step || !event.altKey || event.ctrlKey || event.metaKey || !playing) return;
    event.preventDefault();
    let at = playing.at + step;
    while (step < 0 && playing.steps[at]?.move?.leads) at -= 1;
    while (step > 0 && playing.steps[at]?.move?.leads) at += 1;
    playing.look(at);
  };
}

customElements.define('studio-preview', StudioPreview);
