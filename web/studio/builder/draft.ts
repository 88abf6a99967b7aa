/**
 * The draft that the builder works on: opened from the server or from what is kept here, held for this
 * tab, judged while it is written, and kept. Also what somebody else made of it meanwhile.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { mayEdit } from '../base/me.ts';
import { tellProblem } from '../base/toast.ts';
import { loadDocument } from '../document/load.ts';
import { Analyst } from './analyst.ts';
import { Desk } from './desk.ts';
import { holdDraft, type Release } from './draft_lock.ts';
import { fetchSaved, Keeping, type Opened, openDraft, type Saved } from './keeping.ts';

export interface Theirs extends Saved {
  /** The places that both changed. */
  clashes: string[];
}

export class Draft implements ReactiveController {
  desk: Desk | undefined;
  keeping: Keeping | undefined;
  /** Why it is not opened. */
  problem: unknown;
  /** What somebody else made of it, where its author has to decide. */
  theirs: Theirs | undefined;
  #analyst: Analyst | undefined;
  /** Lets other tabs have the draft. */
  #release: Release | undefined;
  readonly #host: ReactiveControllerHost & Element;
  readonly #slug: () => string;
  readonly #begun: (desk: Desk) => void;

  /** `begun` hears of each desk before it is shown. */
  constructor(host: ReactiveControllerHost & Element, slug: () => string, begun: (desk: Desk) => void) {
    this.#host = host;
    this.#slug = slug;
    this.#begun = begun;
    host.addController(this);
  }

  hostConnected(): void {
    void this.open();
  }

  hostDisconnected(): void {
    this.#leave();
    this.#letGo();
  }

  /** `isWanted`: also where another tab works on it. */
  async open(isWanted = false): Promise<void> {
    this.problem = undefined;
    this.#host.requestUpdate();
    try {
      this.#release = mayEdit() ? await holdDraft(this.#slug(), isWanted, this.#handOver) : () => undefined;
      await this.#read();
    } catch (error) {
      this.#letGo();
      this.#fail(error);
    }
  }

  /** Its author has decided. */
  decided(): void {
    this.theirs = undefined;
    this.#host.requestUpdate();
  }

  /** What somebody else made of it comes in by itself, or its author is asked. */
  readonly findTheirs = async (): Promise<void> => {
    try {
      const [{ mergeTheirs }] = await Promise.all([import('./publish/merging.ts'), import('./publish/conflict.ts')]);
      const { desk, keeping } = this;
      const saved = await fetchSaved(this.#slug());
      const clashes = desk && keeping && (await mergeTheirs(desk, keeping, saved));
      if (clashes) this.theirs = { ...saved, clashes };
      this.#host.requestUpdate();
    } catch (error) {
      tellProblem(error);
    }
  };

  /** What is opened is only to be read where another tab works on it. */
  async #read(): Promise<void> {
    const [document, opened] = await Promise.all([loadDocument(), openDraft(this.#slug())]);
    const misfit = document.open(opened.text);
    if (misfit) throw new Error(misfit.sentence);
    // Whatever looked at the document of before is gone before this one comes.
    this.desk = undefined;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (this.#host.isConnected) this.#begin(new Desk(document, this.#slug(), !mayEdit(), this.#release === undefined), opened);
    else this.#letGo();
  }

  /** Another tab goes on with the draft: all of it is put away, and here it is read from now on. */
  readonly #handOver = async (): Promise<void> => {
    const { keeping } = this;
    if (!keeping) return;
    this.keeping = undefined;
    await keeping.handOver();
    this.#release = undefined;
    this.#read().catch((error: unknown) => this.#fail(error));
  };

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }

  #begin(desk: Desk, opened: Opened): void {
    this.#leave();
    this.desk = desk;
    this.theirs = undefined;
    desk.restore(opened.unread, opened.untaken ?? []);
    this.#analyst = new Analyst(desk);
    this.keeping = new Keeping(desk, opened);
    this.keeping.addEventListener('state', this.#stateChanged);
    this.#begun(desk);
    this.#host.requestUpdate();
  }

  #leave(): void {
    this.#analyst?.close();
    this.keeping?.close();
  }

  #fail(error: unknown): void {
    this.problem = error;
    this.#host.requestUpdate();
  }

  readonly #stateChanged = (): void => {
    this.#host.requestUpdate();
    if (this.keeping?.state === 'conflict') void this.findTheirs();
  };
}
