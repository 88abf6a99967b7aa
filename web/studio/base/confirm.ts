/** Asks before something that cannot be taken back. */
import { html, render } from 'lit';
import './dialog.ts';
import type { StudioDialog } from './dialog.ts';
import { base } from './element.ts';
import { words } from './words.ts';

export interface Question {
  heading: string;
  text: string;
  /** What the button says: the thing that happens. */
  act: string;
  isBad?: boolean;
}

/** Whether the user said yes. */
export function confirmed({ heading, text, act, isBad }: Question): Promise<boolean> {
  return new Promise((answer) => {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [...base];
    let isYes = false;
    const leave = (said: boolean) => {
      isYes = said;
      root.querySelector<StudioDialog>('studio-dialog')!.close();
    };
    const closed = () => {
      host.remove();
      answer(isYes);
    };
    const body = html`<studio-dialog heading=${heading} @close=${closed}>
      <p>${text}</p>
      <div class="actions">
        <button class="button ${isBad ? 'bad' : 'primary'}" @click=${() => leave(true)}>${act}</button>
        <button class="button" autofocus @click=${() => leave(false)}>${words.cancel}</button>
      </div>
    </studio-dialog>`;
    render(body, root);
    document.body.append(host);
  });
}
