/**
 * What all panels of the builder look at: the document that is open, what of it is chosen, the language
 * it is shown in, and what is known of it. Tells `change` of the document, `choose`, `language`,
 * `findings`, and `untaken` of what is written and not part of the document.
 */
import type { Finding } from '../base/api.ts';
import {
  actionsOf,
  componentsOf,
  type JsonObject,
  languagesOf,
  layerOf,
  layersOf,
  namesOf,
  objectsIn,
  textOf,
  usualLanguage,
  valueAt,
} from '../document/definition.ts';
import type { Misfit, Request, StudioDocument } from '../document/studio_document.ts';
import { type PublishedTexts, staleTexts } from './stale_texts.ts';
import { type Untaken, UntakenFields } from './untaken.ts';

/** What is chosen: layers, or a part of one; nothing is the funnel itself. */
export interface Choice {
  layers: readonly string[];
  /** A component's or an action's id, of the only layer. */
  part?: string;
  /** The id of a note or frame on the canvas. */
  note?: string;
  /** The pointer of a way between layers. */
  way?: string;
}

export type DeskEvent = 'change' | 'choose' | 'language' | 'findings' | 'untaken';

export class Desk extends EventTarget {
  readonly document: StudioDocument;
  /** Of the funnel that is open. */
  readonly slug: string;
  readonly isReadOnly: boolean;
  /** Another tab of this browser works on it. */
  readonly isElsewhere: boolean;
  choice: Choice = { layers: [] };
  findings: readonly Finding[] = [];
  /** The document's revision that the findings are of. */
  judged = -1;
  /** What is written in the text view and is not JSON yet: the draft is without it. */
  unread: { text: string; fault: string } | undefined;
  /** What is written in fields and cannot be part of the draft. */
  readonly untaken = new UntakenFields();
  #published: PublishedTexts | undefined;
  /** What the analysis found. */
  #judged: readonly Finding[] = [];
  /** The definition before the last change. */
  #known: JsonObject;
  #language: string | undefined;

  constructor(document: StudioDocument, slug: string, isReadOnly: boolean, isElsewhere = false) {
    super();
    this.document = document;
    this.slug = slug;
    this.isReadOnly = isReadOnly || isElsewhere;
    this.isElsewhere = isElsewhere;
    this.#known = document.definition;
    document.addEventListener('change', () => {
      this.#followNames();
      this.#mendChoice();
      if (this.untaken.follow(this.definition)) this.#tellUntaken();
      this.#tell('change');
    });
  }

  get definition(): JsonObject {
    return this.document.definition;
  }

  /** The language that texts are shown and written in. */
  get language(): string {
    const languages = languagesOf(this.definition);
    const wanted = this.#language ?? usualLanguage(this.definition);
    return languages.includes(wanted) ? wanted : languages[0]!;
  }

  set language(language: string) {
    this.#language = language;
    this.#tell('language');
  }

  /** The layer that is chosen, or that the chosen part is in; none when there are several. */
  get layer(): JsonObject | undefined {
    const [id, ...others] = this.choice.layers;
    return id === undefined || others.length > 0 ? undefined : layerOf(this.definition, id);
  }

  choose(choice: Choice): void {
    this.choice = choice;
    this.#mendChoice();
    this.document.seal();
    this.#tell('choose');
  }

  /** Chooses what a pointer into the definition is about. */
  chooseAt(pointer: string, more: Pick<Choice, 'way'> = {}): void {
    const [first, layerAt, list, partAt] = namesOf(pointer);
    if (first === 'content' && list !== undefined) return this.#chooseText(list);
    if (first !== 'layers' || layerAt === undefined) return this.choose({ layers: [] });
    const layer = layersOf(this.definition)[Number(layerAt)];
    if (!layer) return this.choose({ layers: [] });
    const parts = list === 'actions' ? actionsOf(layer) : list === 'components' ? componentsOf(layer) : [];
    const part = partAt === undefined ? '' : textOf(parts[Number(partAt)], 'id');
    this.choose({ layers: [textOf(layer, 'id')], ...(part && { part }), ...more });
  }

  /** Chooses what was selected on the canvas. */
  chooseSelected({ layers, notes, way }: { layers: readonly string[]; notes: readonly string[]; way: string }): void {
    const [note] = notes;
    if (way && layers.length === 0) return this.chooseAt(way, { way });
    this.choose({ layers, ...(note !== undefined && layers.length === 0 && { note }) });
  }

