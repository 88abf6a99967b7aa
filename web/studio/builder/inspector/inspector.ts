/** `<studio-inspector>`: every property of what is chosen. */
import { html, nothing, type TemplateResult } from 'lit';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon } from '../../base/icons.ts';
import { actionsOf, componentsOf, type Json, type JsonObject, languagesOf, layersOf, textOf } from '../../document/definition.ts';
import type { Desk } from '../desk.ts';
import { kindWords, words } from '../words.ts';
import { field, type Manner, objectFields } from './fields.ts';
import css from './inspector.css?inline';
import { ask, idOf, type Place } from './place.ts';
import { type Node, nodeOf, objectShape } from './shape.ts';
import { SteadyHelp } from './steady_help.ts';

/** What the funnel's own page does not show: it has places of its own, or is nobody's to change. */
const ofFunnel = ['tundish', 'slug', 'layers', 'content', 'subfunnels'];
const ofLayer = ['id', 'type', 'components', 'actions'];

/** A note on the canvas, or a frame; where it stands is the canvas's to say. */
const noteNode: Node = {
  type: 'object',
  required: ['text'],
  properties: {
    text: { type: 'string', maxLength: 4000 },
    colour: { enum: ['yellow', 'blue', 'green', 'red', 'grey'] },
    kind: { enum: ['note', 'frame'] },
  },
};

