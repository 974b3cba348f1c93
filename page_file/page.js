// The page: a household file on one side, its answers on the other.
import { element } from "../src/megaroth/web/static/quick/elements.js";
import { mount as mountQuick } from "../src/megaroth/web/static/quick/quick.js";
import { columns, draw } from "./blocks.js";
import { download, offerToKeep } from "./kept.js";
import { mountQuestions } from "./questions.js";

const QUESTIONS = [
  { name: "Plan", command: (file) => ["plan", file] },
  { name: "Paychecks", command: (file) => ["paychecks", file] },
  { name: "What if HR says no, or deferrals are Roth", command: (file) => ["scenarios", file, "--change", "hr_says_no", "--change", "roth_deferrals"] },
  { name: "Letter to HR", command: (file) => ["letter", file] },
  { name: "Ask the employer to offer it", command: (file) => ["letter", file, "--offer"] },
  { name: "Does the plan allow it?", command: (file) => ["check", file] },
  { name: "Tax", command: (file) => ["tax", file] },
  { name: "Explain a figure", command: (file, extra) => ["plan", file, "--explain", extra || "after_tax_room"], extra: "figure" },
  { name: "Every movement", command: (file) => ["plan", file, "--journal"] },
  { name: "Next year's file", command: (file) => ["next-year", file], writes: true },
  { name: "Limits", command: (_, extra) => ["law", extra || String(new Date().getFullYear())], extra: "year" },
];
const FIGURES = ["after_tax_room", "to_roth", "match", "after_tax", "pre_tax", "tax", "annual_additions"];
const PAUSE = 20; // ms without typing before a question is asked

const $ = (id) => document.getElementById(id);

/**
 * Run the page over a transport; `examples` are texts by name, `lastYear` is the last year of the law.
 * With a store the user may keep households in the browser.
 */
export function mount(transport, { examples, lastYear }, store = null) {
  let asked = QUESTIONS[0];
  let figures = null;
  let turn = 0;
  let timer;

  const fileName = () => $("name").value.trim().split(/[\\/]/).pop() || "household.toml";
  const files = () => ({ [fileName()]: $("text").value, ...(figures ? { [figures.name]: figures.text } : {}) });
  const withFigures = (command) => (figures && command[0] !== "next-year" ? [...command, "--figures", figures.name] : command);

  async function show() {
    turn += 1;
    const mine = turn;
    $("answer").setAttribute("aria-busy", "true");
    const extra = $("extra").querySelector("input")?.value.trim();
    try {
      const answer = await transport.run(withFigures(asked.command(fileName(), extra)), files());
      if (mine !== turn) return;
      $("answer").replaceChildren(...parts(answer));
      $("engine").textContent = "";
    } catch (error) {
      if (mine !== turn) return;
      $("answer").replaceChildren(element("p", { class: "problems", role: "alert" }, String(error.message)));
    }
    $("answer").setAttribute("aria-busy", "false");
  }

  function parts(answer) {
    const shown = draw(answer.blocks);
    if (answer.error) shown.unshift(problems(answer.error));
    if (answer.text) shown.push(columns(answer.text));
    for (const [name, text] of asked.writes ? Object.entries(answer.files) : []) {
      const open = element("button", { type: "button", class: "button" }, `Open ${name} here`);
      open.addEventListener("click", () => take(name, text));
      shown.push(element("p", {}, open));
    }
    return shown;
  }

  function problems(text) {
    const lines = text.trim().split("\n").map((line) => line.replace(/^megaroth: /, ""));
    return element("div", { class: "problems", role: "alert" }, ...lines.map((line) => {
      const [, name, number] = line.match(/^([^:]+):(\d+):/) || [];
      if (name !== fileName()) return element("p", {}, line);
      const go = element("button", { type: "button" }, line);
      go.addEventListener("click", () => select(Number(number)));
      return element("p", {}, go);
    }));
  }

  function select(line) {
    const lines = $("text").value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    $("text").focus();
    $("text").setSelectionRange(start, start + (lines[line - 1] || "").length);
  }

  function take(name, text) {
    $("name").value = name;
    $("text").value = text;
    ask(QUESTIONS[0]);
    questions.opened();
  }

  function ask(question) {
    asked = question;
    for (const button of $("questions").children) button.setAttribute("aria-pressed", String(button.textContent === question.name));
    $("extra").replaceChildren(...extras(question));
    show();
  }

  function extras(question) {
    if (!question.extra) return [];
    const input = element("input", { autocomplete: "off", spellcheck: "false" });
    const label = element("label", {}, question.extra === "year" ? "Year " : "Figure ", input);
    if (question.extra === "year") {
      input.setAttribute("inputmode", "numeric");
      input.value = String(lastYear);
    } else {
      input.setAttribute("list", "figure-names");
      input.value = FIGURES[0];
    }
    input.addEventListener("input", later);
    const names = element("datalist", { id: "figure-names" }, ...FIGURES.map((one) => element("option", { value: one })));
    return [element("p", {}, label, names)];
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  }

  async function textOf(input) {
    const [file] = input.files;
    input.value = "";
    return file ? { name: file.name, text: await file.text() } : null;
  }

  for (const question of QUESTIONS) {
    const button = element("button", { type: "button", "aria-pressed": "false" }, question.name);
    button.addEventListener("click", () => ask(question));
    $("questions").append(button);
  }
  $("example").append(element("option", { value: "" }, "choose one"));
  for (const { name, title } of examples) $("example").append(element("option", { value: name }, title));
  $("example").addEventListener("change", () => {
    const chosen = examples.find((one) => one.name === $("example").value);
    if (chosen) take(chosen.name, chosen.text);
  });
  $("open").addEventListener("change", async () => {
    const file = await textOf($("open"));
    if (file) take(file.name, file.text);
  });
  $("figures").addEventListener("change", async () => {
    const file = await textOf($("figures"));
    if (!file) return;
    figures = file;
    $("figures-name").textContent = `Using ${file.name}.`;
    show();
    quick.refresh();
    questions.refresh();
  });
  $("save").addEventListener("click", () => download(fileName(), $("text").value));
  $("text").addEventListener("input", later);
  if (store) offerToKeep(store, { fileName, take });
  $("name").addEventListener("input", later);
  $("old-law").hidden = new Date().getFullYear() <= lastYear;
  const quick = mountQuick($("quick"), {
    ask: (values) => transport.ask("quick", figures ? { ...values, figures: figures.text } : values),
    keep: ({ household }) => {
      const button = element("button", { type: "button", class: "main" }, "Go on with this household below");
      button.addEventListener("click", () => {
        take("household.toml", household);
        $("household-title").scrollIntoView();
      });
      return element("p", {}, button);
    },
  });
  const questions = mountQuestions(transport, () => figures?.text);
  take(examples[0].name, examples[0].text);
}
