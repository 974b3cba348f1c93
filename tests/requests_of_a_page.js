// Every way in which a page could reach a server at `base`; for each, whether the browser let it.
async (base) => {
  const settled = (made, place = document.body) => new Promise((done, fail) => {
    made.onload = done; made.onerror = fail; place.append(made);
    setTimeout(done, 1000);
  });
  const made = (name, attributes) => Object.assign(document.createElement(name), attributes);
  const tries = {
    fetch: () => fetch(base + "/fetch", { mode: "no-cors" }),
    xhr: () => new Promise((done, fail) => {
      const ask = new XMLHttpRequest(); ask.onload = done; ask.onerror = fail;
      ask.open("GET", base + "/xhr"); ask.send();
    }),
    socket: () => new Promise((done, fail) => {
      const socket = new WebSocket(base.replace("http", "ws") + "/socket");
      socket.onopen = done; socket.onerror = fail;
    }),
    events: () => new Promise((done, fail) => {
      const source = new EventSource(base + "/events");
      source.onopen = done; source.onerror = () => { source.close(); fail(); };
    }),
    beacon: async () => { if (!navigator.sendBeacon(base + "/beacon", "x")) throw 0; },
    image: () => new Promise((done, fail) => {
      const image = new Image(); image.onload = done; image.onerror = fail; image.src = base + "/image";
    }),
    script: () => settled(made("script", { src: base + "/script" })),
    style: () => settled(made("link", { rel: "stylesheet", href: base + "/style" }), document.head),
    preload: () => settled(made("link", { rel: "preload", as: "image", href: base + "/preload" }), document.head),
    font: () => new FontFace("tried", `url(${base}/font)`).load().catch(() => { throw 0; }),
    frame: () => settled(made("iframe", { src: base + "/frame" })),
    object: () => settled(made("object", { data: base + "/object" })),
    form: () => new Promise((done) => {
      // Into a frame of its own, so that a form that is let through does not end the other tries.
      document.body.append(made("iframe", { name: "target" }));
      const form = made("form", { method: "post", action: base + "/form", target: "target" });
      document.body.append(form); form.submit(); setTimeout(done, 500);
    }),
    imported: () => import(base + "/imported.js"),
  };
  const outcome = {};
  for (const [name, attempt] of Object.entries(tries)) {
    try { await attempt(); outcome[name] = "made"; } catch { outcome[name] = "refused"; }
  }
  for (const one of document.querySelectorAll("body > iframe, body > object, body > form")) one.remove();
  return outcome;
}
