// The same from a worker that the page makes.
(base) => new Promise((done) => {
  const code = `
    const tries = [
      () => fetch("${base}/worker-fetch"),
      () => new Promise((ok, no) => {
        const a = new XMLHttpRequest(); a.onload = ok; a.onerror = no;
        a.open("GET", "${base}/worker-xhr"); a.send();
      }),
      () => new Promise((ok, no) => {
        const s = new WebSocket("${base}/worker-socket".replace("http", "ws"));
        s.onopen = ok; s.onerror = no;
      }),
      async () => importScripts("${base}/worker-script.js"),
    ];
    (async () => {
      const out = [];
      for (const one of tries) { try { await one(); out.push("made"); } catch { out.push("refused"); } }
      postMessage(out);
    })();`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => done(data);
})
