/**
 * `<studio-import>`: a funnel made of another format. What could not be carried over is shown before
 * anything is kept.
 */
import { html, nothing } from 'lit';
import { type Finding, post, sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { mayEdit } from '../base/me.ts';
import { languageName, slugOf } from '../base/names.ts';
import type { Route } from '../base/router.ts';
import { told } from '../base/sentences.ts';
import { tellProblem } from '../base/toast.ts';
import css from './import.css?inline';
import { checkText, fitting, placeOf, textOf, Unfit } from './import_reading.ts';
import { type Definition, nameFunnel } from './naming.ts';
import { words } from './words.ts';

const said = words.import;

interface Imported {
  format: keyof typeof said.formats;
  definition: Definition & { layers: unknown[]; languages?: string[]; default_language?: string };
  diagnostics: Finding[];
}

export class StudioImport extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    route: { attribute: false },
    text: { state: true },
    imported: { state: true },
    problem: { state: true },
    isOver: { state: true },
    isBusy: { state: true },
  };
  declare route: Route;
  declare private text: string;
  declare private imported: Imported | undefined;
  declare private problem: unknown;
  declare private isOver: boolean;
  declare private isBusy: boolean;
  private file = '';
  private format = '';
  private funnel = '';

  constructor() {
    super();
    this.text = '';
    this.isOver = false;
    this.isBusy = false;
  }

  override render() {
    return html`<div class="page">
      <header>
        <h1>${said.heading}</h1>
        <a class="button" href="#/funnels">${icon('back', 'flips')}${said.back}</a>
      </header>
      <p class="muted">${said.about}</p>
      ${mayEdit() ? this.ways() : html`<div class="notice">${icon('lock')}<span>${words.funnels.viewersLook}</span></div>`}
      <div role="status" class="unseen">${this.imported ? said.read(this.imported.diagnostics.length) : ''}</div>
      <div role="alert">${this.problem ? this.trouble() : nothing}</div>
      ${this.imported ? this.result(this.imported) : nothing}
    </div>`;
  }

  private ways() {
    const over = (isOver: boolean) => (event: DragEvent) => {
      event.preventDefault();
      this.isOver = isOver;
    };
    return html`<div
        class="drop ${this.isOver ? 'over' : ''}"
        @dragover=${over(true)}
        @dragleave=${over(false)}
        @drop=${this.dropped}
      >
        ${icon('upload')}
        <span>${said.drop}</span>
        <button class="button" @click=${this.pick}>${said.choose}</button>
        <input type="file" accept=".json,application/json" aria-label=${said.choose} tabindex="-1" @change=${this.chosen} />
      </div>
      <form class="form" @submit=${this.read}>
        <label class="field">
          <span class="name">${said.paste}</span>
          <textarea name="text" rows="5" spellcheck="false" class="mono" .value=${this.text} @input=${this.typed}></textarea>
        </label>
        <div class="actions">
          <label class="field">
            <span class="name">${said.format}</span>
            <select @change=${(event: Event) => (this.format = (event.target as HTMLSelectElement).value)}>
              <option value="">${said.detect}</option>
              ${Object.entries(said.formats).map(([word, name]) => html`<option value=${word}>${name}</option>`)}
            </select>
          </label>
          ${this.several()}
        </div>
        <div class="actions">
          <button class="button primary" aria-disabled=${this.isBusy ? 'true' : nothing}>${said.look}</button>
        </div>
      </form>`;
  }

  /** Of a text with several funnels, one is imported. */
  private several() {
    const ids = funnelsIn(this.text);
    if (ids.length < 2) return nothing;
    this.funnel = ids.includes(this.funnel) ? this.funnel : ids[0]!;
    return html`<label class="field">
      <span class="name">${said.which}</span>
      <select @change=${(event: Event) => (this.funnel = (event.target as HTMLSelectElement).value)}>
        ${ids.map((id) => html`<option value=${id} ?selected=${id === this.funnel}>${id}</option>`)}
      </select>
    </label>`;
  }

  private result({ format, definition, diagnostics }: Imported) {
    const languages = definition.languages ?? [definition.default_language ?? 'en'];
    return html`<section class="result" aria-labelledby="result">
      <h2 id="result">${definition.title}</h2>
      <div class="facts">
        <span class="chip">${said.formats[format]}</span>
        <span class="chip">${said.layers(definition.layers.length)}</span>
        ${languages.map((code) => html`<span class="chip">${languageName(code)}</span>`)}
      </div>
      ${diagnostics.length === 0
        ? html`<div class="notice good">${icon('check')}<span>${said.whole}</span></div>`
        : html`<p>${said.lost(diagnostics.length)}</p>
            <ul class="findings">
              ${diagnostics.map((one) => finding(one))}
            </ul>`}
      <div class="actions">
        <button class="button primary" @click=${this.keep}>${said.keep}</button>
      </div>
    </section>`;
  }

  private trouble() {
    const places = this.problem instanceof Unfit ? this.problem.places : [];
    const sentence = this.problem instanceof Unfit ? this.problem.message : sentenceOf(this.problem);
    return html`<div class="result">
      <div class="notice bad">${icon('alert')}<span>${sentence}</span></div>
      ${places.length ? html`<ul class="findings">${places.map((one) => finding(one))}</ul>` : nothing}
    </div>`;
  }

  private readonly pick = (): void => this.renderRoot.querySelector<HTMLInputElement>('[type=file]')!.click();

  private readonly chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    void this.take(input.files?.[0]);
    input.value = '';
  };

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = false;
    void this.take(event.dataTransfer?.files[0]);
  };

  private readonly typed = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.file = '';
  };

  private async take(file: File | undefined): Promise<void> {
    if (!file) return;
    this.imported = undefined;
    this.problem = undefined;
    this.text = '';
    this.file = file.name;
    try {
      this.text = await textOf(file);
    } catch (error) {
      this.problem = error;
      return;
    }
    await this.read();
  }

  private readonly read = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = undefined;
    this.imported = undefined;
    try {
      await checkText(this.text);
      this.imported = await post<Imported>('/api/v1/imports', {
        text: this.text,
        fallback: slugOf(this.file.replace(/\.[^.]*$/, '')) || 'imported',
        ...(this.format && { format: this.format }),
        ...(this.funnel && { funnel: this.funnel }),
      });
    } catch (error) {
      this.problem = fitting(error, said.formats[this.format as Imported['format']] ?? '');
    }
    this.isBusy = false;
  };

  private readonly keep = (): void => {
    const { definition } = this.imported!;
    void nameFunnel({
      heading: said.keepHeading,
      act: said.keep,
      title: definition.title,
      make: (title, slug) => ({ ...definition, title, slug }),
    }).catch(tellProblem);
  };
}

function finding(one: Finding) {
  const place = placeOf(one);
  return html`<li>${icon('alert')}<span>${told(one.sentence)}</span>${place ? html`<span class="place muted">${place}</span>` : nothing}</li>`;
}

/** The ids of the funnels of a document with several; anything else has none. */
function funnelsIn(text: string): string[] {
  try {
    const { funnels } = JSON.parse(text) as { funnels?: { id?: unknown }[] };
    return Array.isArray(funnels) ? funnels.map(({ id }) => String(id)) : [];
  } catch {
    // The server says what is wrong with it, and where.
    return [];
  }
}

customElements.define('studio-import', StudioImport);
