// @ts-check
// What the hall sees: one step at a time, in the whole window.
/** @import {Slide} from "../wire.js" */
/** @import {Asked} from "./asked.js" */
/** @import {Act, Acts} from "./keys.js" */
/** @import {State, Talk} from "./talk.js" */
import { make } from "../map/elements.js";
import { render as renderMap } from "../map/map.js";
import { select } from "../map/paint.js";
import { fill } from "../words/learn.js";
import { fetchAhead, tellArea } from "./asked.js";
import { button, coverPage, drawActions, drawBars, drawKeys, drawLegend, drawLost } from "./draw.js";
import { listenForKeys } from "./keys.js";
import { WORDS } from "./words.js";

/**
 * What a window of a talk needs.
 * @typedef {object} Setting
 * @property {Talk} talk
 * @property {Slide[]} slides
 * @property {(root: ShadowRoot) => Promise<void>} styles
 */
/** @typedef {Setting & {spoken: string, openSpeaker: () => void, ended: () => void}} ScreenSetting */

/** @type {Record<Slide["what"], ((slide: Slide) => HTMLElement[]) | null>} */
const DRAWN = { map: null, chart: drawBars, actions: drawActions, lost: drawLost };

/** The box of a map, as Python sends it for one in a page. */
function makeMapBox() {
  const lost = make("p.atlas-lost", { role: "status" }, WORDS.map_lost);
  const map = make("div.atlas-map", { "data-atlas": "" }, make("div.atlas-message", { role: "status" }), lost);
  return make("div.am-map", {}, map);
}

/**
 * The elements of the screen, still without text.
 * @param {number} count How many steps there are.
 * @param {[string, () => void][]} controls
 */
function buildScreen(count, controls) {
  const parts = {
    title: make("h1"),
    sentence: make("p.am-sentence"),
    map: makeMapBox(),
    legend: make("aside.am-legend", { "aria-label": WORDS.legend }),
    other: make("div.am-other"),
    asked: make("section.am-asked", { "aria-live": "polite" }),
    source: make("p.am-source"),
    typed: make("p.am-typed", { role: "status" }),
    dots: Array.from({ length: count }, () => make("li")),
    black: make("div.am-black", { role: "status" }),
    live: make("p.am-unseen", { "aria-live": "polite" }),
  };
  const buttons = controls.map(([text, does]) => button(text, does));
  const group = make("div.am-controls", { role: "group", "aria-label": WORDS.keys }, ...buttons);
  const dots = make("ol.am-dots", { "aria-hidden": "true" }, ...parts.dots);
  const head = make("header", {}, parts.title, parts.sentence, parts.asked);
  const middle = make("div.am-middle", {}, parts.map, parts.legend, parts.other);
  const foot = make("footer", {}, parts.source, parts.typed, dots, group);
  return { ...parts, screen: make("main.am-screen", { tabindex: -1 }, head, middle, foot, parts.live, parts.black) };
}

