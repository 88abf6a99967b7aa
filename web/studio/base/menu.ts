/**
 * `<studio-menu>`: a button, and the list of what can be done that it opens. Arrow keys, Home and End go
 * through the list, letters to the next entry that begins with them; Escape and a press outside close it.
 */
import { html, nothing } from 'lit';
import { base, sheetOf, StudioElement } from './element.ts';
import { icon, type IconName } from './icons.ts';
import css from './menu.css?inline';

export interface MenuItem {
  label: string;
  act(): void;
  icon?: IconName;
  /** Why it cannot be done now; it is then shown, but does nothing. */
  refusal?: string | undefined;
  isBad?: boolean;
  /** One of several, of which one holds. */
  isChosen?: boolean;
  /** Stands apart from what is before it. */
  isApart?: boolean;
  /** What entries behind each other have in common, written above the first of them. */
  group?: string;
}

/** How long letters that follow each other are one word, in milliseconds. */
const kWord = 700;
/** A list is never higher than this part of the window. */
const kHighest = 0.7;

export class StudioMenu extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = {
    items: { attribute: false },
    label: {},
    look: {},
    hasOnlyIcon: { type: Boolean, attribute: 'icon-only' },
    icon: {},
  };
  declare items: readonly MenuItem[];
  /** What the button is called. */
  declare label: string;
  /** Further classes of the button. */
  declare look: string;
  declare hasOnlyIcon: boolean;
  declare icon: IconName | undefined;
  /** Letters that were typed one after the other. */
  private typed = '';
  /** When the pointer came down on the button. */
  private wasOpen = false;
  private typedAt = 0;

  constructor() {
    super();
    this.items = [];
    this.label = '';
    this.look = 'quiet';
    this.hasOnlyIcon = false;
  }

  override render() {
    return html`<button
        class="button ${this.look} ${this.hasOnlyIcon ? 'square' : ''}"
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label=${this.hasOnlyIcon ? this.label : nothing}
        title=${this.hasOnlyIcon ? this.label : nothing}
        @pointerdown=${() => (this.wasOpen = this.list.matches(':popover-open'))}
        @click=${this.pressed}
        @keydown=${this.openByKey}
      >
        ${this.icon ? icon(this.icon) : nothing}<slot>${this.hasOnlyIcon ? nothing : this.label}</slot>
      </button>
      <div popover role="menu" aria-label=${this.label} @keydown=${this.move} @toggle=${this.toggled}>
        ${groupsOf(this.items).map(({ name, items }) => {
          const entries = items.map((item) => this.itemOf(item));
          return name === undefined ? entries : html`<div role="group" aria-label=${name}><p class="group" aria-hidden="true">${name}</p>${entries}</div>`;
        })}
      </div>`;
  }

  private itemOf(item: MenuItem) {
    const isOneOf = item.isChosen !== undefined;
    return html`${item.isApart ? html`<div class="line" role="separator"></div>` : nothing}
      <button
        class="item ${item.isBad ? 'bad' : ''}"
        role=${isOneOf ? 'menuitemradio' : 'menuitem'}
        aria-checked=${isOneOf ? String(item.isChosen) : nothing}
        aria-disabled=${item.refusal ? 'true' : nothing}
        tabindex="-1"
        @click=${() => this.choose(item)}
      >
        ${item.icon ? icon(item.icon) : nothing}
        <span>${item.label}${item.refusal ? html`<small>${item.refusal}</small>` : nothing}</span>
        ${item.isChosen ? icon('check', 'tick') : nothing}
      </button>`;
  }

  private get button(): HTMLButtonElement {
    return this.renderRoot.querySelector('button')!;
  }

  private get list(): HTMLElement {
    return this.renderRoot.querySelector('[popover]')!;
  }

  private get entries(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
  }

  /** A press beside an open list has closed it before the click comes: the button is beside it, too. */
  private readonly pressed = ({ detail }: MouseEvent): void => {
    const isByPointer = detail > 0;
    if (!isByPointer || !this.wasOpen) this.toggle();
  };

  /** What opens is put in its place before it is seen. */
  private toggle(): void {
    if (this.list.togglePopover()) this.place();
  }

  private readonly toggled = (event: ToggleEvent): void => {
    const isOpen = event.newState === 'open';
    this.button.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) this.entries[0]?.focus();
  };

  /** Beside the button: below it or, where there is more room, above. A long list scrolls in that room. */
  private place(): void {
    this.typed = '';
    this.list.style.maxHeight = '';
    const at = this.button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.list;
    const isRtl = getComputedStyle(this).direction === 'rtl';
    const wanted = isRtl ? at.left : at.right - width;
    const start = at.left + width < innerWidth && at.left < innerWidth / 2 ? at.left : wanted;
    const left = Math.max(8, Math.min(start, innerWidth - width - 8));
    const [above, below] = [at.top - 12, innerHeight - at.bottom - 12];
    const isAbove = Math.min(height, innerHeight * kHighest) > below && above > below;
    const shown = Math.min(height, isAbove ? above : below, innerHeight * kHighest);
    const top = isAbove ? at.top - shown - 4 : at.bottom + 4;
    Object.assign(this.list.style, { left: `${left}px`, top: `${top}px`, maxHeight: `${shown}px` });
  }

  private readonly openByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (!this.list.matches(':popover-open')) this.toggle();
  };

  private readonly move = (event: KeyboardEvent): void => {
    const { entries } = this;
    const at = entries.indexOf(this.shadowRoot!.activeElement as HTMLElement);
    const next: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    if (event.key === 'Tab') this.list.hidePopover();
    if (event.key in next) {
      entries.at(next[event.key]! % entries.length)?.focus();
      this.typed = '';
    } else if (!this.seek(event, at)) return;
    event.preventDefault();
  };

  /** Goes to the next entry that begins with what was typed; false: the key is no letter. */
  private seek({ key, timeStamp, ctrlKey, metaKey, altKey }: KeyboardEvent, at: number): boolean {
    const isLater = timeStamp - this.typedAt > kWord;
    if ([...key].length !== 1 || ctrlKey || metaKey || altKey || (key === ' ' && (isLater || this.typed === ''))) return false;
    this.typed = isLater ? key : this.typed + key;
    this.typedAt = timeStamp;
    const { entries, typed } = this;
    // A letter of its own goes on to the next one; a longer word may stay where it is.
    const from = at + ([...typed].length === 1 ? 1 : 0);
    const inOrder = entries.map((_, index) => entries[(from + index + entries.length) % entries.length]!);
    const wanted = typed.toLocaleLowerCase();
    inOrder.find((entry) => entry.textContent.trim().toLocaleLowerCase().startsWith(wanted))?.focus();
    return true;
  }

  private choose(item: MenuItem): void {
    if (item.refusal) return;
    this.list.hidePopover();
    this.button.focus();
    item.act();
  }
}

function groupsOf(items: readonly MenuItem[]): { name: string | undefined; items: MenuItem[] }[] {
  const groups: { name: string | undefined; items: MenuItem[] }[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && last.name === item.group) last.items.push(item);
    else groups.push({ name: item.group, items: [item] });
  }
  return groups;
}

customElements.define('studio-menu', StudioMenu);
