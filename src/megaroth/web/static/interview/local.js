// The interview on the local page: the household stands in the server's folder, each answer is saved.
import { element } from "../quick/elements.js";
import { mount } from "./interview.js";

const root = document.getElementById("interview");
const { name, part, overview } = root.dataset;
document.querySelector("h1").textContent = "Interview";

async function ask(address, body) {
  const response = await fetch(`/api/v1/${address}?schema_version=2`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, ...body }),
  });
  if (response.status === 401) throw new Error("the session has ended; open the page again");
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail || `the server answered ${response.status}`);
  return response.json();
}

/** The buttons in the page's head that undo and redo, after a change. */
async function undoButtons() {
  const response = await fetch(`${overview}undo-buttons`);
  if (!response.ok) return;
  const made = new DOMParser().parseFromString(await response.text(), "text/html");
  document.getElementById("undo").replaceChildren(...made.body.childNodes);
}

let unsaved = 0; // changes on their way

const interview = mount(root, {
  open: () => ask("interview", {}),
  edit: async (change) => {
    unsaved += 1;
    try {
      const answer = await ask("interview/edit", change);
      if (!answer.problems.length) await undoButtons(); // they revert what the page shows
      return answer;
    } finally {
      unsaved -= 1;
    }
  },
  part,
});

const leave = element("dialog", { id: "leave", "aria-labelledby": "leave-title" });
document.body.append(leave);

/** What would be lost: the rejected answers, with a way back to each and a way on. */
function askBeforeLeaving(rejected, to) {
  const lines = rejected.map(({ path, label, typed, text }) => {
    const button = element("button", { type: "button", class: "small" }, "Go to it");
    button.addEventListener("click", () => { leave.close(); interview.goTo(path); });
    return element("li", {}, `${label}: “${typed}”. ${text} `, button);
  });
  const on = element("button", { type: "button", class: "danger" }, "Leave without them");
  on.addEventListener("click", () => { left = true; window.location.assign(to); });
  const stay = element("button", { type: "button", class: "main" }, "Stay");
  stay.addEventListener("click", () => leave.close());
  leave.replaceChildren(element("h2", { id: "leave-title" }, "These answers are not saved"), element("ul", { class: "sentences" }, ...lines), element("p", { class: "row" }, stay, on));
  leave.showModal();
}

let left = false;

// Who leaves by a link waits for the changes on their way, and sees what could not be saved.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || link.hasAttribute("hx-get") || link.getAttribute("href").startsWith("#")) return;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!unsaved && !interview.rejected().length) return;
  event.preventDefault();
  await interview.settled();
  const rejected = interview.rejected();
  if (rejected.length) askBeforeLeaving(rejected, link.href);
  else window.location.assign(link.href);
});
window.addEventListener("beforeunload", (event) => {
  if (!left && interview.rejected().length) event.preventDefault();
});

interview.refresh().then(() => {
  const place = window.location.hash.slice(1);
  if (place.startsWith("q-")) interview.goTo(place.slice(2).replaceAll("-", "."));
});
