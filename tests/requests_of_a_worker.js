// The same from a worker that the page makes; {} if the page may not make one.
(base) => new Promise((done) => {
  const code = `
    const tries = {
      "worker-fetch": () => fetch("${base}/worker-fetch", { mode: "no-cors" }),
      "worker-xhr": () => new Promise((ok, no) => {
        const a = new XMLHttpRequest(); a.onload = ok; a.onerror = no;
        a.open("GET", "${base}/worker-xhr"); a.send();
      }),
      "worker-socket": () => new Promise((ok, no) => {
        const s = new WebSocket("${base}/worker-socket".replace("http", "ws"));
        s.onopen = ok; s.onerror = no;
      }),
      "worker-script": async () => importScripts("${base}/worker-script.js"),
      "worker-imported": () => import("${base}/worker-imported.js"),
    };
    (async () => {
      const out = {};
      for (const [name, one] of Object.entries(tries)) {
        try { await one(); out[name] = "made"; } catch { out[name] = "refused"; }
      }
      postMessage(out);
    })();`;
  try {
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = () => done({});
  } catch { done({}); }
})
