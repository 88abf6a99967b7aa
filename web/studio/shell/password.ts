/** The dialog in which users change their own password. */
import { html, nothing, render } from 'lit';
import { post, Problem, sentenceOf } from '../base/api.ts';
import '../base/dialog.ts';
import type { StudioDialog } from '../base/dialog.ts';
import { base } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { letIn, me, type User } from '../base/me.ts';
import { tell } from '../base/toast.ts';
import { words } from './words.ts';

export function changePassword(): void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [...base];
  let problem: unknown;

  const hand = async (event: SubmitEvent) => {
    event.preventDefault();
    const said = Object.fromEntries(new FormData(event.target as HTMLFormElement));
    try {
      letIn(await post<User>('/api/v1/me/password', said));
      root.querySelector<StudioDialog>('studio-dialog')!.close();
      tell(words.password.done);
    } catch (error) {
      problem = error;
      draw();
    }
  };
  const field = (name: string, label: string, autocomplete: string, help = '') => {
    const fault = problem instanceof Problem ? problem.at(`/${name}`) : '';
    return html`<label class="field">
      <span class="name">${label}</span>
      <input name=${name} type="password" autocomplete=${autocomplete} aria-invalid=${String(!!fault)} />
      ${help ? html`<span class="help">${help}</span>` : nothing}
    </label>`;
  };
  const draw = () =>
    render(
      html`<studio-dialog heading=${words.password.heading} @close=${() => host.remove()}>
        <form class="form" novalidate @submit=${hand}>
          <input type="email" autocomplete="username" .value=${me()?.email ?? ''} hidden />
          ${field('current_password', words.password.current, 'current-password')}
          ${field('password', words.password.wanted, 'new-password', words.password.help)}
          <div role="alert">
            ${problem ? html`<div class="notice bad">${icon('alert')}<span>${sentenceOf(problem)}</span></div>` : nothing}
          </div>
          <div class="actions"><button class="button primary">${words.password.act}</button></div>
        </form>
      </studio-dialog>`,
      root,
    );
  draw();
  document.body.append(host);
}
