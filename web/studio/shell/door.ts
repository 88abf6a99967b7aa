/**
 * The way in: with a password, with the one link of a server's first start, or with an invitation. A
 * link's token stands behind `#`, so it never leaves the browser by itself, and leaves the address bar
 * at once, so that neither the history nor a bookmark keeps it.
 */
import { html, nothing } from 'lit';
import { post, Problem, sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { letIn, type User } from '../base/me.ts';
import { nameWindow } from '../base/router.ts';
import css from './door.css?inline';
import { words } from './words.ts';

type Way = 'login' | 'setup' | 'invitation';
export interface Link {
  way: Way;
  token: string;
}

/** The link in the address, which is taken out of it. */
export function takeLink(): Link | undefined {
  const found = /^#(setup|invitation)=(.*)$/.exec(location.hash);
  if (!found) return undefined;
  history.replaceState(null, '', location.pathname);
  return { way: found[1] as Way, token: found[2]! };
}

export class StudioDoor extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { link: { attribute: false }, problem: { state: true }, isBusy: { state: true } };
  declare link: Link | undefined;
  declare private problem: unknown;
  declare private isBusy: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    nameWindow(words.signIn[this.way].heading);
  }

  private get way(): Way {
    return this.link?.way ?? 'login';
  }

  override render() {
    const said = words.signIn[this.way];
    return html`<main>
      <div class="brand"><img src="/demos/icon.svg" alt="" width="28" height="28" />Tundish</div>
      <form class="card" novalidate @submit=${this.enter}>
        <header>
          <h1>${said.heading}</h1>
          <p class="muted">${said.about}</p>
        </header>
        ${this.way === 'invitation' ? nothing : this.field('email', words.signIn.email, 'email', 'username')}
        ${this.way === 'setup' ? this.field('name', words.signIn.name, 'text', 'name', words.signIn.nameHelp) : nothing}
        ${this.way === 'login'
          ? this.field('password', words.signIn.password, 'password', 'current-password')
          : this.field('password', words.signIn.password, 'password', 'new-password', words.signIn.passwordHelp)}
        <div role="alert">${this.problem ? this.notice() : nothing}</div>
        <button class="button primary" ?disabled=${this.isBusy}>${said.act}</button>
      </form>
    </main>`;
  }

  private field(name: string, label: string, type: string, autocomplete: string, help = '') {
    const fault = this.problem instanceof Problem ? this.problem.at(`/${name}`) : '';
    return html`<label class="field">
      <span class="name">${label}</span>
      <input
        name=${name}
        type=${type}
        autocomplete=${autocomplete}
        aria-invalid=${fault ? 'true' : 'false'}
        aria-describedby=${help ? `${name}-help` : nothing}
      />
      ${help ? html`<span class="help" id="${name}-help">${help}</span>` : nothing}
    </label>`;
  }

  private notice() {
    return html`<div class="notice bad">${icon('alert')}<span>${sentenceOf(this.problem)}</span></div>`;
  }

  private async enter(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.problem = undefined;
    this.isBusy = true;
    const said = Object.fromEntries(new FormData(event.target as HTMLFormElement));
    try {
      const body = this.link ? { ...said, token: this.link.token } : said;
      letIn(await post<User>(`/api/v1/${this.way}`, body));
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define('studio-door', StudioDoor);
