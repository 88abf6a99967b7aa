/** `<studio-funnels>`: all engagement funnels, what state they are in, and what can be done with them. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { mayEdit } from '../base/me.ts';
import '../base/menu.ts';
import { languageName } from '../base/names.ts';
import { go, hrefOf, type Route } from '../base/router.ts';
import { ago, exactly } from '../base/times.ts';
import { actsOf, createFunnel } from './funnel_acts.ts';
import { type KeptDraft, keptDrafts } from '../builder/kept_drafts.ts';
import { environmentsOf, fetchOrRecallFunnels, type FunnelSummary, isChanged, languagesOf } from './funnel_summary.ts';
import css from './funnels.css?inline';
import { kFunnelPath } from './naming.ts';
import { hasPage } from './pages.ts';
import { words } from './words.ts';

const said = words.funnels;

export class StudioFunnels extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    route: { attribute: false },
    funnels: { state: true },
    since: { state: true },
    kept: { state: true },
    problem: { state: true },
  };
  declare route: Route;
  declare private funnels: FunnelSummary[] | undefined;
  declare private since: string | undefined;
  /** The drafts that are on this device, by their slugs. */
  declare private kept: ReadonlyMap<string, KeptDraft>;
  declare private problem: unknown;

  constructor() {
    super();
    this.kept = new Map();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.load);
    void this.load();
    keptDrafts()
      .then((drafts) => (this.kept = new Map(drafts.map((one) => [one.slug, one]))))
      .catch((error: unknown) => console.debug('tundish: no drafts are kept on this device', error));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.load);
  }

  private readonly load = async (): Promise<void> => {
    try {
      const { funnels, since } = await fetchOrRecallFunnels();
      this.funnels = funnels;
      this.since = since;
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
  };

  /** What is looked for, as the address has it. */
  private wish(name: 'search' | 'folder' | 'archived'): string {
    return this.route.query.get(name) ?? '';
  }

  private wishFor(name: 'search' | 'folder' | 'archived', value: string): void {
    const query = { ...Object.fromEntries(this.route.query), [name]: value };
    go(hrefOf('/funnels', {}, query), 'replace');
  }

  private get folders(): string[] {
    const names = new Set(this.funnels?.map(({ folder }) => folder).filter(Boolean));
    return [...names].sort((a, b) => a.localeCompare(b));
  }

  private get shown(): FunnelSummary[] {
    const search = this.wish('search').toLowerCase();
    const folder = this.wish('folder');
    const archived = this.wish('archived') === '1';
    return (this.funnels ?? []).filter(
      (one) =>
        !!one.archived === archived &&
        (!folder || one.folder === folder) &&
        `${one.title} ${one.slug}`.toLowerCase().includes(search),
    );
  }

  override render() {
    return html`<div class="page">
      <header>
        <h1>${said.heading}</h1>
        <div class="actions">${this.beginnings()}</div>
      </header>
      ${this.since ? this.recalled(this.since) : nothing} ${this.problem ? this.trouble() : nothing}
      ${this.funnels ? this.list() : this.waiting()}
    </div>`;
  }

  private beginnings() {
    if (!mayEdit()) return html`<span class="muted">${said.viewersLook}</span>`;
    return html`
      ${hasPage('/import') ? html`<a class="button" href="#/import">${icon('upload')}${said.import}</a>` : nothing}
      ${hasPage('/templates') ? html`<a class="button" href="#/templates">${icon('template')}${said.template}</a>` : nothing}
      <button class="button primary" @click=${() => createFunnel(this.load)}>${icon('add')}${said.new}</button>
    `;
  }

  private recalled(since: string) {
    return html`<div class="notice caution" role="status">
      ${icon('cloud_off')}<span>${said.recalled(ago(since))}</span>
      <button class="button" @click=${this.load}>${said.tryAgain}</button>
    </div>`;
  }

  private trouble() {
    return html`<div class="notice bad" role="alert">
      ${icon('alert')}<span>${sentenceOf(this.problem)}</span>
      <button class="button" @click=${this.load}>${said.tryAgain}</button>
    </div>`;
  }

  private waiting() {
    return this.problem ? nothing : html`<p class="muted" role="status">${said.loading}</p>`;
  }

  private list() {
    if (this.funnels!.length === 0) return this.nothingYet();
    const { shown } = this;
    return html`${this.tools(shown.length)}
    ${shown.length === 0
      ? html`<div class="empty"><h2>${said.noneFound}</h2><p>${said.noneFoundHelp}</p></div>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label=${said.heading}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">${said.columns.title}</th>
                <th scope="col">${said.columns.status}</th>
                <th scope="col">${said.columns.languages}</th>
                <th scope="col">${said.columns.changed}</th>
                <th scope="col"><span class="unseen">${said.columns.acts}</span></th>
              </tr>
            </thead>
            <tbody>
              ${repeat(shown, ({ slug }) => slug, (one) => this.row(one))}
            </tbody>
          </table>
        </div>`}`;
  }

  private nothingYet() {
    return html`<div class="empty">
      ${icon('funnel')}
      <h2>${said.noneYet}</h2>
      <p>${said.noneYetHelp}</p>
    </div>`;
  }

  private tools(count: number) {
    const typed = (event: Event) => this.wishFor('search', (event.target as HTMLInputElement).value);
    const chosen = (event: Event) => this.wishFor('folder', (event.target as HTMLSelectElement).value);
    const state = (event: Event) => this.wishFor('archived', (event.target as HTMLSelectElement).value);
    const folder = this.wish('folder');
    const archived = this.wish('archived');
    return html`<div class="tools" role="search">
      <div class="search">
        ${icon('search')}
        <input
          type="search"
          aria-label=${said.search}
          placeholder=${said.search}
          .value=${this.wish('search')}
          @input=${typed}
        />
      </div>
      ${this.folders.length || folder
        ? html`<select aria-label=${said.folder} @change=${chosen}>
            <option value="" ?selected=${!folder}>${said.allFolders}</option>
            ${this.folders.map((one) => html`<option value=${one} ?selected=${one === folder}>${one}</option>`)}
          </select>`
        : nothing}
      <select aria-label=${said.which} @change=${state}>
        <option value="" ?selected=${!archived}>${said.active}</option>
        <option value="1" ?selected=${!!archived}>${said.archivedOnes}</option>
      </select>
      <span class="count" role="status">${said.count(count)}</span>
    </div>`;
  }

  private row(funnel: FunnelSummary) {
    const { slug, title } = funnel;
    const { kind, name } = funnel.changed_by;
    const by = name || said.changers[kind];
    return html`<tr>
      <td class="first">
        <div class="title">
          ${hasPage(kFunnelPath)
            ? html`<a href=${hrefOf(kFunnelPath, { slug })}>${title}</a>`
            : html`<span>${title}</span>`}
          <span>${funnel.folder ? `${funnel.folder} / ` : ''}${slug}</span>
        </div>
      </td>
      <td><div class="chips">${this.status(funnel)}</div></td>
      <td><div class="chips">${this.languages(funnel)}</div></td>
      <td class="when"><time datetime=${funnel.updated_at} title=${exactly(funnel.updated_at)}>${ago(funnel.updated_at)}</time>, ${by}</td>
      <td class="end"><div class="ends">
        <a class="button quiet square" href=${hrefOf('/preview/:slug', { slug })} aria-label=${said.preview(title)} title=${said.preview(title)}>${icon('play')}</a>
        <a class="button quiet square" href=${hrefOf('/analytics/:slug', { slug })} aria-label=${said.analytics(title)} title=${said.analytics(title)}>${icon('chart')}</a>
        <studio-menu
          icon="more"
          icon-only
          label=${said.acts(title)}
          .items=${actsOf(funnel, this.folders, this.load)}
        ></studio-menu>
      </div></td>
    </tr>`;
  }

  private status(funnel: FunnelSummary) {
    const published = environmentsOf(funnel, 'published');
    return html`${published.length
        ? html`<span class="chip good">${said.published(published)}</span>`
        : html`<span class="chip">${said.draft}</span>`}
      ${isChanged(funnel) ? html`<span class="chip caution">${said.draftChanged}</span>` : nothing}
      ${this.keptOf(funnel)}`;
  }

  /** What is only here, and what opens here without a network. */
  private keptOf({ slug }: FunnelSummary) {
    const draft = this.kept.get(slug);
    if (!draft) return nothing;
    return draft.isSaved
      ? html`<span class="chip" title=${said.keptHelp}>${said.kept}</span>`
      : html`<span class="chip caution" title=${said.unsavedHelp}>${said.unsaved}</span>`;
  }

  private languages(funnel: FunnelSummary) {
    return languagesOf(funnel).map((code) => html`<span class="chip" title=${languageName(code)}>${code}</span>`);
  }
}

customElements.define('studio-funnels', StudioFunnels);
