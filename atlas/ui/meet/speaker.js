import { button, coverPage, drawKeys, make } from "./draw.js";
import { listenForKeys } from "./keys.js";
import { fill } from "../words/learn.js";
import { WORDS } from "./words.js";

const two = (number) => String(number).padStart(2, "0");

/** What the speaker sees in a second window: notes, this and the next step, and the time. */
export class Speaker {
  constructor({ talk, slides, styles }) {
    Object.assign(this, { talk, slides });
    const { root, uncover } = coverPage("speaker");
    this.uncover = uncover;
    this.build();
    styles(root).then(() => {
      root.append(this.screen);
      this.show(talk.state);
      this.screen.focus({ preventScroll: true });
    });
    talk.listeners.add((state) => this.show(state));
    this.timer = setInterval(() => this.tick(), 1000);
    this.unlisten = listenForKeys({
      act: (name, number) => this.act(name, number),
      isExploring: () => false,
      typing: (digits) => {
        this.typed.textContent = digits && fill(WORDS.jump, { digits });
      },
    });
  }

  build() {
    const { talk, slides } = this;
    this.now = make("section.as-now", { "aria-live": "polite" });
    this.notes = make("section.as-notes");
    this.after = make("section.as-after");
    this.clock = make("time");
    this.elapsed = make("time");
    this.typed = make("p.am-typed", { role: "status" });
    this.black = button(WORDS.black, () => talk.toggleBlack());
    this.jumps = slides.map(({ title }, place) =>
      button(`${place + 1}. ${title}`, () => talk.go(place), "button.as-jump"),
    );
    const times = make(
      "section.as-times",
      {},
      make("p", {}, `${WORDS.clock} `, this.clock),
      make("p", {}, `${WORDS.elapsed} `, this.elapsed),
      button(WORDS.restart, () => talk.restartClock(), "button.as-quiet"),
    );
    const controls = make(
      "div.as-controls",
      { role: "group", "aria-label": WORDS.keys },
      button(`← ${WORDS.back}`, () => talk.back()),
      button(`${WORDS.next} →`, () => talk.next(), "button.am-button.as-main"),
      this.black,
      button(WORDS.keys, () => this.toggleHelp(!this.help)),
    );
    const list = make("ol.as-steps", { "aria-label": WORDS.all }, ...this.jumps.map((jump) => make("li", {}, jump)));
    const left = make("div.as-left", {}, this.now, this.notes);
    const right = make("div.as-right", {}, times, this.after, list);
    this.screen = make("main.as-screen", { tabindex: "-1" }, controls, left, right, this.typed);
  }

  act(name, number) {
    const { talk } = this;
    if (this.help && name !== "help") return this.toggleHelp(false);
    const acts = {
      ...talk.acts(number),
      comeBack: () => talk.ask(null),
      leave: () => talk.ask(null),
      help: () => this.toggleHelp(!this.help),
    };
    acts[name]?.();
  }

  toggleHelp(open) {
    this.help?.remove();
    this.help = open ? drawKeys(() => this.toggleHelp(false)) : null;
    if (!open) return this.screen.focus({ preventScroll: true });
    this.screen.append(this.help);
    this.help.querySelector("button").focus();
  }

  show(state) {
    const { slides } = this;
    const slide = slides[state.step];
    const next = slides[state.step + 1];
    const asked = state.asked
      ? [
          make("p.as-asked", {}, `${WORDS.asked} `, make("strong", {}, state.asked.name), `. ${state.asked.sentence}`),
          button(WORDS.come_back, () => this.talk.ask(null)),
        ]
      : [];
    this.now.replaceChildren(
      make("p.as-label", {}, fill(WORDS.now, { number: state.step + 1, count: slides.length })),
      make("h1", {}, slide.title),
      make("p", {}, slide.sentence),
      ...(state.black ? [make("p.as-asked", {}, WORDS.black_told)] : []),
      ...asked,
    );
    const lines = slide.note
      .split("\n")
      .filter(Boolean)
      .map((line) => make("p", {}, line));
    const told = [...slide.told, slide.changed].filter(Boolean).map((line) => make("p", {}, line));
    this.notes.replaceChildren(
      make("h2", {}, WORDS.notes),
      ...lines,
      make("details", { open: "" }, make("summary", {}, WORDS.told), ...told),
    );
    this.after.replaceChildren(
      make("p.as-label", {}, WORDS.after),
      ...(next ? [make("h2", {}, next.title), make("p", {}, next.sentence)] : [make("p", {}, WORDS.last)]),
    );
    this.black.textContent = state.black ? WORDS.light : WORDS.black;
    this.jumps.forEach((jump, place) => {
      if (place === state.step) jump.setAttribute("aria-current", "step");
      else jump.removeAttribute("aria-current");
    });
    this.screen.dataset.step = String(state.step + 1);
    this.tick();
  }

  tick() {
    const now = new Date();
    this.clock.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
    const seconds = Math.max(0, Math.floor((now - this.talk.state.started) / 1000));
    this.elapsed.textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  }

  end() {
    clearInterval(this.timer);
    this.unlisten();
    this.uncover();
    this.talk.end();
  }
}
