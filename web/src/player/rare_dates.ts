/** Dates and times: the browser's own pickers, in the visitor's calendar and order. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ViewComponent } from '../engine/engine.ts';
import {
  describedBy,
  inField,
  isWrong,
  nameOf,
  paintField,
  paintGroup,
  shownValue,
  type Painter,
  type Stage,
} from './stage.ts';

type Kind = 'date' | 'time' | 'datetime-local';

/** What a picker of that kind takes of a bound: `2026-01-10` is no moment of a day. */
function bound(limit: string | undefined, kind: Kind, end: string): string | typeof nothing {
  if (!limit) return nothing;
  if (kind !== 'datetime-local') return limit;
  const [day = '', time = end] = limit.replace(/(Z|[+-]\d\d:\d\d)$/, '').split('T');
  return `${day}T${time}`;
}

/** The pickers know no offset and no fractions; a value that has some is shown without them. */
const pickable = (value: unknown, kind: Kind): string => {
  const text = typeof value === 'string' ? value : '';
  return kind === 'datetime-local' ? text.slice(0, 16) : text;
};

function picker(
  component: ViewComponent,
  kind: Kind,
  value: unknown,
  id: string,
  pick: (value: string) => void,
): TemplateResult {
  return html`<input
    class="box"
    id=${id}
    type=${kind}
    min=${bound(component.earliest, kind, '00:00')}
    max=${bound(component.latest, kind, '23:59')}
    .value=${inField(pickable(value, kind))}
    aria-required=${component.mandatory ? 'true' : 'false'}
    aria-invalid=${isWrong(component) ? 'true' : 'false'}
    aria-describedby=${describedBy(component)}
    @change=${(event: Event) => pick((event.target as HTMLInputElement).value)}
  />`;
}

const moment =
  (kind: Kind): Painter =>
  (component, stage) => {
    const pick = (value: string) => stage.answer(component.slug ?? '', value);
    const shown = shownValue(component, stage);
    return paintField(component, stage, picker(component, kind, shown, nameOf(component), pick));
  };

export const paintDate = moment('date');
export const paintTime = moment('time');
export const paintDateTime = moment('datetime-local');

interface Range {
  from?: string;
  to?: string;
}

/** A range is an answer once both ends are there; until then it is typed. */
export const paintRange: Painter = (component, stage) => {
  const shown = shownValue(component, stage);
  const range = (typeof shown === 'object' && shown !== null ? shown : {}) as Range;
  const end = (which: keyof Range, words: string) => {
    const id = `${nameOf(component)}-${which}`;
    const pick = (value: string) => choose(component, stage, { ...range, [which]: value });
    return html`<span class="end">
      <label class="help" for=${id}>${words}</label>${picker(component, 'date', range[which], id, pick)}
    </span>`;
  };
  const { from, to } = stage.strings;
  return paintGroup(
    component,
    stage,
    html`<div class="range">${end('from', from)} ${end('to', to)}</div>`,
  );
};

function choose(component: ViewComponent, stage: Stage, range: Range): void {
  const slug = component.slug ?? '';
  if (range.from && range.to) stage.answer(slug, { from: range.from, to: range.to });
  else if (range.from || range.to) stage.type(slug, range);
  else stage.answer(slug, undefined);
}
