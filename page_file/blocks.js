// Draw the parts of a command's page. Text goes into text nodes only: it is never markup.

import { element } from "../src/megaroth/web/static/quick/elements.js";

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const whole = (text) => (DATE.test(text) ? { "data-whole": "" } : {});

const LEADER = /( \.{2,} +)/;

/** Text in columns, such as a worksheet. A line that is too long goes on under its own text, and a
 * narrow screen leaves out the dots that lead to an amount. */
export function columns(text) {
  const line = (one) => {
    const indent = one.length - one.trimStart().length;
    const parts = one.trim().split(LEADER).map((part) => (LEADER.test(part) ? element("span", { class: "leader" }, part) : part));
    const made = element("span", { class: "line" }, ...parts);
    made.style.marginLeft = `${indent}ch`;
    return made;
  };
  return element("pre", { class: "columns" }, ...text.replace(/\n$/, "").split("\n").map((one) => (one.trim() ? line(one) : "\n")));
}

const DRAW = {
  answer: ({ word, text, mood }) =>
    element("p", { class: `answer ${mood}` }, element("strong", {}, word), ` ${text}`),
  lead: ({ text, rest, mood }) =>
    element("p", { class: `answer ${mood}` }, element("strong", {}, text), rest ? ` ${rest}` : ""),
  drawing: ({ lines }) => element("pre", { class: "drawing" }, lines.join("\n")),
  heading: ({ text }) => element("h4", {}, text),
  sentences: ({ items }) => element("ul", {}, ...items.map((one) => element("li", {}, one))),
  text: ({ text }) =>
    text.trim().includes("\n") ? columns(text) : element("p", {}, text.trim()),
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
  table: ({ headers, rows, right }, name) => {
    const cell = (name, attributes, text, place) =>
      element(name, { ...attributes, ...(right.includes(place) ? { class: "number" } : {}) }, text);
    const head = element("tr", {}, ...headers.map((one, place) => cell(one ? "th" : "td", one ? { scope: "col" } : {}, one, place)));
    const body = rows.map((row) =>
      element("tr", {}, ...row.map((one, place) => cell("td", { "data-label": headers[place], ...whole(one) }, one, place))));
    return element("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": name(headers.filter(Boolean).join(", ")) },
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
  },
};

/** The elements of an answer's blocks. A table that scrolls is named by its heading and its columns, each once. */
export function draw(blocks) {
  const used = new Map();
  let heading = "";
  const name = (columnNames) => {
    const whole = heading ? `${heading}: ${columnNames}` : columnNames;
    used.set(whole, (used.get(whole) || 0) + 1);
    return used.get(whole) > 1 ? `${whole} (${used.get(whole)})` : whole;
  };
  return blocks.map((block) => {
    if (block.kind === "heading") heading = block.text;
    return DRAW[block.kind](block, name);
  });
}
