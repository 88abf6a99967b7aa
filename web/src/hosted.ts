/**
 * The page of a published funnel: keeps itself for days without network, or, in a frame, tells the
 * page that holds it what happens.
 */
import { keepPage } from './keeping.ts';
import { isHello, kNames, type Height, type Told } from './frame_messages.ts';

const player = document.querySelector('tundish-player');
const { background } = document.body.dataset;
const renderer = new URLSearchParams(location.search).get('renderer');
if (renderer) player?.setAttribute('renderer', renderer);
if (background && !document.body.matches('.embed')) document.body.style.background = background;

/** So much is kept for a page that has not said hello yet. */
const kMostKept = 200;

/** Whoever holds the frame: only of allowed sites does the browser let it (`frame-ancestors`). */
function speakToPage(): void {
  let page: string | undefined;
  const waiting: Told[] = [];
  const say = (message: Height | Told): void => {
    if (page !== undefined) parent.postMessage(message, page);
    else if (message.kind === 'told' && waiting.length < kMostKept) waiting.push(message);
  };
  const tellHeight = (): void =>
    say({ tundish: 1, kind: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) });
  addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    // A page without an origin of its own can not be named.
    if (source !== parent || origin === 'null' || page !== undefined || !isHello(data)) return;
    page = origin;
    for (const message of waiting.splice(0)) say(message);
    tellHeight();
  });
  for (const name of kNames) {
    player?.addEventListener(`tundish-${name}`, (event) =>
      say({ tundish: 1, kind: 'told', name, detail: (event as CustomEvent<unknown>).detail }),
    );
  }
  new ResizeObserver(tellHeight).observe(document.body);
}

if (parent !== window) speakToPage();
else {
  const keep = (): Promise<void> =>
    keepPage('/f/').catch((error: unknown) =>
      console.warn('This page is not kept for offline use.', error),
    );
  player?.addEventListener('tundish-ready', () => void keep(), { once: true });
}
