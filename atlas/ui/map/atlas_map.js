import { Card } from "./card.js";
import { buildFrame, nameFrame } from "./frame.js";
import { findNext, listenForKeys } from "./keyboard.js";
import { Labels } from "./labels.js";
import { makeGround, placeGround, takeGround } from "./ground.js";
import { joinBoxes, loadOutlines } from "./outlines.js";
import { Painter, SELECTED } from "./paint.js";
import { WORDS } from "./words.js";

const VIEW_DELAY = 400;
const WORD_DELAY = 1000;
const LATER = 2000;
// Where each map was left, by its id: a page switch and back must not lose it.
const remembered = new Map();

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const rounded = (map) => {
  const { lng, lat } = map.getCenter();
  return [+lng.toFixed(5), +lat.toFixed(5), +map.getZoom().toFixed(2)];
};

export class AtlasMap {
  constructor(container, { outlines, loadLibrary, loadStyles, former = null }) {
    this.former = former;
    this.container = container;
    this.address = outlines;
    this.loadLibrary = loadLibrary;
    this.loadStyles = loadStyles;
    this.focus = null;
    this.hover = null;
    this.painted = 0;
    this.gone = false;
  }

  /** Keep the newest data, and show it if there is a map to show it on. */
  take(component) {
    this.component = component;
    this.data = component.data;
    this.words = { ...WORDS };
    if (this.painter) this.show();
  }

  async start() {
    const { container } = this;
    const message = container.querySelector(".atlas-message");
    delete container.dataset.failed;
    message.replaceChildren();
    const patience = setTimeout(() => {
      message.textContent = this.words.loading;
    }, WORD_DELAY);
    try {
      const [library, outlines] = await Promise.all([
        this.loadLibrary(),
        loadOutlines(this.address),
        this.loadStyles(),
        this.waitForRoom(),
      ]);
      if (this.gone) return;
      this.outlines = outlines;
      this.build(library);
      await new Promise((resolve) => {
        this.whenPainted = resolve;
      });
      if (this.gone) return;
      message.replaceChildren();
      this.former?.remove();
      this.former = null;
      container.dataset.ready = "true";
      setTimeout(() => !this.gone && this.painter.prepareMarks(), LATER);
    } catch (error) {
      this.fail(message, error);
    } finally {
      clearTimeout(patience);
      // What would slow the map down waits for this word, also where the map failed.
      if (this.data.awaited && !this.gone) this.component.setStateValue("settled", true);
    }
  }

  /** A map in a box without size cannot be fitted: a closed tab or a page still being laid out. */
  waitForRoom() {
    return new Promise((resolve) => {
      const watch = new ResizeObserver(([{ contentRect }]) => {
        if (contentRect.width < 2 || contentRect.height < 2) return;
        watch.disconnect();
        resolve();
      });
      watch.observe(this.container);
    });
  }

  fail(message, error) {
    const drawing = error instanceof DrawingError;
    this.container.dataset.failed = drawing ? "webgl" : "outlines";
    message.textContent = drawing ? this.words.failed_webgl : this.words.failed_outlines;
    if (!drawing) {
      const retry = document.createElement("button");
      retry.type = "button";
      retry.textContent = this.words.retry;
      retry.addEventListener("click", () => this.start());
      message.append(retry);
    }
    console.warn("The map could not be drawn.", error);
  }

  build(library) {
    const { outlines } = this;
    this.frame = buildFrame(this.container);
    this.card = new Card(this.frame.card, this.frame.live);
    let ground;
    try {
      ground = takeGround(this.address) ?? makeGround(library, outlines, this.address);
    } catch (error) {
      this.frame.stage.remove();
      this.frame.tools.remove();
      throw new DrawingError("no WebGL", { cause: error });
    }
    const { map } = ground;
    this.map = map;
    this.container.__atlasMap = map;
    placeGround(ground, this.frame.canvas);
    this.begin();
    const canvas = map.getCanvas();
    // The stage around it is what the keyboard reaches and what has the name.
    canvas.tabIndex = -1;
    canvas.removeAttribute("role");
    canvas.removeAttribute("aria-label");
    const scale = new library.ScaleControl({ maxWidth: 110, unit: "metric" });
    this.frame.scale.append(scale.onAdd(map));
    ground.styled.then(() => {
      if (this.gone) return;
      this.painter = new Painter(map, outlines);
      this.labels = new Labels(map, outlines, this.frame.labels);
      this.limit();
      this.show();
      this.labels.place();
    });
    this.listen();
  }

