/**
 * Fetches the engine that lies beside this script, once a page, and keeps a copy for days without
 * network.
 */
import { Abi } from './abi.ts';
import { Engine } from './engine.ts';

declare const __TUNDISH_ENGINE__: string;
declare const __TUNDISH_VERSION__: string;

const kCache = 'tundish-engine';
const engineFile = __TUNDISH_ENGINE__;

let compiled: Promise<WebAssembly.Module> | undefined;

/** A fresh engine; the download and the compilation happen once. Throws when it cannot be had. */
export async function loadEngine(): Promise<Engine> {
  compiled ??= compile(new URL(engineFile, import.meta.url).href);
  try {
    const engine = new Engine(await Abi.instantiate(await compiled));
    if (engine.version !== __TUNDISH_VERSION__) {
      throw new Error(`player ${__TUNDISH_VERSION__} was given the engine ${engine.version}`);
    }
    return engine;
  } catch (error) {
    compiled = undefined;
    throw error;
  }
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetchOrRemembered(url);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function fetchOrRemembered(url: string): Promise<Response> {
  const cache = await openCache();
  const remembered = await cache?.match(url);
  if (remembered) return remembered;
  const response = await fetch(url, { credentials: 'omit' });
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

/** Keeps this engine and drops its predecessors. A full disk only costs the copy. */
async function remember(cache: Cache | undefined, url: string, response: Response): Promise<void> {
  try {
    await cache?.put(url, response);
    for (const old of (await cache?.keys()) ?? []) {
      if (old.url !== url) await cache?.delete(old);
    }
  } catch (error) {
    console.debug('tundish: the engine is not kept for offline use', error);
  }
}
