/** Gets the canvas painter, once a page; each player has one in a memory of its own. */
import { fetchBeside } from './fetching.ts';
import { CanvasMemory } from './memory.ts';

declare const __TUNDISH_CANVAS__: string;

let compiled: Promise<WebAssembly.Module> | undefined;

/** Throws when it cannot be had. */
export async function loadCanvas(): Promise<CanvasMemory> {
  compiled ??= fetchBeside(__TUNDISH_CANVAS__).then((bytes) => WebAssembly.compile(bytes));
  try {
    return new CanvasMemory(await compiled);
  } catch (error) {
    compiled = undefined;
    throw error;
  }
}
