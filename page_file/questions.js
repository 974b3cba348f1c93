// The interview over the household file of this page: answers change the text, nothing else is kept.
import { mount } from "../src/megaroth/web/static/interview/interview.js";

const PAUSE = 500; // ms without typing in the file before its questions are asked for again

const $ = (id) => document.getElementById(id);

/**
 * The questions of the file in the text field. `figures` gives the text of figures published later.
 * Returns what to call when another file is opened, and when the figures change.
 */
export function mountQuestions(transport, figures) {
  let shown = null; // the text whose questions are on the page
  let timer;
  const text = () => $("text").value;
  const ask = (service, body) => transport.ask(service, { ...body, toml: text(), ...(figures() ? { figures: figures() } : {}) });

  const interview = mount($("interview"), {
    level: 3,
    open() {
      shown = text();
      return ask("interview", {});
    },
    async edit(change) {
      const before = text();
      const answer = await ask("interview/edit", change);
      if (text() !== before) throw new Error("the file was changed meanwhile; answer again");
      return answer;
    },
    changed({ household }) {
      if (household === text()) return;
      shown = household;
      $("text").value = household;
      $("text").dispatchEvent(new Event("input", { bubbles: true }));
    },
  });

  $("text").addEventListener("input", () => {
    clearTimeout(timer);
    if (text() !== shown) timer = setTimeout(interview.refresh, PAUSE);
  });
  window.addEventListener("beforeunload", (event) => {
    if (interview.rejected().length) event.preventDefault();
  });
  return {
    /** Another file is in the text field. What was rejected of the one before is said once more. */
    opened() {
      interview.forget();
      return interview.refresh();
    },
    refresh: interview.refresh,
  };
}
