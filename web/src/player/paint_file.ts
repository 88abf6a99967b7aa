/** File inputs: file, dropzone, camera, media. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { AnswerValue, FileReference, ViewComponent } from '../engine/engine.ts';
import { drawn, icon } from './icons.ts';
import css from './files.css?inline';
import { filesOf } from './files_of.ts';
import type { Part } from './parts.ts';
import { sheetOf } from './sheet.ts';
import {
  describedBy,
  isWrong,
  nameOf,
  paintBare,
  questionOf,
  type Painter,
  type Stage,
} from './stage.ts';
import { readableSize } from './strings.ts';

export const drawings = {
  upload: svg`<path d="M12 15.5V4.5m-4.6 4.6L12 4.5l4.6 4.6M4.5 15.5v2.2a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-2.2"/>`,
  camera: svg`<path d="M4 8.5a1.8 1.8 0 0 1 1.8-1.8h2.3l1.4-2.2h5l1.4 2.2h2.3A1.8 1.8 0 0 1 20 8.5v8.7a1.8 1.8 0 0 1-1.8 1.8H5.8A1.8 1.8 0 0 1 4 17.2z"/><circle cx="12" cy="12.6" r="3.4"/>`,
  clip: svg`<path d="m20 11.5-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.9-7.8"/>`,
  file: svg`<path d="M13.5 3.5h-6a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-10zm0 0v5h5"/>`,
};

interface Look {
  drawing: 'upload' | 'camera' | 'clip';
  accept: string[];
  camera?: boolean;
}

function picker(component: ViewComponent, stage: Stage, look: Look): TemplateResult {
  const allowed = component.validations?.media_types ?? [];
  const accept = (allowed.length > 0 ? allowed : look.accept).join(',');
  const pick = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const picked = [...(input.files ?? [])];
    input.value = '';
    if (picked.length > 0) stage.attach(component, picked);
  };
  return html`<input
      id=${nameOf(component)}
      type="file"
      accept=${accept || nothing}
      capture=${look.camera ? 'environment' : nothing}
      ?multiple=${component.multiple ?? false}
      aria-required=${component.mandatory ? 'true' : 'false'}
      aria-invalid=${isWrong(component) ? 'true' : 'false'}
      aria-labelledby="${nameOf(component)}-question ${nameOf(component)}-pick"
      aria-describedby=${describedBy(component)}
      @change=${pick}
    />
    <span class="pick">
      ${drawn(drawings[look.drawing])}
      <span class="words" id="${nameOf(component)}-pick">${look.camera ? stage.strings.takePhoto : stage.strings.attach}</span>
    </span>`;
}

function picked(component: ViewComponent, stage: Stage): TemplateResult | typeof nothing {
  const files = filesOf(component);
  if (files.length === 0) return nothing;
  const remove = (at: number) => () => {
    const rest = files.filter((_, index) => index !== at);
    stage.answer(
      component.slug ?? '',
      component.multiple && rest.length > 0 ? (rest as AnswerValue) : undefined,
    );
  };
  return html`<ul class="files">
    ${files.map(
      (file, index) => html`<li>${paintFileLine(file, stage)}
      <button type="button" class="turn" aria-label=${stage.strings.remove(file.name)} @click=${remove(index)}>
        ${icon('close')}
      </button></li>`,
    )}
  </ul>`;
}

export function paintFileLine(file: FileReference, stage: Stage): TemplateResult {
  const preview = stage.preview(file);
  return html`${preview ? html`<img src=${preview} alt="" />` : html`<span class="thumbnail">${drawn(drawings.file)}</span>`}
    <span class="words"><span class="name">${file.name}</span>
      <span class="size">${readableSize(file.size, stage.language)}</span></span>`;
}

const files =
  (look: Look, zone: 'zone' | 'plain'): Painter =>
  (component, stage) => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const dropped = [...(event.dataTransfer?.files ?? [])];
      if (dropped.length > 0)
        stage.attach(component, component.multiple ? dropped : dropped.slice(0, 1));
    };
    return paintBare(
      component,
      stage,
      html`<div class="question" id="${nameOf(component)}-question">${questionOf(component)}
          ${component.mandatory ? nothing : html`<span class="optional">${stage.strings.optional}</span>`}</div>
        <label class="picker ${zone}" @dragover=${over} @drop=${drop}>
          ${picker(component, stage, look)}
          ${zone === 'zone' ? html`<span class="hint">${stage.strings.dropHere}</span>` : nothing}
        </label>
        ${picked(component, stage)}`,
    );
  };

const paintFile = files({ drawing: 'clip', accept: [] }, 'plain');
const paintDropzone = files({ drawing: 'upload', accept: [] }, 'zone');
const paintCamera = files({ drawing: 'camera', accept: ['image/*'], camera: true }, 'plain');
const paintMedia = files(
  { drawing: 'upload', accept: ['image/*', 'video/*', 'audio/*'] },
  'zone',
);

export const part: Part = {
  painters: {
    file: paintFile,
    'file dropzone': paintDropzone,
    'file camera': paintCamera,
    'file media': paintMedia,
  },
  sheet: sheetOf(css),
};
