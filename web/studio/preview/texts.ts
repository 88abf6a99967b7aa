/**
 * `<studio-texts>`: the thread of messages that SMS or WhatsApp carries, each as it would be sent: with
 * its choices, and how many segments it takes.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Channel, Outgoing, ViewComponent } from '../../src/engine/types.gen.ts';
import type { Entry } from '../../src/player/thread.ts';
import { base, sheetOf } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { conversationOn } from './conversation.ts';
import type { Playing } from './playing.ts';
import css from './texts.css?inline';
import { words } from './words.ts';

export class StudioTexts extends LitElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { playing: { attribute: false }, channel: {} };
  declare playing: Playing;
  declare channel: Extract<Channel, 'sms' | 'whatsapp'>;
  #count = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.playing.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.playing.removeEventListener('change', this.#changed);
  }

  readonly #changed = (): void => this.requestUpdate();

  protected override render(): TemplateResult {
    const { steps, at } = this.playing;
    const view = this.playing.viewOn(this.channel);
    const thread = conversationOn(this.channel, steps.slice(0, at + 1)).filter(isSent);
    const isOn = view?.status === 'in_progress' && !this.playing.isKept;
    const dir = /^(ar|he|fa|ur)\b/.test(view?.language ?? '') ? 'rtl' : 'ltr';
    return html`<div class="thread" role="log" aria-label=${words.thread} tabindex="0" dir=${dir} lang=${view?.language ?? nothing}>
        ${thread.map((entry) => (entry.from === 'visitor' ? this.#own(entry) : this.#text(entry)))}
      </div>
      ${isOn ? this.#composer(dir) : nothing}`;
  }

  protected override updated(): void {
    const thread = this.renderRoot.querySelector('.thread')!;
    const count = thread.childElementCount;
    if (count !== this.#count) thread.scrollTop = thread.scrollHeight;
    this.#count = count;
  }

  #own({ text, file }: Extract<Entry, { from: 'visitor' }>): TemplateResult {
    return html`<div class="text own"><span class="unseen">${words.you}: </span>${file?.name ?? text}</div>`;
  }

  #text({ component, again }: Extract<Entry, { from: 'funnel' }>): TemplateResult {
    const { outgoing } = component;
    const text = outgoing?.text ?? '';
    return html`<div class="text">
        ${component.image && this.channel === 'whatsapp' ? html`<img src=${component.image} alt=${component.alt ?? ''} />` : nothing}
        <span class="said">${text}</span>
        ${outgoing?.choices && this.channel === 'whatsapp' ? this.#choices(outgoing) : nothing}
      </div>
      <div class="facts">${this.#facts(text, outgoing, again)}</div>`;
  }

  #choices({ form, choices = [] }: Outgoing): TemplateResult {
    return html`<span class="choices ${form}">
      ${choices.map(
        ({ id, title }) => html`<button type="button" ?disabled=${this.playing.isKept} @click=${() => this.#reply({ option: id })}>${title}</button>`,
      )}
    </span>`;
  }

  #facts(text: string, outgoing: Outgoing | undefined, again: boolean) {
    const { encoding, segments, units } = this.playing.engine.sms(text);
    const size = this.channel === 'sms' && segments > 0 ? words.segments(segments, units, encoding) : '';
    return [size, outgoing?.cut ? words.cut : '', again ? words.askedAgain : ''].filter(Boolean).join(' · ');
  }

  #composer(dir: string): TemplateResult {
    return html`<form class="composer" @submit=${this.#send}>
      <input name="reply" dir=${dir} aria-label=${words.reply} placeholder=${words.reply} autocomplete="off" />
      <button class="button primary square" aria-label=${words.send}>${icon('send')}</button>
    </form>`;
  }

  readonly #send = (event: SubmitEvent): void => {
    event.preventDefault();
    const box = this.renderRoot.querySelector<HTMLInputElement>('input')!;
    const text = box.value;
    box.value = '';
    this.#reply({ text });
    box.focus();
  };

  #reply(input: { text: string } | { option: string }): void {
    this.playing.act({ kind: 'replied', input }, this.channel);
  }
}

/** What was joined to the message before it is not sent by itself. */
const isSent = (entry: Entry): boolean =>
  entry.from === 'visitor' ? entry.text !== '' || entry.file !== undefined : sentBy(entry.component);

const sentBy = ({ outgoing }: ViewComponent): boolean => outgoing !== undefined;

customElements.define('studio-texts', StudioTexts);
