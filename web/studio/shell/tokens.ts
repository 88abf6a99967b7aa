/** `<studio-tokens>`: keys to the API for programs. */
import { html, nothing } from 'lit';
import { post, remove } from '../base/api.ts';
import { confirmed } from '../base/confirm.ts';
import { openForm } from '../base/form_dialog.ts';
import { icon } from '../base/icons.ts';
import { me, type Role } from '../base/me.ts';
import { tell, tellProblem } from '../base/toast.ts';
import { ago, exactly } from '../base/times.ts';
import { ListPage } from './list_page.ts';
import { showSecret } from './secret.ts';
import { words } from './words.ts';

const said = words.tokens;

interface Token {
  id: string;
  label: string;
  role: Role;
  scopes: string[];
  created_at: string;
  expires_at?: string;
  last_used_at?: string;
  revoked_at?: string;
  token?: string;
}

export class StudioTokens extends ListPage<Token> {
  protected source() {
    return { path: '/api/v1/tokens', member: 'tokens' };
  }

  protected heading(): string {
    return said.heading;
  }

  protected override about(): string {
    return said.about;
  }

  protected override acts() {
    return html`<button class="button primary" @click=${this.make}>${icon('add')}${said.make}</button>`;
  }

  protected list(tokens: Token[]) {
    if (tokens.length === 0) return html`<div class="empty">${icon('key')}<h2>${said.none}</h2><p>${said.noneHelp}</p></div>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${said.heading}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">${said.label}</th>
            <th scope="col">${said.scopes}</th>
            <th scope="col">${said.used}</th>
            <th scope="col">${said.ends}</th>
            <th scope="col"><span class="unseen">${words.list.acts}</span></th>
          </tr>
        </thead>
        <tbody>
          ${tokens.map((token) => this.row(token))}
        </tbody>
      </table>
    </div>`;
  }

  private row(token: Token) {
    const { label, role, scopes, last_used_at: used } = token;
    return html`<tr>
      <td><strong>${label}</strong><br /><span class="muted">${words.users.roles[role]}</span></td>
      <td>${scopes.map((one) => html`<span class="chip mono">${one}</span> `)}</td>
      <td class="muted">${used ? html`<time datetime=${used} title=${exactly(used)}>${ago(used)}</time>` : said.never}</td>
      <td>${end(token)}</td>
      <td>
        ${token.revoked_at
          ? nothing
          : html`<button class="button bad" aria-label=${said.revokeOf(label)} @click=${() => this.revoke(token)}>${said.revoke}</button>`}
      </td>
    </tr>`;
  }

  private readonly make = (): void => {
    const order: Role[] = ['viewer', 'master', 'super_admin'];
    const mine = order.slice(0, order.indexOf(me()!.role) + 1);
    openForm({
      heading: said.make,
      fields: [
        { name: 'label', label: said.label, help: said.labelHelp },
        { name: 'role', label: words.users.role, options: mine.map((one) => [one, words.users.roles[one]] as const), value: 'viewer' },
        { name: 'scopes', label: said.scopes, value: '*', help: said.scopesHelp },
        { name: 'expires_in_days', label: said.days, options: said.spans, value: '90' },
      ],
      act: said.makeAct,
      hand: async ({ scopes = '', expires_in_days: days, ...rest }) => {
        const list = scopes.split(/[\s,]+/).filter(Boolean);
        const made = await post<Token>('/api/v1/tokens', { ...rest, scopes: list, expires_in_days: Number(days) });
        showSecret({ heading: said.madeHeading(made.label), about: said.madeAbout, label: said.token, secret: made.token! });
        await this.load();
      },
    });
  };

  private async revoke(token: Token): Promise<void> {
    const isMeant = await confirmed({
      heading: said.revokeHeading(token.label),
      text: said.revokeText,
      act: said.revokeAct,
      isBad: true,
    });
    if (!isMeant) return;
    try {
      await remove(`/api/v1/tokens/${token.id}`);
      tell(said.revoked(token.label));
      await this.load();
    } catch (error) {
      tellProblem(error);
    }
  }
}

function end({ revoked_at: revoked, expires_at: expires }: Token) {
  if (revoked) return html`<span class="chip bad" title=${exactly(revoked)}>${said.isRevoked}</span>`;
  if (!expires) return html`<span class="muted">${said.never}</span>`;
  const isOver = Date.parse(expires) <= Date.now();
  return html`<time class=${isOver ? 'chip bad' : 'muted'} datetime=${expires} title=${exactly(expires)}>${ago(expires)}</time>`;
}

customElements.define('studio-tokens', StudioTokens);
