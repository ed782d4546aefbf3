// Keeps the page "Check your letter" for the time without a connection. Its scope is this folder and nothing else.
//
// Online, everything comes from the network, so that a new version is seen at once. Offline, everything comes from one
// kept version: the build lists the files with their hashes (files.json), and a version is used when all of them arrived.

const LIST = new URL("files.json", self.registration.scope);
const BEGIN = `hub-letter:${new URL(self.registration.scope).pathname}:`;
/** After this time, in milliseconds, a connection that does not answer counts as none. */
const PATIENCE = 8000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(refresh());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data === "refresh") event.waitUntil(refresh());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  // The preview's stream of changes never ends, and is no file.
  if (request.headers.get("accept") === "text/event-stream") return;
  event.respondWith(answer(request));
});

/** The network's answer; without one, what is kept. */
async function answer(request) {
  const network = fetch(request);
  try {
    const answered = await Promise.race([network, tooLate()]);
    if (answered) return answered;
  } catch {
    // No connection: see below.
  }
  return (await kept(request)) ?? network;
}

function tooLate() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE));
}

async function kept(request) {
  for (const name of await versions()) {
    const cache = await caches.open(name);
    const found = (await isWhole(cache)) && (await cache.match(request, { ignoreSearch: true, ignoreVary: true }));
    if (found) return found;
  }
  return undefined;
}

/** The names of the kept versions; there are two only while one takes the place of the other. */
async function versions() {
  return (await caches.keys()).filter((name) => name.startsWith(BEGIN));
}

/** Whether a version was kept to its end: its list is put there last. */
async function isWhole(cache) {
  return Boolean(await cache.match(LIST));
}

let refreshing = null;

/** Keep the version that the network has now, if it is another one. Where that fails, the kept one stays. */
function refresh() {
  refreshing ??= keepNewest()
    .catch(() => {})
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

async function keepNewest() {
  const answered = await fetch(LIST, { cache: "no-cache" });
  if (!answered.ok) return;
  const { version, files } = await answered.clone().json();
  const name = BEGIN + version;
  const cache = await caches.open(name);
  if (!(await isWhole(cache))) {
    const responses = await Promise.all(Object.entries(files).map(([path, sha256]) => asListed(path, sha256)));
    await Promise.all(responses.map(([address, response]) => cache.put(address, response)));
    await cache.put(LIST, answered);
  }
  for (const old of await versions()) if (old !== name) await caches.delete(old);
}

/** One file of the list, as the list has it: a half-published site must not be kept. */
async function asListed(path, sha256) {
  const address = new URL(path, LIST);
  const response = await fetch(address, { cache: "no-cache" });
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!response.ok || hex !== sha256) throw new Error(`not as listed: ${path}`);
  return [address, response];
}
