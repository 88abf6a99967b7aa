/** A file that is signed on the page: drawn, or typed where that is easier. */
import { html, noChange, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { ElementPart } from 'lit/directive.js';
import type { ViewComponent } from '../engine/engine.ts';
import { Pad } from './pad.ts';
import { paintPicked } from './picked.ts';
import css from './signature.css?inline';
import { nameOf, paintGroup, type Painter, type Stage } from './stage.ts';

/** By the canvas that it draws on. */
const pads = new WeakMap<Element, Pad>();

class PadDirective extends AsyncDirective {
  #pad: Pad | undefined;
  #given: [ViewComponent, Stage] | undefined;
  #leave: (() => void) | undefined;
  #hadAnswer = false;

  override update(part: ElementPart, given: [ViewComponent, Stage]): unknown {
    this.#given = given;
    this.#open(part.element as HTMLCanvasElement);
    // The file was taken back: so is what was drawn.
    const hasAnswer = given[0].value !== undefined;
    if (this.#hadAnswer && !hasAnswer) this.#pad?.clear();
    this.#hadAnswer = hasAnswer;
    return noChange;
  }

  override render(_component: ViewComponent, _stage: Stage): unknown {
    return noChange;
  }

  override disconnected(): void {
    this.#leave?.();
    this.#pad?.close();
    this.#pad = undefined;
  }

  #open(canvas: HTMLCanvasElement): void {
    const desk = this.#given?.[1].desks.files;
    if (this.#pad || !desk) return;
    const pad = new Pad(canvas, async (picture) => {
      const [component, stage] = this.#given!;
      const file = new File([picture], 'signature.png', { type: 'image/png' });
      await stage.desks.files?.attach(component, [file]);
    });
    this.#pad = pad;
    this.#leave = desk.before(() => pad.flush());
    pads.set(canvas, pad);
  }
}

const signed = directive(PadDirective);

const padNear = (event: Event): Pad | undefined => {
  const canvas = (event.currentTarget as HTMLElement).closest('.signing')?.querySelector('canvas');
  return canvas ? pads.get(canvas) : undefined;
};

function paintPad(component: ViewComponent, stage: Stage): TemplateResult {
  const { signHere, clear, typeName } = stage.strings;
  const id = `${nameOf(component)}-name`;
  const clearAll = (event: Event) => {
    padNear(event)?.clear();
    const box = (event.currentTarget as HTMLElement).closest('.signing')!.querySelector('input')!;
    box.value = '';
    if (component.value !== undefined) void stage.desks.files?.remove(component, 0);
  };
  return html`<div class="signing">
    <canvas class="pad" role="img" aria-label=${signHere} ${signed(component, stage)}></canvas>
    <div class="signing-acts">
      <label class="help" for=${id}>${typeName}</label>
      <input class="box" id=${id} type="text" dir="auto" autocomplete="name"
        @change=${(event: Event) => padNear(event)?.write((event.target as HTMLInputElement).value)} />
      <button type="button" class="go small" @click=${clearAll}>${clear}</button>
    </div>
  </div>`;
}

export const paintSignature: Painter = (component, stage) =>
  paintGroup(component, stage, html`${paintPad(component, stage)} ${paintPicked(component, stage)}`);

export const sheet = css;
