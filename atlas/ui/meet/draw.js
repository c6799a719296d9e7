import { WORDS } from "./words.js";

/** Make an element: `make("p.am-note", {id: "x"}, "text", child)`. */
export function make(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, does] of Object.entries(value)) element.addEventListener(event, does);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export const button = (text, does, kind = "button.am-button") =>
  make(kind, { type: "button", on: { click: does } }, text);

/** A swatch for a class; without a colour it is the pattern of what has no figure. */
const swatch = (colour) => {
  const box = make(colour ? "span.am-swatch" : "span.am-swatch.am-missing", { "aria-hidden": "true" });
  if (colour) box.style.background = colour;
  return box;
};

export function drawLegend({ heading, legend }) {
  const rows = legend.map(({ colour, label }) => make("li", {}, swatch(colour), make("span", {}, label)));
  return [make("h2", {}, heading ?? ""), make("ul", {}, ...rows)];
}

/** Bars from nought, each with its name above it and its figure at its end. */
export function drawBars({ heading, bars }) {
  const rows = bars.map(({ name, text, colour, from, width, own }) => {
    const bar = make("span.am-bar", { "aria-hidden": "true" });
    bar.style.setProperty("--from", from);
    bar.style.setProperty("--width", width);
    if (colour) bar.style.background = colour;
    const figure = make("strong", {}, text);
    return make(
      own ? "li.am-own" : "li",
      {},
      make("span.am-bar-name", {}, name),
      make("span.am-track", {}, bar, figure),
    );
  });
  return [make("h2", {}, heading ?? ""), make("ul.am-bars", {}, ...rows)];
}

export function drawActions({ actions }) {
  if (!actions.length) return [make("p", {}, WORDS.no_actions)];
  const rows = actions.map(({ name, summary, answer }) =>
    make("li", {}, make("strong", {}, name), make("span", {}, summary), ...(answer ? [make("small", {}, answer)] : [])),
  );
  return [make("ol.am-actions", {}, ...rows)];
}

export const drawLost = () => [make("p", {}, WORDS.lost)];

export function drawKeys(close) {
  const rows = WORDS.help.flatMap(([keys, does]) => [make("dt", {}, keys), make("dd", {}, does)]);
  return make(
    "div.am-help",
    { role: "dialog", "aria-modal": "true", "aria-label": WORDS.keys },
    make("h2", {}, WORDS.keys),
    make("dl", {}, ...rows),
    button(WORDS.close, close),
  );
}

/** A layer over the whole page with styles of its own; nothing of the page below can be seen or reached. */
export function coverPage(name) {
  const host = make("div", { id: "atlas-meeting" });
  const root = host.attachShadow({ mode: "open" });
  document.body.append(host);
  document.documentElement.dataset.atlasPresenting = name;
  const below = document.getElementById("root");
  if (below) below.inert = true;
  const uncover = () => {
    host.remove();
    delete document.documentElement.dataset.atlasPresenting;
    if (below) below.inert = false;
  };
  return { root, uncover };
}
