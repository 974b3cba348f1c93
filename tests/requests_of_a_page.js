// Every way in which a page could reach a server at `base`; for each, whether the browser let it.
async (base) => {
  const tries = {
    fetch: () => fetch(base + "/fetch"),
    xhr: () => new Promise((done, fail) => {
      const ask = new XMLHttpRequest(); ask.onload = done; ask.onerror = fail;
      ask.open("GET", base + "/xhr"); ask.send();
    }),
    socket: () => new Promise((done, fail) => {
      const socket = new WebSocket(base.replace("http", "ws") + "/socket");
      socket.onopen = done; socket.onerror = fail;
    }),
    beacon: async () => { if (!self.navigator.sendBeacon || !navigator.sendBeacon(base + "/beacon", "x")) throw 0; },
    image: () => new Promise((done, fail) => {
      const image = new Image(); image.onload = done; image.onerror = fail; image.src = base + "/image";
    }),
    script: () => new Promise((done, fail) => {
      const script = document.createElement("script"); script.onload = done; script.onerror = fail;
      script.src = base + "/script"; document.head.append(script);
    }),
    frame: () => new Promise((done) => {
      const frame = document.createElement("iframe"); frame.src = base + "/frame";
      document.body.append(frame); setTimeout(done, 300);
    }),
    form: () => new Promise((done) => {
      const form = document.createElement("form"); form.method = "post"; form.action = base + "/form";
      document.body.append(form); form.submit(); setTimeout(done, 300);
    }),
    imported: () => import(base + "/imported.js"),
  };
  const outcome = {};
  for (const [name, attempt] of Object.entries(tries)) {
    try { await attempt(); outcome[name] = "made"; } catch { outcome[name] = "refused"; }
  }
  return outcome;
}
