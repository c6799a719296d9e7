// @ts-check
// The small chart above the legend: the distribution of the areas, with the place and its comparators.
/** @import {Histogram, LegendClass, Mark} from "../wire.js" */
import { make } from "../map/elements.js";
import { WORDS } from "./words.js";

// Approximate width of a letter of a mark's name in pixels, and of the rail at its narrowest.
const LETTER = 6.4;
const PLOT = 256;
const LINE = 17;
// A bar of a single area remains visible.
const LEAST = 4;
const NO_CLASS = "#A9A49A";

/**
 * A mark's name with its position: sides as shares of the plot, and the line it is on.
 * @typedef {{label: string, x: number, left: number, right: number, row: number}} PlacedMark
 */

/**
 * Place the names of marks: each grows away from the nearer edge and stays inside; one that would overlap another goes
 * on the next line.
 * @param {readonly Mark[]} marks
 */
export function placeMarks(marks) {
  /** @type {PlacedMark[]} */
  const placed = [];
  for (const { x, label } of [...marks].sort((a, b) => a.x - b.x)) {
    const wide = Math.min(1, (label.length * LETTER) / PLOT);
    const left = Math.min(Math.max(x > 0.5 ? x - wide : x, 0), 1 - wide);
    const right = left + wide;
    let row = 0;
    while (placed.some((one) => one.row === row && left < one.right && right > one.left)) row += 1;
    placed.push({ label, x, left, right, row });
  }
  return placed;
}

/**
 * The height of a bar in per cent.
 * @param {number} height
 */
export const barHeight = (height) => Math.max(height > 0 ? LEAST : 0, height * 100);

/**
 * Draw the chart.
 * @param {Histogram} histogram
 * @param {readonly LegendClass[]} classes
 */
export function drawSpread({ bars, marks, from, to }, classes) {
  const said = [WORDS.spread, `${from} – ${to}`, ...marks.map(({ label }) => label)].join(". ");
  const columns = bars.map(({ height, class: place }) => {
    const row = classes[place];
    const column = make("span.atlas-bar", { "data-class": place, "data-off": row?.off ? "true" : null });
    column.style.height = `${barHeight(height)}%`;
    column.style.background = row?.colour ?? NO_CLASS;
    return column;
  });
  const lines = marks.map(({ x }) => {
    const line = make("span.atlas-mark");
    line.style.left = `${x * 100}%`;
    return line;
  });
  const plot = make("div.atlas-bars", { role: "img", "aria-label": said }, ...columns, ...lines);
  const ends = make("figcaption.atlas-ends", {}, make("span", {}, from), make("span", {}, to));
  return [drawNames(placeMarks(marks)), plot, ends];
}

/** @param {readonly PlacedMark[]} placed */
function drawNames(placed) {
  const names = make("div.atlas-marks", { "aria-hidden": "true" });
  for (const { label, x, left, right, row } of placed) {
    const name = make("span.atlas-mark-name", {}, label);
    name.style.left = `${left * 100}%`;
    name.style.width = `${(right - left) * 100}%`;
    name.style.textAlign = x > 0.5 ? "right" : "left";
    name.style.top = `${row * LINE}px`;
    names.append(name);
  }
  if (placed.length) names.style.height = `${(Math.max(...placed.map(({ row }) => row)) + 1) * LINE}px`;
  return names;
}
