// The answer next to the inputs, drawn from the JSON of the service.
import { roomChart } from "./chart.js";
import { element } from "./elements.js";

const money = (amount) => amount.toLocaleString("en-US", { style: "currency", currency: "USD" });
const NAMES = { age: "your age", pay: "your pay" };

/** The elements of an answer; `keep` makes the part that saves it. */
export function shown(answer, keep) {
  if (answer.missing.length) {
    const names = answer.missing.map((one) => NAMES[one] || one).join(" and ");
    return [element("p", { class: "quiet" }, `Enter ${names}: the answer appears here while you type.`)];
  }
  if (answer.problems.length) return [element("p", { class: "quiet" }, "One of your answers cannot be read. The note at it says why.")];
  return [...headline(answer), ...payroll(answer), ...yearEnd(answer), ...asked(answer), keep(answer), ...more(answer)];
}

function headline({ word, mood, headline: text }) {
  return [element("p", { class: `answer ${mood}` }, element("strong", { class: `verdict ${mood}` }, word), ` ${text}`)];
}

function payroll({ instruction, checks_left: left, take_home: home }) {
  const lines = instruction.length ? instruction : ["No check is left to elect contributions from."];
  const parts = [element("h3", {}, "Set this in payroll"), ...lines.map((one) => element("p", { class: "instruction" }, one))];
  if (home !== null) {
    parts.push(element("dl", { class: "cards" },
      card("Take-home of the next check", money(home)), card("Checks left this year", String(left))));
  }
  return parts;
}

function card(name, value) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}

function yearEnd({ year_end: end, room }) {
  if (!end) return [];
  const rows = [["Your deferrals", end.deferral], ["Your after-tax contributions", end.after_tax], ["Match", end.match], ["Toward the limit", end.annual_additions], ["The limit", end.limit]];
  const table = element("table", {}, element("tbody", {}, ...rows.map(([name, amount]) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "n" }, money(amount))))));
  return [element("h3", {}, "Where the year ends"), room.length ? roomChart(room, end.limit) : null, table].filter(Boolean);
}

function asked({ ask, more_questions: more }) {
  if (!ask) return [];
  const others = more ? ` ${more} more ${more === 1 ? "question matters" : "questions matter"}: save to see ${more === 1 ? "it" : "them"}.` : "";
  return [element("h3", {}, "Ask HR"), element("p", {}, ask.text), element("p", { class: "help" }, `${ask.worth}.${others}`)];
}

function more({ notes, assumptions }) {
  const list = (items) => element("ul", { class: "sentences" }, ...items.map((one) => element("li", {}, one)));
  return [
    notes.length ? list(notes) : null,
    element("details", {}, element("summary", {}, "What this assumes"), list(assumptions)),
  ].filter(Boolean);
}
