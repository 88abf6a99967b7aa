/**
 * For pages that hold hosted funnels in frames:
 * `<iframe src="https://HOST/f/lead-form?embed=1" title="…"></iframe>`
 * `<script type="module" src="https://HOST/player/iframe.js"></script>`
 * gives each the height that it needs, and raises the player's events on the frame.
 */
import { isHeight, isTold, type Hello } from './frame_messages.ts';

const { origin } = new URL(import.meta.url);
const hello: Hello = { tundish: 1, kind: 'hello' };

const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll('iframe')].filter(isHosted);

const isHosted = ({ src }: HTMLIFrameElement): boolean => src.startsWith(`${origin}/f/`);

const greet = (frame: HTMLIFrameElement): void => frame.contentWindow?.postMessage(hello, origin);

addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.origin !== origin) return;
  const frame = frames().find(({ contentWindow }) => contentWindow === event.source);
  if (!frame) return;
  const { data } = event;
  if (isHeight(data)) frame.style.height = `${data.height}px`;
  else if (isTold(data)) {
    const { name, detail } = data;
    frame.dispatchEvent(new CustomEvent(`tundish-${name}`, { detail, bubbles: true }));
  }
});

// Loading does not bubble.
document.addEventListener(
  'load',
  ({ target }) => target instanceof HTMLIFrameElement && isHosted(target) && greet(target),
  { capture: true },
);
// What is there already: the page of another origin shows no document, and ours is no empty one.
for (const frame of frames()) if (frame.contentDocument?.URL !== 'about:blank') greet(frame);
