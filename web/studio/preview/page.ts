/** `<studio-preview-page>`: the preview of a funnel's draft with the whole window to itself. Others preview what they have. */
import { html, type TemplateResult } from 'lit';
import { sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { nameWindow, type Route } from '../base/router.ts';
import { Desk } from '../builder/desk.ts';
import { openDraft } from '../builder/keeping.ts';
import { textOf } from '../document/definition.ts';
import { loadDocument } from '../document/load.ts';
import css from './page.css?inline';
import './preview.ts';
import { words } from './words.ts';

export class StudioPreviewPage extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { route: { attribute: false }, desk: { state: true }, problem: { state: true } };
  declare route: Route;
  declare protected desk: Desk | undefined;
  declare private problem: string | undefined;
  #slug = '';

  protected override willUpdate(): void {
    const slug = this.route.params.slug ?? '';
    if (slug === this.#slug) return;
    this.#slug = slug;
    void this.#open(slug);
  }

  async #open(slug: string): Promise<void> {
    this.desk = this.problem = undefined;
    try {
      const [document, text] = await Promise.all([loadDocument(), this.fetchText(slug)]);
      if (slug !== this.#slug) return;
      const misfit = document.open(text);
      if (misfit) this.problem = misfit.sentence;
      else this.desk = new Desk(document, slug, true);
      nameWindow(`${textOf(document.definition, 'title') || slug} · ${words.title}`);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
  }

  protected async fetchText(slug: string): Promise<string> {
    return (await openDraft(slug)).text;
  }

  protected override render(): TemplateResult {
    if (this.problem) return html`<p class="wait" role="alert">${this.problem}</p>`;
    if (!this.desk) return html`<p class="wait" role="status">${words.opening}</p>`;
    return html`<h1 class="unseen">${words.title}: ${textOf(this.desk.definition, 'title')}</h1>
      <studio-preview .desk=${this.desk}></studio-preview>`;
  }
}

customElements.define('studio-preview-page', StudioPreviewPage);
