/** What stands beside the frames. */
import { html, type TemplateResult } from 'lit';
import type { Desk } from '../builder/desk.ts';
import type { Playing } from './playing.ts';
import './session_panel.ts';
import './setup_panel.ts';
import './tests_panel.ts';
import './why_panel.ts';
import { words } from './words.ts';

export const kPanels = [
  { name: 'session', label: words.session },
  { name: 'why', label: words.trace },
  { name: 'setup', label: words.setup },
  { name: 'tests', label: words.tests },
] as const;

export type PanelName = (typeof kPanels)[number]['name'];

export function paintPanel(name: PanelName, playing: Playing, desk: Desk): TemplateResult {
  switch (name) {
    case 'session':
      return html`<studio-session-panel .playing=${playing}></studio-session-panel>`;
    case 'why':
      return html`<studio-why-panel .playing=${playing} .desk=${desk}></studio-why-panel>`;
    case 'setup':
      return html`<studio-setup-panel .playing=${playing} .desk=${desk}></studio-setup-panel>`;
    case 'tests':
      return html`<studio-tests-panel .playing=${playing} .desk=${desk}></studio-tests-panel>`;
  }
}