  /** Where to begin: where this map was left, else what the link says, else all that is asked for. */
  begin() {
    const { map: id, fit, view, cooperative } = this.data;
    const kept = remembered.get(id);
    // At another level of the same place, the camera stays where it is.
    const same = kept && kept.fit === (fit?.id ?? null);
    this.fitSeen = fit?.id ?? null;
    // A map left at its fit is fitted again: its box may have another size by now.
    const known = same ? (kept.fitted ? null : kept.view) : kept ? null : view;
    this.fitted = !known;
    const bounds = this.boundsOf(same ? kept.codes : fit?.codes);
    if (known) this.map.jumpTo({ center: [known[0], known[1]], zoom: known[2] });
    else this.map.fitBounds(bounds, { ...this.room(), duration: 0 });
    if (cooperative) this.map.cooperativeGestures.enable();
  }

  boundsOf(codes) {
    const { boxes, bounds, indexOf } = this.outlines;
    const indices = (codes ?? []).map((code) => indexOf.get(code)).filter((i) => i !== undefined);
    this.fitCodes = indices.length ? codes : [];
    const [west, south, east, north] = indices.length ? joinBoxes(boxes, indices) : bounds;
    return [
      [west, south],
      [east, north],
    ];
  }

  room() {
    const small = this.container.clientWidth < 480;
    // The foot is kept free for the buttons and the scale, where a page has them.
    const foot = this.said("--atlas-map-foot");
    const bottom = Number.isNaN(foot) ? (small ? 64 : 56) : foot;
    const padding = { top: 20, left: 20, right: 20 + this.covered(), bottom };
    return { padding, maxZoom: 15.5 };
  }

  said(name) {
    return parseFloat(getComputedStyle(this.container).getPropertyValue(name));
  }

  /** Where a panel lies over the map, the page says how much of its right side is covered. */
  covered() {
    return Math.min(this.said("--atlas-map-right") || 0, this.container.clientWidth / 2);
  }

  /** Zooming out stops a little past the whole place. */
  limit() {
    const whole = this.map.cameraForBounds(this.outlines.bounds, this.room());
    if (whole) this.map.setMinZoom(Math.max(0, whole.zoom - 1.5));
  }

  fit(codes, { jump = false, byUser = false } = {}) {
    const duration = jump || isStill() ? 0 : 500;
    // Before the call: without a duration the move ends inside it.
    this.fitted = true;
    this.map.fitBounds(
      this.boundsOf(codes),
      { ...this.room(), linear: true, duration },
      byUser ? { fitting: true } : { programmatic: true },
    );
  }

  goTo([lng, lat, zoom]) {
    this.fitted = false;
    this.map.jumpTo({ center: [lng, lat], zoom }, { programmatic: true });
  }

  /** Bring the map to the newest data. */
  show() {
    const { data, words, painter, frame, map } = this;
    const naming = JSON.stringify([data.label, words]);
    if (naming !== this.naming) {
      this.naming = naming;
      nameFrame(frame, words, data.label);
    }
    const changed = painter.apply(data);
    this.card.use(data, words, painter);
    this.adorn();
    this.container.dataset.selected = painter.codes.join(" ");
    if (data.fit && data.fit.id !== this.fitSeen) {
      this.fitSeen = data.fit.id;
      if (data.fit.view) this.goTo(data.fit.view);
      else this.fit(data.fit.codes);
    }
    if (!changed) return;
    this.countWhenPainted();
    // Now, and not with the next frame: the page's own controls are drawn before that one.
    if (this.painted) this.map.redraw();
  }

  /** Points and streets: their code comes only when somebody asks for some. */
  async adorn() {
    const { overlays, streets } = this.data;
    if (!this.extras && !overlays && !streets) return;
    try {
      this.extras ??= import("../overlay/extras.js").then(({ Extras }) => new Extras(this));
      const extras = await this.extras;
      if (!this.gone) extras.show(this.data);
    } catch (error) {
      this.extras = null;
      console.warn("What lies on the map could not be drawn.", error);
    }
  }

  countWhenPainted() {
    const count = () => {
      // Hatching and the outlines of a selection come from a worker; the picture is whole only when they are there.
      if (!this.map.isSourceLoaded("areas") || !this.map.isSourceLoaded("chosen")) {
        this.map.once("render", count);
        this.map.triggerRepaint();
        return;
      }
      this.painted += 1;
      this.container.dataset.painted = String(this.painted);
      if (this.painted === 1) performance.mark("atlas-map-painted");
      this.whenPainted?.();
    };
    this.map.once("render", count);
  }

