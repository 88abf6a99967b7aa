/** `<studio-templates>`: funnels to begin with. */
import { html, nothing } from 'lit';
import { get, sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { mayEdit } from '../base/me.ts';
import { channelName, languageName } from '../base/names.ts';
import { go, hrefOf, type Route } from '../base/router.ts';
import { tellProblem } from '../base/toast.ts';
import { type Definition, nameFunnel } from './naming.ts';
import './template_picture.ts';
import css from './templates.css?inline';
import { words } from './words.ts';

const said = words.templates;

interface Template {
  slug: string;
  category: string;
  title: Record<string, string>;
  about: Record<string, string>;
  languages: string[];
  channels: string[];
  layers: number;
}

/** Its words in English, or in the first language that it has. */
const told = (texts: Record<string, string>): string => texts.en ?? Object.values(texts)[0] ?? '';

export class StudioTemplates extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { route: { attribute: false }, templates: { state: true }, whole: { state: true }, problem: { state: true } };
  declare route: Route;
  declare private templates: Template[] | undefined;
  /** The definitions that have come, by their slugs. */
  declare private whole: ReadonlyMap<string, Definition>;
  declare private problem: unknown;

  constructor() {
    super();
    this.whole = new Map();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('route')) this.useWanted();
  }

  private readonly load = async (): Promise<void> => {
    try {
      this.templates = (await get<{ templates: Template[] }>('/api/v1/templates')).templates;
      this.problem = undefined;
      this.useWanted();
      void this.fetchPictures();
    } catch (error) {
      this.problem = error;
    }
  };

  /** One after the other, in the order that they are seen in. A card whose template does not come has no picture. */
  private async fetchPictures(): Promise<void> {
    for (const { slug } of this.templates ?? []) {
      if (!this.isConnected) return;
      try {
        this.whole = new Map([...this.whole, [slug, await this.fetchWhole(slug)]]);
      } catch (error) {
        console.debug('tundish: no picture of a template', error);
      }
    }
  }

  private readonly fetchWhole = (slug: string): Promise<Definition> =>
    get<Definition>(`/api/v1/templates/${encodeURIComponent(slug)}`);

  /** A link may say which one is to be used. */
  private useWanted(): void {
    const wanted = this.templates?.find(({ slug }) => slug === this.route.query.get('use'));
    if (!wanted || !mayEdit()) return;
    go('#/templates', 'replace');
    void this.use(wanted);
  }

  private get category(): string {
    return this.route.query.get('category') ?? '';
  }

  override render() {
    const shown = this.templates?.filter(({ category }) => !this.category || category === this.category);
    return html`<div class="page">
      <header><h1>${said.heading}</h1></header>
      <p class="muted">${said.about}</p>
      ${this.problem
        ? html`<div class="notice bad" role="alert">
            ${icon('alert')}<span>${sentenceOf(this.problem)}</span>
            <button class="button" @click=${this.load}>${words.funnels.tryAgain}</button>
          </div>`
        : nothing}
      ${shown ? this.filters() : nothing}
      <ul class="gallery">
        ${shown?.map((one) => this.card(one))}
      </ul>
    </div>`;
  }

  private filters() {
    const categories = [...new Set(this.templates!.map(({ category }) => category).filter(Boolean))];
    return html`<div class="filters" role="group" aria-label=${said.categories}>
      ${['', ...categories].map(
        (one) => html`<button
          class="button"
          aria-pressed=${String(one === this.category)}
          @click=${() => go(hrefOf('/templates', {}, { category: one }), 'replace')}
        >
          ${one ? (said.category[one] ?? one) : said.all}
        </button>`,
      )}
    </div>`;
  }

  private card(template: Template) {
    const title = told(template.title);
    return html`<li class="card">
      <studio-template-picture .definition=${this.whole.get(template.slug)}></studio-template-picture>
      <h2>${title}</h2>
      <p>${told(template.about)}</p>
      <div class="facts">
        <span class="chip">${words.import.layers(template.layers)}</span>
        ${template.channels.map((one) => html`<span class="chip">${channelName(one)}</span>`)}
        ${template.languages.map((one) => html`<span class="chip">${languageName(one)}</span>`)}
      </div>
      <div class="actions">
        ${mayEdit()
          ? html`<button class="button" aria-label="${said.use}: ${title}" @click=${() => this.use(template)}>${said.use}</button>`
          : html`<span class="muted">${words.funnels.viewersLook}</span>`}
        <a class="button quiet" aria-label="${said.preview}: ${title}" href=${hrefOf('/templates/:slug', { slug: template.slug })}>${icon('play')}${said.preview}</a>
      </div>
    </li>`;
  }

  private async use(template: Template): Promise<void> {
    try {
      const whole = this.whole.get(template.slug) ?? (await this.fetchWhole(template.slug));
      const { x_template, ...definition } = whole;
      await nameFunnel({
        heading: said.useHeading(told(template.title)),
        act: said.useAct,
        title: told(template.title),
        slug: template.slug,
        make: (title, slug) => ({ ...definition, title, slug }) as Definition,
      });
    } catch (error) {
      tellProblem(error);
    }
  }
}

customElements.define('studio-templates', StudioTemplates);
