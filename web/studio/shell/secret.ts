/** Shows what is told once: it can be copied, and is gone when the dialog is closed. */
import { html, render } from 'lit';
import { copyText } from '../base/copying.ts';
import '../base/dialog.ts';
import { base } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { words } from './words.ts';

interface Told {
  heading: string;
  about: string;
  label: string;
  secret: string;
}

export function showSecret({ heading, about, label, secret }: Told): void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [...base];
  const chosen = (event: Event) => (event.target as HTMLInputElement).select();
  render(
    html`<studio-dialog heading=${heading} .isTouched=${() => true} @close=${() => host.remove()}>
      <p>${about}</p>
      <label class="field">
        <span class="name">${label}</span>
        <input class="mono" readonly .value=${secret} @focus=${chosen} />
      </label>
      <div class="actions">
        <button class="button primary" autofocus @click=${() => copyText(secret)}>${icon('copy')}${words.secret.copy}</button>
      </div>
    </studio-dialog>`,
    root,
  );
  document.body.append(host);
}
