// @ts-check
// Draws what a step shows beside the map: legend, bars and actions.
/** @import {Slide} from "../wire.js" */
import { make, makeButton } from "../map/elements.js";
import { WORDS } from "./words.js";

/** @typedef {(event: MouseEvent) => void} Does */

/**
 * @param {string} text
 * @param {Does} does
 */
export const button = (text, does, kind = "button.am-button") => makeButton(kind, text, does);

/**
 * A swatch for a row of the legend: a row that is not a class has a pattern or a border of its own.
 * @param {Slide["legend"][number]} row
 */
const swatch = ({ kind, colour }) => {
  const box = make(`span.am-swatch.am-${kind}`, { "aria-hidden": "true" });
  box.style.setProperty("--swatch", colour);
  return box;
};

/** @param {Slide} slide */
export function drawLegend({ heading, legend }) {
  const rows = legend.map((row) => make("li", {}, swatch(row), make("span", {}, row.label)));
  return [make("h2", {}, heading ?? ""), make("ul", {}, ...rows)];
}

/**
 * Bars from zero, each with its name above it and its figure at its end.
 * @param {Slide} slide
 */
export function drawBars({ heading, bars }) {
  const rows = bars.map(({ name, text, colour, from, width, own }) => {
    const bar = make("span.am-bar", { "aria-hidden": "true" });
    bar.style.setProperty("--from", String(from));
    bar.style.setProperty("--width", String(width));
    if (colour) bar.style.background = colour;
    const track = make("span.am-track", {}, bar, make("strong", {}, text));
    return make(own ? "li.am-own" : "li", {}, make("span.am-bar-name", {}, name), track);
  });
  return [make("h2", {}, heading ?? ""), make("ul.am-bars", {}, ...rows)];
}

/** @param {Slide} slide */
export function drawActions({ actions }) {
  if (!actions.length) return [make("p", {}, WORDS.no_actions)];
  const rows = actions.map(({ name, summary, answer }) =>
    make("li", {}, make("strong", {}, name), make("span", {}, summary), answer ? make("small", {}, answer) : null),
  );
  return [make("ol.am-actions", {}, ...rows)];
}

export const drawLost = () => [make("p", {}, WORDS.lost)];

/** The keys of a talk, as a list of terms. */
export const drawKeyList = () =>
  make("dl", {}, ...WORDS.help.flatMap(([keys, does]) => [make("dt", {}, keys), make("dd", {}, does)]));

/** @param {Does} close */
export function drawKeys(close) {
  return make(
    "div.am-help",
    { role: "dialog", "aria-modal": "true", "aria-label": WORDS.keys },
    make("h2", {}, WORDS.keys),
    drawKeyList(),
    button(WORDS.close, close),
  );
}

/**
 * A layer over the whole page with styles of its own; nothing of the page below can be seen or reached.
 * @param {string} name
 */
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
