import { render as renderMap } from "../map/map.js";
import { SELECTED } from "../map/paint.js";
import { fetchAhead, tellArea } from "./asked.js";
import { button, coverPage, drawActions, drawBars, drawKeys, drawLegend, drawLost, make } from "./draw.js";
import { listenForKeys } from "./keys.js";
import { fill } from "../words/learn.js";
import { WORDS } from "./words.js";

const MAP = `<div class="atlas-map" data-atlas><div class="atlas-message" role="status"></div>
<p class="atlas-lost" role="status"></p></div>`;

/** What the hall sees: one step at a time, over the whole window. */
export class Screen {
  constructor({ talk, slides, styles, spoken, openSpeaker, ended }) {
    Object.assign(this, { talk, slides, spoken, openSpeaker, ended });
    this.fits = 0;
    this.asking = 0;
    const { root, uncover } = coverPage("screen");
    this.uncover = uncover;
    this.root = root;
    this.build();
    styles(root).then(() => {
      root.append(this.screen);
      this.screen.focus({ preventScroll: true });
      this.show(talk.state, null);
      fetchAhead(slides).catch(() => {});
    });
    talk.listeners.add((state, before) => this.show(state, before));
    this.unlisten = listenForKeys({
      act: (name, number) => this.act(name, number),
      isExploring: () => this.exploring && !this.help,
      typing: (digits) => {
        this.typed.textContent = digits && fill(WORDS.jump, { digits });
      },
    });
  }

  build() {
    const { talk, slides } = this;
    this.title = make("h1");
    this.sentence = make("p.am-sentence");
    this.mapBox = make("div.am-map");
    this.mapBox.innerHTML = MAP;
    this.mapBox.querySelector(".atlas-lost").textContent = WORDS.map_lost;
    this.legend = make("aside.am-legend", { "aria-label": WORDS.legend });
    this.other = make("div.am-other");
    this.asked = make("section.am-asked", { "aria-live": "polite" });
    this.source = make("p.am-source");
    this.typed = make("p.am-typed", { role: "status" });
    this.dots = make("ol.am-dots", { "aria-hidden": "true" }, ...slides.map(() => make("li")));
    this.black = make("div.am-black", { role: "status" });
    this.live = make("p.am-unseen", { "aria-live": "polite" });
    const controls = make(
      "div.am-controls",
      { role: "group", "aria-label": WORDS.keys },
      button(`← ${WORDS.back}`, () => talk.back()),
      button(`${WORDS.next} →`, () => talk.next()),
      button(WORDS.black, () => talk.toggleBlack()),
      button(WORDS.full, () => this.act("fill")),
      button(WORDS.keys, () => this.act("help")),
      button(WORDS.end, () => this.end()),
    );
    const middle = make("div.am-middle", {}, this.mapBox, this.legend, this.other);
    const foot = make("footer", {}, this.source, this.typed, this.dots, controls);
    const head = make("header", {}, this.title, this.sentence, this.asked);
    this.screen = make("main.am-screen", { tabindex: "-1" }, head, middle, foot, this.live, this.black);
  }

  act(name, number) {
    const { talk } = this;
    if (this.help && name !== "help") {
      this.toggleHelp(false);
      if (name === "leave") return;
    }
    const acts = {
      ...talk.acts(number),
      comeBack: () => this.comeBack(),
      leave: () => this.leave(),
      explore: () => this.explore(true),
      fill: () => fillScreen(),
      speaker: () => this.openSpeaker(),
      help: () => this.toggleHelp(!this.help),
    };
    acts[name]?.();
  }

  leave() {
    if (this.talk.state.black) this.talk.toggleBlack();
    else if (this.talk.state.asked || this.exploring) this.comeBack();
    else this.end();
  }

  comeBack() {
    this.explore(false);
    if (this.talk.state.asked) this.talk.ask(null);
    else this.refit();
  }

