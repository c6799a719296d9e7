// @ts-check
// The search: lists places and areas while one types, for pointer and keys, and announces them.
/** @import {Component} from "../types.js" */
/** @import {SearchAnswer, SearchWire} from "../wire.js" */
import { make, makeCombobox } from "../map/elements.js";
import { adopt } from "../map/styles.js";
import { fill, learn } from "../words/learn.js";
import { WORDS } from "./words.js";

// What is typed at once is asked for once.
const PAUSE = 60;
const NARROWEST = 300;
const MARGIN = 8;
/** @type {WeakMap<Node, Search>} */
const ready = new WeakMap();
let serial = 0;

/** @param {Component<SearchWire>} component */
export async function render(component, spoken = "") {
  await learn(WORDS, spoken);
  const { parentElement } = component;
  const box = /** @type {HTMLElement | null} */ (parentElement.querySelector(".atlas-search"));
  if (!box) return;
  let search = ready.get(parentElement);
  if (search?.box !== box) {
    search = new Search(box, component);
    ready.set(parentElement, search);
  }
  search.component = component;
  await adopt(parentElement, [new URL("./search.css", import.meta.url).href]);
  search.show();
}

class Search {
  /**
   * @param {HTMLElement} box
   * @param {Component<SearchWire>} component
   */
  constructor(box, component) {
    serial += 1;
    const id = `atlas-search-${serial}`;
    this.box = box;
    this.component = component;
    this.label = make("label.atlas-unseen", { for: id });
    this.input = makeCombobox("atlas-search-box", id);
    this.list = make("ul.atlas-search-list", { id: `${id}-list`, role: "listbox" });
    this.told = make("p.atlas-search-told");
    this.menu = make("div.atlas-search-menu", { popover: "manual" }, this.list, this.told);
    this.status = make("p.atlas-unseen", { role: "status" });
    /** @type {SearchAnswer} */
    this.answer = { hits: [], told: "" };
    this.active = 0;
    /** The text that the answer is for; null while one is awaited. */
    /** @type {string | null} */
    this.answered = "";
    this.wanted = false;
    /** @type {AbortController | undefined} */
    this.asking = undefined;
    this.timer = 0;
    box.append(this.label, this.input, this.menu, this.status);
    this.listen();
  }

  listen() {
    this.input.addEventListener("input", () => this.await());
    this.input.addEventListener("keydown", (event) => this.press(event));
    // The first answer is quick where the names were read before it.
    this.input.addEventListener("focus", () => this.ask(""), { once: true });
    this.input.addEventListener("blur", () => this.close());
    // A press on the menu must not take the focus from the box.
    this.menu.addEventListener("pointerdown", (event) => event.preventDefault());
    addEventListener("resize", () => this.place());
  }

  show() {
    const { data } = this.component;
    this.label.textContent = data.label;
    this.list.setAttribute("aria-label", data.label);
    this.input.placeholder = data.hint;
    this.box.dataset.ready = "true";
  }

  get text() {
    return this.input.value.trim();
  }

  await() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.answered = null;
    this.wanted = false;
    if (!this.text) {
      this.take({ hits: [], told: "" }, "");
      return;
    }
    this.timer = setTimeout(() => this.ask(this.text), PAUSE);
  }

  /** @param {string} text */
  async ask(text) {
    this.asking = new AbortController();
    const { signal } = this.asking;
    const address = new URL(this.component.data.address, new URL(".", document.baseURI));
    address.searchParams.set("q", text);
    try {
      const sent = await fetch(address, { signal });
      if (!sent.ok) throw new Error(String(sent.status));
      const answer = /** @type {SearchAnswer} */ (await sent.json());
      if (text && text === this.text) this.take(answer, text);
    } catch {
      if (!signal.aborted && text) this.take({ hits: [], told: WORDS.failed }, text);
    }
  }

  /**
   * @param {SearchAnswer} answer
   * @param {string} text what it is for
   */
  take(answer, text) {
    this.answer = answer;
    this.answered = text;
    this.active = 0;
    const wanted = this.wanted && answer.hits.length > 0;
    if (wanted) {
      this.choose(0);
      return;
    }
    this.list.replaceChildren(...answer.hits.map((hit, index) => this.draw(hit, index)));
    this.list.hidden = !answer.hits.length;
    this.told.textContent = answer.told;
    this.told.hidden = !answer.told;
    if (answer.hits.length || answer.told) this.open();
    else this.close();
    this.mark();
    this.status.textContent = this.announce();
  }

  announce() {
    const { hits, told } = this.answer;
    const first = hits.length ? `${hits[0].name}, ${hits[0].detail}` : "";
    if (!hits.length) return told;
    return hits.length === 1 ? fill(WORDS.one, { first }) : fill(WORDS.many, { count: hits.length, first });
  }

  /**
   * @param {SearchAnswer["hits"][number]} hit
   * @param {number} index
   */
  draw(hit, index) {
    const option = make(
      "li",
      { id: `${this.list.id}-${index}`, role: "option" },
      make("span.atlas-search-name", {}, hit.name),
      make("span.atlas-search-detail", {}, hit.detail),
    );
    option.addEventListener("click", () => this.choose(index));
    return option;
  }

  mark() {
    const options = [...this.list.children];
    for (const [index, option] of options.entries()) {
      option.setAttribute("aria-selected", String(index === this.active));
    }
    const active = options[this.active];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
    active?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const count = this.answer.hits.length;
    const isOpen = this.menu.matches(":popover-open");
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && count) {
      event.preventDefault();
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      if (isOpen) this.active = (this.active + step + count) % count;
      this.open();
      this.mark();
    } else if (event.key === "Enter" && this.text) {
      event.preventDefault();
      if (this.answered === this.text) this.choose(this.active);
      // The answer is on its way: take the first as it comes.
      else this.wanted = true;
    } else if (event.key === "Escape") {
      if (!isOpen) this.input.value = "";
      this.close();
    }
  }

  /** @param {number} index */
  choose(index) {
    const hit = this.answer.hits[index];
    if (!hit) return;
    this.component.setTriggerValue("chosen", { id: hit.id });
    this.input.value = "";
    this.wanted = false;
    this.answer = { hits: [], told: "" };
    this.status.textContent = hit.name;
    this.close();
  }

  open() {
    this.place();
    if (!this.menu.matches(":popover-open")) this.menu.showPopover();
    this.input.setAttribute("aria-expanded", String(this.answer.hits.length > 0));
  }

  close() {
    if (this.menu.matches(":popover-open")) this.menu.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Put the menu under the box, and within the window. */
  place() {
    const { left, right, bottom, width } = this.input.getBoundingClientRect();
    const room = innerWidth - 2 * MARGIN;
    const wide = Math.min(Math.max(width, NARROWEST), room);
    const start = left + wide > innerWidth - MARGIN ? Math.max(MARGIN, right - wide) : left;
    this.menu.style.left = `${Math.min(start, innerWidth - MARGIN - wide)}px`;
    this.menu.style.top = `${bottom + 4}px`;
    this.menu.style.width = `${wide}px`;
  }
}