  /** The note that is chosen, and where it stands. */
  get note(): { pointer: string; value: JsonObject } | undefined {
    const notes = objectsIn(this.definition.x_studio, 'notes');
    const at = notes.findIndex((one) => textOf(one, 'id') === this.choice.note);
    return at < 0 ? undefined : { pointer: `/x_studio/notes/${at}`, value: notes[at]! };
  }

  /** Does what is asked, or says why not. */
  ask(request: Request): Misfit | undefined {
    if (this.isReadOnly) return { pointer: '', sentence: 'You may read this funnel, but not change it.' };
    return this.document.ask(request);
  }

  judge(findings: readonly Finding[], revision: number): void {
    this.#judged = findings;
    this.judged = revision;
    this.#gatherFindings();
  }

  /** What is published tells which translations the draft has left behind. */
  comparePublished(texts: PublishedTexts): void {
    this.#published = texts;
    this.#gatherFindings();
  }

  /** Keeps what is written in a field until it can be part of the draft; '' of a fault says that it is. */
  keepUntaken(one: Untaken): void {
    const isNew = one.fault === '' ? this.untaken.drop(one.pointer) : this.untaken.keep(one);
    if (isNew) this.#tellUntaken();
  }

  /** What was written when this was open last, and is not part of the draft. */
  restore(unread: Desk['unread'], untaken: readonly Untaken[]): void {
    for (const one of untaken) this.untaken.keep(one);
    this.untaken.follow(this.definition);
    this.keepUnread(unread);
    this.#tellUntaken();
  }

  /** Keeps what is written as a text until it can be read. */
  keepUnread(unread: Desk['unread']): void {
    if (unread?.text === this.unread?.text) return;
    this.unread = unread;
    this.#tell('untaken');
    this.#tell('findings');
  }

  /** Calls back after each of these; gives what ends that. */
  on(names: readonly DeskEvent[], back: () => void): () => void {
    for (const name of names) this.addEventListener(name, back);
    return () => names.forEach((name) => this.removeEventListener(name, back));
  }

  #tellUntaken(): void {
    this.#tell('untaken');
    this.#gatherFindings();
  }

  #gatherFindings(): void {
    const findings = [...this.untaken.findings, ...this.#judged, ...staleTexts(this.definition, this.#published)];
    // The same ones stay the same object: nothing is drawn again for them.
    if (JSON.stringify(findings) !== JSON.stringify(this.findings)) this.findings = findings;
    this.#tell('findings');
  }

  /** What is chosen stays chosen under the name that it got. */
  #followNames(): void {
    const [before, now] = [layersOf(this.#known), layersOf(this.definition)];
    this.#known = this.definition;
    if (before.length !== now.length) return;
    const { layers, part, ...rest } = this.choice;
    const [first] = layers;
    const at = before.findIndex((one) => textOf(one, 'id') === first);
    const named = layers.map((id) => renamed(before, now, id));
    const parts = part === undefined ? undefined : renamed(partsOf(before[at]), partsOf(now[at]), part);
    this.choice = { ...rest, layers: named, ...(parts !== undefined && { part: parts }) };
  }

  #chooseText(key: string): void {
    const [layer = '', part = ''] = key.split('.');
    this.choose({ layers: [layer], part });
  }

  /** What is gone is not chosen any more. */
  #mendChoice(): void {
    const layers = this.choice.layers.filter((id) => layerOf(this.definition, id));
    const layer = layers.length === 1 ? layerOf(this.definition, layers[0]!) : undefined;
    const { part, note, way } = this.choice;
    const isThere = part !== undefined && partsOf(layer).some((one) => textOf(one, 'id') === part);
    const hasWay = way !== undefined && valueAt(this.definition, way) !== undefined;
    this.choice = { layers, ...(isThere && { part }), ...(note !== undefined && { note }), ...(hasWay && { way }) };
  }

  #tell(name: DeskEvent): void {
    this.dispatchEvent(new Event(name));
  }
}

const partsOf = (layer: JsonObject | undefined): JsonObject[] => [...componentsOf(layer), ...actionsOf(layer)];

/** What the one of that id is called, where as many stand in the same places and nobody is called so any more. */
function renamed(before: readonly JsonObject[], now: readonly JsonObject[], id: string): string {
  if (before.length !== now.length || now.some((one) => textOf(one, 'id') === id)) return id;
  return textOf(now[before.findIndex((one) => textOf(one, 'id') === id)], 'id') || id;
}