  /** Give the arrows to the map, or take them back. */
  explore(on) {
    this.exploring = on && this.slide.what === "map";
    this.screen.classList.toggle("am-exploring", this.exploring);
    if (this.exploring) this.mapBox.querySelector(".atlas-stage")?.focus();
    else this.screen.focus({ preventScroll: true });
  }

  toggleHelp(open) {
    this.help?.remove();
    this.help = open ? drawKeys(() => this.toggleHelp(false)) : null;
    if (!open) return this.screen.focus({ preventScroll: true });
    this.screen.append(this.help);
    this.help.querySelector("button").focus();
  }

  show(state, before) {
    const slide = this.slides[state.step];
    const moved = !before || before.step !== state.step;
    if (moved) this.showStep(slide, state.step);
    this.screen.classList.toggle("am-dark", state.black);
    this.black.textContent = state.black ? WORDS.black_told : "";
    this.showAsked(state.asked);
    if (slide.what === "map" && (moved || before?.asked?.code !== state.asked?.code)) this.drawMap(state.asked);
    if (before?.asked && !state.asked && !moved) this.refit();
  }

  showStep(slide, step) {
    this.slide = slide;
    this.explore(false);
    this.title.textContent = slide.title;
    this.sentence.textContent = slide.sentence;
    this.source.textContent = slide.source;
    this.screen.dataset.what = slide.what;
    this.screen.dataset.step = String(step + 1);
    this.screen.setAttribute("aria-label", fill(WORDS.progress, { number: step + 1, count: this.slides.length }));
    this.live.textContent = `${fill(WORDS.progress, { number: step + 1, count: this.slides.length })}. ${slide.title}. ${slide.sentence}`;
    [...this.dots.children].forEach((dot, place) => dot.classList.toggle("am-here", place === step));
    this.legend.replaceChildren(...(slide.what === "map" ? drawLegend(slide) : []));
    this.mapBox.inert = slide.what !== "map";
    const draw = { chart: drawBars, actions: drawActions, lost: drawLost }[slide.what];
    this.other.replaceChildren(...(draw ? draw(slide) : []));
    this.fits += 1;
    // A map that comes later is drawn behind a chart that comes first: its step then needs no waiting.
    if (!slide.map && !this.clean)
      this.drawMap(
        null,
        this.slides.find(({ map }) => map),
      );
  }

  showAsked(asked) {
    const parts = asked
      ? [make("h2", {}, asked.name), button(WORDS.come_back, () => this.comeBack()), make("p", {}, asked.sentence)]
      : [];
    this.asked.replaceChildren(...parts);
    this.asked.hidden = !asked;
  }

  drawMap(asked, slide = this.slide) {
    if (!slide?.map) return;
    const data = { ...slide.map, fit: { ...slide.map.fit, id: this.fits } };
    if (asked) {
      const state = data.state || "0".repeat(data.classes.length);
      const mark = String.fromCharCode(state.charCodeAt(asked.index) | SELECTED);
      data.state = state.slice(0, asked.index) + mark + state.slice(asked.index + 1);
    }
    this.clean = renderMap(
      {
        parentElement: this.mapBox,
        data,
        setStateValue: () => {},
        setTriggerValue: (name, value) => name === "picked" && this.pick(value.code),
      },
      this.spoken,
    );
  }

  refit() {
    this.fits += 1;
    this.drawMap(this.talk.state.asked);
  }

  async pick(code) {
    this.asking += 1;
    const mine = this.asking;
    const asked = code === null || code === this.talk.state.asked?.code ? null : await tellArea(this.slide, code);
    if (mine === this.asking) this.talk.ask(asked);
  }

  end() {
    this.unlisten();
    this.uncover();
    this.clean?.then((clean) => clean());
    this.talk.end();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.ended();
  }
}

/** Fill the whole screen, or give it back; a browser that does not allow it still tells the story. */
export function fillScreen() {
  const act = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.({ navigationUI: "hide" });
  act?.catch(() => {});
}
