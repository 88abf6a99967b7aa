/** Gets what lies beside the studio's script: once a page. */
import { StudioDocument } from './studio_document.ts';

declare const __TUNDISH_STUDIO__: string;

let compiled: Promise<WebAssembly.Module> | undefined;

/** A document with nothing in it. Throws when it cannot be had. */
export async function loadDocument(): Promise<StudioDocument> {
  compiled ??= fetchModule(__TUNDISH_STUDIO__);
  try {
    return new StudioDocument(await compiled);
  } catch (error) {
    compiled = undefined;
    throw error;
  }
}

export async function fetchModule(file: string): Promise<WebAssembly.Module> {
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`${file} answered ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}
