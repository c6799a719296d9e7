// @ts-check
// The table: the same figures as the map, sortable, for reading and for keys.
/** @import {Component} from "../types.js" */
/** @import {Column, Sorting, TableWire} from "../wire.js" */
/** @import {Row} from "./order.js" */
import { make, makeButton } from "../map/elements.js";
import { pickOf } from "../map/messages.js";
import { adopt } from "../map/styles.js";
import { fill, learn } from "../words/learn.js";
import { pageLanguage, writeNumber } from "../words/numbers.js";
import { numberOf, orderColumns, PAGE, settleSorting, sortRows, textOf, willDescend } from "./order.js";
import { WORDS } from "./words.js";

/** @type {WeakMap<Node, Table>} */
const tables = new WeakMap();

/** @param {Component<TableWire>} component */
export async function render(component, spoken = "") {
  await learn(WORDS, spoken);
  const { parentElement } = component;
  const box = /** @type {HTMLElement | null} */ (parentElement.querySelector(".atlas-table"));
  if (!box) return;
  let table = tables.get(parentElement);
  // In another language the same placeholder has a container of its own.
  if (table?.box !== box) {
    table = new Table(box, component);
    tables.set(parentElement, table);
  }
  table.component = component;
  await adopt(parentElement, [new URL("./table.css", import.meta.url).href]);
  table.take();
}

// Up to this width the panel covers the page, and columns at the right would be hidden.
const NARROW = matchMedia("(max-width: 1360px)");

