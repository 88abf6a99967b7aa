/**
 * The document that is open, with its history. What is asked of it is done by the WebAssembly half,
 * which answers with edits; the definition here follows them.
 */
import { type BareExports, BareModule } from '../../src/engine/bare_module.ts';
import type { Json, JsonObject } from './definition.ts';
import { type Edit, follow } from './follow.ts';

export interface DocumentExports extends BareExports {
  studio_open(pointer: number, size: number): number;
  studio_request(pointer: number, size: number): number;
  studio_undo(): number;
  studio_redo(): number;
  studio_seal(): void;
  studio_text(indent: number): void;
  studio_copy(pointer: number, size: number): void;
}

/** Something that an author wants done; see `wasm/studio/document/request.hpp`. */
export interface Request {
  do: string;
  /** What it is called in the menu. */
  name?: string;
  /** Requests in a row with the same words are taken back together. */
  merge?: string;
  [detail: string]: Json | readonly Request[] | readonly Json[] | undefined;
}

/** Why something was not done. */
export interface Misfit {
  pointer: string;
  sentence: string;
}

export interface Change {
  edits: Edit[];
  revision: number;
  undo: string | null;
  redo: string | null;
}

/** Tells `change` whenever something was done. */
export class StudioDocument extends EventTarget {
  readonly module: BareModule<DocumentExports>;
  definition: JsonObject = {};
  /** Of the document: the same number is the same document. */
  revision = 0;
  /** What would be taken back and done again; null where there is nothing. */
  undoName: string | null = null;
  redoName: string | null = null;

  constructor(module: WebAssembly.Module) {
    super();
    this.module = new BareModule<DocumentExports>(module, 'the document');
  }

  /** Opens a definition in place of what was open. Says what keeps the text from being one. */
  open(text: string): Misfit | undefined {
    const { exports } = this.module;
    if (this.module.lend([text], (...at) => exports.studio_open(at[0]!, at[1]!)) === 0) {
      const said = this.module.response as Misfit & { diagnostics?: Misfit[] };
      return said.diagnostics?.[0] ?? said;
    }
    exports.studio_text(0);
    this.definition = this.module.response as JsonObject;
    this.#take({ edits: [], revision: 0, undo: null, redo: null });
    return undefined;
  }

  /** Does it, or says why not. */
  ask(request: Request): Misfit | undefined {
    const { exports } = this.module;
    const text = JSON.stringify(request);
    const isDone = this.module.lend([text], (...at) => exports.studio_request(at[0]!, at[1]!)) !== 0;
    return this.answered(isDone);
  }

  undo(): boolean {
    return this.answered(this.module.exports.studio_undo() !== 0) === undefined;
  }

  redo(): boolean {
    return this.answered(this.module.exports.studio_redo() !== 0) === undefined;
  }

  /** What is done next is taken back by itself. */
  seal(): void {
    this.module.exports.studio_seal();
  }

  text(indent = 2): string {
    this.module.exports.studio_text(indent);
    return this.module.text;
  }

  /** Layers by their ids, with their texts: what `paste_layers` takes. */
  copy(ids: readonly string[]): { layers: Json[]; content: JsonObject } {
    const { exports } = this.module;
    this.module.lend([JSON.stringify(ids)], (...at) => exports.studio_copy(at[0]!, at[1]!));
    return this.module.response as { layers: Json[]; content: JsonObject };
  }

  /** Takes the answer of a call that changes the document when it is done. */
  answered(isDone: boolean): Misfit | undefined {
    if (!isDone) return this.module.response as Misfit;
    this.#take(this.module.response as Change);
    return undefined;
  }

  #take({ edits, revision, undo, redo }: Change): void {
    this.definition = follow(this.definition, edits);
    this.revision = revision;
    this.undoName = undo;
    this.redoName = redo;
    this.dispatchEvent(new Event('change'));
  }
}
