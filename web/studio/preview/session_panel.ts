/** `<studio-session-panel>`: where the session is, what it knows, and what it waits for. */
import { html, nothing, type TemplateResult } from 'lit';
import type { EffectOutcome } from '../../src/engine/types.gen.ts';
import { kCode } from './desks.ts';
import type { Pending } from './engine.ts';
import { PanelElement } from './panel_element.ts';
import { words } from './words.ts';

export class StudioSessionPanel extends PanelElement {
  static override properties = { ...PanelElement.properties, wrong: { state: true } };
  /** The effect whose answer is no JSON. */
  declare private wrong: string | undefined;

  protected override render(): TemplateResult {
    const { step, pending } = this.playing;
    if (!step) return html``;
    const { view } = step.played;
    const { answers = [] } = step.state.state;
    return html`<dl class="facts">
        <dt>${words.where}</dt><dd>${view.layer}</dd>
        <dt>${words.status}</dt><dd>${words.statuses[view.status]}${view.reason ? `: ${view.reason}` : ''}</dd>
        <dt>${words.score}</dt><dd>${step.state.score}</dd>
      </dl>
      ${pending.map((one) => this.#pending(one))}
      <h2>${words.answers}</h2>
      ${answers.length === 0 ? html`<p class="muted">${words.noAnswers}</p>` : nothing}
      <dl class="facts">
        ${answers.map(
          ({ slug, value, problems }) => html`<dt class=${problems?.length ? 'off' : ''}>${slug}</dt>
            <dd><bdi>${typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
            ${problems?.length ? html`<span class="chip caution">${words.draft}</span>` : nothing}</dd>`,
        )}
      </dl>`;
  }

  #pending(pending: Pending): TemplateResult {
    return html`<section class="pending" aria-label="${words.waitsFor} ${pending.component}">
      <h2>${words.waitsFor} ${pending.component}</h2>
      ${
        pending.kind === 'call'
          ? this.#call(pending)
          : pending.kind === 'wait'
            ? html`<div class="actions"><button class="button" @click=${() => this.#pass(pending)}>${words.timePasses}</button></div>`
            : html`<p>${words.code(kCode)}</p><div class="actions">
              <button class="button" @click=${() => this.#answer(pending, 'done')}>${words.proofRight}</button>
              <button class="button" @click=${() => this.#answer(pending, 'failed', { status: 401 })}>${words.proofWrong}</button></div>`
      }
    </section>`;
  }

  #call(pending: Pending): TemplateResult {
    const isWrong = this.wrong === pending.key;
    return html`<label class="field"><span class="name">${words.answerBody}</span>
        <textarea class="mono" rows="4" aria-invalid=${String(isWrong)}>${'{}'}</textarea>
        ${isWrong ? html`<span class="fault" role="alert">${words.notJson}</span>` : nothing}
      </label>
      <div class="actions">
        <button class="button primary" @click=${(event: Event) => this.#give(pending, event)}>${words.answerOk}</button>
        <button class="button" @click=${() => this.#answer(pending, 'failed', { status: 500 })}>${words.answerFail}</button>
        <button class="button" @click=${() => this.#answer(pending, 'offline')}>${words.answerOffline}</button>
      </div>`;
  }

  #give(pending: Pending, event: Event): void {
    const box = (event.target as HTMLElement).closest('.pending')!.querySelector('textarea')!;
    this.wrong = undefined;
    try {
      this.#answer(pending, 'done', { status: 200, data: JSON.parse(box.value || 'null') as unknown });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.wrong = pending.key;
    }
  }

  #answer({ key }: Pending, outcome: EffectOutcome, more: { status?: number; data?: unknown } = {}): void {
    const input = { effect: key, outcome, ...more };
    this.playing.act({ kind: 'effect_result', input, ...(outcome !== 'offline' && { lane: 's' as const }) });
  }

  #pass({ key, due_ms = 0 }: Pending): void {
    this.playing.wait(due_ms);
    this.playing.act({ kind: 'effect_result', input: { effect: key, outcome: 'elapsed' } });
  }
}

customElements.define('studio-session-panel', StudioSessionPanel);
