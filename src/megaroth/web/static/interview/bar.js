// The bar that stays in view: the answer so far, how far the interview is, and what is not saved.
import { element } from "../quick/elements.js";

/** A bar; `go` is called with the path of a question that has a rejected answer. */
export function bar(go) {
  const said = element("div", { role: "status" });
  const wrong = element("div", { role: "alert" });
  const root = element("section", { class: "so-far", "aria-label": "The answer so far" }, said, wrong);
  return {
    root,
    /** Show an answer of the service. */
    show({ word, mood, headline, progress, refused }) {
      const sentence = element("p", { class: mood ? `answer ${mood}` : "answer" }, word ? element("strong", { class: `verdict ${mood}` }, word) : null, ` ${headline || ""}`);
      said.replaceChildren(...[
        sentence,
        ...refused.map((one) => element("p", { class: "message" }, one)),
        progress ? element("p", { class: "progress-words" }, progress) : null,
      ].filter(Boolean));
    },
    /** Show what is not saved: `rejected` are {path, label, typed}, `others` are texts. */
    warn(rejected, others = []) {
      const lines = [...others.map((one) => element("p", { class: "message" }, one)), ...rejected.map(({ path, label, typed }) => {
        const button = element("button", { type: "button", class: "small" }, "Go to it");
        button.addEventListener("click", () => go(path));
        return element("p", { class: "message" }, `Not saved: “${label}” is “${typed}”. `, button);
      })];
      wrong.replaceChildren(...lines);
    },
  };
}
