/**
 * `<studio-frame>`: one device of the preview, drawn to fit its place: a screen of the size that the
 * device has, made smaller where there is less room.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Channel } from '../../src/engine/types.gen.ts';
import { base, sheetOf } from '../base/element.ts';
import css from './frame.css?inline';
import type { Playing } from './playing.ts';
import './screen.ts';
import './texts.ts';
import { words } from './words.ts';

export interface Device {
  id: 'phone' | 'desktop' | 'chat' | 'texts';
  channel: Channel;
  label: string;
  width: number;
  height: number;
}

export class StudioFrame extends LitElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { playing: { attribute: false }, device: { attribute: false }, scheme: {} };
  declare playing: Playing;
  declare device: Device;
  declare scheme: 'light' | 'dark';
  readonly #sized = new ResizeObserver(() => this.#fit());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized.observe(this);
    this.playing.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized.disconnect();
    this.playing.removeEventListener('change', this.#changed);
  }

  readonly #changed = (): void => this.requestUpdate();

  protected override updated(changed: PropertyValues): void {
    if (changed.has('device')) this.#fit();
  }

  /** As large as there is room, and never larger than the device. */
  #fit(): void {
    const room = this.renderRoot.querySelector<HTMLElement>('.room');
    if (!room || !this.device) return;
    const { width, height } = this.device;
    const { clientWidth, clientHeight } = room;
    if (clientWidth === 0 || clientHeight === 0) return;
    const wide = this.device.id === 'desktop' ? Math.min(clientWidth / width, clientHeight / height) : clientWidth / width;
    const scale = Math.min(1, wide);
    const tall = this.device.id === 'desktop' ? height : Math.min(height, clientHeight / scale);
    this.style.setProperty('--scale', String(scale));
    this.style.setProperty('--wide', `${width}px`);
    this.style.setProperty('--tall', `${tall}px`);
  }

  protected override render(): TemplateResult {
    const { playing, device } = this;
    const { channel, label, id } = device;
    const isHere = playing.step?.played.view.channel === channel;
    return html`<section class="frame ${id}" aria-label=${label}>
      <header>
        <h2>${label}</h2>
        ${isHere ? html`<span class="here" title=${words.isHere}><span class="unseen">${words.isHere}</span></span>` : nothing}
      </header>
      <div class="room">${this.#content(channel)}</div>
    </section>`;
  }

  #content(channel: Channel): TemplateResult {
    const { playing, scheme } = this;
    if (!playing.facts) return html``;
    if (!playing.facts.channels.includes(channel)) {
      return html`<p class="absent">${words.notOn(words.channels[channel])}</p>`;
    }
    if (!playing.step) return html``;
    const view = playing.viewOn(channel);
    const talks = channel !== 'web';
    const isQuiet = talks && view?.status === 'in_progress' && !view.waiting && (view.components ?? []).length === 0;
    const said = !view ? words.noForm(words.channels[channel], playing.step.played.view.layer) : isQuiet ? words.goesOnByItself : '';
    return html`<div class="device">
        ${
          channel === 'sms' || channel === 'whatsapp'
            ? html`<studio-texts .playing=${playing} channel=${channel}></studio-texts>`
            : html`<studio-screen .playing=${playing} channel=${channel} scheme=${scheme} label=${this.device.label}></studio-screen>`
        }
      </div>
      ${said ? html`<p class="quiet" role="status">${said}</p>` : nothing}`;
  }
}

customElements.define('studio-frame', StudioFrame);