export class Screen {
  /** @param {ScreenSetting} setting */
  constructor({ talk, slides, styles, spoken, openSpeaker, ended }) {
    this.talk = talk;
    this.slides = slides;
    this.spoken = spoken;
    this.openSpeaker = openSpeaker;
    this.ended = ended;
    this.slide = slides[talk.state.step];
    this.fits = 0;
    this.asking = 0;
    this.exploring = false;
    this.help = /** @type {HTMLElement | null} */ (null);
    this.clean = /** @type {ReturnType<typeof renderMap> | null} */ (null);
    const { root, uncover } = coverPage("screen");
    this.uncover = uncover;
    this.parts = buildScreen(slides.length, [
      [`← ${WORDS.back}`, () => talk.back()],
      [`${WORDS.next} →`, () => talk.next()],
      [WORDS.black, () => talk.toggleBlack()],
      [WORDS.full, () => this.act("fill")],
      [WORDS.keys, () => this.act("help")],
      [WORDS.end, () => this.end()],
    ]);
    styles(root).then(() => {
      root.append(this.parts.screen);
      this.parts.screen.focus({ preventScroll: true });
      this.show(talk.state, null);
      fetchAhead(slides).catch(() => {});
    });
    talk.listeners.add((state, before) => this.show(state, before));
    this.unlisten = listenForKeys({
      act: (name, number) => this.act(name, number),
      isExploring: () => this.exploring && !this.help,
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
    if (this.help && name !== "help") {
      this.toggleHelp(false);
      if (name === "leave") return;
    }
    /** @type {Acts} */
    const acts = {
      ...this.talk.acts(number),
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

  /**
   * Give the arrow keys to the map, or take them back.
   * @param {boolean} on
   */
  explore(on) {
    const { screen, map } = this.parts;
    this.exploring = on && this.slide.what === "map";
    screen.classList.toggle("am-exploring", this.exploring);
    const stage = /** @type {HTMLElement | null} */ (map.querySelector(".atlas-stage"));
    if (this.exploring) stage?.focus();
    else screen.focus({ preventScroll: true });
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

  /**
   * @param {State} state
   * @param {State | null} before
   */
  show(state, before) {
    const slide = this.slides[state.step];
    const moved = before?.step !== state.step;
    if (moved) this.showStep(slide, state.step);
    this.parts.screen.classList.toggle("am-dark", state.black);
    this.parts.black.textContent = state.black ? WORDS.black_told : "";
    this.showAsked(state.asked);
    if (slide.what === "map" && (moved || before?.asked?.code !== state.asked?.code)) this.drawMap(state.asked);
    if (before?.asked && !state.asked && !moved) this.refit();
  }

  /**
   * @param {Slide} slide
   * @param {number} step
   */
  showStep(slide, step) {
    const { title, sentence, source, screen, live, dots, legend, map, other } = this.parts;
    const { what } = slide;
    this.slide = slide;
    this.explore(false);
    title.textContent = slide.title;
    sentence.textContent = slide.sentence;
    source.textContent = slide.source;
    screen.dataset.what = what;
    screen.dataset.step = String(step + 1);
    const progress = fill(WORDS.progress, { number: step + 1, count: this.slides.length });
    screen.setAttribute("aria-label", progress);
    live.textContent = `${progress}. ${slide.title}. ${slide.sentence}`;
    for (const [place, dot] of dots.entries()) dot.classList.toggle("am-here", place === step);
    legend.replaceChildren(...(what === "map" ? drawLegend(slide) : []));
    map.inert = what !== "map";
    other.replaceChildren(...(DRAWN[what]?.(slide) ?? []));
    this.fits += 1;
    // A later map is drawn behind an earlier chart: its step then needs no waiting.
    if (!slide.map && !this.clean)
      this.drawMap(
        null,
        this.slides.find((one) => one.map),
      );
  }

  /** @param {Asked | null} asked */
  showAsked(asked) {
    const parts = asked
      ? [make("h2", {}, asked.name), button(WORDS.come_back, () => this.comeBack()), make("p", {}, asked.sentence)]
      : [];
    this.parts.asked.replaceChildren(...parts);
    this.parts.asked.hidden = !asked;
  }

  /**
   * @param {Asked | null} asked
   * @param {Slide} [slide]
   */
  drawMap(asked, slide = this.slide) {
    const { map } = slide;
    if (!map) return;
    const data = { ...map, fit: { ...map.fit, id: this.fits } };
    if (asked) data.state = select(data.state, data.classes.length, asked.index);
    this.clean = renderMap(
      {
        parentElement: this.parts.map,
        data,
        setStateValue: () => {},
        setTriggerValue: (_name, { code }) => this.pick(code),
      },
      this.spoken,
    );
  }

  refit() {
    this.fits += 1;
    this.drawMap(this.talk.state.asked);
  }

  /** @param {string | null} code */
  async pick(code) {
    this.asking += 1;
    const mine = this.asking;
    const asked = code === null || code === this.talk.state.asked?.code ? null : await tellArea(this.slide, code);
    if (mine === this.asking) this.talk.ask(asked);
  }

  end() {
    this.unlisten();
    this.uncover();
    this.clean?.then((clean) => clean?.());
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
