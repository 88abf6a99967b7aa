/** What pages with a list of the server have in common: reading it page by page, waiting, what went wrong. */
import { html, nothing, type TemplateResult } from 'lit';
import { get, sentenceOf } from '../base/api.ts';
import { StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import type { Route } from '../base/router.ts';
import { tellProblem } from '../base/toast.ts';
import { words } from './words.ts';

export abstract class ListPage<Item> extends StudioElement {
  static override properties = {
    route: { attribute: false },
    items: { state: true },
    cursor: { state: true },
    problem: { state: true },
  };
  declare route: Route;
  declare protected items: Item[] | undefined;
  declare private cursor: string | undefined;
  declare private problem: unknown;

  /** Where the list is, the member of the answer that holds it, and further words of the query. */
  protected abstract source(): { path: string; member: string; query?: Record<string, string | undefined> };
  protected abstract heading(): string;
  protected about(): string {
    return '';
  }
  protected acts(): TemplateResult | typeof nothing {
    return nothing;
  }
  protected abstract list(items: Item[]): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  /** Reads it anew from the start. */
  protected readonly load = async (): Promise<void> => {
    try {
      const page = await this.read(undefined);
      this.items = page.items;
      this.cursor = page.cursor;
      this.problem = undefined;
    } catch (error) {
      this.problem = error;
    }
  };

  private readonly more = async (): Promise<void> => {
    try {
      const page = await this.read(this.cursor);
      this.items = [...(this.items ?? []), ...page.items];
      this.cursor = page.cursor;
    } catch (error) {
      tellProblem(error);
    }
  };

  private async read(cursor: string | undefined): Promise<{ items: Item[]; cursor: string | undefined }> {
    const { path, member, query } = this.source();
    const page = await get<Record<string, unknown>>(path, { query: { ...query, limit: 50, cursor } });
    return { items: page[member] as Item[], cursor: page.cursor as string | undefined };
  }

  override render() {
    return html`<div class="page">
      <header>
        <h1>${this.heading()}</h1>
        <div class="actions">${this.acts()}</div>
      </header>
      ${this.about() ? html`<p class="muted">${this.about()}</p>` : nothing}
      ${this.problem ? this.trouble() : nothing}
      ${this.items
        ? this.list(this.items)
        : this.problem
          ? nothing
          : html`<p class="muted" role="status">${words.list.loading}</p>`}
      ${this.cursor
        ? html`<div class="actions"><button class="button" @click=${this.more}>${words.list.more}</button></div>`
        : nothing}
    </div>`;
  }

  private trouble() {
    return html`<div class="notice bad" role="alert">
      ${icon('alert')}<span>${sentenceOf(this.problem)}</span>
      <button class="button" @click=${this.load}>${words.list.tryAgain}</button>
    </div>`;
  }
}
