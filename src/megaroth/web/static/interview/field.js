// One question of the interview: buttons, a list, or an input, with what is wrong with the answer.
import { element } from "../quick/elements.js";

const UNKNOWN = "unknown";
const DONT_KNOW = "I don't know";
const NUMBERS = ["money", "whole", "rate", "cap"];

const idOf = (path) => path.replaceAll(".", "-");
const shownValue = (value) => (value === UNKNOWN ? DONT_KNOW : value);

/**
 * A question. `onAnswer` is called with the path and the text when an answer has been given;
 * `asButtons` shows the choices as buttons.
 */
export function field(asked, onAnswer, asButtons) {
  const id = `q-${idOf(asked.path)}`;
  const make = asked.choices.length ? (asButtons ? buttons : list) : input;
  const { label, control, value, show } = make(asked, id, (text) => onAnswer(asked.path, text));
  const note = element("p", { id: `${id}-about` });
  const also = element("p", { class: "help", role: "status" });
  const where = asked.where ? element("p", { class: "help where" }, element("strong", {}, "Where to find it: "), asked.where) : null;
  const root = element("div", { class: "field", id: `f-${idOf(asked.path)}` }, label, ...control, note, where, also);
  let kept = asked;

  function mark(problem) {
    note.textContent = problem || help(kept);
    note.className = problem ? "message" : "help";
    if (problem) note.setAttribute("role", "alert");
    else note.removeAttribute("role");
    root.classList.toggle("wrong", Boolean(problem));
    for (const one of root.querySelectorAll("input, select, [role='radiogroup']")) {
      if (problem) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
    }
  }

  mark("");
  return {
    root,
    value,
    mark,
    /** The answer of the file, unless the user is typing another one. */
    update(next) {
      const typing = root.contains(document.activeElement) && value() !== shownValue(kept.value);
      kept = next;
      if (!typing) show(next.value);
    },
    reject: show,
    alsoChanged(text) { also.textContent = text; },
    focus() { (root.querySelector("input:checked") || root.querySelector("input, select")).focus(); },
  };
}

function help({ help: text, default: usual, choices, kind }) {
  const parts = [text];
  if (usual && !choices.length) parts.push(`If empty: ${usual}.`);
  if (kind === "match" || kind === "cap") parts.push(`If you do not know, enter ${DONT_KNOW}.`);
  return parts.filter(Boolean).join(" ");
}

/** The choice that an empty answer means, if it is one of them. */
const usualOf = ({ choices, default: usual }) => choices.find((one) => one.label === usual)?.value;

function buttons(asked, id, answered) {
  const usual = usualOf(asked);
  const made = asked.choices.map(({ value, label }) => {
    const radio = element("input", { type: "radio", name: asked.path, value });
    radio.addEventListener("change", () => answered(value));
    const text = value === usual ? `${label} (default)` : label;
    return { radio, root: element("label", { class: "choice" }, radio, begun(text)) };
  });
  const group = element("div", { role: "radiogroup", class: "choices", "aria-labelledby": `${id}-label`, "aria-describedby": `${id}-about` }, ...made.map((one) => one.root));
  const show = (value) => { for (const one of made) one.radio.checked = one.radio.value === value; };
  show(asked.value);
  return {
    label: element("span", { class: "label", id: `${id}-label` }, asked.label),
    control: [group],
    value: () => made.find((one) => one.radio.checked)?.radio.value || "",
    show,
  };
}

const begun = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function list(asked, id, answered) {
  const usual = usualOf(asked);
  const options = asked.choices.map(({ value, label }) => element("option", { value }, value === usual ? `${label} (default)` : label));
  if (usual === undefined) options.unshift(element("option", { value: "" }, asked.default ? `${asked.default} (default)` : "choose"));
  const select = element("select", { id, name: asked.path, "aria-describedby": `${id}-about` }, ...options);
  const show = (value) => { select.value = value || (usual ?? ""); };
  show(asked.value);
  select.addEventListener("change", () => answered(select.value));
  return { label: element("label", { for: id }, asked.label), control: [select], value: () => select.value, show };
}

function input(asked, id, answered) {
  const typed = element("input", {
    id,
    name: asked.path,
    type: asked.kind === "date" ? "date" : "text",
    inputmode: NUMBERS.includes(asked.kind) && !asked.unknown ? "decimal" : null,
    placeholder: asked.default || null,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-about`,
  });
  const show = (value) => { typed.value = shownValue(value); };
  show(asked.value);
  typed.addEventListener("change", () => answered(typed.value));
  const unknown = asked.unknown ? element("button", { type: "button", class: "small" }, "I don’t know") : null;
  unknown?.addEventListener("click", () => { show(UNKNOWN); answered(DONT_KNOW); });
  return {
    label: element("label", { for: id }, asked.label),
    control: [element("div", { class: "input" }, typed, unknown)],
    value: () => typed.value,
    show,
  };
}
