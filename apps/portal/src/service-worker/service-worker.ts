/**
 * Keeps the page itself, and nothing else, so that the portal opens without a network. What the API says is never kept:
 * it belongs to whoever is signed in.
 */
declare const self: ServiceWorkerGlobalScope;

/** Filled in by the build: the page and its assets. Its content changes with every build, and so does this file. */
const FILES = __MORTISE_FILES__;
const PAGE = '/portal/';
const API = /^\/portal\/(graphql|files|events)\b/;

declare const __MORTISE_FILES__: { readonly version: string; readonly urls: readonly string[] };

const CACHE = `mortise-portal-${FILES.version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...FILES.urls]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || API.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept(PAGE)));
  else if (FILES.urls.includes(url.pathname)) event.respondWith(kept(url.pathname));
});

/** What was kept, else what the network says. */
async function kept(path: string): Promise<Response> {
  return (await caches.match(path, { cacheName: CACHE })) ?? fetch(path);
}

async function dropOldCaches(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('mortise-portal-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

export {};
