/**
 * `<studio-app>`: the door for who is not signed in; for who is, the menu and the page that the address
 * means. Pages come when they are first opened.
 */
import { html, nothing } from 'lit';
import { sentenceOf } from '../base/api.ts';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import { icon } from '../base/icons.ts';
import { me, onMe, recall } from '../base/me.ts';
import { go, isHeld, match, nameWindow, type PageElement, type Route } from '../base/router.ts';
import '../base/toast.ts';
import css from './app.css?inline';
import { type Link, takeLink } from './door.ts';
import './menu_rest.ts';
import { kHome, pages } from './pages.ts';
import { isAt, placesOfMenu } from './places.ts';
import { isTourSeen } from './tour.ts';
import { words } from './words.ts';

const narrow = matchMedia('(max-width: 800px)');

export class StudioApp extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    isKnown: { state: true },
    problem: { state: true },
    route: { state: true },
    page: { state: true },
    isMenuOpen: { state: true },
    isOnline: { state: true },
    isTouring: { state: true },
    toured: { state: true },
  };
  /** It is settled whether somebody is signed in. */
  declare private isKnown: boolean;
  declare private problem: unknown;
  declare private route: Route | undefined;
  declare private page: PageElement | undefined;
  declare private isMenuOpen: boolean;
  declare private isOnline: boolean;
  declare private isTouring: boolean;
  /** The menu's place that the tour is at. */
  declare private toured: string;
  private link: Link | undefined;
  /** The id of the user whom the page is for. */
  private whom: string | undefined;

  constructor() {
    super();
    this.isKnown = false;
    this.isMenuOpen = false;
    this.isOnline = navigator.onLine;
    this.isTouring = !isTourSeen();
    this.toured = '';
    this.link = takeLink();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (location.pathname === '/dashboard') history.replaceState(null, '', `/studio${location.hash || '#/analytics'}`);
    addEventListener('hashchange', this.arrive);
    for (const event of ['online', 'offline']) addEventListener(event, this.connectionChanged);
    narrow.addEventListener('change', () => this.requestUpdate());
    onMe(this.somebodyCame);
    if (this.link) this.isKnown = true;
    else void this.begin();
  }

  private async begin(): Promise<void> {
    this.problem = undefined;
    try {
      await recall();
    } catch (error) {
      this.problem = error;
    }
    this.isKnown = true;
  }

  private readonly connectionChanged = (): void => {
    this.isOnline = navigator.onLine;
  };

  /** Whoever signs in anew sees what the address means; whoever left sees nothing of it. */
  private readonly somebodyCame = (): void => {
    this.requestUpdate();
    if (me()?.id === this.whom) return;
    this.whom = me()?.id;
    if (me()) this.link = undefined;
    this.page = undefined;
    this.route = undefined;
    if (me()) this.arrive();
  };

  private readonly arrive = (): void => {
    if (isHeld()) return;
    const link = takeLink();
    if (link) {
      this.link = link;
      this.requestUpdate();
    }
    if (!me() || this.link) return;
    const route = match(pages, location.hash);
    if (!route) return go(kHome, 'replace');
    this.isMenuOpen = false;
    this.route = route;
    void this.show(route);
  };

  private async show(route: Route): Promise<void> {
    this.problem = undefined;
    if (route.page.isFor?.() === false) {
      this.problem = words.app.notForYou;
      nameWindow(route.page.title);
      return;
    }
    if (this.page?.localName === route.page.tag && isSame(this.page.route.params, route.params)) {
      this.page.route = route;
      return;
    }
    try {
      await route.page.load();
    } catch (error) {
      console.warn('tundish: a part of the studio did not come', error);
      if (this.route === route) this.problem = words.app.noPart;
      return;
    }
    if (this.route !== route) return;
    const page = document.createElement(route.page.tag) as PageElement;
    page.route = route;
    this.page = page;
    nameWindow(route.page.title);
    await this.updateComplete;
    this.renderRoot.querySelector('main')?.focus();
  }

  override render() {
    if (!this.isKnown) return html`<div class="wait" role="status">${words.app.opening}</div>`;
    if (this.problem && !me()) return html`<div class="wait">${this.trouble()}</div>`;
    if (!me() || this.link) return html`<studio-door .link=${this.link}></studio-door><studio-toasts></studio-toasts>`;
    const isWhole = this.route?.page.isWide === true;
    const isWide = narrow.matches || isWhole;
    return html`<div class="frame ${isWide ? 'wide' : ''} ${isWhole ? 'whole' : ''}">
        <header>
          <a class="button skip" href=${location.hash} @click=${this.skip}>${words.app.skip}</a>
          ${isWide ? this.bar() : nothing}
        </header>
        ${isWide && this.isMenuOpen ? html`<div class="scrim" @click=${this.closeMenu}></div>` : nothing}
        <nav aria-label=${words.app.menu} class=${this.isMenuOpen ? 'open' : ''} @keydown=${this.keyInMenu}>
          ${this.menu()}
        </nav>
        <main tabindex="-1">
          ${this.isOnline ? nothing : html`<div class="offline" role="status">${words.app.offline}</div>`}
          ${this.problem ? html`<div class="wait">${this.trouble()}</div>` : this.page}
        </main>
        ${this.isTouring && this.page ? this.tour() : nothing}
      </div>
      <studio-toasts></studio-toasts>`;
  }

  private trouble() {
    const said = typeof this.problem === 'string' ? this.problem : sentenceOf(this.problem);
    return html`<div class="empty" role="alert">
      ${icon('alert')}
      <p>${said}</p>
      ${this.problem === words.app.notForYou
        ? html`<a class="button" href=${kHome}>${words.app.home}</a>`
        : html`<button class="button" @click=${this.again}>${words.app.again}</button>`}
    </div>`;
  }

  private bar() {
    return html`<div class="bar">
      <button
        class="button quiet square"
        aria-label=${words.app.menu}
        aria-expanded=${String(this.isMenuOpen)}
        @click=${this.openMenu}
      >
        ${icon('menu')}
      </button>
      <span>${this.route?.page.title}</span>
    </div>`;
  }

  private menu() {
    const path = this.route?.page.path ?? '';
    return html`<a class="brand" href=${kHome}><img src="/demos/icon.svg" alt="" width="24" height="24" />Tundish</a>
      ${placesOfMenu().map(
        ({ label, places }) => html`
          ${label ? html`<div class="group" id=${label}>${label}</div>` : nothing}
          ${places.map(
            (place) => html`<a
              class="place ${this.isTouring && this.toured === place.path ? 'toured' : ''}"
              href="#${place.path}"
              aria-current=${isAt(place, path) ? 'page' : nothing}
              >${icon(place.icon)}${place.label}</a
            >`,
          )}
        `,
      )}
      <studio-menu-rest class="rest" @tour=${() => (this.isTouring = true)}></studio-menu-rest>`;
  }

  private tour() {
    return html`<studio-tour
      @place=${(event: CustomEvent<string>) => (this.toured = event.detail)}
      @end=${this.endTour}
    ></studio-tour>`;
  }

  private readonly endTour = (): void => {
    this.isTouring = false;
    this.renderRoot.querySelector('main')?.focus();
  };

  private readonly openMenu = async (): Promise<void> => {
    this.isMenuOpen = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('nav a')?.focus();
  };

  private readonly closeMenu = (): void => {
    if (!this.isMenuOpen) return;
    this.isMenuOpen = false;
    this.renderRoot.querySelector<HTMLElement>('.bar button')?.focus();
  };

  private readonly keyInMenu = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.closeMenu();
  };

  private readonly skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  };

  private readonly again = (): void => {
    if (me()) this.arrive();
    else void this.begin();
  };
}

/** What an address names: another one of the kind is another page. */
const isSame = (some: Route['params'], others: Route['params']): boolean => JSON.stringify(some) === JSON.stringify(others);

customElements.define('studio-app', StudioApp);
