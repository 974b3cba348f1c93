// Files in and out: save a text as a file, and keep households in the browser if the user asks for it.
import { element } from "../src/megaroth/web/static/quick/elements.js";

const $ = (id) => document.getElementById(id);

/** Save a text as a file of the user's choice. */
export function download(name, text) {
  const where = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  element("a", { href: where, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(where), 10_000);
}

/** Offer to keep households in the browser. Nothing is kept before the user asks for it. */
export async function offerToKeep(store, { fileName, take }) {
  let saving = Promise.resolve();
  let waiting = 0;
  const say = (text) => { $("kept-state").textContent = text; };

  async function list() {
    const names = await store.names();
    $("kept-list").replaceChildren(...names.map(row));
    return names;
  }

  function row(name) {
    const button = (label, act) => {
      const made = element("button", { type: "button", "aria-label": `${label} ${name}` }, label);
      made.addEventListener("click", act);
      return made;
    };
    return element("li", {}, element("span", {}, name),
      button("Open", async () => take(name, await store.read(name))),
      button("Save as a file", async () => download(name, await store.read(name))),
      // After the saves that are under way, or one of them would bring it back.
      button("Delete", () => {
        saving = saving.then(() => store.remove(name)).then(list).then(
          () => say(`Deleted ${name}.`),
          (error) => say(`Not deleted: ${error.message}`),
        );
      }));
  }

  function keep() {
    if (!$("keep").checked) return;
    const [name, text] = [fileName(), $("text").value];
    say("Saving");
    waiting += 1;
    // One save after the other: the last text typed is the one that stays, and only it is acknowledged.
    saving = saving.then(() => store.keep(name, text)).then(list).then(
      () => { waiting -= 1; if (!waiting) say(`Kept ${name}.`); },
      (error) => { waiting -= 1; say(`Not kept: ${error.message}`); },
    );
  }

  try {
    $("keep").checked = (await list()).length > 0;
  } catch {
    return; // a browser that keeps nothing, such as in a private window: nothing is offered
  }
  $("kept").hidden = false;
  $("keep").addEventListener("change", keep);
  $("text").addEventListener("input", keep);
  $("name").addEventListener("change", keep);
}
