/** What a page asks the server for: shown once it has come, else that it is on its way, or what went wrong. */
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { sentenceOf } from '../base/api.ts';
import { icon } from '../base/icons.ts';
import { isGone, Latest } from './latest.ts';
import { words } from './words.ts';

export class Asked<T> {
  told: T | undefined;
  isBusy = false;
  private problem: unknown;
  private readonly latest = new Latest();

  /** `came` hears of each answer before it is shown. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly ask: () => Promise<T>,
    private readonly came: (told: T) => void = () => {},
  ) {}

  /** Asks, or asks again; what has come before stays until then. */
  readonly load = async (): Promise<void> => {
    this.isBusy = true;
    this.problem = undefined;
    this.host.requestUpdate();
    try {
      this.told = await this.latest.of(this.ask());
      this.came(this.told);
    } catch (error) {
      if (isGone(error)) return;
      this.problem = error;
    }
    this.isBusy = false;
    this.host.requestUpdate();
  };

  paint(body: (told: T) => unknown): unknown {
    if (this.problem) return this.trouble();
    return this.told === undefined ? html`<div class="waiting" role="status">${words.loading}</div>` : body(this.told);
  }

  private trouble(): TemplateResult {
    return html`<div class="empty" role="alert">
      ${icon('alert')}
      <p>${sentenceOf(this.problem)}</p>
      <button class="button" @click=${this.load}>${words.again}</button>
    </div>`;
  }
}
