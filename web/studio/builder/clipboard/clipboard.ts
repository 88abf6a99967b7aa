/**
 * The builder's clipboard: what is chosen goes to the system's as a text and comes from there, so that it
 * goes between funnels and between tabs. It listens while the canvas or the outline is worked with; in a
 * field the keys mean what they always do.
 */
import { tell } from '../../base/toast.ts';
import { actionsOf, componentsOf, type JsonObject, layersOf, textOf } from '../../document/definition.ts';
import type { Request } from '../../document/studio_document.ts';
import type { StudioBoard } from '../../board/board.ts';
import type { Desk } from '../desk.ts';
import { ask } from '../inspector/place.ts';
import { type LayersClip, type PartClip, pastedPart, readClip, textOfLayers, textOfPart } from './clip.ts';
import { words } from './words.ts';

export interface ClipboardHost {
  readonly desk: Desk | undefined;
  /** The canvas, where it is shown. */
  readonly board: StudioBoard | undefined;
  /** Whether what has the focus is worked with as a whole: no field, no dialog. */
  readonly isAtWork: boolean;
}

/** What was taken, and what it is called. */
interface Taken {
  text: string;
  what: string;
}

export class BuilderClipboard {
  readonly #host: ClipboardHost;

  constructor(host: ClipboardHost) {
    this.#host = host;
  }

  listen(): void {
    for (const name of ['copy', 'cut', 'paste'] as const) addEventListener(name, this.#heard);
  }

  close(): void {
    for (const name of ['copy', 'cut', 'paste'] as const) removeEventListener(name, this.#heard);
  }

  /** From a menu: by the browser's own clipboard, which may say no. */
  async copy(isCut = false): Promise<void> {
    const taken = this.#take();
    if (!taken) return tell(words.nothing);
    try {
      await navigator.clipboard.writeText(taken.text);
    } catch (error) {
      console.debug('tundish: not copied', error);
      return tell(words.unreadable, { isBad: true });
    }
    this.#taken(taken, isCut);
  }

  async paste(): Promise<void> {
    let text: string;
    try {
      text = await navigator.clipboard.readText();
    } catch (error) {
      console.debug('tundish: the clipboard was not read', error);
      return tell(words.unreadable, { isBad: true });
    }
    this.put(text);
  }

  /** A copy beside what is chosen; the clipboard stays as it is. */
  duplicate(): void {
    const { desk, board } = this.#host;
    if (!desk) return;
    const clip = desk.choice.part === undefined ? undefined : readClip(this.#take()?.text ?? '');
    if (clip && 'part' in clip) return this.#putPart(desk, clip, words.duplicateName);
    if (board) return void board.use('duplicate');
    const requests: Request[] = desk.choice.layers.map((id) => ({ do: 'duplicate_layer', id }));
    if (requests.length > 0) ask(desk, { do: 'batch', requests, name: words.duplicateName });
  }

  /** Puts what the text is, or says that it is nothing of a funnel. */
  put(text: string): void {
    const { desk } = this.#host;
    if (!desk) return;
    const clip = readClip(text);
    if (!clip) return tell(words.foreign, { isBad: true });
    if ('part' in clip) this.#putPart(desk, clip, words.pasteName);
    else this.#putLayers(desk, clip);
  }

  readonly #heard = (event: ClipboardEvent): void => {
    if (event.defaultPrevented || !event.clipboardData || !this.#host.isAtWork) return;
    if (event.type === 'paste') {
      event.preventDefault();
      return this.put(event.clipboardData.getData('text/plain'));
    }
    // Words that are marked are what is meant.
    if (String(getSelection()) !== '') return;
    const taken = this.#take();
    if (!taken) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', taken.text);
    this.#taken(taken, event.type === 'cut');
  };

  #take(): Taken | undefined {
    const { desk, board } = this.#host;
    if (!desk) return undefined;
    const { definition, layer, choice } = desk;
    const part = layer && [...componentsOf(layer), ...actionsOf(layer)].find((one) => textOf(one, 'id') === choice.part);
    if (layer && part) return { text: textOfPart(definition, layer, part), what: words.part(textOf(part, 'id')) };
    const copied = board?.copied() ?? { ...desk.document.copy(choice.layers), notes: [] };
    const what = whatOf(copied.layers.length, copied.notes?.length ?? 0);
    return what ? { text: textOfLayers(copied), what } : undefined;
  }

  #taken({ what }: Taken, isCut: boolean): void {
    const { desk, board } = this.#host;
    if (!isCut || !desk) return tell(words.copied(what));
    const { layer, choice } = desk;
    if (choice.part !== undefined && layer) {
      const index = actionsOf(layer).findIndex((one) => textOf(one, 'id') === choice.part);
      const pointer = `/layers/${layersOf(desk.definition).indexOf(layer)}/actions/${index}`;
      const id = textOf(layer, 'id');
      const request: Request = index < 0 ? { do: 'remove_component', layer: id, component: choice.part } : { do: 'erase', pointer };
      if (!ask(desk, { ...request, name: words.cutName })) return;
    } else if (board && !desk.isReadOnly) board.use('remove');
    else if (!ask(desk, { do: 'remove_layers', ids: [...choice.layers], name: words.cutName })) return;
    tell(words.cut(what));
  }

  #putLayers(desk: Desk, clip: LayersClip): void {
    const { board } = this.#host;
    const before = new Set(idsOf(desk.definition));
    if (desk.isReadOnly || !board) {
      const { layers, content } = clip;
      if (!ask(desk, { do: 'paste_layers', layers, content, name: words.pasteName })) return;
    } else {
      const misfit = board.paste(clip);
      if (misfit) return tell(misfit.sentence, { isBad: true });
    }
    const layers = idsOf(desk.definition).filter((id) => !before.has(id));
    // A canvas that is seen selects them itself, and notes with them.
    if (layers.length > 0 && !board?.checkVisibility()) desk.choose({ layers });
    tell(words.pasted(whatOf(clip.layers.length, board ? clip.notes.length : 0)));
  }

  #putPart(desk: Desk, clip: PartClip, name: string): void {
    const { layer, definition } = desk;
    if (!layer) return tell(words.noLayer, { isBad: true });
    const type = textOf(layer, 'type');
    if (clip.kind === 'action' && type !== 'action') return tell(words.noActions, { isBad: true });
    if (clip.kind === 'component' && (type === 'action' || type === 'subfunnel')) return tell(words.noParts, { isBad: true });
    const { id, requests } = pastedPart(definition, layer, clip, desk.choice.part);
    if (!ask(desk, { do: 'batch', requests, name })) return;
    desk.choose({ layers: [textOf(layer, 'id')], part: id });
    if (name === words.pasteName) tell(words.pasted(words.part(id)));
  }
}

const idsOf = (definition: JsonObject): string[] => layersOf(definition).map((layer) => textOf(layer, 'id'));

const whatOf = (layers: number, notes: number): string =>
  [layers > 0 && words.layers(layers), notes > 0 && words.notes(notes)].filter(Boolean).join(', ');
