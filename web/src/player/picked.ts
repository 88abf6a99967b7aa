/** Files that were picked: what they are, and how far they have come. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { FileReference, ViewComponent } from '../engine/engine.ts';
import { drawn, icon } from './icons.ts';
import { filesOf, type Stage } from './stage.ts';
import { readableSize } from './strings.ts';

const sheet = svg`<path d="M13.5 3.5h-6a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-10zm0 0v5h5"/>`;

export function paintPicked(component: ViewComponent, stage: Stage): TemplateResult | typeof nothing {
  const files = filesOf(component);
  if (files.length === 0) return nothing;
  const remove = (at: number) => () => void stage.desks.files?.remove(component, at);
  return html`<ul class="files">
    ${files.map(
      (file, index) => html`<li>${paintFileLine(file, stage)}
      <button type="button" class="turn" aria-label=${stage.strings.remove(file.name)} @click=${remove(index)}>
        ${icon('close')}
      </button></li>`,
    )}
  </ul>`;
}

/** How far it has come: nobody is told that a file is sent before it is. */
function paintProgress(file: FileReference, { desks, strings, language }: Stage) {
  const progress = desks.files?.progressOf(file);
  if (!progress) return nothing;
  if (progress.kind === 'refused') return html`<span class="stood bad">${icon('alert')}${strings.fileRefused}</span>`;
  if (progress.kind === 'kept') return html`<span class="stood good">${icon('check')}${strings.fileSent}</span>`;
  if (progress.kind === 'waiting') return html`<span class="stood">${icon('cloud')}${strings.fileWaits}</span>`;
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(Math.floor(progress.part * 100) / 100);
  return html`<span class="stood">${strings.fileSending(percent)}</span>
    <progress class="sent-part" max="1" .value=${progress.part} aria-label=${strings.fileSending(percent)}></progress>`;
}

export function paintFileLine(file: FileReference, stage: Stage): TemplateResult {
  const preview = stage.desks.files?.preview(file);
  return html`${preview ? html`<img src=${preview} alt="" />` : html`<span class="thumbnail">${drawn(sheet)}</span>`}
    <span class="words"><span class="name">${file.name}</span>
      <span class="size">${readableSize(file.size, stage.language)}</span>
      ${paintProgress(file, stage)}</span>`;
}
