// The single file: the runtime stands in the page as text, and a worker is made from a Blob.
import { mount } from "./page.js";
import { transportTo } from "./transport.js";

const facts = JSON.parse(document.getElementById("facts").textContent);
const loaded = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));

/** The bytes of a part of the page: base64 of gzip. The text leaves the page to free its memory. */
async function part(name) {
  const holder = document.getElementById(`part-${name}`);
  const packed = Uint8Array.from(atob(holder.textContent.trim()), (one) => one.charCodeAt(0));
  holder.remove();
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function begin() {
  await loaded;
  const script = await part("worker");
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const transport = transportTo(
    worker,
    async (send) => {
      const [wasm, stdlib, source] = await Promise.all(["wasm", "stdlib", "source"].map(part));
      const wheels = await Promise.all(facts.wheels.map((one) => part(one)));
      return send({ start: { wasm, stdlib, wheels, source } }, [wasm, stdlib, source, ...wheels]);
    },
    (text) => { document.getElementById("engine").textContent = `${text}. You can edit meanwhile.`; },
  );
  mount(transport, facts);
  globalThis.megaroth = transport; // for the console and the tests: megaroth.run(["plan", name], {name: text})
}

begin();
