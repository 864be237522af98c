// Opens the diary without network: its page from the network first, its hashed files from the cache first.
// Answers of the API never pass through here: the diary keeps them itself and says of when they are.
const pages = 'parta-diary';
const most = 120;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (/^\/(assets\/|icon\.svg$|manifest\.webmanifest$)/.test(pathname)) event.respondWith(file(request));
});

async function page(request) {
  const cache = await caches.open(pages);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put('/diary', answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match('/diary');
    if (kept) return kept;
    throw error;
  }
}

async function file(request) {
  const cache = await caches.open(pages);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    // keys come in the order of their putting: the oldest build's files go first
    const old = (await cache.keys()).filter((one) => !one.url.endsWith('/diary')).slice(0, -most);
    await Promise.all(old.map((one) => cache.delete(one)));
  }
  return answer;
}