  listen() {
    const { map, frame } = this;
    const { stage, buttons } = frame;
    map.on("moveend", (event) => {
      if (!event.programmatic && !event.fitting) this.fitted = false;
      this.remember();
      if (event.programmatic) return;
      clearTimeout(this.viewTimer);
      this.viewTimer = setTimeout(() => {
        if (!map.isMoving()) this.component.setStateValue("view", rounded(map));
      }, VIEW_DELAY);
    });
    map.on("move", () => this.follow());
    map.on("mousemove", (event) => this.point(event));
    map.on("mouseout", () => this.unpoint());
    map.on("dragstart", () => this.unpoint());
    map.on("click", (event) => {
      const i = this.areaAt(event.point);
      const { ctrlKey, metaKey, shiftKey } = event.originalEvent;
      if (i === null) this.pick(null, false);
      else this.pick(i, ctrlKey || metaKey || shiftKey);
      this.setFocus(i, { quiet: true });
    });
    stage.addEventListener("pointerdown", () => stage.focus({ preventScroll: true }));
    stage.addEventListener("focus", () => {
      if (stage.matches(":focus-visible")) this.setFocus(this.focus ?? this.firstFocus());
    });
    // The place is kept, so that coming back from a button goes on from there.
    stage.addEventListener("blur", () => this.setFocus(this.focus, { quiet: true }));
    listenForKeys(stage, {
      move: (direction) => this.step(direction),
      pick: (adding) => this.focus !== null && this.pick(this.focus, adding),
      leave: () => this.leave(),
      zoom: (by) => this.zoom(by),
      fit: () => this.fit([], { byUser: true }),
      help: () => this.help(),
    });
    buttons.zoom_in.addEventListener("click", () => this.zoom(1));
    buttons.zoom_out.addEventListener("click", () => this.zoom(-1));
    buttons.fit.addEventListener("click", () => this.fit([], { byUser: true }));
    buttons.keys.addEventListener("click", () => this.help());
    frame.help.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.help(false);
    });
    let first = true;
    this.resizing = new ResizeObserver(([{ contentRect }]) => {
      const skip = first || contentRect.width < 2 || contentRect.height < 2;
      first = false;
      if (skip) return;
      // A longer heading changes the box just when a search sets out: the flight goes on, to the new fit.
      const flying = map.isMoving();
      map.resize({ programmatic: true });
      if (this.painter) this.limit();
      if (this.fitted) this.fit(this.fitCodes, { jump: !flying });
    });
    this.resizing.observe(this.container);
  }

  remember() {
    const { fitted, fitCodes: codes, fitSeen: fit } = this;
    remembered.set(this.data.map, { view: rounded(this.map), fitted, codes, fit });
  }

  areaAt(point) {
    if (!this.map.getLayer("fill")) return null;
    const [found] = this.map.queryRenderedFeatures(point, { layers: ["fill"] });
    return found?.id ?? null;
  }

  point({ point, originalEvent }) {
    if (this.map.isMoving()) return;
    this.hover = this.pointed?.(point) ? null : this.areaAt(point);
    this.map.getCanvas().style.cursor = this.hover === null ? "" : "pointer";
    this.mark();
    if (this.hover === null) return this.follow();
    const touched = originalEvent.pointerType === "touch" || originalEvent.type.startsWith("touch");
    this.card.show(this.hover, { ...point, keepOff: touched ? 40 : 16 }, this.size());
  }

  unpoint() {
    if (this.hover === null) return;
    this.hover = null;
    this.mark();
    this.follow();
  }

  /** Outline the pointed and the focused area; a source of two features is cheaper than a layer of all. */
  mark() {
    if (!this.painter) return;
    const key = `${this.hover}/${this.ringed ? this.focus : null}`;
    if (key === this.marked) return;
    this.marked = key;
    const one = (i, kind) => ({ type: "Feature", properties: { kind }, geometry: this.outlines.features[i].geometry });
    const features = [];
    if (this.hover !== null && !(this.ringed && this.hover === this.focus)) features.push(one(this.hover, "hover"));
    if (this.ringed && this.focus !== null) features.push(one(this.focus, "focus"));
    this.map.getSource("pointed").setData({ type: "FeatureCollection", features });
  }

  /** `quiet` is for the mouse: the keys go on from there, but nothing is ringed or read aloud. */
  setFocus(i, { quiet = false } = {}) {
    this.focus = i;
    this.ringed = i !== null && !quiet;
    this.mark();
    if (this.ringed) {
      this.hover = null;
      this.reveal(i);
      this.card.say(i);
    }
    this.follow();
  }

  /** Keep the card by the focused area while the map moves; without one, there is no card. */
  follow() {
    if (!this.card || this.hover !== null) return;
    if (!this.ringed) return this.card.hide();
    const i = this.focus;
    const { boxes, centres } = this.outlines;
    const { x, y } = this.map.project([centres[2 * i], centres[2 * i + 1]]);
    const top = this.map.project([centres[2 * i], boxes[4 * i + 3]]).y;
    const bottom = this.map.project([centres[2 * i], boxes[4 * i + 1]]).y;
    const size = this.size();
    if (x < 0 || y < 0 || x > size.width || y > size.height) return this.card.hide();
    this.card.show(i, { x, y, keepOff: Math.min(Math.max(y - top, bottom - y), 90) + 14 }, size);
  }

  /** How much of the map is in sight: what lies under a panel is not. */
  size() {
    const { clientWidth, clientHeight } = this.frame.stage;
    return { width: clientWidth - this.covered(), height: clientHeight };
  }

  /** Begin at the first selected area, else at the one nearest the middle of the view. */
  firstFocus() {
    const { painter, outlines, map } = this;
    if (!painter) return null;
    const selected = painter.state.findIndex((state) => state & SELECTED);
    if (selected >= 0) return selected;
    const { lng, lat } = map.getCenter();
    const shrink = Math.cos((lat * Math.PI) / 180);
    let [best, least] = [null, Infinity];
    for (let i = 0; i < outlines.count; i += 1) {
      const far = Math.hypot((outlines.centres[2 * i] - lng) * shrink, outlines.centres[2 * i + 1] - lat);
      if (far < least) [best, least] = [i, far];
    }
    return best;
  }

  /** Bring an area into view if it is not, without moving the map when it is. */
  reveal(i) {
    const centre = [this.outlines.centres[2 * i], this.outlines.centres[2 * i + 1]];
    const { x, y } = this.map.project(centre);
    const { width, height } = this.size();
    const edge = Math.min(60, width / 5, height / 5);
    if (x > edge && y > edge && x < width - edge && y < height - edge) return;
    const offset = [-this.covered() / 2, 0];
    this.map.easeTo({ center: centre, offset, duration: isStill() ? 0 : 250 });
  }

  step(direction) {
    if (!this.painter) return;
    const from = this.focus ?? this.firstFocus();
    // The first key only shows where one is.
    this.setFocus(this.focus === null ? from : (findNext(this.outlines, from, direction) ?? from));
  }

  pick(i, adding) {
    if (i === null && !this.painter?.chosen) return;
    const code = i === null ? null : this.outlines.features[i].properties.code;
    this.component.setTriggerValue("picked", { code, mode: adding ? "toggle" : "one" });
  }

  leave() {
    if (!this.frame.help.hidden) return this.help(false);
    const ringed = this.ringed;
    this.hover = null;
    this.setFocus(null);
    if (!ringed) this.pick(null, false);
  }

  zoom(by) {
    const around =
      this.ringed && this.focus !== null
        ? { around: [this.outlines.centres[2 * this.focus], this.outlines.centres[2 * this.focus + 1]] }
        : {};
    // From where the last press is still heading, or quick presses would lose parts of a step.
    this.zoomGoal = (this.zoomGoal ?? this.map.getZoom()) + by;
    this.map.easeTo({ zoom: this.zoomGoal, ...around, duration: isStill() ? 0 : 200 });
    this.map.once("idle", () => {
      this.zoomGoal = null;
    });
  }

  help(open = this.frame.help.hidden) {
    const { help, buttons, stage } = this.frame;
    const inside = help.contains(help.getRootNode().activeElement);
    help.hidden = !open;
    buttons.keys.setAttribute("aria-expanded", String(open));
    if (open) help.querySelector("button").focus();
    else if (inside) stage.focus();
  }

  /** Stay as a picture, until the map that follows stands; then that one removes this. */
  retire() {
    this.gone = true;
    clearTimeout(this.viewTimer);
    this.resizing?.disconnect();
    for (const part of ["tools", "help", "live"]) this.frame?.[part].remove();
    this.frame?.stage.setAttribute("inert", "");
  }

  remove() {
    const retired = this.gone;
    this.retire();
    this.map?.remove();
    if (retired) {
      this.frame?.stage.remove();
      return;
    }
    this.former?.remove();
    this.frame?.stage.remove();
    delete this.container.dataset.ready;
    delete this.container.__atlasMap;
  }
}

class DrawingError extends Error {}
