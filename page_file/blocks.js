// Draw the parts of a command's page. Text goes into text nodes only: it is never markup.

import { element } from "../src/megaroth/web/static/quick/elements.js";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const whole = (text) => (DATE.test(text) ? { "data-whole": "" } : {});

const DRAW = {
  answer: ({ word, text, mood }) =>
    element("p", { class: `answer ${mood}` }, element("strong", {}, word), ` ${text}`),
  lead: ({ text, rest, mood }) =>
    element("p", { class: `answer ${mood}` }, element("strong", {}, text), rest ? ` ${rest}` : ""),
  drawing: ({ lines }) => element("pre", { class: "drawing" }, lines.join("\n")),
  heading: ({ text }) => element("h4", {}, text),
  sentences: ({ items }) => element("ul", {}, ...items.map((one) => element("li", {}, one))),
  text: ({ text }) =>
    text.trim().includes("\n") ? element("pre", {}, text) : element("p", {}, text.trim()),
  copyable: ({ text }) => {
    const copy = element("button", { type: "button", class: "button" }, "Copy the letter");
    const status = element("span", { role: "status" });
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        status.textContent = " Copied.";
      } catch {
        status.textContent = " The browser did not allow it. Select the text and copy it.";
      }
    });
    return element("div", {}, element("p", {}, copy, status), element("pre", { class: "letter" }, text));
  },
  table: ({ headers, rows, right }) => {
    const cell = (name, attributes, text, place) =>
      element(name, { ...attributes, ...(right.includes(place) ? { class: "number" } : {}) }, text);
    const head = element("tr", {}, ...headers.map((one, place) => cell("th", { scope: "col" }, one, place)));
    const body = rows.map((row) =>
      element("tr", {}, ...row.map((one, place) => cell("td", { "data-label": headers[place], ...whole(one) }, one, place))));
    return element("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": headers.join(", ") },
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
  },
};

/** The elements of an answer's blocks, under the sections that its headings begin. */
export function draw(blocks) {
  return blocks.map((block) => DRAW[block.kind](block));
}
