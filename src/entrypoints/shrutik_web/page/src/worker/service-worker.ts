/** The service worker: the page opens without a network; the API is never answered from a cache. */
declare const self: ServiceWorkerGlobalScope;
declare const __PAGE_FILES__: string[];
declare const __PAGE_VERSION__: string;
export {};

const CACHE = `page-${__PAGE_VERSION__}`;
/** Files whose name changes with their content. */
const ASSETS = "/assets/";
/** Files that are fetched at once while a version is being kept. */
const AT_ONCE = 2;
/** Not an address of the server: under it stands which tabs were given this version. */
const GIVEN = "/shown-by/";

self.addEventListener("install", (event) => {
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

/** A new version waits until the page says that nothing is being recorded, and that the older one is up. */
self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(self.skipWaiting());
  if (event.data === "awake?") event.ports[0]?.postMessage("awake");
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && isPage(url.pathname)) {
    const kept = caches.match("/", { cacheName: CACHE, ignoreVary: true });
    event.respondWith(kept.then((page) => page ?? fetch(request)));
    event.waitUntil(kept.then((page) => tidy(event.resultingClientId, page !== undefined)));
  } else if (__PAGE_FILES__.includes(url.pathname) || url.pathname.startsWith(ASSETS)) {
    event.respondWith(cachedFirst(request));
  }
});

function isPage(path: string): boolean {
  return !/^\/(api|docs|healthz|readyz|metrics|ca|\.well-known)(\/|$|\.)/.test(path);
}

/** Not all at once: somebody uses the page meanwhile, over the same network. */
async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  const left = [...__PAGE_FILES__];
  const fetchOn = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) await keep(cache, path);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchOn));
}

/** What an earlier version has under the same name is the same, and need not be fetched once more. */
async function keep(cache: Cache, path: string): Promise<void> {
  const known = path.startsWith(ASSETS) ? await caches.match(path, { ignoreVary: true }) : undefined;
  await (known === undefined ? cache.add(new Request(path, { priority: "low" })) : cache.put(path, known));
}

/** A note of who was given this version, for which nobody waits, and what goes by it. */
async function tidy(client: string, given: boolean): Promise<void> {
  const cache = await caches.open(CACHE);
  if (given) await cache.put(GIVEN + client, new Response());
  await dropOlder(client);
}

/** Of this version, else of an earlier one for a tab that still shows it. */
async function cachedFirst(request: Request): Promise<Response> {
  const kept = (await caches.match(request, { cacheName: CACHE, ignoreVary: true })) ?? (await caches.match(request, { ignoreVary: true }));
  return kept ?? fetch(request);
}

/** Earlier versions go once every open tab shows this one. `opening`: a tab that is not counted among the open ones yet. */
async function dropOlder(opening?: string): Promise<void> {
  const cache = await caches.open(CACHE);
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const given = (await cache.keys()).map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith(GIVEN));
  const alive = new Set([...open.map(({ id }) => id), opening].map((id) => `${GIVEN}${id ?? ""}`));
  if (open.every(({ id }) => given.includes(GIVEN + id))) {
    const older = (await caches.keys()).filter((name) => name.startsWith("page-") && name !== CACHE);
    await Promise.all(older.map((name) => caches.delete(name)));
  }
  await Promise.all(given.filter((path) => !alive.has(path)).map((path) => cache.delete(path)));
}
