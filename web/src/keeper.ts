/**
 * The service worker of hosted pages: the network first, what was kept when there is none. Releases
 * and sessions are kept by the player itself.
 */
/// <reference lib="webworker" />
export type {};
declare const self: ServiceWorkerGlobalScope;

const kKept = 'tundish-pages';
const kWhatIsKept = /\/(demo|demos|player)\//;

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

async function keepAll(addresses: string[]): Promise<void> {
  const cache = await caches.open(kKept);
  await Promise.all(addresses.filter(isOurs).map((address) => cache.add(address)));
}

async function freshOrKept(request: Request): Promise<Response> {
  const cache = await caches.open(kKept);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    // A part of the player may have been fetched by a second try, under another query.
    const isPart = new URL(request.url).pathname.startsWith('/player/');
    const kept = await cache.match(request, { ignoreSearch: isPart });
    if (kept) return kept;
    if (request.mode === 'navigate') return notKept();
    throw error;
  }
}

/** A page that was never opened here, or not in this look or language. */
function notKept(): Response {
  const page = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<title>No connection</title><h1>No connection</h1>
<p>This page was not opened on this device before. Go back, or connect and <a href="">try again</a>.</p>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return new Response(page, { status: 503, headers });
}
