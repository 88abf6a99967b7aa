/** What is shown beside the funnel itself: loading, not found, and how saving goes. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.ts';
import type { Scene } from './play_store.ts';
import type { Strings } from './strings.ts';

export function paintBlank(
  phase: Scene['phase'],
  strings: Strings,
  retry: () => void,
): TemplateResult {
  if (phase === 'not_found' || phase === 'failed') {
    return html`<section class="page"><div class="blank" role="alert">
      <p>${phase === 'failed' ? strings.notLoaded : strings.notFound}</p>
      <button type="button" class="go" @click=${retry}>${strings.retry}</button>
    </div></section>`;
  }
  return html`<section class="page"><div class="skeleton" role="status">
    <span class="unseen">${strings.loading}</span><i></i><i></i><i></i>
  </div></section>`;
}

function words({ report, stuck, unsaved, elsewhere }: Scene, strings: Strings): string | undefined {
  if (elsewhere) return strings.elsewhere;
  if (unsaved) return strings.notSaved;
  if (report.status === 'halted') return strings.halted;
  // Without trouble an event is confirmed at once, and nobody needs to hear of it.
  if (stuck && report.waiting > 0) return strings.waiting(report.waiting);
  return undefined;
}

/** Says what waits, in a place that is always there so that screen readers hear it change. */
export function paintBanner(
  scene: Scene,
  strings: Strings,
  continueHere: () => void,
): TemplateResult {
  const sentence = words(scene, strings);
  const bad = scene.unsaved || scene.report.status === 'halted';
  return html`<div role="status" class="status">
    ${
      sentence === undefined
        ? nothing
        : html`<div class="banner" data-tone=${bad ? 'bad' : 'calm'}>
          ${icon(bad ? 'alert' : 'cloud')}<span>${sentence}</span>
          ${
            scene.elsewhere
              ? html`<button type="button" class="go" @click=${continueHere}>${strings.continueHere}</button>`
              : nothing
          }
        </div>`
    }
  </div>`;
}
