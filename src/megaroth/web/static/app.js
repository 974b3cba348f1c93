"use strict";
/* What the page does beside htmx: draw charts from the data blocks beside them, show worksheets, follow sliders. */

const dark = window.matchMedia("(prefers-color-scheme: dark)");

/* A title in lines that fit. */
function lines(text, width, size) {
  const most = Math.max(Math.floor(width / (size * 0.55)), 12);
  const found = [""];
  for (const word of text.split(" ")) {
    const last = found[found.length - 1];
    if (last && last.length + word.length >= most) found.push(word);
    else found[found.length - 1] = last ? last + " " + word : word;
  }
  return found;
}

/* Titles of horizontal axes in lines that fit beside the labels of the other axis. */
function wrapped(node, width) {
  if (node === null || typeof node !== "object") return;
  const x = node.encoding && node.encoding.x;
  for (const of of x ? [x, x.axis || {}] : []) if (typeof of.title === "string") of.title = lines(of.title, width, 12);
  for (const inner of Object.values(node)) wrapped(inner, width);
}

function themed(spec, width) {
  const ink = dark.matches ? "#e8e8e4" : "#1c1c1a";
  const faint = dark.matches ? "#4a4d4a" : "#d9d9d4";
  spec = JSON.parse(JSON.stringify(spec).replaceAll("#333333", ink));
  const axis = { labelColor: ink, titleColor: ink, gridColor: faint, domainColor: faint, tickColor: faint };
  const found = {
    ...spec,
    background: "transparent",
    config: {
      ...spec.config,
      axis: { ...spec.config.axis, ...axis },
      legend: { ...spec.config.legend, labelColor: ink, titleColor: ink, orient: "bottom", columns: width < 500 ? 2 : 6 },
      header: { labelColor: ink, titleColor: ink },
      title: { color: ink, subtitleColor: ink },
      view: { stroke: null },
      style: { cell: { stroke: null } },
    },
  };
  if (found.spec || (found.encoding && found.encoding.row)) {
    const inner = found.spec ? (found.spec = { ...found.spec }) : found;
    inner.width = Math.max(Math.min(width, 700) - 130, 160);
    if (found.spec) delete found.width;
  } else if (found.width !== undefined) {
    found.width = "container";
  } else if (found.hconcat && width < 700) {
    found.vconcat = found.hconcat.map((one) => ({ ...one, width: Math.max(width - 90, 160) }));
    delete found.hconcat;
  }
  if (width < 500) wrapped(found, width - 130);
  const { text, subtitle } = spec.title;
  found.title = { ...spec.title, text: lines(text, width, 16), subtitle: lines(subtitle, width, 12), limit: width, subtitleLimit: width };
  return found;
}

async function draw(chart) {
  const block = chart.querySelector("script[type='application/json']");
  if (!block || !window.charts) return;
  const width = chart.clientWidth;
  const compiled = charts.compile(themed(JSON.parse(block.textContent), width), { logger: charts.logger(charts.None) }).spec;
  const place = chart.querySelector(".drawn") || document.createElement("div");
  place.className = "drawn";
  chart.append(place);
  const view = new charts.View(charts.parse(compiled, null, { ast: true }), {
    renderer: "svg",
    container: place,
    expr: charts.expressionInterpreter,
    logLevel: 0,
  });
  await view.runAsync();
  chart.dataset.drawn = "yes";
}

function drawAll(within) {
  for (const chart of within.querySelectorAll(".chart:not([data-drawn])")) draw(chart);
}

/* A table that is stacked on a phone is none to a browser any more: its roles are said. */
const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
function sayRoles(within) {
  for (const table of within.querySelectorAll("table.stack:not([role])")) {
    for (const one of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
      one.setAttribute("role", roles[one.tagName] || (one.scope === "row" ? "rowheader" : "columnheader"));
    }
  }
}

document.addEventListener("DOMContentLoaded", () => {
  drawAll(document);
  sayRoles(document);
  const wrong = document.querySelector("[aria-invalid='true']");
  // An address with a place in the page takes the focus there first.
  if (wrong) setTimeout(() => wrong.focus(), 0);
  const here = document.querySelector(".pages [aria-current]");
  if (here) here.parentElement.parentElement.scrollLeft = here.offsetLeft - 40;
});
document.addEventListener("htmx:afterSettle", (event) => {
  drawAll(event.target.parentElement || document);
  sayRoles(document);
});
dark.addEventListener("change", () => {
  for (const chart of document.querySelectorAll(".chart[data-drawn]")) draw(chart);
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "why-body") return;
  const why = document.getElementById("why");
  if (!why.open) why.showModal();
  const title = document.getElementById("why-title");
  if (title) title.focus();
});

// A tap beside an open worksheet closes it.
document.addEventListener("click", (event) => {
  if (event.target.id === "why") event.target.close();
});

document.addEventListener("input", (event) => {
  const slider = event.target;
  if (slider.type !== "range") return;
  slider.parentElement.querySelector("output").textContent = slider.value + slider.dataset.unit;
});

/* Buttons that copy a text: shown where the browser can copy. */
document.addEventListener("DOMContentLoaded", () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const status = button.parentElement.querySelector("[role='status']");
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    status.textContent = "Copied.";
  } catch {
    status.textContent = "The browser did not allow it. Select the text and copy it.";
  }
});
