/** The chat look, a part of its own: loaded when there is a conversation to be drawn. */
import type { TemplateResult } from 'lit';
import chatCss from './chat.css?inline';
import { paintChat } from './chat.ts';
import { spokenOf, type Spoken } from './chat_spoken.ts';
import { allChips, kEmptyDraft, sendDraft, type ChatStage, type Draft, type Reply } from './composer.ts';
import { EndInSight, focusComposer } from './chat_focus.ts';
import { sheet as toldSheet } from './paint_told.ts';
import type { Scene } from './scene.ts';
import { Reveal } from './reveal.ts';
import { sheetOf } from './sheet.ts';
import type { Stage } from './stage.ts';

export { entriesOf, threadOf } from './thread.ts';
export type { Spoken };

const sheets = [sheetOf(chatCss), toldSheet];

export interface ChatHands {
  changed(): void;
  reply(reply: Reply): void;
  /** Resolves when the step is taken. */
  back(): Promise<void>;
  /** As it is now. */
  scene(): Scene;
}

/** What a conversation keeps on the screen: how much of it is seen, and what is being composed. */
export class Conversation {
  readonly #root: ShadowRoot;
  readonly #hands: ChatHands;
  readonly #reveal: Reveal;
  readonly #end = new EndInSight();
  #draft = kEmptyDraft;
  #heard = 0;
  /** The visitor has just replied: the end of the conversation is what they look at. */
  #isOwn = false;
  /** The visitor has used the composer: it may take the focus. */
  #replied = false;

  constructor(root: ShadowRoot, hands: ChatHands) {
    this.#root = root;
    this.#hands = hands;
    this.#reveal = new Reveal(() => hands.changed());
    for (const sheet of sheets) {
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    }
  }

  /** To be called before painting. */
  follow({ thread, recalled }: Scene): void {
    this.#reveal.follow(thread, recalled);
    // What is picked belongs to a question; what was typed meanwhile is the visitor's.
    if (thread.length !== this.#heard) this.#draft = { ...this.#draft, picked: [] };
    this.#heard = thread.length;
  }

  paint(scene: Scene, stage: Stage, banner: TemplateResult): TemplateResult {
    return paintChat(scene, this.#stage(stage), this.#reveal, banner);
  }

  /** The same as plain values, for painters that are not of the page. */
  spoken(scene: Scene, stage: Stage): Spoken {
    return spokenOf(scene, this.#stage(stage), this.#reveal);
  }

  /** What such a painter was told: a chip, what was written, the wish to send it, to reply anew. */
  tap(scene: Scene, stage: Stage, chip: number): void {
    allChips(scene.view?.components ?? [], this.#stage(stage))[chip]?.tap();
  }

  write(text: string): void {
    this.#redraft({ ...this.#draft, text });
  }

  send(stage: Stage): void {
    if (!this.#reveal.writing) sendDraft(this.#stage(stage));
  }

  replyAnew(layer: string): void {
    void this.#backTo(layer);
  }

  #stage(stage: Stage): ChatStage {
    const hands = {
      reply: (reply: Reply) => this.#reply(reply),
      backTo: (layer: string) => void this.#backTo(layer),
      draft: () => this.#draft,
      redraft: (draft: Draft) => this.#redraft(draft),
    };
    return { ...stage, ...hands };
  }

  /** To be called after painting. */
  settle(): void {
    this.#end.follow(this.#root, this.#reveal.moved(), this.#isOwn);
    this.#isOwn = false;
    if (this.#replied && !this.#reveal.writing) focusComposer(this.#root);
  }

  /** Another session begins: nothing is composed. */
  forget(): void {
    this.#redraft(kEmptyDraft);
  }

  /** The box is free at once: the device may take a while to keep the reply. */
  #reply(reply: Reply): void {
    this.#replied = this.#isOwn = true;
    this.#redraft(kEmptyDraft);
    this.#hands.reply(reply);
  }

  /** One layer after the other, as the way was. */
  async #backTo(layer: string): Promise<void> {
    this.#replied = true;
    for (let view = this.#hands.scene().view; view?.can_go_back && view.layer !== layer; ) {
      const { progress } = view;
      await this.#hands.back();
      view = this.#hands.scene().view;
      // Nothing led back any further.
      if ((view?.progress.done ?? 0) >= (progress.done ?? 0)) break;
    }
  }

  #redraft(draft: Draft): void {
    this.#draft = draft;
    this.#hands.changed();
  }
}
