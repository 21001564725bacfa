// Keeps the files of one version of the console, so that it starts and works with no network, and nothing else: what a
// gateway answers passes by and is never kept. `cargo xtask assets` writes VERSION and FILES above.

const SCOPE = registration.scope;
const PREFIX = `piecewise ${SCOPE} `;
const CACHE = PREFIX + VERSION;
const HASHED = /-[0-9a-f]{16}[^/?]*$/;
const addresses = new Set(FILES.map((name) => new URL(name, SCOPE).href));

addEventListener("install", (event) => {
  if (FILES.length === 0) {
    skipWaiting();
    return;
  }
  // A file whose name changes with its content may come from the browser's own cache.
  const request = (address) => new Request(address, { cache: HASHED.test(address) ? "default" : "no-cache" });
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...addresses].map(request))));
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("message", (event) => {
  if (event.data === "take-over") {
    skipWaiting();
  }
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const place = url.split(/[?#]/)[0];
  const isPage = mode === "navigate" && (place === SCOPE || place === `${SCOPE}index.html`);
  const isFile = addresses.has(url) || (url.startsWith(SCOPE) && HASHED.test(url));
  if (FILES.length > 0 && method === "GET" && (isPage || isFile)) {
    event.respondWith(answer(isPage ? SCOPE : url, event.request));
  }
});

async function answer(address, request) {
  const cache = await caches.open(CACHE);
  // A tab that still runs the version before finds its files in the cache of that version.
  return (await cache.match(address)) ?? (await caches.match(address)) ?? fetch(request);
}

async function takeOver() {
  const kept = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  const old = FILES.length === 0 ? [...kept, CACHE] : kept.slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
  await (FILES.length === 0 ? registration.unregister() : clients.claim());
}
