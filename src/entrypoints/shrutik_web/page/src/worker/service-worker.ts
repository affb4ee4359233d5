/** The service worker: the page opens without a network; the API is never answered from a cache. */
declare const self: ServiceWorkerGlobalScope;
declare const __PAGE_FILES__: string[];
declare const __PAGE_VERSION__: string;
export {};

const CACHE = `page-${__PAGE_VERSION__}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(__PAGE_FILES__)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

/** A new version waits until the page says that nothing is being recorded. */
self.addEventListener("message", (event) => {
  if (event.data === "take over") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || !isPage(url.pathname, request)) return;
  event.respondWith(cachedFirst(request));
});

function isPage(path: string, request: Request): boolean {
  if (/^\/(api|docs|healthz|readyz|metrics|ca|\.well-known)(\/|$|\.)/.test(path)) return false;
  return request.mode === "navigate" || __PAGE_FILES__.includes(path);
}

async function cachedFirst(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.mode === "navigate" ? "/" : request, { ignoreVary: true });
  return kept ?? fetch(request);
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("page-") && name !== CACHE).map((name) => caches.delete(name)));
}
