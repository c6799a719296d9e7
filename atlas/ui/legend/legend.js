import { adopt } from "../map/styles.js";
import { learn } from "../words/learn.js";
import { WORDS } from "./words.js";

/*
 * data: title, unit, classes [{colour, label, count, off, pattern: "" | "hatch", areas?}], missing {count, reason} | null, doubtful: number of areas,
 * histogram {bars [{height 0..1, class}], marks [{x 0..1, label}], from, to} | null.
 */

// Pixels of a letter of a mark's name, about, and of the rail at its narrowest.
const LETTER = 6.4;
const PLOT = 256;

const ready = new WeakMap();
let serial = 0;

export async function render(component, spoken = "") {
  await learn(WORDS, spoken);
  const { parentElement } = component;
  const box = parentElement.querySelector(".atlas-legend");
  if (!box) return;
  let legend = ready.get(parentElement);
  // In another language the same place has a box of its own.
  if (legend?.box !== box) {
    legend = new Legend(box);
    ready.set(parentElement, legend);
  }
  legend.component = component;
  await adopt(parentElement, [new URL("./legend.css", import.meta.url).href]);
  legend.show();
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

class Legend {
  constructor(box) {
    serial += 1;
    this.box = box;
    this.title = make("h3", "atlas-legend-title");
    this.title.id = `atlas-legend-${serial}`;
    this.unit = make("p", "atlas-legend-unit");
    this.chart = make("figure", "atlas-spread");
    this.list = make("ul", "atlas-classes");
    this.list.setAttribute("aria-labelledby", this.title.id);
    this.missing = make("p", "atlas-missing");
    this.near = make("p", "atlas-missing");
    this.all = make("button", "atlas-all");
    this.all.type = "button";
    this.all.addEventListener("click", () => {
      this.emit(null);
      // The button is about to go; its focus must not fall back to the page.
      this.list.querySelector("button")?.focus();
    });
    this.hint = make("p", "atlas-unseen");
    this.hint.id = `${this.title.id}-hint`;
    box.append(this.title, this.unit, this.chart, this.list, this.missing, this.near, this.all, this.hint);
  }

  emit(index) {
    this.component.setTriggerValue("toggled", { class: index });
  }

  show() {
    const { data } = this.component;
    const words = WORDS;
    this.title.textContent = data.title;
    this.unit.textContent = data.unit ?? "";
    this.unit.hidden = !data.unit;
    this.hint.textContent = words.hint;
    this.drawSpread(data, words);
    this.listClasses(data.classes, words);
    this.near.hidden = !data.doubtful;
    if (data.doubtful) {
      this.near.replaceChildren(
        make("span", "atlas-swatch atlas-swatch-near"),
        make("span", "atlas-class-label", data.doubtful_words || words.doubtful),
        this.count(data.doubtful, words),
      );
    }
    const { missing } = data;
    this.missing.hidden = !missing;
    if (missing) {
      const label = make("span", "atlas-class-label", words.missing);
      if (missing.reason) label.append(make("span", "atlas-missing-reason", missing.reason));
      this.missing.replaceChildren(
        make("span", "atlas-swatch atlas-swatch-missing"),
        label,
        this.count(missing.count, words),
      );
    }
    this.all.textContent = words.show_all;
    this.all.hidden = !data.classes.some(({ off }) => off);
    this.box.dataset.ready = "true";
  }

  /** A class that is switched off has no area on the map: it has a word in place of a number. */
  countOf({ count, off }, words) {
    if (!off) return this.count(count, words);
    const element = make("span", "atlas-class-count", words.off);
    element.setAttribute("aria-hidden", "true");
    const both = document.createDocumentFragment();
    both.append(element, make("span", "atlas-unseen", words.switched_off));
    return both;
  }

  count(count, words) {
    const element = make("span", "atlas-class-count", count.toLocaleString(document.documentElement.lang || "en"));
    const said = count === 1 ? words.one_area : words.areas.replace("{count}", count);
    element.setAttribute("aria-hidden", "true");
    const both = document.createDocumentFragment();
    both.append(element, make("span", "atlas-unseen", said));
    return both;
  }

  /** Rows are kept and refilled, so that the one with the focus keeps it. */
  listClasses(classes, words) {
    while (this.list.children.length > classes.length) this.list.lastChild.remove();
    while (this.list.children.length < classes.length) {
      const index = this.list.children.length;
      const row = make("li");
      const button = make("button", "atlas-class");
      button.type = "button";
      button.setAttribute("aria-describedby", this.hint.id);
      button.addEventListener("click", () => this.emit(index));
      button.addEventListener("pointerenter", () => this.raise(index));
      button.addEventListener("pointerleave", () => this.raise(null));
      row.append(button);
      this.list.append(row);
    }
    classes.forEach((row, index) => {
      const { colour, label, off, pattern } = row;
      const button = this.list.children[index].firstChild;
      button.setAttribute("aria-pressed", String(!off));
      const swatch = make("span", `atlas-swatch${pattern === "hatch" ? " atlas-swatch-hatch" : ""}`);
      swatch.style.setProperty("--swatch", colour);
      button.replaceChildren(swatch, make("span", "atlas-class-label", label), this.countOf(row, words));
    });
  }

  drawSpread({ histogram, classes }, words) {
    this.chart.hidden = !histogram;
    if (!histogram) return;
    const { bars, marks = [], from, to } = histogram;
    const plot = make("div", "atlas-bars");
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", [words.spread, `${from} – ${to}`, ...marks.map(({ label }) => label)].join(". "));
    for (const bar of bars) {
      const column = make("span", "atlas-bar");
      column.style.height = `${Math.max(bar.height > 0 ? 4 : 0, bar.height * 100)}%`;
      column.style.background = classes[bar.class]?.colour ?? "#A9A49A";
      column.dataset.class = bar.class;
      if (classes[bar.class]?.off) column.dataset.off = "true";
      plot.append(column);
    }
    for (const { x } of marks) {
      const line = make("span", "atlas-mark");
      line.style.left = `${x * 100}%`;
      plot.append(line);
    }
    const names = make("div", "atlas-marks");
    names.setAttribute("aria-hidden", "true");
    const taken = [];
    for (const { x, label } of [...marks].sort((a, b) => a.x - b.x)) {
      const name = make("span", "atlas-mark-name", label);
      // Grows away from the nearer edge, and stays inside; one that would lie on another goes on the next line.
      const wide = Math.min(1, (label.length * LETTER) / PLOT);
      const left = Math.min(Math.max(x > 0.5 ? x - wide : x, 0), 1 - wide);
      let row = 0;
      while (taken.some((one) => one.row === row && left < one.right && left + wide > one.left)) row += 1;
      taken.push({ row, left, right: left + wide });
      name.style.left = `${left * 100}%`;
      name.style.width = `${wide * 100}%`;
      name.style.textAlign = x > 0.5 ? "right" : "left";
      name.style.top = `${row * 17}px`;
      names.append(name);
      names.style.height = `${Math.max(parseFloat(names.style.height) || 0, (row + 1) * 17)}px`;
    }
    const ends = make("figcaption", "atlas-ends");
    ends.append(make("span", "", from), make("span", "", to));
    this.chart.replaceChildren(names, plot, ends);
  }

  raise(index) {
    for (const bar of this.chart.querySelectorAll(".atlas-bar")) {
      bar.classList.toggle("atlas-bar-low", index !== null && Number(bar.dataset.class) !== index);
    }
  }
}
