/**
 * Fetches the engine that lies beside this script, once a page, and keeps a copy for days without
 * network. There are two: the lean one, and the full one for releases that need it.
 */
import { Abi } from './abi.ts';
import { Engine } from './engine.ts';

declare const __TUNDISH_ENGINES__: [string, string];
declare const __TUNDISH_VERSION__: string;

const kCache = 'tundish-engine';
const [leanFile, fullFile] = __TUNDISH_ENGINES__;
const addressOf = (file: string) => new URL(file, import.meta.url).href;
const addresses = [addressOf(leanFile), addressOf(fullFile)];
const compiled = new Map<string, Promise<WebAssembly.Module>>();

/** A fresh engine; the download and the compilation happen once. Throws when it cannot be had. */
export async function loadEngine(): Promise<Engine> {
  return new Engine(await load(addresses[0]!), () => load(addresses[1]!));
}

/** Another engine that lies beside this script; it is not kept for days without network. */
export const loadOther = (file: string): Promise<Abi> => load(addressOf(file));

async function load(address: string): Promise<Abi> {
  const module = compiled.get(address) ?? compile(address);
  compiled.set(address, module);
  try {
    const abi = await Abi.instantiate(await module);
    const { version } = abi.call('tundish_version').response as { version: string };
    if (version !== __TUNDISH_VERSION__) {
      throw new Error(`player ${__TUNDISH_VERSION__} was given the engine ${version}`);
    }
    return abi;
  } catch (error) {
    compiled.delete(address);
    throw error;
  }
}

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
      if (!addresses.includes(old.url)) await cache?.delete(old);
    }
  } catch (error) {
    console.debug('tundish: the engine is not kept for offline use', error);
  }
}
