/** File inputs: file, dropzone, camera, media. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerValue, FileReference, ViewComponent } from '../engine/engine.ts';
import { icon } from './icons.ts';
import { filesOf } from './files_of.ts';
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
      ${icon(look.drawing)}
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
  return html`${preview ? html`<img src=${preview} alt="" />` : html`<span class="thumbnail">${icon('file')}</span>`}
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

export const paintFile = files({ drawing: 'clip', accept: [] }, 'plain');
export const paintDropzone = files({ drawing: 'upload', accept: [] }, 'zone');
export const paintCamera = files({ drawing: 'camera', accept: ['image/*'], camera: true }, 'plain');
export const paintMedia = files(
  { drawing: 'upload', accept: ['image/*', 'video/*', 'audio/*'] },
  'zone',
);
