// @ts-check
// The map in one placeholder: loading, failure, and removal.
/** @import {Map as MapLibreMap} from "maplibre-gl" */
/** @import {Component} from "../types.js" */
/** @import {MapWire} from "../wire.js" */
/** @import {Frame} from "./frame.js" */
/** @import {Library} from "./library.js" */
/** @import {Outlines} from "./outlines.js" */
import { Camera } from "./camera.js";
import { makeButton } from "./elements.js";
import { buildFrame } from "./frame.js";
import { makeGround, placeGround, takeGround } from "./ground.js";
import { loadOutlines } from "./outlines.js";
import { Picture } from "./picture.js";
import { WORDS } from "./words.js";

const WORD_DELAY = 1000;
const LATER = 2000;

class DrawingError extends Error {}

/**
 * Resolve once an element has a size: a map in one without, as in a closed tab or during layout, cannot be fitted.
 * @param {HTMLElement} box
 * @returns {Promise<void>}
 */
function waitForRoom(box) {
  return new Promise((resolve) => {
    const watch = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width < 2 || contentRect.height < 2) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(box);
  });
}

/**
 * Where a map's files come from, and the map that is shown until this one is ready.
 * @typedef {object} Origin
 * @property {string} outlines
 * @property {() => Promise<Library>} loadLibrary
 * @property {() => Promise<void>} loadStyles
 * @property {AtlasMap | null} former
 */

export class AtlasMap {
  /**
   * @param {HTMLElement} container
   * @param {Component<MapWire>} component
   * @param {Origin} origin
   */
  constructor(container, component, origin) {
    this.container = container;
    this.component = component;
    this.words = { ...WORDS };
    this.origin = origin;
    this.former = origin.former;
    this.gone = false;
    this.message = /** @type {HTMLElement} */ (container.querySelector(".atlas-message"));
    this.frame = /** @type {Frame | null} */ (null);
    this.map = /** @type {MapLibreMap | null} */ (null);
    this.camera = /** @type {Camera | null} */ (null);
    this.picture = /** @type {Picture | null} */ (null);
  }

  get data() {
    return this.component.data;
  }

  /**
   * Store the newest data, and show it if there is a map.
   * @param {Component<MapWire>} component
   */
  take(component) {
    this.component = component;
    this.words = { ...WORDS };
    this.picture?.show(this.data, this.words);
  }

  async start() {
    const { container, message, origin } = this;
    delete container.dataset.failed;
    message.replaceChildren();
    const patience = setTimeout(() => {
      message.textContent = this.words.loading;
    }, WORD_DELAY);
    try {
      const [library, outlines] = await Promise.all([
        origin.loadLibrary(),
        loadOutlines(origin.outlines),
        origin.loadStyles(),
        waitForRoom(container),
      ]);
      const picture = this.gone ? null : await this.build(library, outlines);
      await picture?.painted;
      if (this.gone || !picture) return;
      message.replaceChildren();
      this.former?.remove();
      this.former = null;
      container.dataset.ready = "true";
      setTimeout(() => !this.gone && picture.painter.prepareMarks(), LATER);
    } catch (error) {
      this.fail(error);
    } finally {
      clearTimeout(patience);
      // Whatever would slow the map down waits for this message, also if the map failed.
      if (this.data.awaited && !this.gone) this.component.setStateValue("settled", true);
    }
  }

  /** @param {unknown} error */
  fail(error) {
    const isDrawing = error instanceof DrawingError;
    this.container.dataset.failed = isDrawing ? "webgl" : "outlines";
    this.message.replaceChildren(isDrawing ? this.words.failed_webgl : this.words.failed_outlines);
    if (!isDrawing) this.message.append(makeButton("button", this.words.retry, () => this.start()));
    console.warn("The map could not be drawn.", error);
  }

  /**
   * Put the map into its placeholder, and draw on it as soon as possible; null if it was removed in the meantime.
   * @param {Library} library
   * @param {Outlines} outlines
   */
  async build(library, outlines) {
    const { container } = this;
    const frame = buildFrame(container);
    this.frame = frame;
    let ground;
    try {
      ground = takeGround(this.origin.outlines) ?? makeGround(library, outlines, this.origin.outlines);
    } catch (error) {
      frame.stage.remove();
      frame.tools.remove();
      throw new DrawingError("no WebGL", { cause: error });
    }
    const { map } = ground;
    this.map = map;
    container.__atlasMap = map;
    placeGround(ground, frame.canvas);
    const camera = new Camera(map, outlines, container, this.data);
    this.camera = camera;
    const canvas = map.getCanvas();
    // The stage around it takes the keyboard focus and has the name.
    canvas.tabIndex = -1;
    canvas.removeAttribute("role");
    canvas.removeAttribute("aria-label");
    frame.scale.append(new library.ScaleControl({ maxWidth: 110, unit: "metric" }).onAdd(map));
    await ground.styled;
    if (this.gone) return null;
    const listeners = {
      picked: (/** @type {MapWire["triggers"]["picked"]} */ pick) => this.component.setTriggerValue("picked", pick),
      moved: (/** @type {MapWire["states"]["view"]} */ view) => this.component.setStateValue("view", view),
    };
    this.picture = new Picture({ map, frame, camera, outlines }, listeners, this.data, this.words);
    return this.picture;
  }

  /** Stay as a still picture until the next map is ready, which then removes this one. */
  retire() {
    this.gone = true;
    this.picture?.stop();
    this.camera?.resizing.disconnect();
    const { tools, help, live, stage } = this.frame ?? {};
    for (const part of [tools, help, live]) part?.remove();
    stage?.setAttribute("inert", "");
  }

  remove() {
    const retired = this.gone;
    this.retire();
    this.map?.remove();
    this.frame?.stage.remove();
    if (retired) return;
    this.former?.remove();
    delete this.container.dataset.ready;
    delete this.container.__atlasMap;
  }
}
