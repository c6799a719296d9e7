// @ts-check
// Small maps of several authorities: a picture each, with the text of the area under the pointer.
/** @import {Component} from "../types.js" */
/** @import {MultiplesWire, SmallMap} from "../wire.js" */
import { make } from "../map/elements.js";
import { pickOf } from "../map/messages.js";
import { adopt } from "../map/styles.js";

const SVG = "http://www.w3.org/2000/svg";
const GAP = "url(#gap)";

/** @type {WeakMap<Node, Component<MultiplesWire>>} */
const components = new WeakMap();

/** @param {Component<MultiplesWire>} component */
export async function render(component) {
  const { data, parentElement } = component;
  const box = /** @type {HTMLElement | null} */ (parentElement.querySelector(".atlas-multiples"));
  if (!box) return;
  if (!components.has(box)) box.addEventListener("click", (event) => pick(box, event));
  components.set(box, component);
  await adopt(parentElement, [new URL("./multiples.css", import.meta.url).href]);
  const maps = data.maps.map((one) => drawFigure(one, data.size, new Set(data.selected)));
  box.replaceChildren(make("p.atlas-said", {}, data.said), make("div.atlas-maps", {}, ...maps));
  box.dataset.ready = "true";
}

/**
 * Report the area that was clicked.
 * @param {Node} box
 * @param {MouseEvent} event
 */
function pick(box, { target, ctrlKey, metaKey, shiftKey }) {
  const code = target instanceof Element ? target.getAttribute("data-code") : null;
  if (code) components.get(box)?.setTriggerValue("picked", pickOf(code, ctrlKey || metaKey || shiftKey));
}

/**
 * @param {SmallMap} map
 * @param {number[]} size
 * @param {Set<string>} chosen
 */
function drawFigure({ name, value, facts, label, areas }, [width, height], chosen) {
  const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  if (areas.some(([, , fill]) => fill === GAP)) svg.append(drawHatch());
  const told = make("p.atlas-under", { "aria-hidden": "true" });
  const texts = new Map(areas.map(([code, , , text]) => [code, text]));
  // Those selected are drawn last, so that their line lies over their neighbours.
  const order = [...areas].sort(([one], [other]) => Number(chosen.has(one)) - Number(chosen.has(other)));
  for (const [code, path, fill] of order) {
    svg.append(draw("path", { d: path, fill, "data-code": code, class: chosen.has(code) ? "atlas-chosen" : "" }));
  }
  svg.addEventListener("pointerover", ({ target }) => {
    const code = target instanceof Element ? target.getAttribute("data-code") : null;
    told.textContent = (code && texts.get(code)) || "";
  });
  svg.addEventListener("pointerleave", () => {
    told.textContent = "";
  });
  const head = make("figcaption", {}, make("b", {}, name), ` ${value}`, make("small", {}, facts));
  return make("figure", {}, head, svg, told);
}

/** The hatch of areas without a figure, as on every map. */
function drawHatch() {
  const size = { width: 9, height: 9 };
  const pattern = draw("pattern", {
    id: "gap",
    ...size,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  pattern.append(draw("rect", { ...size, fill: "#f4f2ed" }), draw("rect", { width: 2.5, height: 9, fill: "#8b9096" }));
  return pattern;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
