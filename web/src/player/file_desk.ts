/** Keeps picked files on the device and shows pictures of them. */
import type { Engine, FileReference } from '../engine/engine.ts';
import type { OutboxDb } from '../sync/outbox_db.ts';

/** Larger files are not taken: they would have to fit into the page's memory. */
export const kMaxFileBytes = 64 * 1024 * 1024;

export class FileDesk {
  readonly #changed: () => void;
  readonly #urls = new Map<string, string>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What an event says of the file. */
  async describe(file: File, engine: Engine): Promise<FileReference> {
    const sha256 = engine.sha256(new Uint8Array(await file.arrayBuffer()));
    const media_type = file.type || 'application/octet-stream';
    return { name: file.name, media_type, size: file.size, sha256 };
  }

  /** Resolves when the disk has the bytes. Rejects when it has no room for them. */
  async keep(
    { sha256 = '', name }: FileReference,
    blob: File,
    session: string,
    db: OutboxDb,
  ): Promise<void> {
    this.#remember(sha256, blob);
    await db.putFile({ sha256, session, name, blob });
  }

  /** The address of a picture of the file; undefined when it is no picture. */
  preview(file: FileReference): string | undefined {
    return file.sha256 === undefined ? undefined : this.#urls.get(file.sha256);
  }

  /** Fetches the pictures of files that were picked before a reload. */
  async recall(files: FileReference[], session: string, db: OutboxDb): Promise<void> {
    for (const { sha256 } of files) {
      if (sha256 === undefined || this.#urls.has(sha256)) continue;
      const stored = await fileOf(db, session, sha256);
      if (stored) this.#remember(sha256, stored.blob);
    }
    this.#changed();
  }

  close(): void {
    for (const url of this.#urls.values()) URL.revokeObjectURL(url);
    this.#urls.clear();
  }

  #remember(sha256: string, blob: Blob): void {
    if (!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(blob.type) || this.#urls.has(sha256)) return;
    this.#urls.set(sha256, URL.createObjectURL(blob));
  }
}

/** A picture that the browser does not keep is not shown. */
async function fileOf(db: OutboxDb, session: string, sha256: string) {
  try {
    return await db.file(session, sha256);
  } catch (error) {
    console.debug('tundish: a file is not kept', error);
    return undefined;
  }
}
