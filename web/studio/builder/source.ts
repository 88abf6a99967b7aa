/**
 * `<studio-source>`: the definition as a text, both ways. What is typed becomes the document as soon as it
 * is JSON again; what is done elsewhere shows here. Findings stand at their lines.
 */
import { defaultKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { html } from 'lit';
import { base, sheetOf, StudioElement } from '../base/element.ts';
import type { Json } from '../document/definition.ts';
import type { Desk } from './desk.ts';
import { rangeOf } from './json_places.ts';
import css from './source.css?inline';
import { words } from './words.ts';

const kRestMs = 250;

export class StudioSource extends StudioElement {
  static override styles = [...base, sheetOf(css)];
  static override properties = { desk: { attribute: false } };
  declare desk: Desk;
  private view: EditorView | undefined;
  private stop: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The change comes from here, or goes to here: it is not to be followed. */
  private isOwn = false;
  /** What stands here could not be read. */
  private isUnread = false;
  private readonly locked = new Compartment();

  override render() {
    return html`<div class="editor"></div>`;
  }

  override firstUpdated(): void {
    this.view = new EditorView({
      parent: this.renderRoot.querySelector('.editor')!,
      root: this.shadowRoot!,
      state: EditorState.create({ doc: this.desk.unread?.text ?? this.desk.document.text(), extensions: this.extensions() }),
    });
    this.stop = this.desk.on(['change'], () => this.follow());
    const stopFindings = this.desk.on(['findings'], () => this.judged());
    const stopChange = this.stop;
    this.stop = () => {
      stopChange();
      stopFindings();
    };
    if (this.desk.unread) this.take();
    else this.mark();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // What was typed just now counts, too.
    if (this.timer !== undefined) this.take();
    clearTimeout(this.timer);
    this.stop?.();
    this.view?.destroy();
  }

  private extensions() {
    return [
      lineNumbers(),
      foldGutter(),
      bracketMatching(),
      syntaxHighlighting(classHighlighter),
      json(),
      search({ top: true }),
      lintGutter(),
      keymap.of([...defaultKeymap, ...searchKeymap, ...foldKeymap, ...lintKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': words.json, tabindex: '0' }),
      this.locked.of(EditorState.readOnly.of(this.desk.isReadOnly)),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !this.isOwn) this.takeSoon();
      }),
    ];
  }

  private takeSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.take(), kRestMs);
  }

  /** The text becomes the document, where it is one. */
  private take(): void {
    const view = this.view!;
    clearTimeout(this.timer);
    this.timer = undefined;
    const faults = jsonParseLinter()(view);
    if (faults.length > 0) {
      const [{ from, message }] = faults as [Diagnostic, ...Diagnostic[]];
      const line = view.state.doc.lineAt(Math.min(from, view.state.doc.length)).number;
      this.isUnread = true;
      this.desk.keepUnread({ text: view.state.doc.toString(), fault: words.unread(line, message) });
      return this.show(faults);
    }
    this.isUnread = false;
    this.desk.keepUnread(undefined);
    const definition = JSON.parse(view.state.doc.toString()) as Json;
    this.isOwn = true;
    const misfit = this.desk.ask({ do: 'replace', definition, merge: 'text' });
    this.isOwn = false;
    const isSame = misfit?.pointer === '' && JSON.stringify(definition) === JSON.stringify(this.desk.definition);
    if (misfit && !isSame) this.show([{ from: 0, to: 0, severity: 'error', message: misfit.sentence }]);
  }

  /** Shows what was done elsewhere; what is being typed here and is no JSON yet stays. */
  private follow(): void {
    if (this.isOwn || !this.view || this.desk.unread) return;
    const before = this.view.state.doc.toString();
    const after = this.desk.document.text();
    let from = 0;
    while (from < before.length && before[from] === after[from]) ++from;
    let to = 0;
    const most = Math.min(before.length, after.length) - from;
    while (to < most && before[before.length - 1 - to] === after[after.length - 1 - to]) ++to;
    this.isOwn = true;
    this.view.dispatch({ changes: { from, to: before.length - to, insert: after.slice(from, after.length - to) } });
    this.isOwn = false;
  }

  /** What could not be read may have been dropped elsewhere. */
  private judged(): void {
    if (this.isUnread && !this.desk.unread) {
      this.isUnread = false;
      this.follow();
    }
    this.mark();
  }

  private mark(): void {
    if (!this.view || this.desk.unread || this.desk.judged !== this.desk.document.revision) return;
    const text = this.view.state.doc.toString();
    this.show(
      this.desk.findings.map((one): Diagnostic => {
        const { from, to } = rangeOf(text, one.pointer) ?? { from: 0, to: 0 };
        const severity = one.severity === 'warning' ? 'warning' : one.severity === 'hint' ? 'info' : 'error';
        return { from, to, severity, message: one.sentence };
      }),
    );
  }

  private show(diagnostics: readonly Diagnostic[]): void {
    const view = this.view!;
    const last = view.state.doc.length;
    const within = diagnostics.filter(({ from, to }) => from <= to && to <= last);
    view.dispatch(setDiagnostics(view.state, within));
  }
}

customElements.define('studio-source', StudioSource);
