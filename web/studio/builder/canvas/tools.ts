/**
 * `<studio-canvas-tools>`: a quiet strip at the foot of the canvas; with several things selected a second
 * one that arranges them. Tells `use` with what a tool of the canvas is called (`wasm/studio/board/deeds.hpp`),
 * or `map`. Arrow keys go along each strip; Escape puts a tip away.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon, type IconName } from '../../base/icons.ts';
import css from './tools.css?inline';
import { words } from './words.ts';

interface Tool {
  name: string;
  label: string;
  icon: IconName;
  /** Of the keyboard, while the canvas has it. */
  keys?: string;
}

const arrangements: readonly Tool[] = [
  { name: 'align_left', label: words.alignLeft, icon: 'align_left' },
  { name: 'align_centre', label: words.alignCentre, icon: 'align_centre' },
  { name: 'align_right', label: words.alignRight, icon: 'align_right' },
  { name: 'align_top', label: words.alignTop, icon: 'align_top' },
  { name: 'align_middle', label: words.alignMiddle, icon: 'align_middle' },
  { name: 'align_bottom', label: words.alignBottom, icon: 'align_bottom' },
];
/** Three make two gaps. */
const distributions: readonly Tool[] = [
  { name: 'distribute_across', label: words.distributeAcross, icon: 'distribute_across' },
  { name: 'distribute_down', label: words.distributeDown, icon: 'distribute_down' },
];

export class StudioCanvasTools extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    zoom: { attribute: false },
    selected: { attribute: false },
    hasMap: { attribute: false },
    isReadOnly: { attribute: false },
    isQuiet: { state: true },
  };
  declare zoom: number;
  /** How many things are. */
  declare selected: number;
  declare hasMap: boolean;
  declare isReadOnly: boolean;
  /** The tip was put away. */
  declare private isQuiet: boolean;

  constructor() {
    super();
    this.zoom = 1;
    this.selected = 0;
    this.hasMap = true;
    this.isReadOnly = this.isQuiet = false;
  }

  override render() {
    const tools = [...arrangements, ...(this.selected > 2 ? distributions : [])];
    return html`${this.selected > 1 && !this.isReadOnly ? this.strip(words.arrange, tools.map((tool) => this.button(tool))) : nothing}
      ${this.strip(words.tools, [
        this.button({ name: 'zoom_out', label: words.zoomOut, icon: 'minus', keys: '-' }),
        this.percent(),
        this.button({ name: 'zoom_in', label: words.zoomIn, icon: 'add', keys: '+' }),
        html`<span class="line"></span>`,
        this.button({ name: 'fit', label: words.fit, icon: 'fit', keys: '1' }),
        this.isReadOnly ? nothing : this.button({ name: 'tidy', label: words.tidy, icon: 'tidy', keys: 'T' }),
        this.button({ name: 'map', label: this.hasMap ? words.hideMap : words.showMap, icon: 'map', keys: 'M' }, this.hasMap),
      ])}`;
  }

  override updated(): void {
    for (const strip of this.renderRoot.querySelectorAll('[role="toolbar"]')) {
      const buttons = [...strip.querySelectorAll('button')];
      if (!buttons.some(({ tabIndex }) => tabIndex === 0)) buttons[0]!.tabIndex = 0;
    }
  }

  private strip(label: string, content: unknown): TemplateResult {
    return html`<div
      class="strip ${this.isQuiet ? 'quiet' : ''}"
      role="toolbar"
      aria-label=${label}
      @keydown=${this.move}
      @pointerenter=${this.loud}
      @focusin=${this.loud}
    >${content}</div>`;
  }

  private button({ name, label, icon: drawing, keys }: Tool, isPressed?: boolean): TemplateResult {
    return html`<button
      class="button quiet square"
      tabindex="-1"
      aria-label=${label}
      aria-pressed=${isPressed ?? nothing}
      aria-keyshortcuts=${keys ?? nothing}
      data-tip=${keys ? `${label}  ${keys}` : label}
      data-tool=${name}
      @click=${() => this.use(name)}
    >${icon(drawing)}</button>`;
  }

  private percent(): TemplateResult {
    const percent = Math.round(this.zoom * 100);
    const label = words.zoomLife(percent);
    return html`<button
      class="button quiet percent"
      tabindex="-1"
      aria-label=${label}
      aria-keyshortcuts="0"
      data-tip="100 %  0"
      @click=${() => this.use('zoom_life')}
    >${percent} %</button>`;
  }

  private use(name: string): void {
    this.dispatchEvent(new CustomEvent('use', { detail: name }));
  }

  private readonly loud = (): void => {
    this.isQuiet = false;
  };

  private readonly move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.isQuiet = true;
    const strip = event.currentTarget as HTMLElement;
    const buttons = [...strip.querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const step = getComputedStyle(strip).direction === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: -1 };
    const next = event.key in steps ? buttons.at(steps[event.key]! % buttons.length) : undefined;
    if (!next) return;
    event.preventDefault();
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  };
}

customElements.define('studio-canvas-tools', StudioCanvasTools);
