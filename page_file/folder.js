// The folder: the runtime is fetched from the page's own folder, and from nowhere else.
import { mount } from "./page.js";
import { store } from "./store.js";
import { transportTo } from "./transport.js";

const facts = JSON.parse(document.getElementById("facts").textContent);
const here = new URL("./", document.baseURI);

async function part(name) {
  const response = await fetch(new URL(name, here));
  if (!response.ok) throw new Error(`The folder lacks ${name}: copy it whole.`);
  return response.arrayBuffer();
}

const worker = new Worker(new URL("worker.js", here), { type: "module" });
const transport = transportTo(
  worker,
  async (send) => {
    const [source, ...wheels] = await Promise.all(["source.zip", ...facts.wheels].map(part));
    return send({ start: { wheels, source } }, [source, ...wheels]);
  },
  (text) => { document.getElementById("engine").textContent = `${text}. You can edit meanwhile.`; },
);
mount(transport, facts, store);
globalThis.megaroth = transport; // for the console and the tests: megaroth.run(["plan", name], {name: text})
