/** `<studio-problems>`: what is wrong with the funnel, worst first; a press goes there. Tells `go`. */
import { html, nothing, type TemplateResult } from 'lit';
import { type Finding, Problem, sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { told } from '../base/sentences.ts';
import { actionsOf, componentsOf, layersOf, namesOf, textOf } from '../document/definition.ts';
import type { Desk } from './desk.ts';
import css from './problems.css?inline';
import { words } from './words.ts';

const ranks: Record<string, number> = { error: 0, warning: 1, hint: 2 };
const rankOf = ({ severity }: Finding): number => ranks[severity ?? 'error'] ?? 0;

export class StudioProblems extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { desk: { attribute: false }, refusal: { attribute: false } };
  declare desk: Desk;
  /** Why the server does not take the draft; undefined where it does. */
  declare refusal: unknown;
  private stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = this.desk.on(['findings'], () => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  override render() {
    const { findings, judged, unread } = this.desk;
    const isTold = unread !== undefined || this.refusal !== undefined;
    return html`${unread ? this.notice(unread.fault) : nothing} ${this.refused()} ${this.listed(findings, judged, isTold)}`;
  }

  /** What the server says of a draft that it does not take, with the places. */
  private refused(): TemplateResult | typeof nothing {
    const { refusal } = this;
    if (refusal === undefined) return nothing;
    const places = refusal instanceof Problem ? refusal.problems : [];
    return html`<p class="unread" role="alert">${icon('alert')} <span>${words.refused} ${places.length ? nothing : told(sentenceOf(refusal))}</span></p>
      ${places.length ? html`<ul aria-label=${words.states.refused!}>${places.map((one) => this.row(one))}</ul>` : nothing}`;
  }

  /** What is written as a text and cannot be read: the findings below are of the draft without it. */
  private notice(fault: string): TemplateResult {
    return html`<p class="unread" role="alert">${icon('alert')} <span>${fault} ${words.unreadStays}</span>
        <button class="button" @click=${() => this.dispatchEvent(new Event('text'))}>${words.views.json}</button>
        <button class="button quiet" @click=${() => this.desk.keepUnread(undefined)}>${words.dropUnread}</button></p>`;
  }

  private listed(findings: readonly Finding[], judged: number, isTold: boolean): TemplateResult | typeof nothing {
    if (judged < 0) return html`<p class="muted">${words.judging}</p>`;
    if (findings.length === 0 && isTold) return nothing;
    if (findings.length === 0) return html`<p class="none">${icon('check')} ${words.nothingWrong}</p>`;
    const sorted = [...findings].sort((a, b) => rankOf(a) - rankOf(b));
    return html`<ul aria-label=${words.problems}>${sorted.map((one) => this.row(one))}</ul>`;
  }

  private row(one: Finding): TemplateResult {
    const severity = one.severity ?? 'error';
    return html`<li>
      <button class="finding ${severity}" @click=${() => this.go(one.pointer)}>
        ${icon(severity === 'hint' ? 'clock' : 'alert')}<span class="unseen">${words.severities[severity]}: </span>
        <span class="sentence">${told(one.sentence)}</span><span class="place">${this.placeOf(one.pointer)}</span>
      </button>
      ${one.related?.length
        ? html`<ul>${one.related.map((other) => html`<li><button class="finding related" @click=${() => this.go(other.pointer)}>
            <span class="sentence">${told(other.sentence ?? words.seeHere)}</span><span class="place">${this.placeOf(other.pointer)}</span></button></li>`)}</ul>`
        : nothing}
    </li>`;
  }

  private placeOf(pointer: string): string {
    const names = namesOf(pointer);
    const [first, language = '', key] = names;
    if (first === 'content' && key) return `${key.split('.').slice(0, 2).join(' › ')} · ${language}`;
    if (first !== 'layers') return names.join(' › ') || words.funnel;
    const layer = layersOf(this.desk.definition)[Number(names[1])];
    const list = names[2] === 'actions' ? actionsOf(layer) : componentsOf(layer);
    const isPart = names[2] === 'actions' || names[2] === 'components';
    const part = isPart ? textOf(list[Number(names[3])], 'id') || names[3] : names[2];
    return [textOf(layer, 'id') || names[1], part].filter(Boolean).join(' › ');
  }

  private go(pointer: string): void {
    this.dispatchEvent(new CustomEvent('go', { detail: pointer }));
  }
}

customElements.define('studio-problems', StudioProblems);
