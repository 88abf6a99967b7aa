/** `<studio-audit>`: who changed what, newest first. */
import { html, nothing } from 'lit';
import { all } from '../base/api.ts';
import { icon } from '../base/icons.ts';
import type { User } from '../base/me.ts';
import { go, hrefOf } from '../base/router.ts';
import { ago, exactly } from '../base/times.ts';
import { tellProblem } from '../base/toast.ts';
import { ListPage } from './list_page.ts';
import { words } from './words.ts';

const said = words.audit;

interface Entry {
  lane: string;
  seq: number;
  at: string;
  actor_kind: 'user' | 'token' | 'setup' | 'server';
  actor: string;
  action: string;
  object_kind: string;
  object: string;
  details: Record<string, unknown>;
}

export class StudioAudit extends ListPage<Entry> {
  static override properties = { ...ListPage.properties, names: { state: true } };
  /** Of users and tokens, by their ids. */
  declare private names: ReadonlyMap<string, string>;
  private shownKind = '';

  constructor() {
    super();
    this.names = new Map();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.fetchNames().catch(tellProblem);
  }

  /** The list follows the address. */
  protected override willUpdate(): void {
    if (this.kind === this.shownKind) return;
    this.shownKind = this.kind;
    void this.load();
  }

  private async fetchNames(): Promise<void> {
    const [users, tokens] = await Promise.all([
      all<User>('/api/v1/users', 'users'),
      all<{ id: string; label: string }>('/api/v1/tokens', 'tokens'),
    ]);
    this.names = new Map([
      ...users.map(({ id, name, email }) => [id, name || email] as const),
      ...tokens.map(({ id, label }) => [id, label] as const),
    ]);
  }

  private get kind(): string {
    return this.route?.query.get('object_kind') ?? '';
  }

  protected source() {
    return { path: '/api/v1/audit', member: 'audit', query: { object_kind: this.kind || undefined } };
  }

  protected heading(): string {
    return said.heading;
  }

  protected override about(): string {
    return said.about;
  }

  protected override acts() {
    const chosen = (event: Event) =>
      go(hrefOf('/audit', {}, { object_kind: (event.target as HTMLSelectElement).value }), 'replace');
    return html`<select aria-label=${said.kind} @change=${chosen}>
      <option value="">${said.everything}</option>
      ${Object.entries(said.kinds).map(
        ([word, name]) => html`<option value=${word} ?selected=${word === this.kind}>${name}</option>`,
      )}
    </select>`;
  }

  protected list(entries: Entry[]) {
    if (entries.length === 0) return html`<div class="empty">${icon('list')}<h2>${said.none}</h2></div>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${said.heading}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">${said.when}</th>
            <th scope="col">${said.who}</th>
            <th scope="col">${said.what}</th>
            <th scope="col">${said.details}</th>
          </tr>
        </thead>
        <tbody>
          ${entries.map((one) => this.row(one))}
        </tbody>
      </table>
    </div>`;
  }

  private row({ at, actor, actor_kind: kind, action, object, details }: Entry) {
    return html`<tr>
      <td class="muted"><time datetime=${at} title=${exactly(at)}>${ago(at)}</time></td>
      <td>${this.names.get(actor) ?? words.funnels.changers[kind]}</td>
      <td data-deed=${action}>${said.deeds[action] ?? action}<br /><span class="muted">${this.names.get(object) ?? object}</span></td>
      <td class="muted">${Object.entries(details).map(([name, value]) => fact(name, value))}</td>
    </tr>`;
  }
}

function fact(name: string, value: unknown) {
  const text = textOf(name, value);
  return text ? html`<div>${said.facts[name] ?? name}: ${text}</div>` : nothing;
}

/** A hash is known by its beginning. */
function textOf(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? said.yes : said.no;
  if (value === null) return said.nothing;
  if (Array.isArray(value)) return value.map((one) => textOf(name, one)).join(', ') || said.nothing;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (name === 'role') return words.users.roles[text as keyof typeof words.users.roles] ?? text;
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 10)}…` : text;
}

customElements.define('studio-audit', StudioAudit);
