/** `<studio-funnels>`: all engagement funnels. */
import { html, nothing } from 'lit';
import { all, sentenceOf } from '../base/api.ts';
import { base, StudioElement } from '../base/element.ts';
import type { Route } from '../base/router.ts';

interface Funnel {
  slug: string;
  title: string;
}

export class StudioFunnels extends StudioElement {
  static override styles = [...base];
  static override properties = { route: { attribute: false }, funnels: { state: true }, problem: { state: true } };
  declare route: Route;
  declare private funnels: Funnel[] | undefined;
  declare private problem: unknown;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.funnels = await all<Funnel>('/api/v1/funnels', 'funnels');
    } catch (error) {
      this.problem = error;
    }
  }

  override render() {
    return html`<div class="page">
      <header><h1>Engagement funnels</h1></header>
      ${this.problem ? html`<p role="alert">${sentenceOf(this.problem)}</p>` : nothing}
      <ul>
        ${this.funnels?.map(({ title }) => html`<li>${title}</li>`)}
      </ul>
    </div>`;
  }
}

customElements.define('studio-funnels', StudioFunnels);
