// @ts-check
// The search for a layer: a combobox over all topics, answered in the browser from an index fetched once.
/** @import {Component} from "../types.js" */
/** @import {FinderWire, LayerIndex} from "../wire.js" */
/** @import {Prepared} from "./rank.js" */
/** @import {Row} from "./rows.js" */
import { make, makeButton, makeCombobox } from "../map/elements.js";
import { loadOnce, ours } from "../map/fetch.js";
import { adopt } from "../map/styles.js";
import { fill, learn } from "../words/learn.js";
import { Popup } from "./popup.js";
import { prepare } from "./rank.js";
import { listAll, listFound } from "./rows.js";
import { WORDS } from "./words.js";

/** @type {WeakMap<Node, Finder>} */
const ready = new WeakMap();
const load = loadOnce(async (answer) => /** @type {LayerIndex} */ (await answer.json()));
let serial = 0;

/** @param {Component<FinderWire>} component */
export async function render(component, spoken = "") {
  await learn(WORDS, spoken);
  const { parentElement } = component;
  const box = /** @type {HTMLElement | null} */ (parentElement.querySelector(".atlas-finder"));
  if (!box) return;
  let finder = ready.get(parentElement);
  // In another language the same placeholder has a container of its own.
  if (finder?.box !== box) {
    finder = new Finder(box);
    ready.set(parentElement, finder);
  }
  await adopt(parentElement, [new URL("./finder.css", import.meta.url).href]);
  finder.take(component);
}

class Finder {
  /** @param {HTMLElement} box */
  constructor(box) {
    serial += 1;
    const id = `atlas-finder-${serial}`;
    this.box = box;
    this.component = /** @type {Component<FinderWire> | null} */ (null);
    this.index = /** @type {LayerIndex | null} */ (null);
    this.prepared = /** @type {Prepared | null} */ (null);
    this.loaded = "";
    this.rows = /** @type {Row[]} */ ([]);
    this.active = -1;
    this.label = make("label.atlas-finder-label", { for: id });
    this.input = makeCombobox("atlas-finder-input", id);
    this.button = makeButton("button.atlas-finder-open", "", () => this.toggle());
    // The arrow keys of the field do the same.
    this.button.tabIndex = -1;
    this.told = make("p.atlas-unseen", { role: "status" });
    this.popup = new Popup(`${id}-list`, this.input, (number) => this.pick(number));
    const field = make("div.atlas-finder-field", {}, this.input, this.button);
    box.append(this.label, field, this.popup.element, this.told);
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("click", () => this.popup.isOpen || this.toggle());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  /** @param {Component<FinderWire>} component */
  take(component) {
    const { label, chosen } = component.data;
    this.component = component;
    this.label.textContent = label;
    this.button.setAttribute("aria-label", `${label}: ${WORDS.open}`);
    this.popup.list.setAttribute("aria-label", label);
    if (!this.popup.isOpen) this.input.value = chosen.name;
    this.box.dataset.ready = "true";
  }

  /** Fetch the index if it is another one than before. */
  async fetchIndex() {
    const { data } = /** @type {Component<FinderWire>} */ (this.component);
    const key = JSON.stringify([data.index, data.own, data.figures]);
    if (key === this.loaded) return;
    const { topics, layers, missing } = await load(ours(data.index));
    const shown = data.figures ? layers.filter(({ topic }) => topic !== "types") : layers;
    const own = data.own.map((one) => ({ ...one, words: [] }));
    const named = Object.fromEntries(data.own.map(({ topic }) => [topic, { name: data.own_topic, leader: "" }]));
    this.index = { topics: { ...topics, ...named }, layers: [...shown, ...own], missing };
    this.prepared = prepare(this.index);
    this.loaded = key;
  }

  toggle() {
    if (this.popup.isOpen) return this.close();
    this.input.focus();
    this.input.select();
    return this.show("");
  }

  look() {
    return this.show(this.input.value);
  }

  /**
   * Show what fits a text; for none, the layers of the topic.
   * @param {string} query
   */
  async show(query) {
    const failed = await this.fetchIndex().then(
      () => false,
      () => true,
    );
    // Meanwhile the person may have typed on, or gone.
    if (!this.component || (query && query !== this.input.value)) return;
    const { data } = this.component;
    if (failed || !this.index || !this.prepared) {
      this.popup.show([], WORDS.lost, data.chosen.id);
      return;
    }
    const typed = query.trim();
    const { rows, note, first } = typed ? listFound(this.index, this.prepared, typed) : listAll(this.index, data.topic);
    this.rows = rows;
    this.popup.show(rows, note, data.chosen.id);
    this.mark(typed ? (first ? 0 : -1) : rows.findIndex(({ id }) => id === data.chosen.id));
    this.tell(typed, note);
  }

  /**
   * Announce what was found; a list that was merely opened is announced by its own role.
   * @param {string} typed
   * @param {string} note
   */
  tell(typed, note) {
    const { length: count } = this.rows;
    const name = this.rows[0]?.name ?? "";
    const found = fill(count === 1 ? WORDS.found_one : WORDS.found, { count, name });
    this.told.textContent = typed ? [note, count ? found : ""].filter(Boolean).join(" ") : "";
  }

  /** @param {number} number */
  mark(number) {
    this.active = number;
    this.popup.mark(number);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      if (!this.popup.isOpen) this.show("");
      else this.mark((this.active + by + this.rows.length + (this.active < 0 && by < 0 ? 1 : 0)) % this.rows.length);
    } else if (event.key === "Enter" && this.popup.isOpen) {
      event.preventDefault();
      if (this.active >= 0) this.pick(this.active);
    } else if (event.key === "Escape" && this.popup.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  /** @param {number} number */
  pick(number) {
    const row = this.rows[number];
    if (!row || !this.component) return;
    const { chosen } = this.component.data;
    const isOther = row.id !== chosen.id;
    this.close();
    this.input.value = row.name;
    if (isOther) this.component.setTriggerValue("chosen", { layer: row.id });
  }

  /** Close the list; what was typed and not chosen goes. */
  close() {
    this.popup.hide();
    this.active = -1;
    this.told.textContent = "";
    if (this.component) this.input.value = this.component.data.chosen.name;
  }
}
