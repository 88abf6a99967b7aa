/** `<studio-analytics-session>`: one session, and its replay. */
import { html, nothing } from 'lit';
import type { Event } from '../../src/engine/types.gen.ts';
import { get } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { channelName, languageName } from '../base/names.ts';
import { hrefOf, nameWindow, type Route } from '../base/router.ts';
import { isDark, onScheme } from '../base/scheme.ts';
import type { Kept } from '../preview/kept.ts';
import '../preview/screen.ts';
import '../preview/texts.ts';
import { Asked } from './asked.ts';
import { countText, momentText, timeText } from './figures.ts';
import { replayOf } from './replay.ts';
import css from './session.css?inline';
import { type SessionRow, statusChip } from './sessions.ts';
import { eventTold } from './told.ts';
import { words } from './words.ts';

const kStepMs = 900;
const { session: said } = words;

export class StudioAnalyticsSession extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    route: { attribute: false },
    at: { state: true },
    isPlaying: { state: true },
  };
  declare route: Route;
  /** So many events have happened. */
  declare private at: number;
  declare private isPlaying: boolean;
  private timer = 0;
  private leave = (): void => {};
  private readonly asked = new Asked(this, () => this.fetch(), (told) => this.began(told));

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('at')) this.asked.told?.[1].look(this.at - 1);
    if (!changed.has('route')) return;
    this.pause();
    void this.asked.load();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = onScheme(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave();
    this.pause();
  }

  private fetch(): Promise<[SessionRow, Kept]> {
    const id = this.route.params.session!;
    return Promise.all([get<SessionRow>(`/api/v1/sessions/${encodeURIComponent(id)}`), replayOf(id)]);
  }

  /** It is seen as it ended. */
  private began([row, replay]: [SessionRow, Kept]): void {
    this.at = replay.events.length;
    nameWindow(said.title(row.reference_code));
  }

  override render() {
    const back = hrefOf('/analytics/:slug', { slug: this.route.params.slug! });
    const row = this.asked.told?.[0];
    return html`<div class="page" aria-busy=${String(this.asked.isBusy)}>
      <header>
        <div class="heads">
          <a class="crumb" href=${back}>${icon('back', 'flips')}${said.back}</a>
          <h1>${row ? said.title(row.reference_code) : words.headings.sessions}</h1>
        </div>
        ${row ? statusChip(row.status) : nothing}
      </header>
      ${this.asked.paint(([one, replay]) => this.body(one, replay))}
    </div>`;
  }

  private body(row: SessionRow, replay: Kept) {
    const isRefused = this.at > replay.steps.length;
    return html`${this.facts(row, replay)}
      <section class="card replay" aria-labelledby="replay">
        <div>
          <h2 id="replay">${said.replay}</h2>
          <p class="muted">${said.about}</p>
        </div>
        ${this.controls(replay.events.length)}
        <div class="sides">
          <div>
            <h3>${said.shown}</h3>
            ${isRefused ? html`<p class="notice bad" role="alert">${said.refused} ${replay.refusal?.refused.sentence}</p>` : nothing}
            <div class="screen" role="region" aria-label=${said.shown}>
              ${replay.step ? this.screen(replay) : html`<p class="muted">${said.nothing}</p>`}
            </div>
          </div>
          <div>
            <h3>${said.happened}</h3>
            <ol class="events">${replay.events.map((event, index) => this.event(replay, event, index))}</ol>
          </div>
        </div>
      </section>`;
  }

  /** When it began is the visitor's clock, as below; when it arrived is the server's. */
  private facts(row: SessionRow, { events }: Kept) {
    const began = new Date(events[0]!.t_wall).toISOString();
    const facts: [string, unknown][] = [
      [said.began, html`<time datetime=${began}>${momentText(began)}</time>`],
      [words.sessions.started, html`<time datetime=${row.started_at}>${momentText(row.started_at)}</time>`],
      [said.ended, html`<time datetime=${row.last_at}>${momentText(row.last_at)}</time>`],
      [words.sessions.channel, channelName(row.channel)],
      [words.sessions.language, languageName(row.language)],
      [words.sessions.layer, row.layer],
      [said.score, html`<data value=${String(row.score)}>${countText(row.score)}</data>`],
      [said.release, html`<span class="mono">${row.release.slice(0, 8)}</span>`],
    ];
    return html`<dl class="facts" aria-label=${said.facts}>
      ${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>`;
  }

  private controls(all: number) {
    const step = (label: string, text: string, to: number, isFor: boolean) => html`<button
      class="button square"
      aria-label=${label}
      ?disabled=${!isFor}
      @click=${() => this.goTo(to)}
    ><span aria-hidden="true">${text}</span></button>`;
    return html`<div class="controls">
      <div class="actions">
        ${step(said.before, '‹', this.at - 1, this.at > 1)}
        <button class="button" @click=${this.isPlaying ? this.pause : this.play}>${this.isPlaying ? said.pause : said.play}</button>
        ${step(said.next, '›', this.at + 1, this.at < all)}
      </div>
      <input
        type="range"
        min="1"
        max=${all}
        .value=${String(this.at)}
        aria-label=${said.event}
        aria-valuetext=${said.of(this.at, all)}
        @input=${(event: InputEvent) => this.goTo(Number((event.target as HTMLInputElement).value))}
      />
      <span class="muted place">${said.of(this.at, all)}</span>
    </div>`;
  }

  private event({ events, steps }: Kept, event: Event, index: number) {
    const before = steps[index - 1]?.played.view;
    const { what, detail } = eventTold(event, before, steps[index]?.played.view);
    const waited = index === 0 ? 0 : event.t_wall - events[index - 1]!.t_wall;
    const isNow = index + 1 === this.at;
    return html`<li class=${index < this.at ? '' : 'later'}>
      <button aria-current=${isNow ? 'step' : nothing} @click=${() => this.goTo(index + 1)}>
        <span class="what">${what}${event.lane === 's' ? html` <span class="chip">${said.server}</span>` : nothing}</span>
        <span class="detail">${detail}</span>
        <span class="muted when">${index === 0 ? momentText(new Date(event.t_wall).toISOString()) : said.after(timeText(Math.max(0, waited)))}</span>
      </button>
    </li>`;
  }

  /** As the visitor had it, on a phone; a conversation as it went. */
  private screen(replay: Kept) {
    const { channel } = replay.step!.played.view;
    return channel === 'web' || channel === 'web_chat'
      ? html`<studio-screen .playing=${replay} channel=${channel} scheme=${isDark() ? 'dark' : 'light'} label=${said.shown}></studio-screen>`
      : html`<studio-texts .playing=${replay} channel=${channel}></studio-texts>`;
  }

  private goTo(count: number): void {
    this.pause();
    this.at = count;
  }

  private readonly play = (): void => {
    const all = this.asked.told![1].events.length;
    if (this.at === all) this.at = 1;
    this.isPlaying = true;
    this.timer = window.setInterval(() => {
      this.at += 1;
      if (this.at >= all) this.pause();
    }, kStepMs);
  };

  private readonly pause = (): void => {
    window.clearInterval(this.timer);
    this.isPlaying = false;
  };
}

customElements.define('studio-analytics-session', StudioAnalyticsSession);
