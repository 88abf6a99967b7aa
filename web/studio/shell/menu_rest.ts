/** `<studio-menu-rest>`: the foot of the menu, with the account and the scheme. */
import { html } from 'lit';
import { request } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import type { IconName } from '../base/icons.ts';
import { letIn, me } from '../base/me.ts';
import '../base/menu.ts';
import { chooseScheme, isDark, onScheme, type Scheme, scheme, schemes } from '../base/scheme.ts';
import { tellProblem } from '../base/toast.ts';
import css from './menu_rest.css?inline';
import { changePassword } from './password.ts';
import { words } from './words.ts';

const drawings: Record<Scheme, IconName> = { auto: 'screen', light: 'sun', dark: 'moon' };

export class StudioMenuRest extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  private endWatching: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.endWatching = onScheme(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endWatching?.();
  }

  override render() {
    const user = me()!;
    const account = [
      { label: words.account.password, icon: 'key' as const, act: changePassword },
      { label: words.tour.again, icon: 'list' as const, act: () => this.dispatchEvent(new Event('tour')) },
      { label: words.account.signOut, icon: 'out' as const, act: () => void signOut() },
    ];
    const looks = schemes.map((one) => ({
      label: words.account.schemes[one],
      icon: drawings[one],
      isChosen: scheme() === one,
      act: () => this.choose(one),
    }));
    return html`<studio-menu icon="user" label="${words.account.menu(user.email)}" .items=${account}>
        <span class="who">${user.name || user.email}</span>
      </studio-menu>
      <studio-menu
        icon=${isDark() ? 'moon' : 'sun'}
        label=${words.account.scheme}
        icon-only
        .items=${looks}
      ></studio-menu>`;
  }

  private choose(wish: Scheme): void {
    chooseScheme(wish);
    this.requestUpdate();
  }
}

async function signOut(): Promise<void> {
  try {
    await request('POST', '/api/v1/logout', { body: {} });
    letIn(undefined);
  } catch (error) {
    tellProblem(error);
  }
}

customElements.define('studio-menu-rest', StudioMenuRest);
