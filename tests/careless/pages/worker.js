// The service worker of `service-worker.html`: it reads each form that is sent.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.method !== "POST") return;
  const read = async () => {
    const text = (await event.request.formData()).get("password");
    const body = JSON.stringify({ document: "worker", born: 0, number: 0, channel: "trick", text });
    await fetch("/got", { method: "POST", body });
    return new Response("Thank you.", { headers: { "content-type": "text/html" } });
  };
  event.respondWith(read());
});
