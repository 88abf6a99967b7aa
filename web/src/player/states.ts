/** What is shown beside the funnel itself: loading, not found, and how saving goes. */
import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../engine/engine.ts';
import { icon } from './icons.ts';
import type { Scene } from './scene.ts';
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

/** What is said of an ending for which the author has no words. */
export function endingOf({ status, reason }: View, strings: Strings): string {
  if (status === 'completed') return strings.done;
  return reason === 'unavailable' ? strings.notOpen : strings.closed;
}

interface Words {
  sentence: string;
  /** What can be done about it. */
  offer?: [name: string, hand: () => void];
}

function words(scene: Scene, strings: Strings, hands: BannerHands): Words | undefined {
  const { report, stuck, elsewhere, news, files, fileRefused } = scene;
  if (elsewhere) {
    return { sentence: strings.elsewhere, offer: [strings.continueHere, hands.continueHere] };
  }
  if (scene.unarmed) return { sentence: strings.waitOffline };
  if (fileRefused && !isUnsaved(scene)) return { sentence: `${fileRefused}: ${strings.fileRefused}` };
  if (isBad(scene)) {
    return { sentence: report.status === 'halted' ? strings.halted : strings.notSaved };
  }
  if (news) return { sentence: strings[news] };
  if (report.branched === 'epoch') {
    return { sentence: strings.wentOn, offer: [strings.continueThere, hands.continueThere] };
  }
  // Without trouble an event is confirmed at once, and nobody needs to hear of it.
  if (stuck && report.waiting > 0) return { sentence: strings.waiting(report.waiting) };
  if (files > 0) return { sentence: strings.filesWaiting(files) };
  return undefined;
}

const isUnsaved = ({ report, fileLost }: Scene) => fileLost || report.unsaved || report.status === 'halted';

const isBad = (scene: Scene) => isUnsaved(scene) || scene.fileRefused !== '';

export interface BannerHands {
  /** From another tab. */
  continueHere(): void;
  /** From another device. */
  continueThere(): void;
}

/** Says what waits, in a place that is always there so that screen readers hear it change. */
export function paintBanner(
  scene: Scene,
  strings: Strings,
  hands: BannerHands,
): TemplateResult {
  const said = words(scene, strings, hands);
  const bad = isBad(scene);
  return html`<div role="status" class="status">
    ${
      said
        ? html`<div class="banner" data-tone=${bad ? 'bad' : 'calm'}>
          ${icon(bad ? 'alert' : 'cloud')}<span>${said.sentence}</span>
          ${
            said.offer
              ? html`<button type="button" class="go" @click=${said.offer[1]}>${said.offer[0]}</button>`
              : nothing
          }
        </div>`
        : nothing
    }
  </div>`;
}
