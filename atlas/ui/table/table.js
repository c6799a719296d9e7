import { adopt } from "../map/styles.js";
import { learn } from "../words/learn.js";
import { WORDS } from "./words.js";

/*
 * data: caption, columns [{id, label, numeric, note, rising?}], rows [[code, cells…]] where a numeric cell is
 * [number | null, "text"] and another a text, selected [codes], sort {column, descending}, follows: whether
 * the first of the selected is brought into sight when it is another one.
 */
const PAGE = 100;
const tables = new WeakMap();

export async function render(component, spoken = "") {
  await learn(WORDS, spoken);
  const { parentElement } = component;
  const box = parentElement.querySelector(".atlas-table");
  if (!box) return;
  let table = tables.get(parentElement);
  // In another language the same place has a box of its own.
  if (table?.box !== box) {
    table = new Table(box);
    tables.set(parentElement, table);
  }
  table.component = component;
  await adopt(parentElement, [new URL("./table.css", import.meta.url).href]);
  table.take();
}

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// Up to here the panel lies over the page, and columns at the right would be out of sight.
const NARROW = matchMedia("(max-width: 1360px)");

class Table {
  constructor(box) {
    this.box = box;
    this.page = 0;
    this.region = make("div", "atlas-table-region");
    this.region.tabIndex = 0;
    this.region.setAttribute("role", "region");
    this.table = make("table");
    this.caption = make("caption");
    this.head = make("thead");
    this.body = make("tbody");
    this.table.append(this.caption, this.head, this.body);
    this.region.append(this.table);
    this.empty = make("p", "atlas-empty");
    this.pager = make("nav", "atlas-pager");
    this.back = make("button", "atlas-page");
    this.range = make("span", "atlas-range");
    this.range.setAttribute("aria-live", "polite");
    this.forth = make("button", "atlas-page");
    this.back.type = this.forth.type = "button";
    this.back.addEventListener("click", () => this.turn(-1));
    this.forth.addEventListener("click", () => this.turn(1));
    this.pager.append(this.back, this.range, this.forth);
    box.append(this.region, this.empty, this.pager);
    NARROW.addEventListener("change", () => this.box.isConnected && this.show());
    this.body.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-code]");
      if (!button) return;
      const adding = event.ctrlKey || event.metaKey || event.shiftKey;
      this.component.setTriggerValue("picked", { code: button.dataset.code, mode: adding ? "toggle" : "one" });
    });
    // A button's own click on Enter carries no modifier in every browser; this does.
    this.body.addEventListener("keydown", (event) => {
      const button = event.target.closest("button[data-code]");
      if (!button || event.key !== "Enter" || !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
      event.preventDefault();
      this.component.setTriggerValue("picked", { code: button.dataset.code, mode: "toggle" });
    });
  }

  take() {
    const { data } = this.component;
    this.words = WORDS;
    const given = JSON.stringify(data.sort ?? null);
    if (given !== this.sortGiven) {
      this.sortGiven = given;
      this.sort = data.sort ?? null;
    }
    if (data.rows.length !== this.count) this.page = 0;
    this.count = data.rows.length;
    this.order();
    this.show();
    this.box.dataset.ready = "true";
  }

  order() {
    const { rows, columns } = this.component.data;
    const at = this.sort ? columns.findIndex(({ id }) => id === this.sort.column) : -1;
    if (at < 0) {
      this.rows = rows;
      return;
    }
    const way = this.sort.descending ? -1 : 1;
    const place = at + 1;
    const { compare } = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
    this.rows = [...rows].sort((a, b) => {
      if (!columns[at].numeric) return way * compare(a[place], b[place]);
      const [x, y] = [a[place][0], b[place][0]];
      // What has no value comes last, whichever way the rest goes.
      if (x === null || y === null) return (x === null) - (y === null);
      return way * (x - y);
    });
  }

  /** The order of the columns: where there is room for one beside the name, it is the layer's. */
  placesOf({ columns, shown }) {
    const places = columns.map((column, place) => place);
    const first = columns.findIndex(({ id }) => id === shown);
    if (!NARROW.matches || first < 1) return places;
    return [0, first, ...places.filter((place) => place !== 0 && place !== first)];
  }

  show() {
    const { data } = this.component;
    this.places = this.placesOf(data);
    const root = this.box.getRootNode();
    const held = root.activeElement?.dataset;
    const focus =
      held &&
      (held.code
        ? `[data-code="${CSS.escape(held.code)}"]`
        : held.column && `[data-column="${CSS.escape(held.column)}"]`);
    this.caption.textContent = data.caption;
    this.region.setAttribute("aria-label", data.caption);
    this.showHead(data.columns);
    this.showRows(data);
    this.showPager();
    if (data.follows) this.follow(data.selected?.[0]);
    if (focus) this.table.querySelector(focus)?.focus({ preventScroll: true });
  }

  /** Bring the row of a code into sight, once: what is scrolled away afterwards stays away. */
  follow(code) {
    if (code === this.followed) return;
    const button = code && this.table.querySelector(`[data-code="${CSS.escape(code)}"]`);
    this.followed = code;
    if (!button) return;
    const [row, seen] = [button.closest("tr").getBoundingClientRect(), this.region.getBoundingClientRect()];
    const top = seen.top + this.head.getBoundingClientRect().height;
    if (row.top < top || row.bottom > seen.bottom) this.region.scrollTop += row.top - top;
  }

  showHead(columns) {
    const row = make("tr");
    for (const { id, label, numeric, note, rising } of this.places.map((place) => columns[place])) {
      const cell = make("th", numeric ? "atlas-number" : "");
      cell.scope = "col";
      const sorted = this.sort?.column === id;
      if (sorted) cell.setAttribute("aria-sort", this.sort.descending ? "descending" : "ascending");
      const button = make("button", "atlas-sort");
      button.type = "button";
      button.dataset.column = id;
      const arrow = make("span", "atlas-arrow", sorted ? (this.sort.descending ? "▼" : "▲") : "↕");
      arrow.setAttribute("aria-hidden", "true");
      button.append(make("span", "", label), arrow);
      // What there is most of is asked for first, names from A; of ranks the lowest numbers mean most.
      const descending = sorted ? !this.sort.descending : Boolean(numeric) && !rising;
      button.addEventListener("click", () => this.sortBy(id, descending));
      cell.append(button);
      if (note) cell.append(make("span", "atlas-note", note));
      row.append(cell);
    }
    this.head.replaceChildren(row);
  }

  showRows({ columns, selected }) {
    const chosen = new Set(selected ?? []);
    const rows = this.rows.slice(this.page * PAGE, (this.page + 1) * PAGE).map(([code, ...cells]) => {
      const row = make("tr");
      const mine = chosen.has(code);
      if (mine) row.setAttribute("aria-current", "true");
      this.places.forEach((k) => {
        const given = cells[k];
        const { numeric } = columns[k];
        const text = numeric ? given[1] : given;
        if (k > 0) {
          const cell = make("td", numeric ? "atlas-number" : "", text);
          if (numeric && given[0] === null) cell.classList.add("atlas-none");
          row.append(cell);
          return;
        }
        const cell = make("th");
        cell.scope = "row";
        const button = make("button", "atlas-area", text);
        button.type = "button";
        button.dataset.code = code;
        button.setAttribute("aria-pressed", String(mine));
        cell.append(button);
        row.append(cell);
      });
      return row;
    });
    this.body.replaceChildren(...rows);
    this.empty.hidden = rows.length > 0;
    this.empty.textContent = this.words.empty;
  }

  showPager() {
    const count = this.rows.length;
    const { words } = this;
    this.pager.hidden = count <= PAGE;
    this.pager.setAttribute("aria-label", words.pages);
    this.back.textContent = words.previous;
    this.forth.textContent = words.next;
    // Kept reachable: a button that is disabled under the focus loses it.
    this.back.setAttribute("aria-disabled", String(this.page === 0));
    this.forth.setAttribute("aria-disabled", String((this.page + 1) * PAGE >= count));
    const say = (number) => number.toLocaleString(document.documentElement.lang || "en");
    const slots = {
      from: say(this.page * PAGE + 1),
      to: say(Math.min(count, (this.page + 1) * PAGE)),
      count: say(count),
    };
    const range = words.range.replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
    if (this.range.textContent !== range) this.range.textContent = range;
  }

  turn(by) {
    const page = this.page + by;
    if (page < 0 || page * PAGE >= this.rows.length) return;
    this.page = page;
    this.show();
    this.region.scrollTop = 0;
  }

  sortBy(column, descending) {
    this.sort = { column, descending };
    this.page = 0;
    this.order();
    this.show();
    this.component.setTriggerValue("sorted", { column, descending });
  }
}
