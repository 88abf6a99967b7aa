/** The few drawings that the player needs, in the text's colour. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const paths: Record<string, SVGTemplateResult> = {
  alert: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.4v.1"/>`,
  check: svg`<path d="m5 12.5 4.6 4.6L19 7.6"/>`,
  back: svg`<path d="M19 12H5m6-6-6 6 6 6"/>`,
  forward: svg`<path d="M5 12h14m-6-6 6 6-6 6"/>`,
  send: svg`<path d="M12 19V5m-6.5 6.5L12 5l6.5 6.5"/>`,
  clip: svg`<path d="m20 11.5-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4l7.9-7.8"/>`,
  upload: svg`<path d="M12 15.5V4.5m-4.6 4.6L12 4.5l4.6 4.6M4.5 15.5v2.2a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-2.2"/>`,
  camera: svg`<path d="M4 8.5a1.8 1.8 0 0 1 1.8-1.8h2.3l1.4-2.2h5l1.4 2.2h2.3A1.8 1.8 0 0 1 20 8.5v8.7a1.8 1.8 0 0 1-1.8 1.8H5.8A1.8 1.8 0 0 1 4 17.2z"/><circle cx="12" cy="12.6" r="3.4"/>`,
  file: svg`<path d="M13.5 3.5h-6a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-10zm0 0v5h5"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  star: svg`<path d="m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8-4.2-4.1 5.8-.8z"/>`,
  like: svg`<path d="M7 10.5v9H4.5v-9zm0 0 4-7a2.4 2.4 0 0 1 2.3 2.9l-.6 3.1h5.4a1.9 1.9 0 0 1 1.9 2.3l-1.2 6a2.1 2.1 0 0 1-2 1.7H7"/>`,
  cloud: svg`<path d="M7 18.5a4.2 4.2 0 0 1-.4-8.4 5.6 5.6 0 0 1 10.8 1A3.8 3.8 0 0 1 17 18.5z"/>`,
  chat: svg`<path d="M4.5 6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4.5 3.5v-3.5a2 2 0 0 1-2-2z"/>`,
};

export function icon(name: keyof typeof paths, extra = ''): TemplateResult {
  return html`<svg class="icon ${extra}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
}
