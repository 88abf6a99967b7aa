/**
 * The service worker of hosted pages: the network first, what was kept when there is none. Releases
 * and sessions are kept by the player itself.
 */
/// <reference lib="webworker" />
export type {};
declare const self: ServiceWorkerGlobalScope;

const kKept = 'tundish-pages';
const kWhatIsKept = /^\/(demo|demos|f|hosted|player)\//;
/** The one script of the player with a stable name: it names the other files of its build. */
const kScript = '/player/tundish.js';
/** Files of one build, whose names are made of their content. */
const kPart = /\/player\/([\w]+-[0-9a-f]{8}\.\w+)$/;
const kEngines = /engine(_full)?-[0-9a-f]{8}\.wasm/g;
const kFullEngine = /engine_full-/;
/** What some pages use names files of its own: those of its build. */
const kNaming = /\/player\/canvas_look-[0-9a-f]{8}\.js$/;
/** What holds a session, what paints the fields of later layers, and the ready themes. */
const kPainters = /(?:holding|(?:paint|theme)_\w+)-[0-9a-f]{8}\.js/g;

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** A page names what it was made of. */
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const { keep } = event.data as { keep?: string[] };
  event.waitUntil(keepAll(keep ?? []));
});

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && isOurs(url)) event.respondWith(freshOrKept(event.request));
});

function isOurs(address: string): boolean {
  const { origin, pathname } = new URL(address);
  return origin === self.location.origin && kWhatIsKept.test(pathname);
}

/** The fragment may hold the secret of a session and is kept nowhere. */
function bare(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

/**
 * The script comes last, and only when the painters and the engine that it names are there, and the
 * full engine where that was used: a build that is kept is whole, and stays so until the next one is.
 */
async function keepAll(addresses: string[]): Promise<void> {
  const cache = await caches.open(kKept);
  const others = addresses.filter((one) => isOurs(one) && new URL(one).pathname !== kScript);
  await Promise.all(others.map((address) => cache.add(bare(address))));
  const script = await fetch(kScript, { cache: 'no-cache' });
  if (!script.ok) throw new Error(`the player's script answered ${script.status}`);
  const text = await script.clone().text();
  const engines = text.match(kEngines);
  if (!engines) throw new Error("the player's script names no engine");
  const usesFull = (await cache.keys()).some(({ url }) => kFullEngine.test(url));
  const wanted = engines.filter((one) => usesFull || !kFullEngine.test(one));
  for (const part of new Set([...wanted, ...(text.match(kPainters) ?? [])])) {
    const address = new URL(`/player/${part}`, self.location.href).href;
    if (!(await cache.match(address))) await cache.add(address);
  }
  await cache.put(kScript, script);
  await dropOthers(cache, text);
}

/** Drops the parts of other builds: neither the script names them nor a part of it. */
async function dropOthers(cache: Cache, script: string): Promise<void> {
  const kept = await cache.keys();
  let named = script;
  for (const { url } of kept) {
    const part = kNaming.exec(url) && script.includes(kPart.exec(url)![1]!);
    if (part) named += await (await cache.match(url))!.text();
  }
  for (const request of kept) {
    const { pathname } = new URL(request.url);
    const part = kPart.exec(pathname)?.[1];
    if (part !== undefined && !named.includes(part)) await cache.delete(request);
  }
}

async function freshOrKept(request: Request): Promise<Response> {
  let fresh: Response;
  try {
    fresh = await fetch(request);
  } catch (error) {
    const kept = await keptOf(request.url);
    if (kept) return kept;
    if (request.mode === 'navigate') return notKept();
    throw error;
  }
  if (fresh.ok && new URL(request.url).pathname !== kScript) await keep(request.url, fresh.clone());
  return fresh;
}

/** What came is answered with, whether there is room to keep it or not. */
async function keep(address: string, fresh: Response): Promise<void> {
  try {
    await (await caches.open(kKept)).put(bare(address), fresh);
  } catch (error) {
    console.debug('tundish: not kept for the time without a network', address, error);
  }
}

/** A part of the player may have been fetched by a second try, under another query. */
async function keptOf(address: string): Promise<Response | undefined> {
  const isPart = new URL(address).pathname.startsWith('/player/');
  return (await caches.open(kKept)).match(bare(address), { ignoreSearch: isPart });
}

/** A page that was never opened here, or not in this look or language. */
function notKept(): Response {
  const page = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>No connection</title><h1>No connection</h1>
<p>This page was not opened on this device before. Go back, or connect and <a href="">try again</a>.</p>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return new Response(page, { status: 503, headers });
}
