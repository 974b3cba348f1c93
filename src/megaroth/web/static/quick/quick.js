// The quick answer: inputs on one side, the answer on the other, live while typing. The page that it
// stands in says how to ask (`ask(inputs)` returns a promise of the answer) and how to keep (`keep`).
import { shown } from "./answer.js";
import { element } from "./elements.js";
import { inputs } from "./form.js";

const PAUSE = 60; // ms without typing before a question is asked

/** Put the quick answer into an element. Returns how to ask again when something else has changed. */
export function mount(root, { ask, keep }) {
  let turn = 0;
  let timer;
  const answer = element("div", { class: "quick-answer", "aria-live": "polite" });

  async function show(values) {
    turn += 1;
    const mine = turn;
    try {
      const found = await ask(values);
      if (mine !== turn) return; // a later answer is on its way
      const problems = new Map(found.problems.map((one) => [one.field, `Expected ${one.expected}.`]));
      form.mark(problems);
      answer.replaceChildren(...shown(found, keep));
    } catch (error) {
      if (mine === turn) answer.replaceChildren(element("p", { class: "message", role: "alert" }, `No answer: ${error.message}`));
    }
  }

  const form = inputs((values) => {
    clearTimeout(timer);
    timer = setTimeout(() => show(values), PAUSE);
  });
  root.replaceChildren(element("div", { class: "quick" }, form.form, answer));
  show(form.values());
  return { refresh: () => show(form.values()) };
}
