/**
 * Sets a style property by script, which a strict content policy allows where it forbids the
 * attribute.
 */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

class SetPart extends Directive {
  override update(part: ElementPart, [percent]: [number]): unknown {
    (part.element as HTMLElement).style.setProperty('--part', `${percent}%`);
    return noChange;
  }

  override render(_percent: number): unknown {
    return noChange;
  }
}

/** How much of the whole lies behind, for the style sheet to draw. */
export const setPart = directive(SetPart);
