/** `<studio-template-picture>`: a template's first screen, small, with its words and in its colours. */
import { html, nothing, type PropertyValues } from 'lit';
import ready from '../../../engine/themes.json';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { componentsOf, isObject, type Json, type JsonObject, layersOf, objectsIn, textOf } from '../document/definition.ts';
import css from './template_picture.css?inline';

const themes = ready.themes as Record<string, { light: Record<string, string> }>;
const colours = ['paper', 'surface', 'line', 'ink', 'muted', 'accent', 'on_accent'];
/** More do not fit. */
const kMostOptions = 3;

export class StudioTemplatePicture extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { definition: { attribute: false } };
  declare definition: JsonObject | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // It is a picture: what the template is stands beside it in words.
    this.setAttribute('aria-hidden', 'true');
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has('definition') || !this.definition) return;
    const config = objectAt(this.definition, 'config');
    const theme = objectAt(config, 'theme');
    const { light } = themes[textOf(theme, 'name')] ?? themes['']!;
    for (const name of colours) this.style.setProperty(`--shown-${name}`, light[name]!);
    const brand = textOf(theme, 'brand');
    if (brand) this.style.setProperty('--shown-accent', brand);
  }

  override render() {
    const layer = layersOf(this.definition ?? {})[0];
    return html`<div class="screen">${layer ? componentsOf(layer).map((one) => this.piece(layer, one)) : nothing}</div>`;
  }

  private piece(layer: JsonObject, one: JsonObject) {
    const said = (name: string) => this.said(`${textOf(layer, 'id')}.${textOf(one, 'id')}.${name}`);
    if (textOf(one, 'type') === 'button') return html`<span class="press">${said('text')}</span>`;
    if (textOf(one, 'type') === 'message') return html`<b class="title">${said('title') || said('text')}</b>`;
    return html`<span class="label">${said('label')}</span>${this.control(one, said)}`;
  }

  private control(one: JsonObject, said: (name: string) => string) {
    const look = textOf(one, 'appearance');
    if (look === 'nps') return html`<span class="scale">${boxes(11).map((at) => html`<i>${at}</i>`)}</span>`;
    if (look === 'rating') return html`<span class="scale stars">${boxes(5).map(() => html`<i>★</i>`)}</span>`;
    const options = objectsIn(one, 'options').slice(0, kMostOptions);
    if (options.length === 0) return html`<span class="written">${said('placeholder')}</span>`;
    return options.map((option) => {
      const value = textOf(option, 'value');
      return html`<span class="option">${said(`options.${value}`) || value}</span>`;
    });
  }

  /** In English, or else in the template's own language; what depends on a visitor is left out. */
  private said(key: string): string {
    const content = objectAt(this.definition, 'content');
    const texts = isObject(content?.en) ? content.en : objectAt(content, textOf(this.definition, 'default_language'));
    return textOf(texts, key).replaceAll(/\{\{#.*?\{\{\/[^}]*\}\}|\{\{[^}]*\}\}/gs, '').trim();
  }
}

const boxes = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

function objectAt(value: Json | undefined, name: string): JsonObject | undefined {
  const found = isObject(value) ? value[name] : undefined;
  return isObject(found) ? found : undefined;
}

customElements.define('studio-template-picture', StudioTemplatePicture);
