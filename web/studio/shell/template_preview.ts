/** `<studio-template-preview>`: a template as visitors would get it, before anybody takes it. */
import { html, nothing, type TemplateResult } from 'lit';
import { request } from '../base/api.ts';
import { base, sheetOf } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { mayEdit } from '../base/me.ts';
import { hrefOf } from '../base/router.ts';
import { textOf } from '../document/definition.ts';
import { StudioPreviewPage } from '../preview/page.ts';
import css from './template_preview.css?inline';
import { words } from './words.ts';

const said = words.templates;

export class StudioTemplatePreview extends StudioPreviewPage {
  static override styles = [...base, sheetOf(css)];

  protected override async fetchText(slug: string): Promise<string> {
    return (await request('GET', `/api/v1/templates/${encodeURIComponent(slug)}`)).text;
  }

  protected override render(): TemplateResult {
    const { desk } = this;
    if (!desk) return super.render();
    return html`<header>
        <a class="button quiet square" href="#/templates" aria-label=${said.back} title=${said.back}>${icon('back', 'flips')}</a>
        <h1>${textOf(desk.definition, 'title')}</h1>
        ${mayEdit() ? html`<a class="button primary" href=${hrefOf('/templates', {}, { use: desk.slug })}>${said.use}</a>` : nothing}
      </header>
      <studio-preview .desk=${desk}></studio-preview>`;
  }
}

customElements.define('studio-template-preview', StudioTemplatePreview);
