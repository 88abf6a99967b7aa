/** `<studio-setup-panel>`: how the session begins: where, when, and what is known of the visitor. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Channel, Values } from '../../src/engine/types.gen.ts';
import type { Desk } from '../builder/desk.ts';
import { objectsIn, textOf } from '../document/definition.ts';
import { PanelElement } from './panel_element.ts';
import { randomSeed, type Start } from './script.ts';
import { words } from './words.ts';

const kObjects = ['initial', 'device', 'prior', 'contact'] as const;
type Known = (typeof kObjects)[number];

const hints: Record<Known, string> = {
  initial: words.initialHint,
  device: 'language, device_type, os, browser',
  prior: words.priorHint,
  contact: words.contactHint,
};

export class StudioSetupPanel extends PanelElement {
  static override properties = { ...PanelElement.properties, desk: { attribute: false }, wrong: { state: true } };
  declare desk: Desk;
  /** What is no JSON object. */
  declare private wrong: ReadonlySet<Known>;

  constructor() {
    super();
    this.wrong = new Set();
  }

  protected override render(): TemplateResult {
    const { facts, script } = this.playing;
    const { start } = script;
    return html`<form class="form" @submit=${this.#begin}>
      <label class="field"><span class="name">${words.startOn}</span>
        <select name="channel">${(facts?.channels ?? []).map(
          (one) => html`<option value=${one} .selected=${one === start.channel}>${words.channels[one]}</option>`,
        )}</select></label>
      <label class="field"><span class="name">${words.clock}</span>
        <input type="datetime-local" name="clock" aria-describedby="clock-help" />
        <span class="help" id="clock-help">${words.clockHint}</span></label>
      ${kObjects.map((name) => this.#object(name, start))}
      <label class="field"><span class="name">${words.signedIn}</span>
        <input name="auth" .value=${start.auth?.contact ?? ''} autocomplete="off" aria-describedby="auth-help" />
        <span class="help" id="auth-help">${words.signedInHint}</span></label>
      <div class="actions"><button class="button primary">${words.begin}</button></div>
    </form>`;
  }

  #object(name: Known, start: Start): TemplateResult {
    const isWrong = this.wrong.has(name);
    const wanted = name === 'initial' ? this.#slugs() : '';
    return html`<label class="field"><span class="name">${words[name]}</span>
      <textarea class="mono" name=${name} rows="2" spellcheck="false" dir="ltr" aria-invalid=${String(isWrong)} aria-describedby="${name}-help"
        .value=${start[name] ? JSON.stringify(start[name], null, 1) : ''}></textarea>
      <span class="help" id="${name}-help">${hints[name]}${wanted ? `: ${wanted}` : ''}</span>
      ${isWrong ? html`<span class="fault" role="alert">${words.wantObject}</span>` : nothing}
    </label>`;
  }

  /** The initial data that the funnel names. */
  #slugs(): string {
    return objectsIn(this.desk.definition, 'initial_data').map((one) => textOf(one, 'slug')).join(', ');
  }

  readonly #begin = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    const wrong = new Set<Known>();
    const known: Partial<Record<Known, Values>> = {};
    for (const name of kObjects) {
      const read = objectIn(said(name));
      if (read === undefined) wrong.add(name);
      else if (Object.keys(read).length > 0) known[name] = read;
    }
    this.wrong = wrong;
    if (wrong.size > 0) return;
    const { language } = this.playing.script.start;
    const contact = said('auth');
    this.playing.restart({
      channel: said('channel') as Channel,
      language,
      seed: randomSeed(),
      clock: said('clock') ? new Date(said('clock')).getTime() : Date.now(),
      ...known,
      ...(contact && { auth: { method: contact.includes('@') ? 'otp_email' : 'otp_sms', contact } }),
    });
  };
}

/** Undefined where the text is no JSON object; nothing is an empty one. */
function objectIn(text: string): Values | undefined {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

customElements.define('studio-setup-panel', StudioSetupPanel);