/** @param {KeyboardEvent | MouseEvent} event */
const isAdding = ({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey;

class Table {
  /**
   * @param {HTMLElement} box
   * @param {Component<TableWire>} component
   */
  constructor(box, component) {
    this.box = box;
    this.component = component;
    this.page = 0;
    this.count = 0;
    this.rows = /** @type {Row[]} */ ([]);
    this.places = /** @type {number[]} */ ([]);
    this.sort = /** @type {Sorting | null} */ (null);
    this.sent = /** @type {Sorting[]} */ ([]);
    this.sortGiven = "";
    this.followed = /** @type {string | undefined} */ (undefined);
    this.caption = make("caption");
    this.head = make("thead");
    this.beside = make("tbody.atlas-beside");
    this.body = make("tbody");
    this.table = make("table", {}, this.caption, this.head, this.beside, this.body);
    this.region = make("div.atlas-table-region", { tabindex: 0, role: "region" }, this.table);
    this.empty = make("p.atlas-empty");
    this.range = make("span.atlas-range", { "aria-live": "polite" });
    this.back = makeButton("button.atlas-page", "", () => this.turn(-1));
    this.forth = makeButton("button.atlas-page", "", () => this.turn(1));
    this.pager = make("nav.atlas-pager", {}, this.back, this.range, this.forth);
    box.append(this.region, this.empty, this.pager);
    NARROW.addEventListener("change", () => this.box.isConnected && this.show());
    this.body.addEventListener("click", (event) => this.pick(event, isAdding(event)));
    // A button's own click on Enter does not carry modifiers in every browser; this does.
    this.body.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && isAdding(event) && this.pick(event, true)) event.preventDefault();
    });
  }

  /**
   * Report the row whose button an event belongs to; false if there is none.
   * @param {Event} event
   * @param {boolean} adding
   */
  pick({ target }, adding) {
    const button = target instanceof Element ? target.closest("button[data-code]") : null;
    const code = button?.getAttribute("data-code");
    if (!code) return false;
    this.component.setTriggerValue("picked", pickOf(code, adding));
    return true;
  }

  take() {
    const { sort, rows } = this.component.data;
    const given = JSON.stringify(sort);
    if (given !== this.sortGiven) {
      this.sortGiven = given;
      Object.assign(this, settleSorting(sort, this.sort, this.sent));
    }
    if (rows.length !== this.count) this.page = 0;
    this.count = rows.length;
    this.order();
    this.show();
    this.box.dataset.ready = "true";
  }

  order() {
    const { rows, columns } = this.component.data;
    this.rows = sortRows(rows, columns, this.sort, pageLanguage());
  }

  show() {
    const { data } = this.component;
    this.places = orderColumns(data.columns, data.shown, NARROW.matches);
    const focus = this.findFocus();
    this.caption.textContent = data.caption;
    this.region.setAttribute("aria-label", data.caption);
    this.head.replaceChildren(make("tr", {}, ...this.places.map((place) => this.drawHead(data.columns[place]))));
    const chosen = new Set(data.selected);
    const rows = this.rows.slice(this.page * PAGE, (this.page + 1) * PAGE);
    this.body.replaceChildren(...rows.map((row) => this.drawRow(row, data.columns, chosen.has(row[0]))));
    this.beside.replaceChildren(...(data.beside ?? []).map((cells) => this.drawBeside(cells, data.columns)));
    this.empty.hidden = rows.length > 0;
    this.empty.textContent = WORDS.empty;
    this.showPager();
    if (data.follows) this.follow(data.selected[0]);
    if (focus) this.table.querySelector(focus)?.focus({ preventScroll: true });
  }

  /**
   * A selector for the focused button, to find it again after a redraw.
   * @returns {"button" | null}
   */
  findFocus() {
    const root = /** @type {Document | ShadowRoot} */ (this.box.getRootNode());
    const held = /** @type {HTMLElement | null} */ (root.activeElement)?.dataset ?? {};
    const [name, value] = Object.entries(held).find(([key]) => key === "code" || key === "column") ?? [];
    return /** @type {"button" | null} */ (value ? `button[data-${name}="${CSS.escape(value)}"]` : null);
  }

  /**
   * Scroll to the row of a code, once: if it is scrolled away afterwards it stays away.
   * @param {string | undefined} code
   */
  follow(code) {
    if (code === this.followed) return;
    this.followed = code;
    const row = code && this.table.querySelector(`[data-code="${CSS.escape(code)}"]`)?.closest("tr");
    if (!row) return;
    const [at, seen] = [row.getBoundingClientRect(), this.region.getBoundingClientRect()];
    const top = seen.top + this.head.getBoundingClientRect().height;
    if (at.top < top || at.bottom > seen.bottom) this.region.scrollTop += at.top - top;
  }

  /** @param {Column} column */
  drawHead(column) {
    const { id, label, numeric, note } = column;
    const sorted = this.sort?.column === id ? this.sort : null;
    const descending = willDescend(column, this.sort);
    const arrow = sorted ? (sorted.descending ? "▼" : "▲") : "↕";
    const button = makeButton("button.atlas-sort", "", () => this.sortBy(id, descending));
    button.dataset.column = id;
    button.append(make("span", {}, label), make("span.atlas-arrow", { "aria-hidden": "true" }, arrow));
    const sort = sorted && (sorted.descending ? "descending" : "ascending");
    const told = note ? make("span.atlas-note", {}, note) : null;
    return make(numeric ? "th.atlas-number" : "th", { scope: "col", "aria-sort": sort }, button, told);
  }

  /**
   * @param {Row} row
   * @param {readonly Column[]} columns
   * @param {boolean} isChosen
   */
  drawRow([code, ...cells], columns, isChosen) {
    const drawn = this.places.map((place) => {
      const [cell, { numeric }] = [cells[place], columns[place]];
      if (place > 0) {
        const none = numeric && numberOf(cell) === null ? ".atlas-none" : "";
        return make(numeric ? `td.atlas-number${none}` : "td", {}, textOf(cell));
      }
      const pressed = { type: "button", "data-code": code, "aria-pressed": String(isChosen) };
      return make("th", { scope: "row" }, make("button.atlas-area", pressed, textOf(cell)));
    });
    return make("tr", { "aria-current": isChosen ? "true" : null }, ...drawn);
  }

  /**
   * A row of what the areas are compared with: it is not sorted, and nothing can be picked in it.
   * @param {NonNullable<TableWire["data"]["beside"]>[number]} cells
   * @param {readonly Column[]} columns
   */
  drawBeside(cells, columns) {
    const drawn = this.places.map((place) => {
      if (place === 0) return make("th", { scope: "row" }, textOf(cells[place]));
      return make(columns[place].numeric ? "td.atlas-number" : "td", {}, textOf(cells[place]));
    });
    return make("tr", {}, ...drawn);
  }

  showPager() {
    const count = this.rows.length;
    const [from, to] = [this.page * PAGE + 1, Math.min(count, (this.page + 1) * PAGE)];
    this.pager.hidden = count <= PAGE;
    this.pager.setAttribute("aria-label", WORDS.pages);
    this.back.textContent = WORDS.previous;
    this.forth.textContent = WORDS.next;
    // Kept focusable: a button that is disabled while focused loses the focus.
    this.back.setAttribute("aria-disabled", String(this.page === 0));
    this.forth.setAttribute("aria-disabled", String(to >= count));
    const slots = { from: writeNumber(from), to: writeNumber(to), count: writeNumber(count) };
    const range = fill(WORDS.range, slots);
    if (this.range.textContent !== range) this.range.textContent = range;
  }

  /** @param {number} by */
  turn(by) {
    const page = this.page + by;
    if (page < 0 || page * PAGE >= this.rows.length) return;
    this.page = page;
    this.show();
    this.region.scrollTop = 0;
  }

  /**
   * @param {string} column
   * @param {boolean} descending
   */
  sortBy(column, descending) {
    this.sort = { column, descending };
    this.sent.push(this.sort);
    this.page = 0;
    this.order();
    this.show();
    this.component.setTriggerValue("sorted", { column, descending });
  }
}
