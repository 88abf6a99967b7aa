/** What a page says of a player: the attributes of <tundish-player>, which are properties alike. */
import { LitElement, type ComplexAttributeConverter } from 'lit';
import type { Channel } from '../engine/engine.ts';
import type { Keeping, Wanted } from '../sync/releases.ts';
import { kModes, type Mode } from './frame.ts';

/** The script lies in `<server>/player/`. */
const home = new URL(/* @vite-ignore */ '..', import.meta.url).href.replace(/\/$/, '');

/** Values by name. */
export type Given = Readonly<Record<string, unknown>>;

const asJson: ComplexAttributeConverter<Given> = {
  fromAttribute(text) {
    try {
      const given = JSON.parse(text || '{}') as unknown;
      if (typeof given === 'object' && given && !Array.isArray(given)) return given as Given;
    } catch {
      // Said below.
    }
    console.error(`tundish: initial-data: no JSON object: ${text}`);
    return {};
  },
};

/** Without the attribute it is the first word. One that is none of them is said, and means `least`. */
const oneOf = (name: string, words: readonly string[], least: string): ComplexAttributeConverter<string> => ({
  fromAttribute(text) {
    if (text === null) return words[0]!;
    if (words.includes(text)) return text;
    console.error(`tundish: ${name}: "${text}" is none of ${words.join(', ')}; it is ${least} now`);
    return least;
  },
});

export class PlayerAttributes extends LitElement {
  static override properties = {
    funnel: {},
    server: {},
    environment: {},
    language: {},
    channel: {},
    look: {},
    renderer: {},
    theme: {},
    mode: { converter: oneOf('mode', kModes, 'inline') },
    label: {},
    trigger: {},
    initialData: { attribute: 'initial-data', converter: asJson },
    sessionStorage: {
      attribute: 'session-storage',
      converter: oneOf('session-storage', ['device', 'tab', 'none'], 'none'),
    },
    debug: { type: Boolean },
    unfolded: { state: true },
  };

  declare funnel: string;
  declare server: string;
  declare environment: string;
  /** Of the texts; the page's language when it is not given. */
  declare language: string;
  /** `web` (page look) or `web_chat` (chat look). */
  declare channel: string;
  declare look: 'page' | 'chat' | '';
  /** `dom`, or `canvas`: drawn with WebGL2, for kiosks and previews. */
  declare renderer: 'dom' | 'canvas';
  declare theme: 'light' | 'dark' | 'auto';
  declare mode: Mode;
  /** What a side tab is called. */
  declare label: string;
  /** What unfolds it besides the visitor's click: `delay:20 scroll:50 exit`. */
  declare trigger: string;
  /** What the page knows of its visitor: values for the `initial_data` of the funnel. */
  declare initialData: Given;
  /** What the visitor's device may keep of a session. */
  declare sessionStorage: Keeping;
  /** Tells in the console what happens and why. */
  declare debug: boolean;
  declare unfolded: boolean;
  /** There with `debug`. */
  declare copyAsScenario?: () => Promise<string>;

  constructor() {
    super();
    this.funnel = '';
    this.server = home;
    this.environment = 'production';
    this.language = '';
    this.channel = '';
    this.look = '';
    this.renderer = 'dom';
    this.theme = 'auto';
    this.mode = 'inline';
    this.label = '';
    this.trigger = '';
    this.initialData = {};
    this.sessionStorage = 'device';
    this.debug = false;
    this.unfolded = false;
  }

  /** What is to be played. */
  protected get wanted(): Wanted {
    return {
      server: this.server.replace(/\/$/, ''),
      environment: this.environment,
      funnel: this.funnel,
      language: this.language || document.documentElement.lang,
      channel: (this.channel || (this.look === 'chat' ? 'web_chat' : 'web')) as Channel,
      keeping: this.sessionStorage,
    };
  }
}
