/**
 * Fetches and compiles the engines that lie beside this script, each once a page, and keeps a copy of
 * those that play for days without network.
 */
declare const __TUNDISH_ENGINES__: [string, string];

const kCache = 'tundish-engine';
const [leanFile, fullFile] = __TUNDISH_ENGINES__;
export const addressOf = (file: string) => new URL(file, import.meta.url).href;
/** The lean engine's, and that of the full one for releases that need it. */
export const addresses = [addressOf(leanFile), addressOf(fullFile)] as const;
const compiled = new Map<string, Promise<WebAssembly.Module>>();

/** The module of that address. Rejects when it cannot be had; it is tried for again then. */
export function moduleOf(address: string): Promise<WebAssembly.Module> {
  const module = compiled.get(address) ?? compile(address);
  compiled.set(address, module);
  module.catch(() => dropModule(address));
  return module;
}

/** It is none of ours. */
export const dropModule = (address: string): boolean => compiled.delete(address);

/** Asks for the engine, so that it comes beside what loads it. */
export const askForEngine = (): unknown => moduleOf(addresses[0]);

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetchOrRemembered(url);
  // Compiled while it comes, where the host says what it is.
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

async function fetchOrRemembered(url: string): Promise<Response> {
  const cache = await openCache();
  const remembered = await cache?.match(url);
  if (remembered) return remembered;
  // Asked for as the hosted page asks ahead, or it would come twice.
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the engine answered ${response.status}`);
  void remember(cache, url, response.clone());
  return response;
}

/**
 * Plain http has no cache storage, and a page may be denied it; there the browser's own cache must
 * do.
 */
async function openCache(): Promise<Cache | undefined> {
  if (!('caches' in globalThis)) return undefined;
  try {
    return await caches.open(kCache);
  } catch (error) {
    console.debug('tundish: no cache for the engine', error);
    return undefined;
  }
}

/** Keeps this engine and drops those of other builds. A full disk only costs the copy. */
async function remember(cache: Cache | undefined, url: string, response: Response): Promise<void> {
  try {
    await cache?.put(url, response);
    for (const old of (await cache?.keys()) ?? []) {
      if (!addresses.some((address) => address === old.url)) await cache?.delete(old);
    }
  } catch (error) {
    console.debug('tundish: this engine is not kept', error);
  }
}
