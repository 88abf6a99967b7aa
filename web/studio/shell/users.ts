/** `<studio-users>`: who may come in, and what they may do. */
import { html, nothing } from 'lit';
import { post, request } from '../base/api.ts';
import { openForm } from '../base/form_dialog.ts';
import { icon } from '../base/icons.ts';
import { me, type Role, type User } from '../base/me.ts';
import '../base/menu.ts';
import type { MenuItem } from '../base/menu.ts';
import { tell, tellProblem } from '../base/toast.ts';
import { ago, exactly } from '../base/times.ts';
import { ListPage } from './list_page.ts';
import { showSecret } from './secret.ts';
import { words } from './words.ts';

const said = words.users;
const roles = Object.entries(said.roles) as [Role, string][];

interface Invitation {
  user: User;
  link: string;
}

export class StudioUsers extends ListPage<User> {
  protected source() {
    return { path: '/api/v1/users', member: 'users' };
  }

  protected heading(): string {
    return said.heading;
  }

  protected override about(): string {
    return said.about;
  }

  protected override acts() {
    return html`<button class="button primary" @click=${this.invite}>${icon('add')}${said.invite}</button>`;
  }

  protected list(users: User[]) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${said.heading}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">${said.user}</th>
            <th scope="col">${said.role}</th>
            <th scope="col">${said.state}</th>
            <th scope="col">${said.since}</th>
            <th scope="col"><span class="unseen">${words.list.acts}</span></th>
          </tr>
        </thead>
        <tbody>
          ${users.map((user) => this.row(user))}
        </tbody>
      </table>
    </div>`;
  }

  private row(user: User) {
    return html`<tr>
      <td>
        <strong>${user.name || user.email}</strong>
        ${user.name ? html`<br /><span class="muted">${user.email}</span>` : nothing}
      </td>
      <td>${said.roles[user.role]}</td>
      <td>${state(user)}</td>
      <td class="muted"><time datetime=${user.created_at} title=${exactly(user.created_at)}>${ago(user.created_at)}</time></td>
      <td>
        <studio-menu icon="more" icon-only label=${said.acts(user.email)} .items=${this.actsOf(user)}></studio-menu>
      </td>
    </tr>`;
  }

  private actsOf(user: User): MenuItem[] {
    const refusal = user.id === me()?.id ? said.yourself : undefined;
    return [
      { label: said.change, icon: 'user', act: () => this.change(user) },
      { label: user.has_password ? said.newLink : said.linkAgain, icon: 'key', act: () => void this.link(user) },
      user.disabled
        ? { label: said.enable, icon: 'undo', isApart: true, act: () => void this.able(user, false) }
        : { label: said.disable, icon: 'lock', isApart: true, isBad: true, refusal, act: () => void this.able(user, true) },
    ];
  }

  private readonly invite = (): void => {
    openForm({
      heading: said.invite,
      about: said.inviteAbout,
      fields: [
        { name: 'email', label: said.email, type: 'email' },
        { name: 'name', label: said.name, help: said.nameHelp },
        { name: 'role', label: said.role, options: roles, value: 'master', help: said.roleHelp },
      ],
      act: said.inviteAct,
      hand: async (body) => {
        showLink(await post<Invitation>('/api/v1/users', body));
        await this.load();
      },
    });
  };

  private change(user: User): void {
    openForm({
      heading: said.changeHeading(user.email),
      fields: [
        { name: 'name', label: said.name, value: user.name, help: said.nameHelp },
        { name: 'role', label: said.role, options: roles, value: user.role, help: said.roleHelp },
      ],
      act: said.changeAct,
      hand: async (body) => {
        await patch(user, body);
        await this.load();
      },
    });
  }

  private async link(user: User): Promise<void> {
    try {
      showLink(await post<Invitation>(`/api/v1/users/${user.id}/invitation`));
    } catch (error) {
      tellProblem(error);
    }
  }

  private async able(user: User, disabled: boolean): Promise<void> {
    try {
      await patch(user, { disabled });
      tell(disabled ? said.disabled(user.email) : said.enabled(user.email));
      await this.load();
    } catch (error) {
      tellProblem(error);
    }
  }
}

/** The version that the list has seen may be an older one: what is changed is named, so nothing is lost. */
async function patch(user: User, body: Record<string, unknown>): Promise<void> {
  await request('PATCH', `/api/v1/users/${user.id}`, { body, ifMatch: '*' });
}

function showLink({ user, link }: Invitation): void {
  showSecret({
    heading: said.linkHeading(user.email),
    about: said.linkAbout,
    label: said.linkLabel,
    secret: new URL(link, location.origin).href,
  });
}

function state({ disabled, has_password }: User) {
  if (disabled) return html`<span class="chip bad">${said.states.disabled}</span>`;
  return has_password
    ? html`<span class="chip good">${said.states.active}</span>`
    : html`<span class="chip caution">${said.states.invited}</span>`;
}

customElements.define('studio-users', StudioUsers);
