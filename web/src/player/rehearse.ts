/**
 * What a browser does for the first time takes long. While nothing happens, a session that nobody hears
 * of plays ahead with made-up answers, and what it comes to is painted once where nobody sees it.
 */
import { render } from 'lit';
import type { AnswerValue, View, ViewComponent } from '../engine/engine.ts';
import { pause } from './drawn.ts';
import { gestureOf, Gestures } from './gestures.ts';
import type { Opened } from './opening.ts';
import { mainButton, paintLayer } from './painter.ts';
import { partFor } from './parts.ts';
import type { Stage } from './stage.ts';

const kLayers = 3;
const kBetweenMs = 50;
/** What would be fetched, although nobody may come to it. */
const kFetches = /"(image|url|latitude)":/;

/** One layer at a time, so that a visitor who presses something waits for one at most. */
export async function rehearse(root: ShadowRoot, opened: Opened | undefined, stage: Stage): Promise<void> {
  for (const view of opened ? viewsAhead(opened) : []) {
    const page = root.querySelector('.page');
    if (page) paint(page, view, stage);
    await pause(kBetweenMs);
  }
}

function viewsAhead({ funnel, steps }: Opened): View[] {
  const started = steps[0]!.event!;
  const { session, played } = funnel.begin(gestureOf(started));
  if (!session) return [];
  const gestures = new Gestures(started.t_mono);
  const views = [played.view];
  try {
    while (views.length <= kLayers) {
      const view = views.at(-1)!;
      for (const one of view.components ?? []) {
        if (one.mandatory) session.play(gestures.make('answered', { slug: one.slug!, value: guessFor(one) }));
      }
      const step = session.play(gestures.make('pressed', { button: mainButton(view) ?? '' }));
      if (step.refused) break;
      views.push(step.view);
    }
  } finally {
    session.free();
  }
  return views.slice(1);
}

/** Where it does not fit, the rehearsal ends there. */
function guessFor({ options, input_type, validations, multiple }: ViewComponent): AnswerValue {
  const plain = { boolean: true, numeric: validations?.min ?? 1 }[input_type as string];
  const value = options?.[0]?.value ?? plain ?? 'a@b.org';
  return multiple ? [value as string] : value;
}

/** In the page's own styles; what is awaited or fetched is left out. */
function paint(page: Element, view: View, stage: Stage): void {
  const components = view.components?.filter(
    (one) => partFor(one) !== 'waits' && !kFetches.test(JSON.stringify(one)),
  );
  const hall = document.createElement('div');
  hall.className = 'unseen';
  page.append(hall);
  try {
    render(paintLayer({ ...view, components }, { ...stage, desks: {} }), hall);
    hall.getBoundingClientRect();
  } finally {
    hall.remove();
  }
}
