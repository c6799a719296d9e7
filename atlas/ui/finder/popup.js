// @ts-check
// The list under the field: in the browser's top layer, so that nothing around it cuts it off.
/** @import {Row} from "./rows.js" */
import { make } from "../map/elements.js";

const GAP = 4;
const TALLEST = 420;
const LEAST = 140;

export class Popup {
  /**
   * @param {string} id
   * @param {HTMLInputElement} input
   * @param {(number: number) => void} onPick
   */
  constructor(id, input, onPick) {
    this.input = input;
    this.isOpen = false;
    this.note = make("p.atlas-finder-note");
    this.list = make("ul.atlas-finder-list", { id, role: "listbox" });
    this.element = make("div.atlas-finder-popup", { popover: "manual" }, this.note, this.list);
    /** @type {HTMLElement[]} */
    this.options = [];
    this.place = this.place.bind(this);
    // The field keeps the focus.
    this.element.addEventListener("pointerdown", (event) => event.pointerType === "mouse" && event.preventDefault());
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const option = target instanceof Element ? target.closest("[role=option]") : null;
      if (option) onPick(this.options.indexOf(/** @type {HTMLElement} */ (option)));
    });
  }

  /**
   * @param {Row[]} rows
   * @param {string} note
   * @param {string} chosen
   */
  show(rows, note, chosen) {
    this.note.textContent = note;
    this.note.hidden = !note;
    this.list.hidden = !rows.length;
    const drawn = rows.map((row, i) => this.drawRow(row, i, chosen));
    this.options = drawn.map(({ option }) => option);
    this.list.replaceChildren(...drawn.flatMap(({ heading, option }) => (heading ? [heading, option] : [option])));
    if (!this.isOpen) {
      this.isOpen = true;
      this.element.showPopover();
      this.input.setAttribute("aria-expanded", "true");
      addEventListener("scroll", this.place, { capture: true, passive: true });
      addEventListener("resize", this.place);
    }
    this.place();
    this.list.scrollTop = 0;
  }

  /**
   * @param {Row} row
   * @param {number} number
   * @param {string} chosen
   */
  drawRow({ id, name, more, heading }, number, chosen) {
    const option = make(
      "li.atlas-finder-option",
      { id: `${this.list.id}-${number}`, role: "option", "aria-selected": String(id === chosen) },
      make("span.atlas-finder-name", {}, name),
      more ? make("span.atlas-finder-more", {}, more) : null,
    );
    return { option, heading: heading ? make("li.atlas-finder-heading", { role: "presentation" }, heading) : null };
  }

  /** @param {number} number */
  mark(number) {
    this.options.forEach((option, i) => void option.classList.toggle("atlas-finder-active", i === number));
    const active = this.options[number];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  /** Put the list under the field, or over it where there is more room. */
  place() {
    const { left, top, bottom, width } = this.input.getBoundingClientRect();
    const high = globalThis.visualViewport?.height ?? innerHeight;
    const [under, over] = [high - bottom - 2 * GAP, top - 2 * GAP];
    const isUnder = under >= LEAST || under >= over;
    const { style } = this.element;
    style.left = `${left}px`;
    style.width = `${width}px`;
    style.maxHeight = `${Math.min(TALLEST, Math.max(isUnder ? under : over, LEAST))}px`;
    style.top = isUnder ? `${bottom + GAP}px` : "auto";
    style.bottom = isUnder ? "auto" : `${innerHeight - top + GAP}px`;
  }

  hide() {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.element.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    removeEventListener("scroll", this.place, { capture: true });
    removeEventListener("resize", this.place);
  }
}
