// The inputs of the quick answer.
import { element } from "./elements.js";
import { RULES, SECTIONS } from "./questions.js";

/** The form; `onChange` is called with all inputs, by name, whenever one changes. */
export function inputs(onChange) {
  const fields = new Map();
  const form = element("form", { class: "quick-form", autocomplete: "off", novalidate: true }, ...SECTIONS.map((one) => section(one, fields)));
  form.addEventListener("input", () => onChange(values(fields)));
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    form,
    values: () => values(fields),
    /** Say at each input what is wrong with it, by name. */
    mark(problems) {
      for (const [name, field] of fields) field.mark(problems.get(name) || "");
    },
  };
}

function values(fields) {
  return Object.fromEntries([...fields].map(([name, field]) => [name, field.value()]));
}

function section({ title, about, folded, fields: asked }, fields) {
  const parts = [about ? element("p", { class: "help" }, about) : null, ...asked.map((one) => question(one, fields))];
  if (folded) return element("details", { class: "quick-more" }, element("summary", {}, title), ...parts.filter(Boolean));
  return element("fieldset", {}, element("legend", {}, title), ...parts);
}

function question(asked, fields) {
  const made = asked.kind === "rule" ? rule(asked) : single(asked);
  fields.set(asked.name, made);
  return made.root;
}

/** What stands below an input: help, replaced by what is wrong with it. */
function below(asked, input) {
  const text = element("p", { class: "help", id: `quick-${asked.name}-help` }, asked.help || "");
  return {
    text,
    mark(problem) {
      text.textContent = problem || asked.help || "";
      text.className = problem ? "message" : "help";
      input.setAttribute("aria-invalid", String(Boolean(problem)));
    },
  };
}

function single(asked) {
  const id = `quick-${asked.name}`;
  const common = { id, name: asked.name, "aria-describedby": `${id}-help` };
  const input = asked.kind === "choice"
    ? element("select", common, ...asked.choices.map(([value, label]) => element("option", { value, selected: value === asked.first }, label)))
    : element("input", { ...common, type: asked.kind === "date" ? "date" : "text", placeholder: asked.hint || null, inputmode: asked.inputmode || null, spellcheck: "false" });
  const note = below(asked, input);
  const unknown = asked.unknown ? element("button", { type: "button", class: "small" }, "I don’t know") : null;
  unknown?.addEventListener("click", () => {
    input.value = "unknown";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return {
    root: element("div", { class: "field" }, element("label", { for: id }, asked.label), input, unknown, note.text),
    value: () => input.value,
    mark: note.mark,
  };
}

/** A rule of the plan: yes, no or I don't know, as buttons. */
function rule(asked) {
  const id = `quick-${asked.name}`;
  const buttons = RULES.map(([value, label]) => {
    const input = element("input", { type: "radio", name: asked.name, value, checked: value === asked.first });
    return { input, root: element("label", { class: "choice" }, input, label) };
  });
  const group = element("div", { role: "radiogroup", class: "choices", "aria-labelledby": `${id}-label`, "aria-describedby": `${id}-help` }, ...buttons.map((one) => one.root));
  const note = below(asked, group);
  const chosen = () => buttons.find((one) => one.input.checked)?.input.value || "";
  return {
    root: element("div", { class: "field" }, element("span", { id: `${id}-label`, class: "label" }, asked.label), group, note.text),
    value: chosen,
    mark: note.mark,
  };
}
