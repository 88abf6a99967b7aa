/** The studio's drawings, in the text's colour. */
import { svg, type TemplateResult } from 'lit';
import { drawn } from '../../src/player/icons.ts';

const paths = {
  add: svg`<path d="M12 5v14M5 12h14"/>`,
  alert: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.5M12 16.4v.1"/>`,
  archive: svg`<path d="M4 5h16v4H4zM5.5 9v10h13V9M10 13h4"/>`,
  back: svg`<path d="M19 12H5m6-6-6 6 6 6"/>`,
  chart: svg`<path d="M4 20h16M7 16v-5M12 16V6M17 16v-8"/>`,
  check: svg`<path d="m5 12.5 4.6 4.6L19 7.6"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.2 2"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  cloud_off: svg`<path d="M4 4l16 16M9 6.6a5.6 5.6 0 0 1 8.2 4.5 3.8 3.8 0 0 1 2 6.4M16.5 18.5H7a4.2 4.2 0 0 1-.4-8.4"/>`,
  copy: svg`<path d="M9 9h11v11H9zM15 9V4H4v11h5"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
  file: svg`<path d="M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5"/>`,
  folder: svg`<path d="M3.5 6.5h6l2 2.5h9v10.5h-17z"/>`,
  funnel: svg`<path d="M4 5h16l-6.2 7.4V19l-3.6-2v-4.6z"/>`,
  gear: svg`<circle cx="12" cy="12" r="3"/><path d="M12 3.5v3M12 17.5v3M3.5 12h3M17.5 12h3M6 6l2.1 2.1M15.9 15.9 18 18M6 18l2.1-2.1M15.9 8.1 18 6"/>`,
  inbox: svg`<path d="M4 13.5 6.5 5h11l2.5 8.5V19H4zM4 13.5h4.5a3.5 3.5 0 0 0 7 0H20"/>`,
  key: svg`<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8-8M16 7.5l2.5 2.5"/>`,
  list: svg`<path d="M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1"/>`,
  lock: svg`<path d="M6 11h12v8.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  moon: svg`<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>`,
  more: svg`<path d="M6 12h.1M12 12h.1M18 12h.1" stroke-width="2.6"/>`,
  out: svg`<path d="M14 4.5h5v15h-5M4 12h11m-4-4 4 4-4 4"/>`,
  people: svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 19.5a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.3"/>`,
  screen: svg`<path d="M3.5 5h17v11h-17zM9 20h6"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1"/>`,
  template: svg`<path d="M4 4.5h16v5H4zM4 13h7v6.5H4zM14.5 13H20v6.5h-5.5z"/>`,
  trash: svg`<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10.5 11v5M13.5 11v5"/>`,
  undo: svg`<path d="M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9"/>`,
  upload: svg`<path d="M12 15.5V4.5m-4.5 4.5 4.5-4.5L16.5 9M4.5 15v4.5h15V15"/>`,
  user: svg`<circle cx="12" cy="8" r="3.8"/><path d="M4.5 20a7.5 7.5 0 0 1 15 0"/>`,
} as const;

export type IconName = keyof typeof paths;
export const icon = (name: IconName, extra = ''): TemplateResult => drawn(paths[name], extra);
