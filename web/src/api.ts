/** What a page may say to a <tundish-player>, ask of it and hear from it. */
import type { AnswerValue, View } from './engine/types.gen.ts';
import type { TellingDetails } from './player/telling_details.ts';

export type { AnswerValue, View } from './engine/types.gen.ts';
export type { TellingDetails } from './player/telling_details.ts';

export interface TundishPlayerElement extends HTMLElement {
  /** Its slug. */
  funnel: string;
  /** Origin, and folder, of the server; where the script is if nothing is said. */
  server: string;
  environment: string;
  /** Of the texts; the page's language when it is not given. */
  language: string;
  /** `web` (page look) or `web_chat` (chat look). */
  channel: string;
  look: 'page' | 'chat' | '';
  /** `canvas`: drawn with WebGL2, for kiosks and previews. */
  renderer: 'dom' | 'canvas';
  theme: 'light' | 'dark' | 'auto';
  mode: 'inline' | 'full' | 'popup' | 'bubble' | 'tab';
  /** What a launcher or side tab is called. */
  label: string;
  /** What unfolds it besides the visitor's click: `delay:20 scroll:50 exit`. */
  trigger: string;
  /** Values for the `initial_data` of the funnel whose source is `context`. */
  initialData: Readonly<Record<string, unknown>>;
  /** What the visitor's device may keep of a session. */
  sessionStorage: 'device' | 'tab' | 'none';
  /** Tells in the console what happens and why. */
  debug: boolean;
  /** What is on the screen; undefined while nothing is loaded. */
  readonly view: View | undefined;
  /** Resolves when what later layers need is there, for the time without a network. */
  readonly stocked: Promise<void>;

  /** Loads the funnel and shows it; by itself as soon as the player is on the page and open. */
  start(): Promise<void>;
  /** Unfolds a `popup`, a `bubble` or a `tab`. */
  open(): void;
  close(): void;
  back(): Promise<void>;
  /** Commits a field by its slug; null clears it. Resolves when the device has kept it. */
  answer(slug: string, value: AnswerValue | null): Promise<void>;
  /** Presses a button by its id; `next` is the layer's own way onward. */
  press(button: string): Promise<void>;
  /** Replies in a conversation. */
  reply(text: string): Promise<void>;
  /** Leaves the session as it is and begins another one. */
  reset(): Promise<void>;
  /** Goes on in another language, with every answer, where the funnel has such texts. */
  setLanguage(language: string): Promise<void>;
  /** The address with which another device goes on; it holds the session's secret. */
  resumeLink(): string | undefined;
  /** With `debug`: the session as a scenario of the project's tests, in the clipboard, too. */
  copyAsScenario?: () => Promise<string>;
}

/** The player's events by name; `detail` says what happened. */
export type TundishEvents = {
  [Name in keyof TellingDetails as `tundish-${Name}`]: CustomEvent<TellingDetails[Name]>;
};

declare global {
  interface HTMLElementTagNameMap {
    'tundish-player': TundishPlayerElement;
  }
  interface HTMLElementEventMap extends TundishEvents {}
}
