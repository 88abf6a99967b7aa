/**
 * What a browser does for the first time takes long. While nothing happens, a session that nobody hears
 * of plays ahead with made-up answers, and what it comes to is painted once where nobody sees it.
 */
import { render } from 'lit';
import type { AnswerValue, View, ViewComponent } from '../engine/engine.ts';
import { gestureOf, Gestures } from './gestures.ts';
import type { Opened } from './opening.ts';
import { mainButton, paintLayer } from './painter.ts';
import type { Stage } from './stage.ts';

/** The next layers are worth it; the browser does not stand still for more. */
const kLayers = 3;
/** What would be fetched, although nobody may come to it. */
const kFetches = /"(image|url|latitude)":/;

export function rehearse(page: Element, { funnel, steps }: Opened, stage: Stage): void {
  const started = steps[0]!.event!;
  const { session, played } = funnel.begin(gestureOf(started));
  if (!session) return;
  try {
    const gestures = new Gestures(started.t_mono);
    let { view } = played;
    for (let layer = 0; layer < kLayers; ++layer) {
      for (const one of view.components ?? []) {
        if (one.mandatory) session.play(gestures.make('answered', { slug: one.slug!, value: guessFor(one) }));
      }
      const step = session.play(gestures.make('pressed', { button: mainButton(view) ?? '' }));
      if (step.refused) return;
      paint(page, (view = step.view), stage);
    }
  } finally {
    session.free();
  }
}

/** Where it does not fit, the rehearsal ends there. */
function guessFor({ options, input_type, appearance, validations, multiple }: ViewComponent): AnswerValue {
  const plain = { boolean: true, numeric: validations?.min ?? 1 }[input_type as string];
  const value = options?.[0]?.value ?? plain ?? (appearance === 'email' ? 'a@b.org' : 'a');
  return multiple ? [String(value)] : value;
}

/** In the page's own styles; what is awaited or fetched is left out. */
function paint(page: Element, view: View, stage: Stage): void {
  const components = view.components?.filter(
    (one) => /^(input|message|button)$/.test(one.type) && !kFetches.test(JSON.stringify(one)),
  );
  const hall = document.createElement('div');
  hall.className = 'unseen';
  page.append(hall);
  try {
    render(paintLayer({ ...view, components }, { ...stage, desks: {} }), hall);
    void hall.offsetHeight;
  } finally {
    hall.remove();
  }
}
