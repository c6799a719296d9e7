// @ts-check
// One map on screen: everything drawn once its script and its outlines have loaded.
/** @import {Map as MapLibreMap} from "maplibre-gl" */
/** @import {MapData, Pick, View} from "../wire.js" */
/** @import {Extras} from "../overlay/extras.js" */
/** @import {Camera} from "./camera.js" */
/** @import {Words} from "./card.js" */
/** @import {Frame} from "./frame.js" */
/** @import {Outlines} from "./outlines.js" */
import { Card } from "./card.js";
import { Controls } from "./controls.js";
import { nameFrame } from "./frame.js";
import { Highlight } from "./highlight.js";
import { Labels } from "./labels.js";
import { pickOf } from "./messages.js";
import { Painter } from "./paint.js";
import { watchRough } from "./rough.js";

/** @typedef {{map: MapLibreMap, frame: Frame, camera: Camera, outlines: Outlines}} Parts */
/** @typedef {{picked: (pick: Pick) => void, moved: (view: View) => void}} Listeners */

const VIEW_DELAY = 400;

export class Picture {
  /**
   * @param {Parts} parts
   * @param {Listeners} listeners
   * @param {MapData} data
   * @param {Words} words
   */
  constructor({ map, frame, camera, outlines }, listeners, data, words) {
    this.map = map;
    this.frame = frame;
    this.camera = camera;
    this.outlines = outlines;
    this.listeners = listeners;
    this.gone = false;
    this.count = 0;
    this.naming = "";
    this.viewTimer = 0;
    this.extras = /** @type {Promise<Extras> | null} */ (null);
    this.whenPainted = () => {};
    /** Resolves once the first picture is complete. */
    this.painted = new Promise((/** @type {(value: void) => void} */ resolve) => {
      this.whenPainted = resolve;
    });
    this.painter = new Painter(map, outlines);
    this.labels = new Labels(map, outlines, frame.labels);
    this.card = new Card(frame.card, frame.live, this.painter, data, words);
    this.highlight = new Highlight(map, outlines, camera, this.card);
    this.controls = new Controls(frame, camera, this.highlight, (i, adding) => this.pick(i, adding));
    camera.limit();
    this.show(data, words);
    this.labels.place();
    watchRough(map, outlines, frame.rough);
    this.listen();
  }

  /**
   * Update the map with the newest data.
   * @param {MapData} data
   * @param {Words} words
   */
  show(data, words) {
    const naming = JSON.stringify([data.label, words]);
    if (naming !== this.naming) {
      this.naming = naming;
      nameFrame(this.frame, words, data.label);
    }
    const changed = this.painter.apply(data);
    this.card.use(data, words);
    this.adorn(data);
    this.frame.container.dataset.selected = this.painter.codes.join(" ");
    this.camera.follow(data.fit);
    if (!changed) return;
    this.map.once("render", () => this.countPicture());
    // Now, and not in the next frame: the page's own controls are drawn before that.
    if (this.count) this.map.redraw();
  }

  /**
   * Points and streets: their code is loaded only when somebody asks for some.
   * @param {MapData} data
   */
  async adorn(data) {
    if (!this.extras && !data.overlays && !data.streets) return;
    try {
      this.extras ??= import("../overlay/extras.js").then(({ Extras }) => new Extras(this));
      const extras = await this.extras;
      if (!this.gone) extras.show(data);
    } catch (error) {
      this.extras = null;
      console.warn("What lies on the map could not be drawn.", error);
    }
  }

  countPicture() {
    // A worker provides the hatching and the outlines of a selection; the picture is complete only with them.
    if (!this.map.isSourceLoaded("areas") || !this.map.isSourceLoaded("chosen")) {
      this.map.once("render", () => this.countPicture());
      this.map.triggerRepaint();
      return;
    }
    this.count += 1;
    this.frame.container.dataset.painted = String(this.count);
    if (this.count === 1) performance.mark("atlas-map-painted");
    this.whenPainted();
  }

  listen() {
    const { map, camera } = this;
    map.on("moveend", (/** @type {{programmatic?: boolean, fitting?: boolean}} */ { programmatic, fitting }) => {
      camera.remember(!programmatic && !fitting);
      if (programmatic) return;
      clearTimeout(this.viewTimer);
      this.viewTimer = setTimeout(() => {
        if (!map.isMoving()) this.listeners.moved(camera.view);
      }, VIEW_DELAY);
    });
    map.on("click", ({ point, originalEvent: { ctrlKey, metaKey, shiftKey } }) => {
      const i = this.highlight.areaAt(point);
      this.pick(i, i !== null && (ctrlKey || metaKey || shiftKey));
      this.highlight.setFocus(i, { quiet: true });
    });
  }

  /**
   * Report which area was picked; without one, and without a selection, there is nothing to report.
   * @param {number | null} i
   * @param {boolean} adding
   */
  pick(i, adding) {
    if (i === null && !this.painter.chosen.length) return;
    const code = i === null ? null : this.outlines.features[i].properties.code;
    this.listeners.picked(pickOf(code, adding));
  }

  /** Leave the map as a still picture. */
  stop() {
    this.gone = true;
    clearTimeout(this.viewTimer);
  }
}
