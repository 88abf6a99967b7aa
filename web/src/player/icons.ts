/** The few drawings that every page may need, in the text's colour; parts bring their own. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const paths = {
  alert: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.4v.1"/>`,
  check: svg`<path d="m5 12.5 4.6 4.6L19 7.6"/>`,
  back: svg`<path d="M19 12H5m6-6-6 6 6 6"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  cloud: svg`<path d="M7 18.5a4.2 4.2 0 0 1-.4-8.4 5.6 5.6 0 0 1 10.8 1A3.8 3.8 0 0 1 17 18.5z"/>`,
  chat: svg`<path d="M4.5 6.5a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H11l-4.5 3.5v-3.5a2 2 0 0 1-2-2z"/>`,
};

export const icon = (name: keyof typeof paths, extra = ''): TemplateResult =>
  drawn(paths[name], extra);

export function drawn(path: SVGTemplateResult, extra = ''): TemplateResult {
  return html`<svg class="icon ${extra}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${path}</svg>`;
}
