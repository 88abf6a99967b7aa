/**
 * The studio's service worker: it keeps every file of its build, so that `/studio` opens without a
 * network and each version is whole. The page itself comes from the network while there is one. What
 * the build before this one consisted of stays until the next, for pages that are still open.
 */
/// <reference lib="webworker" />
export type {};
declare const self: ServiceWorkerGlobalScope;
/** Written by the build: all its files, and a name for that list. */
declare const __TUNDISH_FILES__: string[];
declare const __TUNDISH_BUILD__: string;

const kCaches = 'tundish-studio-';
const kCache = kCaches + __TUNDISH_BUILD__;
const kPage = '/studio';
const kIcon = '/demos/icon.svg';

self.addEventListener('install', (event) => event.waitUntil(keepBuild()));
self.addEventListener('activate', (event) => event.waitUntil(begin()));
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin) return;
  if (mode === 'navigate' && pathname === kPage) event.respondWith(freshPage(event.request));
  else if (pathname === kIcon || pathname.startsWith(`${kPage}/`)) event.respondWith(keptFile(event.request));
});

/** All or nothing: a build that is not whole is not begun with. */
async function keepBuild(): Promise<void> {
  const cache = await caches.open(kCache);
  await cache.addAll([kPage, kIcon, ...__TUNDISH_FILES__]);
  await self.skipWaiting();
}

async function begin(): Promise<void> {
  const kept = (await caches.keys()).filter((name) => name.startsWith(kCaches) && name !== kCache);
  await Promise.all(kept.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function freshPage(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(kCache)).match(kPage);
    if (kept) return kept;
    throw error;
  }
}

/** Names are made of contents, so whichever build a file was kept with, it is the one. */
const keptFile = async (request: Request): Promise<Response> =>
  (await caches.match(request)) ?? fetch(request);