export class StudioInspector extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { desk: { attribute: false }, isSideBySide: { state: true } };
  declare desk: Desk;
  declare private isSideBySide: boolean;
  private stop: (() => void) | undefined;
  private readonly help = new SteadyHelp();
  /** Where the focus is wanted once the fields are there. */
  private wanted: { pointer: string; how: 'focus' | 'scroll' } | undefined;

  constructor() {
    super();
    this.isSideBySide = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.desk.on(['change', 'choose', 'language', 'findings'], () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  /** Brings the field of a place into view, and gives it the focus unless that is at work elsewhere. */
  reveal(pointer: string, how: 'focus' | 'scroll' = 'focus'): void {
    this.wanted = { pointer, how };
    this.requestUpdate();
  }

  override render() {
    const place = this.place();
    const { definition } = this.desk;
    return html`<header>
        <h2>${this.heading()}</h2>
        ${languagesOf(definition).length > 1
          ? html`<label class="side"><input
                type="checkbox"
                .checked=${this.isSideBySide}
                @change=${(event: Event & { target: HTMLInputElement }) => (this.isSideBySide = event.target.checked)}
              />${words.allLanguages}</label>`
          : nothing}
      </header>
      ${place
        ? html`<div
            class="fields"
            @pointerdown=${this.help.press}
            @focusout=${this.help.leave}
            @focusin=${() => this.desk.document.seal()}
            @wanted=${({ detail }: CustomEvent<string>) => this.reveal(detail)}
          >${this.fieldsOf(place)}</div>`
        : this.several()}`;
  }

  override updated(): void {
    if (this.wanted === undefined) return;
    const { pointer, how } = this.wanted;
    const found = this.nearest(pointer);
    this.wanted = undefined;
    if (!found) return;
    for (let at: Element | null = found; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    if (how === 'focus') found.focus();
    found.scrollIntoView({ block: 'center' });
  }

  private get manner(): Manner {
    return { isSideBySide: this.isSideBySide };
  }

  private heading(): TemplateResult {
    const { layer, choice, definition } = this.desk;
    if (choice.layers.length > 1) return html`${words.severalLayers(choice.layers.length)}`;
    if (this.desk.note) return html`${words.note}`;
    if (!layer) return html`${icon('funnel')} ${textOf(definition, 'title')}`;
    const part = this.chosenPart();
    return part ? html`<span class="muted">${textOf(layer, 'id')} ›</span> ${textOf(part, 'id')}` : html`${textOf(layer, 'id')}`;
  }

  private chosenPart(): JsonObject | undefined {
    const { layer, choice } = this.desk;
    return [...componentsOf(layer), ...actionsOf(layer)].find((one) => textOf(one, 'id') === choice.part);
  }

  /** Of what is chosen, if that is one thing. */
  private place(): Place | undefined {
    const { desk } = this;
    const { definition, layer, choice } = desk;
    if (choice.layers.length > 1) return undefined;
    const common = { desk, name: '', isRequired: true };
    if (desk.note) return { ...common, ...desk.note, node: noteNode };
    if (!layer) return { ...common, pointer: '', node: nodeOf('funnel'), value: definition };
    const pointer = `/layers/${layersOf(definition).indexOf(layer)}`;
    const part = this.chosenPart();
    if (!part) return { ...common, pointer, node: nodeOf('layer'), value: layer };
    const isAction = actionsOf(layer).includes(part);
    const list = (isAction ? actionsOf(layer) : componentsOf(layer)) as Json[];
    return {
      ...common,
      pointer: `${pointer}/${isAction ? 'actions' : 'components'}/${list.indexOf(part)}`,
      node: nodeOf(isAction ? 'action' : 'component'),
      value: part,
    };
  }

  private fieldsOf(place: Place): TemplateResult {
    if (place.pointer === '') return objectFields(place, this.manner, ofFunnel);
    if (this.desk.note) return objectFields(place, this.manner);
    const isLayer = place.value === this.desk.layer;
    const value = place.value as JsonObject;
    const idNode = objectShape(place.node, value).properties.get('id') ?? nodeOf('id');
    const id = field({ ...place, pointer: `${place.pointer}/id`, name: 'id', node: idNode, value: value.id, label: words.name }, this.manner);
    const type = nodeOf('layer_type');
    return html`${id}
      ${isLayer
        ? field({ ...place, pointer: `${place.pointer}/type`, name: 'type', node: type, value: value.type }, this.manner)
        : nothing}
      ${objectFields(place, this.manner, isLayer ? ofLayer : ['id'])}
      ${this.desk.isReadOnly ? nothing : this.deeds(isLayer)}`;
  }

  private deeds(isLayer: boolean): TemplateResult {
    const { choice } = this.desk;
    const [layer = ''] = choice.layers;
    const kind = isLayer ? kindWords.layer : kindWords.component;
    const remove = () => {
      const isAction = actionsOf(this.desk.layer).some((one) => textOf(one, 'id') === choice.part);
      if (isLayer) ask(this.desk, { do: 'remove_layers', ids: [layer] });
      else if (isAction) ask(this.desk, { do: 'erase', pointer: this.place()!.pointer, name: words.removeOne(choice.part!) });
      else ask(this.desk, { do: 'remove_component', layer, component: choice.part! });
    };
    return html`<footer>
      ${isLayer
        ? html`<button class="button" @click=${() => ask(this.desk, { do: 'duplicate_layer', id: layer })}>${icon('copy')} ${words.duplicate}</button>`
        : nothing}
      <button class="button bad" @click=${remove}>${icon('trash')} ${words.removeOne(kind)}</button>
    </footer>`;
  }

  private several(): TemplateResult {
    const ids = [...this.desk.choice.layers];
    return html`<ul class="several">${ids.map((id) => html`<li><button class="button quiet" @click=${() => this.desk.choose({ layers: [id] })}>${id}</button></li>`)}</ul>
      ${this.desk.isReadOnly
        ? nothing
        : html`<footer><button class="button bad" @click=${() => ask(this.desk, { do: 'remove_layers', ids })}>${icon('trash')} ${words.removeOne(words.severalLayers(ids.length))}</button></footer>`}`;
  }

  /** The field of the place, or else of what it is in. */
  private nearest(pointer: string): HTMLElement | undefined {
    const text = this.renderRoot.querySelector<HTMLElement>(`[data-text="${CSS.escape(pointer)}"]`);
    if (text) return text;
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const ids = [idOf(at, 'field'), idOf(at, `field_${this.desk.language}`)];
      for (const id of ids) {
        const found = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
        if (found) return found;
      }
    }
    return this.renderRoot.querySelector<HTMLElement>('input, select, textarea') ?? undefined;
  }
}

customElements.define('studio-inspector', StudioInspector);
