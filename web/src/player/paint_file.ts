/** File inputs: file, dropzone, camera, media, signature. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { FileReference, ViewComponent } from '../engine/engine.ts';
import { FileDesk } from './file_desk.ts';
import { kPictures } from './file_problem.ts';
import { UploadHost } from '../sync/upload_host.ts';
import { drawn } from './icons.ts';
import css from './files.css?inline';
import type { Part } from './parts.ts';
import { paintFileLine, paintPicked } from './picked.ts';
import { sheetOf } from './sheet.ts';
import { paintSignature, sheet as signatureCss } from './signature.ts';
import {
  describedBy,
  isWrong,
  nameOf,
  paintBare,
  questionOf,
  type Painter,
  type Stage,
} from './stage.ts';

export { UploadHost };

const drawings = {
  upload: svg`<path d="M12 15.5V4.5m-4.6 4.6L12 4.5l4.6 4.6M4.5 15.5v2.2a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-2.2"/>`,
  camera: svg`<path d="M4 8.5a1.8 1.8 0 0 1 1.8-1.8h2.3l1.4-2.2h5l1.4 2.2h2.3A1.8 1.8 0 0 1 20 8.5v8.7a1.8 1.8 0 0 1-1.8 1.8H5.8A1.8 1.8 0 0 1 4 17.2z"/><circle cx="12" cy="12.6" r="3.4"/>`,
  clip: svg`<path d="m20 11.5-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.9-7.8"/>`,
};

interface Look {
  drawing: 'upload' | 'camera' | 'clip';
  accept: string[];
  camera?: boolean;
}

/** Named one by one, telephones turn other kinds of pictures into one of these. */
export const acceptOf = (kinds: readonly string[]): string =>
  kinds.flatMap((kind) => (kind === 'image/*' ? kPictures : kind)).join(',');

function picker(component: ViewComponent, stage: Stage, look: Look): TemplateResult {
  const allowed = component.validations?.media_types ?? [];
  const accept = acceptOf(allowed.length > 0 ? allowed : look.accept);
  const pick = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const picked = [...(input.files ?? [])];
    input.value = '';
    if (picked.length > 0) void stage.desks.files?.attach(component, picked);
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

const files =
  (look: Look, zone: 'zone' | 'plain'): Painter =>
  (component, stage) => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const dropped = [...(event.dataTransfer?.files ?? [])];
      if (dropped.length > 0)
        void stage.desks.files?.attach(component, component.multiple ? dropped : dropped.slice(0, 1));
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
        ${paintPicked(component, stage)}`,
    );
  };

const paintFile = files({ drawing: 'clip', accept: [] }, 'plain');
const paintDropzone = files({ drawing: 'upload', accept: [] }, 'zone');
const paintCamera = files({ drawing: 'camera', accept: ['image/*'], camera: true }, 'plain');
const paintMedia = files(
  { drawing: 'upload', accept: ['image/*', 'video/*', 'audio/*'] },
  'zone',
);

/** Below a conversation, in place of the box for replies. */
const paintInChat: Painter = (component, stage) => {
  const { appearance, validations } = component;
  const pick = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (file) void stage.desks.files?.attach(component, [file]);
  };
  const isCamera = appearance === 'camera';
  const words = isCamera ? stage.strings.takePhoto : stage.strings.attach;
  return html`<label class="attach">
    <input
      type="file"
      aria-label=${words}
      accept=${acceptOf(validations?.media_types ?? (isCamera ? ['image/*'] : [])) || nothing}
      capture=${isCamera ? 'environment' : nothing}
      @change=${pick}
    />
    ${drawn(drawings[isCamera ? 'camera' : 'clip'])}<span>${words}</span>
  </label>`;
};

/** Of a file that was sent before; its reference is the component's value. */
const paintLine: Painter = ({ value }, stage) =>
  html`<div class="file">${paintFileLine(value as FileReference, stage)}</div>`;

export const part: Part = {
  painters: {
    file: paintFile,
    'file dropzone': paintDropzone,
    'file camera': paintCamera,
    'file media': paintMedia,
    'file signature': paintSignature,
    'file chat': paintInChat,
    'file line': paintLine,
  },
  sheet: sheetOf(css + signatureCss),
  desk: { name: 'files', open: (office) => new FileDesk(office) },
};
