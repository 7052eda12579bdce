{% load static %}// Shows a page of ours where there is no line. All else goes to the network as ever.
const SHELF = "offline";
const PAGE = "{% url 'home:offline' %}";
const KEPT = [PAGE, "{% static 'site.css' %}", "{% static 'img/logo.svg' %}"];

self.addEventListener("install", (event) => {
  const fresh = KEPT.map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(fresh)));
  self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.mode === "navigate" ? PAGE : new URL(request.url).pathname;
  if (request.method !== "GET" || !KEPT.includes(address)) return;
  event.respondWith(fetch(request).catch(() => caches.match(address)));
});
