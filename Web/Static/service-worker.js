// One thing only: where the server does not answer, a page that says so and comes back by itself. It keeps no page of a client.
const page = "/static/restarting.html";
const kept = [page, "/static/restarting.js", "/static/app.css", "/static/icon.svg"];

self.addEventListener("install", (event) => {
  const keep = async () => (await caches.open("restarting")).addAll(kept);
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function whileRestarting(isPosted) {
  const answer = await caches.match(page);
  if (!answer) return Response.error();
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  return new Response(isPosted ? text.replace("<body>", "<body data-posted>") : text, { status: 503, headers });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => whileRestarting(request.method !== "GET")));
  } else if (kept.includes(new URL(request.url).pathname) && !new URL(request.url).search) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
