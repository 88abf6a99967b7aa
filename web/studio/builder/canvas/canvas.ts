/**
 * `<studio-canvas .desk .facts>`: the canvas of the document with its tools, and what is known from playing.
 * What is chosen elsewhere is chosen here, and the other way round. Tells `open`, `reveal` with the pointer
 * of a way that was chosen, and `facts` with those that are left when some are put away.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { base, sheetOf, StudioElement } from '../../base/element.ts';
import { icon, type IconName } from '../../base/icons.ts';
import { isDark, onScheme } from '../../base/scheme.ts';
import '../../board/board.ts';
import type { Annotations, BoardView, StudioBoard } from '../../board/board.ts';
import type { BoardSelection } from '../../board/board_module.ts';
import type { Desk } from '../desk.ts';
import { placeOnCanvas } from '../finding_places.ts';
import css from './canvas.css?inline';
import { type Facts, marksOf } from './facts.ts';
import './tools.ts';
import { words } from './words.ts';

const kMapKey = 'tundish-studio-map';

export class StudioCanvas extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    desk: { attribute: false },
    facts: { attribute: false },
    view: { state: true },
    hasMap: { state: true },
  };
  declare desk: Desk;
  declare facts: Facts;
  declare private view: BoardView;
  declare private hasMap: boolean;
  private stop: (() => void)[] = [];
  private marked: { findings?: Desk['findings']; facts?: Facts; marks: Annotations } = { marks: {} };

  constructor() {
    super();
    this.view = { zoom: 1, selected: 0 };
    this.hasMap = localStorage.getItem(kMapKey) !== 'off';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const changed = () => this.requestUpdate();
    this.stop = [onScheme(changed), this.desk.on(['change', 'choose', 'language', 'findings'], changed)];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stop) stop();
  }

  get board(): StudioBoard | undefined {
    return this.renderRoot.querySelector<StudioBoard>('studio-board') ?? undefined;
  }

  /** Does what a tool is called, `map` among them. */
  readonly use = (tool: string): void => {
    if (tool !== 'map') return void this.board?.use(tool);
    this.hasMap = !this.hasMap;
    localStorage.setItem(kMapKey, this.hasMap ? 'on' : 'off');
  };

  override render() {
    const { desk } = this;
    return html`<studio-board
        .document=${desk.document}
        .language=${desk.language}
        .theme=${isDark() ? 'dark' : 'light'}
        .isReadOnly=${desk.isReadOnly}
        .hasMap=${this.hasMap}
        .annotations=${this.marks()}
        @select=${(event: CustomEvent<BoardSelection>) => this.selected(event.detail)}
        @view=${(event: CustomEvent<BoardView>) => (this.view = event.detail)}
        @keydown=${this.keyed}
      ></studio-board>
      ${this.legend()}
      <studio-canvas-tools
        .zoom=${this.view.zoom}
        .selected=${this.view.selected}
        .hasMap=${this.hasMap}
        .isReadOnly=${desk.isReadOnly}
        @use=${(event: CustomEvent<string>) => this.use(event.detail)}
      ></studio-canvas-tools>`;
  }

  /** The same object for the same findings and facts, so that the canvas is told of others only. */
  private marks(): Annotations {
    const { facts, desk } = this;
    if (this.marked.findings !== desk.findings || this.marked.facts !== facts) {
      const findings = desk.findings.map(({ pointer, severity }) => ({ pointer: placeOnCanvas(desk.definition, pointer), severity: severity ?? 'error' }));
      this.marked = { findings: desk.findings, facts, marks: { ...marksOf(facts), findings } };
    }
    return this.marked.marks;
  }

  private legend(): TemplateResult | typeof nothing {
    const { playing, tests } = this.facts;
    if (!playing?.layer && !tests) return nothing;
    const { layers, ways } = tests?.coverage ?? {};
    const isOlder = tests !== undefined && tests.revision !== this.desk.document.revision;
    return html`<ul class="legend" aria-label=${words.facts}>
      ${playing?.layer
        ? this.chip('play', 'here', [words.at(playing.layer), words.ways(playing.ways.length)], words.clearPlaying, 'playing')
        : nothing}
      ${layers && ways
        ? this.chip(
            'check',
            layers.missing.length + ways.missing.length > 0 ? 'caution' : 'good',
            [words.tested(layers.taken, layers.all, ways.taken, ways.all), ...(isOlder ? [words.older] : [])],
            words.clearTests,
            'tests',
          )
        : nothing}
    </ul>`;
  }

  private chip(sign: IconName, tone: string, said: string[], clear: string, fact: 'playing' | 'tests'): TemplateResult {
    const drop = () => {
      const { [fact]: _, ...facts } = this.facts;
      this.dispatchEvent(new CustomEvent('facts', { detail: facts }));
    };
    return html`<li class=${tone}>
      ${icon(sign)}<span>${said.join(' · ')}</span>
      <button class="button quiet square" aria-label=${clear} title=${clear} @click=${drop}>${icon('close')}</button>
    </li>`;
  }

  override updated(): void {
    const { layers, note, way } = this.desk.choice;
    const { board } = this;
    if (!board) return;
    const { selection } = board;
    // Here several notes can be selected, and notes with layers; elsewhere that is the first of them.
    const isShown = !way && !selection.way && sameNames(layers, selection.layers) && (layers.length > 0 || note === selection.notes[0]);
    if (isShown) return;
    // A way stands for itself, not for the layer that it leaves.
    board.choose(way ? { way } : { layers: [...layers], notes: note === undefined ? [] : [note] });
  }

  private selected(selection: BoardSelection): void {
    this.desk.chooseSelected(selection);
    if (selection.way) this.dispatchEvent(new CustomEvent('reveal', { detail: selection.way }));
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    if (event.key !== 'm' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.use('map');
  };
}

const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));

customElements.define('studio-canvas', StudioCanvas);
