/**
 * `<studio-outline>`: the layers of the funnel and what is in them, as a tree: the same as on the canvas,
 * for keyboards and whoever is read to. Arrow keys go through it, Enter chooses, Delete removes, Alt with
 * an arrow moves.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Finding } from '../base/api.ts';
import { AtRest } from '../base/at_rest.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon, type IconName } from '../base/icons.ts';
import '../base/menu.ts';
import { actionsOf, componentsOf, type JsonObject, layersOf, textOf } from '../document/definition.ts';
import { additionsTo } from './additions.ts';
import type { Desk } from './desk.ts';
import { findingsByLayer } from './finding_places.ts';
import { labelIn } from './labels.ts';
import { ask } from './inspector/place.ts';
import { iconOfComponent, layerIcons } from './kinds.ts';
import css from './outline.css?inline';
import { words } from './words.ts';

/** So many layers are shown with what is in them; of more only the chosen one. */
const kAllOpen = 24;

export class StudioOutline extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { desk: { attribute: false }, wanted: { state: true } };
  declare desk: Desk;
  /** What is searched for. */
  declare private wanted: string;
  private stop: (() => void)[] = [];
  private found = new Map<string, readonly Finding[]>();
  private readonly following = new AtRest(() => {
    this.requestUpdate();
    this.performUpdate();
  });
  /** What was chosen when it was last brought into view. */
  private seen = '';

  constructor() {
    super();
    this.wanted = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = [
      this.desk.on(['change', 'findings'], () => this.following.ask()),
      this.desk.on(['choose', 'language'], () => this.requestUpdate()),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stop) stop();
    this.following.drop();
  }

  override render() {
    const { desk } = this;
    const layers = layersOf(desk.definition).filter((layer) => this.isWanted(layer));
    this.found = findingsByLayer(desk.definition, desk.findings);
    return html`<div class="tools">
        <input
          type="search"
          aria-label=${words.searchLayers}
          placeholder=${words.searchLayers}
          .value=${this.wanted}
          @input=${(event: Event & { target: HTMLInputElement }) => (this.wanted = event.target.value)}
        />
        ${desk.isReadOnly ? nothing : html`<studio-menu label=${words.add} icon="add" .items=${additionsTo(desk)}></studio-menu>`}
      </div>
      <div role="tree" aria-label=${words.outline} @keydown=${this.keyed}>
        ${this.row({ id: '', label: textOf(desk.definition, 'title') || desk.slug, icon: 'funnel', level: 1 })}
        ${repeat(layers, (layer) => textOf(layer, 'id'), (layer) => this.layerRows(layer, layers.length))}
      </div>`;
  }

  /** What is chosen elsewhere is seen here, too. */
  override updated(): void {
    const { layers, part } = this.desk.choice;
    const chosen = [...layers, part].join();
    if (chosen === this.seen) return;
    this.seen = chosen;
    const row = this.renderRoot.querySelector('[role="treeitem"][aria-selected="true"]');
    if (row) row.scrollIntoView({ block: 'nearest' });
    else if (layers.length > 0) this.wanted = '';
  }

  private isWanted(layer: JsonObject): boolean {
    const wanted = this.wanted.trim().toLowerCase();
    if (!wanted) return true;
    const { definition, language } = this.desk;
    const parts = [...componentsOf(layer), ...actionsOf(layer)];
    const said = [textOf(layer, 'id'), ...parts.flatMap((part) => [textOf(part, 'id'), textOf(part, 'slug'), labelIn(definition, layer, part, language)])];
    return said.some((one) => one.toLowerCase().includes(wanted));
  }

  private layerRows(layer: JsonObject, count: number): TemplateResult {
    const id = textOf(layer, 'id');
    const isChosen = this.desk.choice.layers.includes(id);
    const isOpen = count <= kAllOpen || isChosen || this.wanted !== '';
    const parts = [...componentsOf(layer), ...actionsOf(layer)];
    return html`${this.row({
      id,
      label: id,
      icon: layerIcons[textOf(layer, 'type')] ?? 'layer',
      level: 2,
      type: textOf(layer, 'type'),
      findings: this.found.get(id) ?? [],
      ...(parts.length > 0 && { isOpen }),
    })}
    ${isOpen ? parts.map((part) => this.partRow(layer, part)) : nothing}`;
  }

  private partRow(layer: JsonObject, part: JsonObject): TemplateResult {
    const id = textOf(part, 'id');
    const isAction = textOf(part, 'type') === '';
    return this.row({
      id: `${textOf(layer, 'id')}.${id}`,
      label: labelIn(this.desk.definition, layer, part, this.desk.language) || id,
      icon: isAction ? 'bolt' : iconOfComponent(part),
      level: 3,
    });
  }

  private row(one: { id: string; label: string; icon: IconName; level: number; type?: string; findings?: readonly Finding[]; isOpen?: boolean }): TemplateResult {
    const { choice } = this.desk;
    const count = one.findings?.length ?? 0;
    const isBad = one.findings?.some(({ severity }) => (severity ?? 'error') === 'error');
    const [layer = '', part] = one.id.split('.');
    const isChosen = one.id === '' ? choice.layers.length === 0 : choice.layers.includes(layer) && (choice.part ?? '') === (part ?? '');
    return html`<div
      class="row level${one.level}"
      role="treeitem"
      aria-level=${one.level}
      aria-description=${count ? words.findings(count) : nothing}
      aria-selected=${isChosen}
      aria-expanded=${one.isOpen === undefined ? nothing : String(one.isOpen)}
      data-id=${one.id}
      tabindex=${isChosen ? 0 : -1}
      @click=${(event: MouseEvent) => this.choose(one.id, event.shiftKey || event.ctrlKey || event.metaKey)}
    >
      <span class="kind ${one.type ?? ''}">${icon(one.icon)}</span><span class="label" dir="auto">${one.label}</span>
      ${count ? html`<span aria-hidden="true" class="count ${isBad ? 'bad' : ''}" title=${words.findings(count)}>${count}</span>` : nothing}
    </div>`;
  }

  private choose(id: string, isMore = false): void {
    const [layer = '', part] = id.split('.');
    const { choice } = this.desk;
    if (id === '') return this.desk.choose({ layers: [] });
    if (isMore && part === undefined) {
      const others = choice.layers.filter((one) => one !== layer);
      return this.desk.choose({ layers: others.length < choice.layers.length ? others : [...others, layer] });
    }
    this.desk.choose({ layers: [layer], ...(part !== undefined && { part }) });
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('[role="treeitem"]')];
    const row = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
    const at = row ? rows.indexOf(row) : -1;
    const id = row?.dataset.id ?? '';
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 };
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) this.moveOne(id, event.key === 'ArrowUp' ? -1 : 1);
    else if (event.key in steps) this.focusRow(rows[steps[event.key]!]);
    else if (event.key === 'Enter' || event.key === ' ') this.choose(id);
    else if (event.key === 'Delete' && !this.desk.isReadOnly) this.removeOne(id);
    else return;
    event.preventDefault();
  };

  private focusRow(row: HTMLElement | undefined): void {
    if (!row) return;
    this.choose(row.dataset.id ?? '');
    void this.updateComplete.then(() => this.focusChosen());
  }

  focusChosen(): void {
    this.renderRoot.querySelector<HTMLElement>('[role="treeitem"][aria-selected="true"]')?.focus();
  }

  private moveOne(id: string, by: number): void {
    const [layer = '', part] = id.split('.');
    const { desk } = this;
    const layers = layersOf(desk.definition);
    const at = layers.findIndex((one) => textOf(one, 'id') === layer);
    if (at < 0) return;
    const parts = componentsOf(layers[at]!);
    const from = part === undefined ? at : parts.findIndex((one) => textOf(one, 'id') === part);
    const index = from + by;
    if (from < 0 || index < 0 || index >= (part === undefined ? layers : parts).length) return;
    if (part === undefined) ask(desk, { do: 'move', pointer: `/layers/${at}`, index });
    else ask(desk, { do: 'move_component', layer, component: part, to_layer: layer, index });
    void this.updateComplete.then(() => this.focusChosen());
  }

  private removeOne(id: string): void {
    const [layer = '', part] = id.split('.');
    if (id === '') return;
    if (part === undefined) ask(this.desk, { do: 'remove_layers', ids: [layer] });
    else ask(this.desk, { do: 'remove_component', layer, component: part });
    void this.updateComplete.then(() => this.focusChosen());
  }
}

customElements.define('studio-outline', StudioOutline);
