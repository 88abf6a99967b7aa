/** Takes picked files: keeps them on the device, shows pictures of them, has them sent. */
import type { AnswerValue, FileReference, Problem, ViewComponent } from '../engine/engine.ts';
import type { StoredFile, StoredSession } from '../sync/records.ts';
import { UploadHost, type Progress } from '../sync/upload_host.ts';
import type { Desk, Office } from './desks.ts';
import { fileProblem } from './file_problem.ts';
import type { Scene } from './scene.ts';
import { filesOf } from './stage.ts';

export class FileDesk implements Desk {
  readonly #office: Office;
  readonly #urls = new Map<string, string>();
  /** Of the session that is shown. */
  readonly #files = new Map<string, StoredFile>();
  #host: UploadHost | undefined;
  #session = '';
  #leads = false;
  /** Of the layer that was shown last. */
  #turn = -1;
  /** Picked files are taken one after the other. */
  #taking: Promise<void> = Promise.resolve();
  /** What belongs before the next gesture, such as a signature that is being drawn. */
  readonly #before = new Set<() => Promise<void>>();

  constructor(office: Office) {
    this.#office = office;
  }

  follow(): void {
    const { stored, scene } = this.#office;
    const leads = !scene.elsewhere;
    if (!stored || (stored.session === this.#session && leads === this.#leads)) {
      this.#host?.nudge();
      if (this.#host && this.#isNews(scene)) queueMicrotask(() => this.#tell());
      return;
    }
    if (stored.session !== this.#session) this.#forget();
    this.#session = stored.session;
    this.#leads = leads;
    this.#host?.close();
    this.#host = undefined;
    void this.#recall(stored.session);
  }

  /** What is shown was said before something changed. */
  #isNews({ files, turn }: Scene): boolean {
    const isNews = files !== this.#host?.waiting || turn !== this.#turn;
    this.#turn = turn;
    return isNews;
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#before].map((work) => work()));
    await this.#taking;
  }

  /** Has that work done before the next gesture. Gives a way to take that back. */
  before(work: () => Promise<void>): () => void {
    this.#before.add(work);
    return () => this.#before.delete(work);
  }

  close(): void {
    this.#host?.close();
    this.#forget();
  }

  /** Keeps the picked files and answers, or replies, with what they are. */
  attach(component: ViewComponent, picked: readonly File[]): Promise<void> {
    const work = this.#taking.then(() => this.#take(component, picked));
    this.#taking = work.catch((error: unknown) => console.warn('tundish: a file is not taken', error));
    return this.#taking;
  }

  /** Takes back the file at that place of the answer. */
  async remove(component: ViewComponent, at: number): Promise<void> {
    const files = filesOf(component);
    const rest = files.filter((_, index) => index !== at);
    const slug = component.slug ?? '';
    await this.#office.answer(slug, component.multiple && rest.length > 0 ? (rest as AnswerValue) : undefined);
    await this.#release(files[at], slug);
  }

  /** The address of a picture of the file; undefined when it is no picture. */
  preview({ sha256 = '' }: FileReference): string | undefined {
    return this.#urls.get(sha256);
  }

  /** How far it has come; undefined where this device does not have it. */
  progressOf({ sha256 = '' }: FileReference): Progress | undefined {
    return this.#host?.progressOf(sha256);
  }

  async #take(component: ViewComponent, picked: readonly File[]): Promise<void> {
    const slug = component.slug ?? '';
    const before = component.multiple ? filesOf(this.#now(slug)) : [];
    const problem = fileProblem(component, picked, before.length);
    this.#reject(slug, problem);
    if (problem) return;
    const files: FileReference[] = [];
    for (const file of picked) files.push(await this.#keep(file, slug));
    if (this.#office.scene.view?.channel !== 'web') {
      for (const file of files) await this.#office.reply({ file });
    } else if (component.multiple) {
      await this.#office.answer(slug, [...before, ...files]);
    } else if (files[0]) {
      const [old] = filesOf(this.#now(slug));
      await this.#office.answer(slug, files[0]);
      if (old?.sha256 !== files[0].sha256) await this.#release(old, slug);
    }
  }

  /** As it stands now: other files may have been taken since it was painted. */
  #now(slug: string): ViewComponent | undefined {
    return this.#office.scene.view?.components?.find((component) => component.slug === slug);
  }

  #reject(slug: string, problem: Problem | undefined): void {
    const rejected = new Map(this.#office.scene.rejected);
    rejected.delete(slug);
    if (problem) rejected.set(slug, problem);
    this.#office.show({ rejected });
  }

  /** A full disk does not stop the visitor: the file is sent from memory, and the page must stay. */
  async #keep(blob: File, slug: string): Promise<FileReference> {
    const { engine, db } = this.#office;
    const sha256 = engine.sha256(new Uint8Array(await blob.arrayBuffer()));
    const media_type = blob.type || 'application/octet-stream';
    const known = this.#files.get(sha256);
    const slugs = [...new Set([...(known?.slugs ?? []), slug])];
    const stored: StoredFile = { sha256, session: this.#session, name: blob.name, blob, slugs };
    this.#remember(stored);
    try {
      await db.putFile(stored);
    } catch (error) {
      console.warn('tundish: a file is not kept', error);
      this.#office.show({ fileLost: true });
    }
    this.#host?.add(stored);
    this.#tell();
    return { name: blob.name, media_type, size: blob.size, sha256 };
  }

  /** An answer names it no more; what no answer names is forgotten. */
  async #release(file: FileReference | undefined, slug: string): Promise<void> {
    const stored = this.#files.get(file?.sha256 ?? '');
    if (!stored) return;
    const slugs = stored.slugs.filter((one) => one !== slug);
    const isNamed = filesOf(this.#now(slug)).some(({ sha256 }) => sha256 === stored.sha256);
    if (slugs.length > 0 || isNamed) return;
    this.#files.delete(stored.sha256);
    this.#host?.drop(stored.sha256);
    try {
      await this.#office.db.removeFile(stored);
    } catch (error) {
      console.debug('tundish: a file is still kept', error);
    }
  }

  /** The files that were picked before a reload, or by the tab that led. */
  async #recall(session: string): Promise<void> {
    const { stored, db } = this.#office;
    if (!stored) return;
    const host = new UploadHost(stored, db, {
      isKnown: () => this.#isKnown(stored),
      changed: () => this.#host === host && this.#tell(),
      erased: () => this.#office.ask(),
    });
    if (this.#leads) this.#host = host;
    try {
      for (const file of await db.filesOf(session)) if (!this.#files.has(file.sha256)) this.#remember(file);
    } catch (error) {
      console.debug('tundish: files are not kept', error);
    }
    if (this.#host !== host) {
      host.close();
      return this.#office.show({});
    }
    for (const file of this.#files.values()) host.add(file);
    this.#tell();
  }

  /** What a device cannot keep is not counted in the record. */
  #isKnown({ acked }: StoredSession): boolean {
    const { unsaved, waiting } = this.#office.scene.report;
    return acked > 0 || (unsaved && waiting === 0);
  }

  #remember(file: StoredFile): void {
    const { sha256, blob } = file;
    this.#files.set(sha256, file);
    if (!/^image\/(png|jpeg|gif|webp|bmp)$/.test(blob.type) || this.#urls.has(sha256)) return;
    this.#urls.set(sha256, URL.createObjectURL(blob));
  }

  #forget(): void {
    for (const url of this.#urls.values()) URL.revokeObjectURL(url);
    this.#urls.clear();
    this.#files.clear();
  }

  /** What was refused is said where the file stands; where that is out of sight, below. */
  #tell(): void {
    const { waiting = 0, isStuck = false, refused = [] } = this.#host ?? {};
    const { view } = this.#office.scene;
    const seen = new Set((view?.components ?? []).flatMap(filesOf).map(({ sha256 }) => sha256));
    const unseen = view?.channel === 'web' ? refused.find(({ sha256 }) => !seen.has(sha256)) : undefined;
    this.#office.show({ files: waiting, filesStuck: isStuck, fileRefused: unseen?.name ?? '' });
  }
}
