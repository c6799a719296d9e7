// @ts-check
// The legend: the classes of the map with their counts, each a switch, and how the areas are spread.
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
  // In another language the same place has a box of its own.
  if (legend?.box !== box) {
    legend = new Legend(box, component);
    ready.set(parentElement, legend);
  }
  legend.component = component;
  await adopt(parentElement, [new URL("./legend.css", import.meta.url).href]);
  legend.show();
}

/**
 * How many areas there are: a number to see, and in words for who hears it.
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

/** @param {string} kind */
const drawSwatch = (kind) => make(`span.atlas-swatch${kind && `.atlas-swatch-${kind}`}`);

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
    this.missing = make("p.atlas-missing");
    this.near = make("p.atlas-missing");
    this.all = makeButton("button.atlas-all", "", () => {
      this.emit(null);
      // The button is about to go; its focus must not fall back to the page.
      this.list.querySelector("button")?.focus();
    });
    this.hint = make("p.atlas-unseen", { id: `${id}-hint` });
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
    box.append(this.title, this.unit, this.chart, this.list, this.missing, this.near, this.all, this.hint);
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
    this.showRest(data);
    this.all.textContent = WORDS.show_all;
    this.all.hidden = !data.classes.some(({ off }) => off);
    this.box.dataset.ready = "true";
  }

  /**
   * What is no class: areas that are hatched, and those without a value.
   * @param {LegendData} data
   */
  showRest({ doubtful, doubtful_words: words, missing }) {
    this.near.hidden = !doubtful;
    const label = make("span.atlas-class-label", {}, words || WORDS.doubtful);
    this.near.replaceChildren(drawSwatch("near"), label, ...drawCount(doubtful));
    this.missing.hidden = !missing;
    if (!missing) return;
    const reason = missing.reason ? make("span.atlas-missing-reason", {}, missing.reason) : null;
    const none = make("span.atlas-class-label", {}, WORDS.missing, reason);
    this.missing.replaceChildren(drawSwatch("missing"), none, ...drawCount(missing.count));
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
   * Rows are kept and refilled, so that the one with the focus keeps it.
   * @param {LegendData["classes"]} classes
   */
  listClasses(classes) {
    for (const button of this.buttons.splice(classes.length)) button.parentElement?.remove();
    while (this.buttons.length < classes.length) this.addRow(this.buttons.length);
    classes.forEach(({ colour, count, label, off, pattern }, index) => {
      const button = this.buttons[index];
      button.setAttribute("aria-pressed", String(!off));
      const swatch = drawSwatch(pattern);
      swatch.style.setProperty("--swatch", colour);
      // A class that is switched off has no area on the map: it has a word in place of a number.
      const told = off ? drawPair(WORDS.off, WORDS.switched_off) : drawCount(count);
      button.replaceChildren(swatch, make("span.atlas-class-label", {}, label), ...told);
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
