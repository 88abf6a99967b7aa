/**
 * What opens a player besides its own button: elements of the page that name it, and, at most once
 * a visit each, time, scrolling, and the intent to leave. What the visitor closed stays closed.
 */
import type { Unfolder } from './frame.ts';

export type Trigger =
  | { kind: 'click' | 'exit'; word: string }
  | { kind: 'delay' | 'scroll'; word: string; amount: number };

const kTrigger = /^(?:(click|exit)|(delay):(\d{1,5}(?:\.\d+)?)|(scroll):(\d{1,3}))$/;

/** Throws for what is no trigger, and names it. */
export function readTriggers(text: string): Trigger[] {
  return text.split(/\s+/).filter(Boolean).map(readTrigger);
}

function readTrigger(word: string): Trigger {
  const [, lone, delay, seconds, , percent] = kTrigger.exec(word) ?? [];
  if (lone) return { kind: lone as 'click' | 'exit', word };
  if (delay) return { kind: 'delay', word, amount: Number(seconds) };
  if (percent && Number(percent) <= 100) return { kind: 'scroll', word, amount: Number(percent) };
  throw new TypeError(
    `trigger: "${word}" is none; write click, delay:SECONDS, scroll:PERCENT or exit, with spaces between`,
  );
}

/** What was done in this visit, where the page may not keep it for the tab. */
const inMemory = new Map<string, string>();
const kDismissed = 'dismissed';
/** Pixels in so many milliseconds: a thumb that flicks the page down to get at the address bar. */
const kFlick = { pixels: 400, ms: 300 };

export class Triggers {
  readonly #player: Unfolder;
  readonly #ending = new AbortController();

  constructor(player: Unfolder) {
    this.#player = player;
    const { signal } = this.#ending;
    document.addEventListener('click', this.#click, { signal });
    try {
      for (const trigger of readTriggers(player.trigger)) this.#attend(trigger);
    } catch (error) {
      console.error('tundish:', (error as Error).message, player);
    }
  }

  end(): void {
    this.#ending.abort();
  }

  dismiss(): void {
    this.#note(kDismissed);
  }

  #attend(trigger: Trigger): void {
    const { signal } = this.#ending;
    const passive = { signal, passive: true };
    const fire = () => this.#fire(trigger.word);
    if (trigger.kind === 'delay') {
      const timer = setTimeout(fire, trigger.amount * 1000);
      signal.addEventListener('abort', () => clearTimeout(timer));
    } else if (trigger.kind === 'scroll') {
      document.addEventListener('scroll', () => depth() >= trigger.amount && fire(), passive);
    } else if (trigger.kind === 'exit') {
      this.#attendExit(fire, passive);
    }
  }

  /** A mouse leaves over the top of the page; a phone flicks back up, or turns to something else. */
  #attendExit(fire: () => void, options: AddEventListenerOptions): void {
    document.documentElement.addEventListener(
      'pointerleave',
      ({ clientY, pointerType }) => pointerType === 'mouse' && clientY <= 0 && fire(),
      options,
    );
    if (!matchMedia('(pointer: coarse)').matches) return;
    document.addEventListener('visibilitychange', () => document.hidden && fire(), options);
    let last = scrollY;
    let top = { at: 0, y: last };
    const follow = ({ timeStamp: at }: Event): void => {
      const y = scrollY;
      // A link to the top of the page is no thumb.
      if (y > top.y || last - y > kFlick.pixels) top = { at, y };
      else if (at - top.at > kFlick.ms) top = { at, y: last };
      last = y;
      if (top.y - y >= kFlick.pixels) fire();
    };
    document.addEventListener('scroll', follow, options);
  }

  #fire(word: string): void {
    const done = this.#done();
    if (this.#player.unfolded || done.includes(kDismissed) || done.includes(word)) return;
    // Two dialogs over one page help nobody.
    if ([...document.querySelectorAll<Unfolder>('tundish-player')].some((one) => one.unfolded)) return;
    this.#note(word);
    this.#player.open();
  }

  readonly #click = (event: MouseEvent): void => {
    const [target] = event.composedPath();
    const named = target instanceof Element && target.closest('[data-tundish-open]');
    if (!named || !this.#isMeant(named)) return;
    event.preventDefault();
    this.#player.open();
  };

  #isMeant(named: Element): boolean {
    const selector = named.getAttribute('data-tundish-open') ?? '';
    try {
      return this.#player.matches(selector);
    } catch {
      console.error(`tundish: data-tundish-open: "${selector}" is no selector`, named);
      return false;
    }
  }

  get #key(): string {
    const { id, server, funnel } = this.#player;
    return `tundish ${server} ${funnel} ${id}`;
  }

  #done(): string[] {
    let kept: string | null | undefined;
    try {
      kept = sessionStorage.getItem(this.#key);
    } catch (error) {
      console.debug('tundish: this page keeps nothing for the visit', error);
    }
    return (kept ?? inMemory.get(this.#key) ?? '').split(' ');
  }

  #note(word: string): void {
    const words = [...this.#done(), word].join(' ').trim();
    inMemory.set(this.#key, words);
    try {
      sessionStorage.setItem(this.#key, words);
    } catch (error) {
      console.debug('tundish: this page keeps nothing for the visit', error);
    }
  }
}

/** How much of the page was scrolled through, in percent. */
function depth(): number {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  return scrollHeight > clientHeight ? (scrollTop / (scrollHeight - clientHeight)) * 100 : 0;
}
