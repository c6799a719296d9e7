// @ts-check
// The legend: the classes of the map with their counts, each a switch, and the distribution of the areas.
/** @import {Component} from "../types.js" */
/** @import {LegendData, LegendWire} from "../wire.js" */
import { make, makeButton } from "../map/elements.js";
import { adopt } from "../map/styles.js";
import { fill, learn } from "../words/learn.js";
import { writeNumber } from "../words/numbers.js";
import { drawSpread } from "./spread.js";
import { WORDS } from "./words.js";

/** @type {WeakMap<Node, Legend>} */
const ready = new WeakMap();
let serial = 0;

/** @param {Component<LegendWire>} component */
export async function render(component, spoken = "") {
  await learn(WORDS, spoken);
  const { parentElement } = component;
  const box = /** @type {HTMLElement | null} */ (parentElement.querySelector(".atlas-legend"));
  if (!box) return;
  let legend = ready.get(parentElement);
  // In another language the same placeholder has a container of its own.
  if (legend?.box !== box) {
    legend = new Legend(box, component);
    ready.set(parentElement, legend);
  }
  legend.component = component;
  await adopt(parentElement, [new URL("./legend.css", import.meta.url).href]);
  legend.show();
}

/**
 * The number of areas, as digits on screen and in words for screen readers.
 * @param {number} count
 */
function drawCount(count) {
  return drawPair(writeNumber(count), count === 1 ? WORDS.one_area : fill(WORDS.areas, { count }));
}

/**
 * @param {string} seen
 * @param {string} heard
 */
function drawPair(seen, heard) {
  return [make("span.atlas-class-count", { "aria-hidden": "true" }, seen), make("span.atlas-unseen", {}, heard)];
}

/**
 * @param {string} colour
 * @param {string} [kind] what is painted over it
 */
function drawSwatch(colour, kind) {
  const swatch = make(`span.atlas-swatch${kind ? `.atlas-swatch-${kind}` : ""}`);
  swatch.style.setProperty("--swatch", colour);
  return swatch;
}

/**
 * A row of areas without a class, or that are marked by more than their class.
 * @param {LegendData["others"][number]} row
 */
function drawOther({ kind, colour, label, note, count }) {
  const why = note ? make("span.atlas-other-note", {}, note) : null;
  const name = make("span.atlas-class-label", {}, label, why);
  return make("li.atlas-other", {}, drawSwatch(colour, kind), name, ...drawCount(count));
}

class Legend {
  /**
   * @param {HTMLElement} box
   * @param {Component<LegendWire>} component
   */
  constructor(box, component) {
    serial += 1;
    this.box = box;
    this.component = component;
    const id = `atlas-legend-${serial}`;
    this.title = make("h3.atlas-legend-title", { id });
    this.unit = make("p.atlas-legend-unit");
    this.chart = make("figure.atlas-spread");
    this.list = make("ul.atlas-classes", { "aria-labelledby": id });
    this.others = make("ul.atlas-others", { "aria-labelledby": id });
    this.all = makeButton("button.atlas-all", "", () => {
      this.emit(null);
      // The button is about to be removed; its focus must not fall back to the page.
      this.list.querySelector("button")?.focus();
    });
    this.hint = make("p.atlas-unseen", { id: `${id}-hint` });
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
    box.append(this.title, this.unit, this.chart, this.list, this.others, this.all, this.hint);
  }

  /** @param {number | null} index */
  emit(index) {
    this.component.setTriggerValue("toggled", { class: index });
  }

  show() {
    const { data } = this.component;
    this.title.textContent = data.title;
    this.unit.textContent = data.unit;
    this.unit.hidden = !data.unit;
    this.hint.textContent = WORDS.hint;
    this.chart.hidden = !data.histogram;
    if (data.histogram) this.chart.replaceChildren(...drawSpread(data.histogram, data.classes));
    this.listClasses(data.classes);
    this.others.hidden = !data.others.length;
    this.others.replaceChildren(...data.others.map(drawOther));
    this.all.textContent = WORDS.show_all;
    this.all.hidden = !data.classes.some(({ off }) => off);
    this.box.dataset.ready = "true";
  }

  /** @param {number} index */
  addRow(index) {
    const button = makeButton("button.atlas-class", "", () => this.emit(index));
    button.setAttribute("aria-describedby", this.hint.id);
    button.addEventListener("pointerenter", () => this.raise(index));
    button.addEventListener("pointerleave", () => this.raise(null));
    this.list.append(make("li", {}, button));
    this.buttons.push(button);
  }

  /**
   * Rows are reused, so that the focused one keeps the focus.
   * @param {LegendData["classes"]} classes
   */
  listClasses(classes) {
    for (const button of this.buttons.splice(classes.length)) button.parentElement?.remove();
    while (this.buttons.length < classes.length) this.addRow(this.buttons.length);
    classes.forEach(({ colour, count, label, off }, index) => {
      const button = this.buttons[index];
      button.setAttribute("aria-pressed", String(!off));
      // A class that is switched off has no area on the map: a word replaces its number.
      const told = off ? drawPair(WORDS.off, WORDS.switched_off) : drawCount(count);
      button.replaceChildren(drawSwatch(colour), make("span.atlas-class-label", {}, label), ...told);
    });
  }

  /** @param {number | null} index */
  raise(index) {
    const bars = /** @type {NodeListOf<HTMLElement>} */ (this.chart.querySelectorAll(".atlas-bar"));
    for (const bar of bars) {
      bar.classList.toggle("atlas-bar-low", index !== null && Number(bar.dataset.class) !== index);
    }
  }
}
