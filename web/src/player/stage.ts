/** What the painters share: the hands they are given, the names of things, the frame of a field. */
import { html, noChange, nothing, type TemplateResult } from 'lit';
import { directive, Directive, type PropertyPart } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';
import type { AnswerValue, FileReference, Problem, ViewComponent } from '../engine/engine.ts';
import type { Desks } from './desks.ts';
import { icon } from './icons.ts';
import { safeLink } from './safe_url.ts';
import { sentenceOf, type Strings } from './strings.ts';

/** What a painter may read and call. Painters keep nothing. */
export interface Stage {
  strings: Strings;
  language: string;
  /** Where relative addresses begin. */
  base: string;
  typed: ReadonlyMap<string, unknown>;
  /** Picked files that were not taken, by slug. */
  rejected: ReadonlyMap<string, Problem>;
  type(slug: string, value: unknown): void;
  answer(slug: string, value: AnswerValue | undefined): void;
  press(button: string): void;
  back(): void;
  /** Leaves this session and begins another one. */
  reset(): void;
  /** A painter could not be loaded. */
  missing: boolean;
  /** Tries once more. */
  fetchPainter(): void;
  /** What the parts do beside painting. */
  desks: Desks;
}

export type Painter = (component: ViewComponent, stage: Stage) => TemplateResult;

/** What the field shows: what was typed on this layer, else the answer. */
export function shownValue(component: ViewComponent, stage: Stage): unknown {
  const slug = component.slug ?? '';
  return stage.typed.has(slug) ? stage.typed.get(slug) : component.value;
}

/** The files that a field holds. */
export function filesOf(component: ViewComponent | undefined): FileReference[] {
  if (component?.input_type !== 'file' || component.value === undefined) return [];
  return (Array.isArray(component.value) ? component.value : [component.value]) as FileReference[];
}

/** Compares with what stands in the field, which the visitor may have changed since the last painting. */
export const inField = directive(
  class extends Directive {
    override render(value: unknown): unknown {
      return value;
    }

    override update(part: PropertyPart, [value]: [unknown]): unknown {
      if (Reflect.get(part.element, part.name) === value) return noChange;
      // Whatever was painted last, it is painted.
      setCommittedValue(part);
      return value;
    }
  },
);

/** A link that leaves the page; undefined when the address may not be followed. */
export function linkOut(
  address: string | undefined,
  stage: Stage,
  words: unknown,
  look = 'link',
  follow?: () => void,
): TemplateResult | undefined {
  const safe = safeLink(address, stage.base);
  return safe === undefined
    ? undefined
    : html`<a class=${look} href=${safe} target="_blank" rel="noopener noreferrer" @click=${follow}>${words}</a>`;
}

/** A name for `id` and `name` attributes; component ids may hold spaces, which these may not. */
export function nameOf(component: ViewComponent): string {
  return `f-${component.id.replace(/[^\w-]/g, (mark) => `_${mark.codePointAt(0)!.toString(16)}`)}`;
}

export function questionOf(component: ViewComponent): string {
  return component.label ?? component.text ?? component.slug ?? component.id;
}

/** The sentences under a field; what the author wrote comes before our own. */
export function problemSentences(component: ViewComponent, stage: Stage): string[] {
  const rejected = stage.rejected.get(component.slug ?? '');
  if (rejected) return [sentenceOf(stage.strings, stage.language, rejected)];
  const problems = component.problems ?? [];
  const misfit = problems.some(({ code }) => code !== 'missing');
  if (misfit && component.error) return [component.error];
  const box = component.appearance === 'checkbox' || component.appearance === 'consent';
  if (box && problems.length > 0) return [stage.strings.tick];
  // Parts of one answer may lack the same thing: it is said once.
  return [...new Set(problems.map((problem) => sentenceOf(stage.strings, stage.language, problem)))];
}

export function isWrong(component: ViewComponent): boolean {
  return (component.problems ?? []).length > 0;
}

/** For `aria-describedby`: the ids of the help and of the problems that are there. */
export function describedBy(component: ViewComponent): string | typeof nothing {
  const name = nameOf(component);
  const ids = [];
  if (component.help) ids.push(`${name}-help`);
  if (isWrong(component)) ids.push(`${name}-problem`);
  return ids.length > 0 ? ids.join(' ') : nothing;
}

const optionalMark = (component: ViewComponent, stage: Stage) =>
  component.mandatory ? nothing : html`<span class="optional">${stage.strings.optional}</span>`;

function lead(component: ViewComponent): TemplateResult | typeof nothing {
  return component.text && component.label ? html`<p class="lead">${component.text}</p>` : nothing;
}

function help(component: ViewComponent): TemplateResult | typeof nothing {
  const id = `${nameOf(component)}-help`;
  return component.help ? html`<p class="help" id=${id}>${component.help}</p>` : nothing;
}

export function problems(component: ViewComponent, stage: Stage): TemplateResult {
  const sentences = problemSentences(component, stage);
  return html`<div class="problems" id="${nameOf(component)}-problem">
    ${sentences.map((sentence) => html`<p class="problem">${icon('alert')}<span>${sentence}</span></p>`)}
  </div>`;
}

/** A field with one control: its label names the control. */
export function paintField(
  component: ViewComponent,
  stage: Stage,
  control: unknown,
): TemplateResult {
  return html`<div class="field" ?data-wrong=${isWrong(component)}>
    ${lead(component)}
    <label class="question" for=${nameOf(component)}>${questionOf(component)} ${optionalMark(component, stage)}</label>
    ${help(component)}
    <div class="control">${control}</div>
    ${problems(component, stage)}
  </div>`;
}

/** A field of several controls: its legend names the group. Of radio buttons one can be required. */
export function paintGroup(
  component: ViewComponent,
  stage: Stage,
  controls: unknown,
  role: 'group' | 'radiogroup' = 'group',
): TemplateResult {
  const one = role === 'radiogroup';
  return html`<fieldset
    class="field"
    role=${role}
    ?data-wrong=${isWrong(component)}
    aria-required=${one ? String(component.mandatory === true) : nothing}
    aria-invalid=${one ? String(isWrong(component)) : nothing}
    aria-describedby=${describedBy(component)}
  >
    ${lead(component)}
    <legend class="question">${questionOf(component)} ${optionalMark(component, stage)}</legend>
    ${help(component)}
    <div class="control">${controls}</div>
    ${problems(component, stage)}
  </fieldset>`;
}

/** A field whose control carries the question itself, like a box to tick. */
export function paintBare(
  component: ViewComponent,
  stage: Stage,
  control: unknown,
): TemplateResult {
  return html`<div class="field bare" ?data-wrong=${isWrong(component)}>
    ${lead(component)}
    <div class="control">${control}</div>
    ${help(component)} ${problems(component, stage)}
  </div>`;
}

/** A button that takes something away: a file, a dialog. */
export const paintCloser = (look: string, name: string, close: () => void): TemplateResult =>
  html`<button type="button" class=${look} aria-label=${name} @click=${close}>${icon('close')}</button>`;
