/**
 * `<studio-inbox>`: what would have been sent to visitors, as threads: one for each number or address.
 * Codes and links can be copied, so that whoever tries a funnel can go on.
 */
import { html, nothing } from 'lit';
import { copyText } from '../base/copying.ts';
import { base, sheetOf } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { channelName } from '../base/names.ts';
import { hrefOf } from '../base/router.ts';
import { ago, exactly } from '../base/times.ts';
import css from './inbox.css?inline';
import { ListPage } from './list_page.ts';
import { words } from './words.ts';

const said = words.inbox;

interface Message {
  id: string;
  channel: string;
  receiver: string;
  /** Missing when this server's key cannot open it. */
  text?: string;
  session: string;
  created_at: string;
}

export class StudioInbox extends ListPage<Message> {
  static override styles = [...base, sheetOf(css)];

  protected source() {
    return { path: '/api/v1/inbox', member: 'messages' };
  }

  protected heading(): string {
    return said.heading;
  }

  protected override about(): string {
    return said.about;
  }

  protected override acts() {
    return html`<button class="button" @click=${this.load}>${icon('undo')}${said.refresh}</button>`;
  }

  protected list(messages: Message[]) {
    if (messages.length === 0) {
      return html`<div class="empty">${icon('inbox')}<h2>${said.none}</h2><p>${said.noneHelp}</p></div>`;
    }
    const threads = threadsOf(messages);
    const wanted = this.route.query.get('receiver') ?? '';
    const open = threads.has(wanted) ? wanted : messages[0]!.receiver;
    return html`<div class="panes">
      <ul class="threads" aria-label=${said.threads}>
        ${[...threads].map(([receiver, all]) => entry(receiver, all[0]!, receiver === open))}
      </ul>
      <section class="thread" aria-labelledby="receiver">
        <h2 id="receiver">${open}</h2>
        <ol>
          ${[...threads.get(open)!].reverse().map(bubble)}
        </ol>
      </section>
    </div>`;
  }
}

/** By receivers, in the order of their newest messages. */
function threadsOf(messages: readonly Message[]): Map<string, Message[]> {
  const threads = new Map<string, Message[]>();
  for (const one of messages) threads.set(one.receiver, [...(threads.get(one.receiver) ?? []), one]);
  return threads;
}

function entry(receiver: string, last: Message, isOpen: boolean) {
  return html`<li>
    <a href=${hrefOf('/inbox', {}, { receiver })} aria-current=${isOpen ? 'true' : nothing}>
      <span class="who">${receiver}</span>
      <span class="last">${last.text ?? said.sealed}</span>
    </a>
  </li>`;
}

function bubble({ text, channel, session, created_at: at }: Message) {
  return html`<li class="message">
    <div class="bubble">${text ?? said.sealed}</div>
    <div class="about">
      <span>${said.channels[channel] ?? channelName(channel)}</span>
      <time datetime=${at} title=${exactly(at)}>${ago(at)}</time>
      ${text ? takings(text).map(([label, value]) => taking(label, value)) : nothing}
      <span class="mono" title=${said.session}>${session.slice(0, 8)}</span>
    </div>
  </li>`;
}

const taking = (label: string, value: string) =>
  html`<button class="button" aria-label="${label}: ${value}" @click=${() => copyText(value)}>${icon('copy')}${label}</button>`;

/** What somebody wants to take out of a message: its code, its links. */
export function takings(text: string): [string, string][] {
  const found: [string, string][] = [];
  for (const [link] of text.matchAll(/(?:https?:\/\/|(?<![\w/])\/)[^\s()]+/g)) {
    found.push([said.copyLink, new URL(link, location.origin).href]);
  }
  const code = /(?<![\w/#+.-])\d{4,10}(?![\w.-])/.exec(text);
  if (code && found.length === 0) found.push([said.copyCode, code[0]]);
  return found;
}

customElements.define('studio-inbox', StudioInbox);
