// Offline copy and outbound firewall of the served shape. Cache first, one cache per build;
// a request to any other origin is answered with a network error, whoever asks.

declare const self: ServiceWorkerGlobalScope;
/** Every file of the build, relative to it; `./` is the page. Filled in by the build. */
declare const __APP_FILES__: readonly string[];
/** Hash over all of those files. */
declare const __APP_VERSION__: string;

/** The one page that is not the application. */
const OTHER_PAGE = 'verifier.html';

const PREFIX = 'derush-';
const CACHE = `${PREFIX}${__APP_VERSION__}`;

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(__APP_FILES__.map((file) => new Request(file, { cache: 'reload' })));
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request: Request): Promise<Response> {
  if (new URL(request.url).origin !== self.location.origin) {
    return Response.error();
  }
  const cache = await caches.open(CACHE);
  const isApp = request.mode === 'navigate' && !new URL(request.url).pathname.endsWith(`/${OTHER_PAGE}`);
  const key = isApp ? './' : request;
  return (await cache.match(key, { ignoreSearch: request.mode === 'navigate' })) ?? fetch(request);
}

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});
self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});
self.addEventListener('fetch', (event) => {
  event.respondWith(answer(event.request));
});

export {};
