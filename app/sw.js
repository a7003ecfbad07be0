// Service worker: keeps one complete version of the app on the device, so that it opens without signal.
//
// The rules (those of workbox's precaching, by hand): all files of a version are fetched into a cache named after
// their content, and installing fails if one is missing, so a version is whole or not there; a new version waits until
// the page says `activate`; old caches are deleted then; /api is never touched and never cached; a navigation to a
// route of the app gets the cached index.html; a file that is not in the manifest goes to the network, and a 404 stays
// a 404. `post-build.mjs` fills in the three constants.
const VERSION = '__VERSION__';
const FILES = __FILES__;
const ROUTES = __ROUTES__;

const CACHE = `yaninda-${VERSION}`;
const known = new Set(FILES);

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    // `reload` goes past the HTTP cache, which may hold an index.html of another version.
    await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload', credentials: 'omit' })));
  })().catch(async (error) => {
    await caches.delete(CACHE);
    throw error;
  }));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith('yaninda-') && name !== CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

self.addEventListener('message', (event) => {
  if (event.data === 'activate') self.skipWaiting();
});

const isRoute = (path) => ROUTES.some((route) => path === route || (route !== '/' && path.startsWith(`${route}/`)));

self.addEventListener('fetch', (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/api/') || url.pathname === '/api') return;
  if (request.mode === 'navigate' && isRoute(url.pathname)) {
    event.respondWith(fromCache('/index.html', request));
  } else if (known.has(url.pathname)) {
    event.respondWith(fromCache(url.pathname, request));
  }
});

async function fromCache(file, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(file)) ?? fetch(request);
}
