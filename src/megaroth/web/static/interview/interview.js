// The interview: the questions that decide, the others folded, and a bar with the answer so far.
// The page that it stands in says where the household is: `open()` and `edit(change)` return promises
// of the service's answer; `changed(answer)` hears of each change that was accepted.
import { element } from "../quick/elements.js";
import { bar } from "./bar.js";
import { field } from "./field.js";

const DECIDES = "decides";

/** Put the interview into an element, empty before the first `refresh`; `part` is the name of the part to open, `level` that of its headings. */
export function mount(root, { open, edit, changed = () => {}, part = "", level = 2 }) {
  const fields = new Map(); // by path: {asked, made}
  const rejected = new Map(); // by path: what was typed, and why it is not saved
  const unfolded = new Set(part ? [part] : []);
  const body = element("div", { class: "questions-form" });
  const top = bar(goTo);
  let waiting = Promise.resolve();
  let turn = 0;
  let tried = new Set();
  let lost = []; // what was rejected of the household before

  function goTo(path) {
    const found = fields.get(path);
    if (!found) return false;
    for (let fold = found.made.root.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    found.made.focus();
    found.made.root.scrollIntoView({ block: "center" });
    return true;
  }

  /** One change after the other, so that each is made to the file that the one before left. */
  function send(change) {
    turn += 1;
    waiting = waiting.then(() => edit(change)).then(
      (answer) => took(change, answer),
      (error) => {
        if (change.answers) for (const [path, typed] of Object.entries(change.answers)) reject(path, typed, error.message);
        warn([`Not saved: ${error.message}`]);
      },
    );
    return waiting;
  }

  function reject(path, typed, text) {
    rejected.set(path, { path, typed, text, label: fields.get(path)?.asked.label || path });
  }

  function took(change, answer) {
    const general = [];
    const typed = change.answers || {};
    for (const path of Object.keys(typed)) rejected.delete(path);
    for (const { path, text } of answer.problems) {
      if (path in typed) reject(path, typed[path], text);
      else general.push(fields.has(path) ? `${fields.get(path).asked.label}: ${text}` : text);
    }
    const refused = answer.problems.length > 0;
    // An answer that another one made impossible is not in the file either.
    if (refused) for (const path of Object.keys(typed)) if (!rejected.has(path)) reject(path, typed[path], general.join(" "));
    show(answer);
    warn(change.answers ? [] : general);
    if (refused) return;
    changed(answer);
    retry(Object.keys(typed)[0]);
  }

  /** An answer that was refused may have waited for the one that was accepted: it is tried once more. */
  function retry(after) {
    for (const { path, typed } of rejected.values()) {
      const mark = JSON.stringify([path, typed, after, fields.get(after)?.made.value()]);
      if (tried.has(mark)) continue;
      tried.add(mark);
      send({ answers: { [path]: typed } });
    }
  }

  function warn(general = []) {
    top.warn([...rejected.values()].filter(({ path }) => fields.has(path)), general);
    for (const [path, { made }] of fields) made.mark(rejected.get(path)?.text || "");
  }

  function show(answer) {
    if (answer.parts.length === 0) {
      fields.clear();
      top.show({ word: null, headline: "The questions follow when the file can be read.", refused: answer.problems.map((one) => one.text) });
      body.replaceChildren();
      return;
    }
    top.show(answer);
    const asked = answer.parts.flatMap((one) => one.groups).flatMap((one) => one.questions);
    const same = asked.length === fields.size && asked.every((one) => fields.get(one.path)?.asked.label === one.label)
      && titles(answer) === body.dataset.titles;
    if (same) {
      for (const one of asked) if (!rejected.has(one.path)) fields.get(one.path).made.update(one);
      for (const one of answer.parts) counted(one);
    } else {
      draw(answer);
    }
    for (const [path, { made }] of fields) made.alsoChanged(alsoText(path, answer.changed));
  }

  const titles = (answer) => JSON.stringify(answer.parts.map((one) => [one.note, one.groups.map((group) => group.title), one.items.map((item) => item.label)]));

  function alsoText(path, also) {
    const here = also.find((one) => one.path === path);
    return here ? `Changed too: ${here.now} (was ${here.was}).` : "";
  }

  function draw(answer) {
    const focused = document.activeElement?.id;
    body.dataset.titles = titles(answer);
    fields.clear();
    const [first, ...others] = [answer.parts.filter((one) => one.name === DECIDES), answer.parts.filter((one) => one.name !== DECIDES)].flat();
    body.replaceChildren(decides(first), element(`h${level}`, {}, "More"),
      element("p", { class: "quiet" }, "Each answer makes the figures more precise. What you leave empty uses the default shown next to it."), ...others.map(folded));
    if (focused) document.getElementById(focused)?.focus();
    for (const path of [...rejected.keys()]) {
      if (fields.has(path)) fields.get(path).made.reject(rejected.get(path).typed);
      else rejected.delete(path); // its person or job is gone
    }
  }

  function decides(one) {
    return element("section", { class: "decides", "aria-labelledby": "decides-title" }, element(`h${level}`, { id: "decides-title" }, one.title),
      element("p", {}, one.about), ...one.groups.map((group, place) => (place ? furtherJob(group) : questions(group, true))));
  }

  /** The rules of another job: open unless the page is opened at another part. */
  function furtherJob(group) {
    const name = `${DECIDES}/${group.place}`;
    if ([DECIDES, ""].includes(part) && !unfolded.has(`-${name}`)) unfolded.add(name);
    return fold(name, group.title, questions({ ...group, title: "" }, true, group.title));
  }

  function folded(one) {
    if (one.note) unfolded.add(one.name);
    const note = one.note ? element("p", { class: "warn" }, one.note) : null;
    const made = fold(one.name, one.title, element("p", {}, one.about), note, ...groups(one), items(one));
    made.firstChild.append(element("span", { class: "quiet count", "data-part": one.name }));
    counted(one, made);
    return made;
  }

  /** How many questions of a part are answered, in its heading. */
  function counted({ name, answered, asked }, within = body) {
    const place = within.querySelector(`[data-part="${name}"]`);
    if (place) place.textContent = ` ${answered} of ${asked} answered`;
  }

  /** Several people or jobs of a part are folded one by one; the first is open. */
  function groups(one) {
    if (one.groups.length < 2) return one.groups.map((group) => questions(group, false));
    const first = one.groups.find((group) => group.title && group.questions.length > 2);
    return one.groups.map((group) => {
      if (!group.title) return questions(group, false);
      const name = `${one.name}/${group.place}`;
      if (group === first && !unfolded.has(`-${name}`)) unfolded.add(name);
      return fold(name, group.title, questions({ ...group, title: "" }, false, group.title));
    });
  }

  function fold(name, title, ...children) {
    const made = element("details", { class: "fold", open: unfolded.has(name) }, element("summary", {}, title), ...children.filter(Boolean));
    made.addEventListener("toggle", () => {
      if (made.open) unfolded.add(name);
      else { unfolded.delete(name); unfolded.add(`-${name}`); }
    });
    return made;
  }

  function questions(group, asButtons, name = group.title) {
    const drawn = group.questions.map((asked) => {
      const made = field(asked, (path, text) => send({ answers: { [path]: text } }), asButtons);
      fields.set(asked.path, { asked, made });
      return [asked.later, made.root];
    });
    const main = drawn.filter(([later]) => !later).map(([, made]) => made);
    const later = drawn.filter(([isLater]) => isLater).map(([, made]) => made);
    // A few questions are not worth a fold.
    const rest = later.length > 3 ? [fold(`later/${group.questions[0].path}`, `${later.length} more questions`, element("div", { class: "fields" }, ...later))] : later;
    return element("fieldset", { "aria-label": group.title ? null : name || null }, group.title ? element("legend", {}, group.title) : null, ...main, ...rest);
  }

  function items(one) {
    if (!one.items.length) return null;
    return element("div", { class: "row changes" }, ...one.items.map(({ action, what, place, label }) => {
      const button = element("button", { type: "button", class: "small" }, label);
      button.addEventListener("click", () => send(action === "add" ? { add: what, place } : { remove: place, called: what }));
      return button;
    }));
  }

  async function refresh() {
    await waiting;
    turn += 1;
    const mine = turn;
    try {
      const answer = await open();
      if (mine !== turn) return; // a later answer is on its way
      show(answer);
      warn(lost);
    } catch (error) {
      warn([`No answer: ${error.message}`]);
    }
  }

  root.replaceChildren(top.root, body);
  const form = element("form", { autocomplete: "off", novalidate: true });
  form.addEventListener("submit", (event) => event.preventDefault());
  body.replaceWith(form);
  form.append(body);
  return {
    /** Ask for the questions and the answer so far, at first and when the household has changed elsewhere. */
    refresh,
    goTo,
    /** Another household is shown: what was rejected of the one before is shown until the next answer. */
    forget() {
      lost = [...rejected.values()].map(({ label, typed }) => `Not saved in the household before: “${label}” is “${typed}”.`);
      rejected.clear();
      tried = new Set();
    },
    /** Settles when every change so far has been answered. */
    settled: () => waiting,
    /** The answers that are not saved. */
    rejected: () => [...rejected.values()],
  };
}
