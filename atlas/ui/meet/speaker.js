// @ts-check
// What the speaker sees in a second window: notes, this and the next step, and the time.
/** @import {Slide} from "../wire.js" */
/** @import {Act, Acts} from "./keys.js" */
/** @import {Setting} from "./screen.js" */
/** @import {State, Talk} from "./talk.js" */
import { make } from "../map/elements.js";
import { fill } from "../words/learn.js";
import { button, coverPage, drawKeys } from "./draw.js";
import { listenForKeys } from "./keys.js";
import { WORDS } from "./words.js";

/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/**
 * The duration of a talk, as minutes and seconds.
 * @param {number} milliseconds
 */
export function writeElapsed(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/**
 * The elements of the window, still without text.
 * @param {Talk} talk
 * @param {readonly Slide[]} slides
 * @param {() => void} help
 */
function buildWindow(talk, slides, help) {
  const parts = {
    now: make("section.as-now", { "aria-live": "polite" }),
    notes: make("section.as-notes"),
    after: make("section.as-after"),
    clock: make("time"),
    elapsed: make("time"),
    typed: make("p.am-typed", { role: "status" }),
    black: button(WORDS.black, () => talk.toggleBlack()),
    jumps: slides.map(({ title }, place) => button(`${place + 1}. ${title}`, () => talk.go(place), "button.as-jump")),
  };
  const times = make(
    "section.as-times",
    {},
    make("p", {}, `${WORDS.clock} `, parts.clock),
    make("p", {}, `${WORDS.elapsed} `, parts.elapsed),
    button(WORDS.restart, () => talk.restartClock(), "button.as-quiet"),
  );
  const controls = make(
    "div.as-controls",
    { role: "group", "aria-label": WORDS.keys },
    button(`← ${WORDS.back}`, () => talk.back()),
    button(`${WORDS.next} →`, () => talk.next(), "button.am-button.as-main"),
    parts.black,
    button(WORDS.keys, help),
  );
  const list = make("ol.as-steps", { "aria-label": WORDS.all }, ...parts.jumps.map((jump) => make("li", {}, jump)));
  const left = make("div.as-left", {}, parts.now, parts.notes);
  const right = make("div.as-right", {}, times, parts.after, list);
  return { ...parts, screen: make("main.as-screen", { tabindex: -1 }, controls, left, right, parts.typed) };
}

export class Speaker {
  /** @param {Setting} setting */
  constructor({ talk, slides, styles }) {
    this.talk = talk;
    this.slides = slides;
    this.help = /** @type {HTMLElement | null} */ (null);
    const { root, uncover } = coverPage("speaker");
    this.uncover = uncover;
    this.parts = buildWindow(talk, slides, () => this.toggleHelp(!this.help));
    styles(root).then(() => {
      root.append(this.parts.screen);
      this.show(talk.state);
      this.parts.screen.focus({ preventScroll: true });
    });
    talk.listeners.add((state) => this.show(state));
    this.timer = setInterval(() => this.tick(), 1000);
    this.unlisten = listenForKeys({
      act: (name, number) => this.act(name, number),
      isExploring: () => false,
      typing: (digits) => {
        this.parts.typed.textContent = digits && fill(WORDS.jump, { digits });
      },
    });
  }

  /**
   * @param {Act} name
   * @param {number} [number]
   */
  act(name, number = 1) {
    const { talk } = this;
    if (this.help && name !== "help") {
      this.toggleHelp(false);
      return;
    }
    /** @type {Acts} */
    const acts = {
      ...talk.acts(number),
      comeBack: () => talk.ask(null),
      leave: () => talk.ask(null),
      help: () => this.toggleHelp(!this.help),
    };
    acts[name]?.();
  }

  /** @param {boolean} open */
  toggleHelp(open) {
    this.help?.remove();
    this.help = open ? drawKeys(() => this.toggleHelp(false)) : null;
    if (!this.help) {
      this.parts.screen.focus({ preventScroll: true });
      return;
    }
    this.parts.screen.append(this.help);
    this.help.querySelector("button")?.focus();
  }

  /** @param {State} state */
  show(state) {
    const slide = this.slides[state.step];
    const next = this.slides[state.step + 1];
    const { now, notes, after, black, jumps, screen } = this.parts;
    now.replaceChildren(...this.drawNow(slide, state));
    const lines = slide.note.split("\n").filter(Boolean);
    const told = [...slide.told, slide.changed].filter(Boolean).map((line) => make("p", {}, line));
    notes.replaceChildren(
      make("h2", {}, WORDS.notes),
      ...lines.map((line) => make("p", {}, line)),
      make("details", { open: "" }, make("summary", {}, WORDS.told), ...told),
    );
    after.replaceChildren(
      make("p.as-label", {}, WORDS.after),
      ...(next ? [make("h2", {}, next.title), make("p", {}, next.sentence)] : [make("p", {}, WORDS.last)]),
    );
    black.textContent = state.black ? WORDS.light : WORDS.black;
    jumps.forEach((jump, place) => {
      if (place === state.step) jump.setAttribute("aria-current", "step");
      else jump.removeAttribute("aria-current");
    });
    screen.dataset.step = String(state.step + 1);
    this.tick();
  }

  /**
   * @param {Slide} slide
   * @param {State} state
   */
  drawNow({ title, sentence }, { step, black, asked }) {
    /** @type {HTMLElement[]} */
    const parts = [
      make("p.as-label", {}, fill(WORDS.now, { number: step + 1, count: this.slides.length })),
      make("h1", {}, title),
      make("p", {}, sentence),
    ];
    if (black) parts.push(make("p.as-asked", {}, WORDS.black_told));
    if (asked) {
      const name = make("strong", {}, asked.name);
      parts.push(make("p.as-asked", {}, `${WORDS.asked} `, name, `. ${asked.sentence}`));
      parts.push(button(WORDS.come_back, () => this.talk.ask(null)));
    }
    return parts;
  }

  tick() {
    const now = new Date();
    this.parts.clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    this.parts.elapsed.textContent = writeElapsed(now.getTime() - this.talk.state.started);
  }

  end() {
    clearInterval(this.timer);
    this.unlisten();
    this.uncover();
    this.talk.end();
  }
}
