/**
 * What the player's parts do beside painting, pretended: nothing is sent anywhere. Codes are shown beside
 * the frames, files stay where they are, a place is made up.
 */
import type { FileReference, Problem, ViewComponent } from '../../src/engine/types.gen.ts';
import type { Desks } from '../../src/player/desks.ts';
import { fileProblem } from '../../src/player/file_problem.ts';
import type { Reply } from '../../src/player/hooks.ts';
import { filesOf } from '../../src/player/stage.ts';
import type { Standing } from '../../src/player/wait_desk.ts';
import type { AnswerValue } from '../../src/engine/engine.ts';
import type { Pending } from './engine.ts';

/** The code that a message would bring. */
export const kCode = '246810';
/** Where a visitor of the preview is. */
const kPlace = [52.52001, 13.40495] as const;

/** What a frame lets its desks do. */
export interface DeskHands {
  isWeb(): boolean;
  pending(): readonly Pending[];
  answer(slug: string, value: AnswerValue | undefined): void;
  reply(reply: Reply): void;
  request(component: string): boolean;
  prove(pending: Pending, isRight: boolean): void;
  reject(slug: string, problem: Problem | undefined): void;
  changed(): void;
}

/** They have the shape of the player's own, which are made for a session with a server. */
export const pretendedDesks = (hands: DeskHands): Desks =>
  ({ waits: new Waits(hands), files: new Files(hands), places: new Places(hands) }) as unknown as Desks;

class Waits {
  readonly isOffline = false;
  readonly #hands: DeskHands;
  readonly #wrong = new Set<string>();
  readonly #nobody = new Set<string>();
  #editing = '';

  constructor(hands: DeskHands) {
    this.#hands = hands;
  }

  asksWho({ id, state }: ViewComponent): boolean {
    return state !== 'waiting' || this.#editing === id;
  }

  standingOf(component: ViewComponent): Standing {
    if (component.state === 'failed') return { kind: 'over' };
    if (this.#nobody.has(component.id) && component.value === undefined) return { kind: 'nobody' };
    if (this.#wrong.has(this.#pendingOf(component)?.key ?? '')) return { kind: 'wrong', left: component.attempts_left ?? 0 };
    return { kind: 'fresh' };
  }

  untilResend(): number {
    return 0;
  }

  request(component: ViewComponent): void {
    if (this.#hands.request(component.id)) this.#editing = '';
    else this.#nobody.add(component.id);
    this.#hands.changed();
  }

  edit({ id }: ViewComponent): void {
    this.#editing = id;
    this.#hands.changed();
  }

  prove(component: ViewComponent, code: string): void {
    const pending = this.#pendingOf(component);
    if (!pending) return;
    const isRight = code === kCode;
    if (!isRight) this.#wrong.add(pending.key);
    this.#hands.prove(pending, isRight);
  }

  box(): void {}

  #pendingOf({ layer, id }: ViewComponent): Pending | undefined {
    return this.#hands.pending().find((one) => one.kind === 'authenticate' && one.layer === layer && one.component === id);
  }
}

class Files {
  readonly #hands: DeskHands;

  constructor(hands: DeskHands) {
    this.#hands = hands;
  }

  attach(component: ViewComponent, picked: readonly File[]): void {
    const before = component.multiple ? filesOf(component) : [];
    const problem = fileProblem(component, picked, before.length);
    this.#hands.reject(component.slug ?? '', problem);
    if (problem) return;
    const files = picked.map(({ name, type, size }): FileReference => ({ name, media_type: type, size }));
    if (!this.#hands.isWeb()) return files.forEach((file) => this.#hands.reply({ file }));
    const value = component.multiple ? [...before, ...files] : files[0]!;
    this.#hands.answer(component.slug ?? '', value as AnswerValue);
  }

  remove(component: ViewComponent, at: number): void {
    const rest = filesOf(component).filter((_, index) => index !== at);
    this.#hands.answer(component.slug ?? '', component.multiple && rest.length > 0 ? (rest as AnswerValue) : undefined);
  }

  before(): () => void {
    return () => undefined;
  }

  preview(): undefined {}

  progressOf(): undefined {}
}

class Places {
  readonly #hands: DeskHands;

  constructor(hands: DeskHands) {
    this.#hands = hands;
  }

  whereabouts(): undefined {}

  locate(_slug: string, found: (latitude: number, longitude: number) => void): void {
    found(...kPlace);
    this.#hands.changed();
  }
}
