// @ts-check
// The areas under the pointer and with the keyboard focus: their outlines, and the card beside them.
/** @import {GeoJSONSource, Map as MapLibreMap, MapMouseEvent, Point} from "maplibre-gl" */
/** @import {Camera} from "./camera.js" */
/** @import {Card} from "./card.js" */
/** @import {Direction} from "./keyboard.js" */
/** @import {Outlines} from "./outlines.js" */
import { findNearest, findNext } from "./keyboard.js";
import { centreOf } from "./outlines.js";
import { SELECTED } from "./paint.js";

/**
 * What is outlined, and how: the focused area once, even if the pointer is on it too.
 * @param {number | null} hover
 * @param {number | null} ringed
 * @returns {{i: number, kind: "hover" | "focus"}[]}
 */
export function listMarks(hover, ringed) {
  /** @type {{i: number, kind: "hover" | "focus"}[]} */
  const marks = [];
  if (hover !== null && hover !== ringed) marks.push({ i: hover, kind: "hover" });
  if (ringed !== null) marks.push({ i: ringed, kind: "focus" });
  return marks;
}

export class Highlight {
  /**
   * @param {MapLibreMap} map
   * @param {Outlines} outlines
   * @param {Camera} camera
   * @param {Card} card
   */
  constructor(map, outlines, camera, card) {
    this.map = map;
    this.outlines = outlines;
    this.camera = camera;
    this.card = card;
    /** Where the keyboard continues from; outlined while the keyboard is used. */
    this.focus = /** @type {number | null} */ (null);
    this.isRinged = false;
    this.hover = /** @type {number | null} */ (null);
    this.marked = "";
    /** Whether something else lies under a point, which then has a name of its own. */
    this.isTaken = (/** @type {Point} */ _point) => false;
    map.on("move", () => this.follow());
    map.on("mousemove", (event) => this.point(event));
    map.on("mouseout", () => this.unpoint());
    map.on("dragstart", () => this.unpoint());
  }

  get ringed() {
    return this.isRinged ? this.focus : null;
  }

  /** @param {Point} point */
  areaAt(point) {
    const [found] = this.map.queryRenderedFeatures(point, { layers: ["fill"] });
    return /** @type {number | undefined} */ (found?.id) ?? null;
  }

  /** @param {MapMouseEvent} event */
  point({ point, originalEvent }) {
    if (this.map.isMoving()) return;
    this.hover = this.isTaken(point) ? null : this.areaAt(point);
    this.map.getCanvas().style.cursor = this.hover === null ? "" : "pointer";
    this.mark();
    if (this.hover === null) {
      this.follow();
      return;
    }
    const touched =
      originalEvent.type.startsWith("touch") ||
      ("pointerType" in originalEvent && originalEvent.pointerType === "touch");
    this.card.show(this.hover, { x: point.x, y: point.y, keepOff: touched ? 40 : 16 }, this.camera.size());
  }

  unpoint() {
    if (this.hover === null) return;
    this.hover = null;
    this.mark();
    this.follow();
  }

  /** Outline the pointed and the focused area; a source of two features is cheaper than a layer of all. */
  mark() {
    const marks = listMarks(this.hover, this.ringed);
    const key = JSON.stringify(marks);
    if (key === this.marked) return;
    this.marked = key;
    /** @type {GeoJSONSource} */ (this.map.getSource("pointed")).setData({
      type: "FeatureCollection",
      features: marks.map(({ i, kind }) => ({
        type: "Feature",
        properties: { kind },
        geometry: this.outlines.features[i].geometry,
      })),
    });
  }

  /**
   * Give an area the focus. `quiet` is for the mouse: no outline, nothing read aloud; the keyboard continues from there.
   * @param {number | null} i
   */
  setFocus(i, { quiet = false } = {}) {
    this.focus = i;
    this.isRinged = !quiet;
    if (i !== null && !quiet) this.hover = null;
    this.mark();
    if (i !== null && !quiet) {
      this.camera.reveal(i);
      this.card.say(i);
    }
    this.follow();
  }

  /** Keep the card by the focused area while the map moves; without one, there is no card. */
  follow() {
    if (this.hover !== null) return;
    const i = this.ringed;
    const size = this.camera.size();
    const spot = i === null ? null : this.spotOf(i);
    if (i === null || spot === null || spot.x < 0 || spot.y < 0 || spot.x > size.width || spot.y > size.height) {
      this.card.hide();
      return;
    }
    this.card.show(i, spot, size);
  }

  /**
   * Where an area is in the view, and how much of it a card should leave free.
   * @param {number} i
   */
  spotOf(i) {
    const { boxes } = this.outlines;
    const [lng, lat] = centreOf(this.outlines, i);
    const { x, y } = this.map.project([lng, lat]);
    const top = this.map.project([lng, boxes[4 * i + 3]]).y;
    const bottom = this.map.project([lng, boxes[4 * i + 1]]).y;
    return { x, y, keepOff: Math.min(Math.max(y - top, bottom - y), 90) + 14 };
  }

  /** Begin at the first selected area, else at the one nearest the centre of the view. */
  first() {
    const selected = this.card.painter.state.findIndex((state) => (state & SELECTED) !== 0);
    return selected >= 0 ? selected : findNearest(this.outlines, this.map.getCenter());
  }

  /**
   * Go to the next area in a direction; the first key only shows the focus.
   * @param {Direction} direction
   */
  step(direction) {
    const { focus } = this;
    this.setFocus(focus === null ? this.first() : (findNext(this.outlines, focus, direction) ?? focus));
  }
}
