// @ts-check
// The map's view: what it fits, how it moves, and where it was left.
/** @import {Map as MapLibreMap} from "maplibre-gl" */
/** @import {MapData, View} from "../wire.js" */
/** @import {Room} from "./card.js" */
/** @import {Outlines} from "./outlines.js" */
import { centreOf, indicesOf, joinBoxes } from "./outlines.js";

/** @typedef {{view: View, fitted: boolean, codes: readonly string[], fit: number | null}} Kept */

// Where each map was left, by its id: switching pages and back must not lose it.
/** @type {Map<string, Kept>} */
const remembered = new Map();

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * The map's view, rounded to what can be seen.
 * @param {{lng: number, lat: number}} centre
 * @param {number} zoom
 * @returns {View}
 */
export const roundView = ({ lng, lat }, zoom) => [+lng.toFixed(5), +lat.toFixed(5), +zoom.toFixed(2)];

/**
 * The initial view: where this map was left, else the link's view, else everything asked for.
 * @param {Pick<MapData, "fit" | "view">} data
 * @param {Kept | undefined} kept
 * @returns {{view: View | null, codes: readonly string[]}} The view, or without one the areas to fill it with.
 */
export function findBeginning({ fit, view }, kept) {
  // At another level of the same place, the camera keeps its position.
  if (kept && kept.fit === fit.id) return { view: kept.fitted ? null : kept.view, codes: kept.codes };
  return { view: kept ? null : view, codes: fit.codes };
}

/**
 * The bounding box of these areas, or of the whole place if none of them is here.
 * @param {Pick<Outlines, "boxes" | "bounds" | "indexOf">} outlines
 * @param {readonly string[]} codes
 * @returns {[[number, number], [number, number]]}
 */
export function boundsOf(outlines, codes) {
  const indices = indicesOf(outlines, codes);
  const [west, south, east, north] = indices.length ? joinBoxes(outlines.boxes, indices) : outlines.bounds;
  return [
    [west, south],
    [east, north],
  ];
}

/**
 * Whether a point of the view is so near its edge that the map should move.
 * @param {{x: number, y: number}} point
 * @param {Room} room
 */
export function isAtEdge({ x, y }, { width, height }) {
  const edge = Math.min(60, width / 5, height / 5);
  return !(x > edge && y > edge && x < width - edge && y < height - edge);
}

export class Camera {
  /**
   * @param {MapLibreMap} map
   * @param {Outlines} outlines
   * @param {HTMLElement} container
   * @param {MapData} data
   */
  constructor(map, outlines, container, data) {
    this.map = map;
    this.outlines = outlines;
    this.container = container;
    this.identity = data.map;
    const kept = remembered.get(data.map);
    const { view, codes } = findBeginning(data, kept);
    this.fitSeen = data.fit.id;
    // A map left at its fit is fitted again, as its container may have another size by now.
    this.fitted = view === null;
    this.fitCodes = this.known(codes);
    this.limited = false;
    this.zoomGoal = /** @type {number | null} */ (null);
    if (view) map.jumpTo({ center: [view[0], view[1]], zoom: view[2] });
    else map.fitBounds(boundsOf(outlines, this.fitCodes), { ...this.room(), duration: 0 });
    if (data.cooperative) map.cooperativeGestures.enable();
    this.resizing = this.watchSize();
  }

  /** @param {readonly string[]} codes */
  known(codes) {
    return indicesOf(this.outlines, codes).length ? codes : [];
  }

  /** The margin that fitting leaves free at the sides. */
  room() {
    const small = this.container.clientWidth < 480;
    // The foot is kept free for the buttons and the scale bar, where a page has them.
    const foot = this.said("--atlas-map-foot");
    const bottom = Number.isNaN(foot) ? (small ? 64 : 56) : foot;
    const padding = { top: 20, left: 20, right: 20 + this.covered(), bottom };
    return { padding, maxZoom: 15.5 };
  }

  /** @param {string} name */
  said(name) {
    return parseFloat(getComputedStyle(this.container).getPropertyValue(name));
  }

  /** Where a panel covers the map, the page says how much of its right side is hidden. */
  covered() {
    return Math.min(this.said("--atlas-map-right") || 0, this.container.clientWidth / 2);
  }

  /**
   * The visible size of the map, without what a panel covers.
   * @returns {Room}
   */
  size() {
    const { clientWidth, clientHeight } = this.map.getContainer();
    return { width: clientWidth - this.covered(), height: clientHeight };
  }

  /** Zooming out stops a little past the whole place. */
  limit() {
    this.limited = true;
    const whole = this.map.cameraForBounds(this.outlines.bounds, this.room());
    if (whole?.zoom !== undefined) this.map.setMinZoom(Math.max(0, whole.zoom - 1.5));
  }

  /**
   * Fill the view with these areas, or with the whole place.
   * @param {readonly string[]} codes
   */
  fit(codes, { jump = false, byUser = false } = {}) {
    const duration = jump || isStill() ? 0 : 500;
    // Before the call: without a duration the move ends inside it.
    this.fitted = true;
    this.fitCodes = this.known(codes);
    this.map.fitBounds(
      boundsOf(this.outlines, codes),
      { ...this.room(), linear: true, duration },
      byUser ? { fitting: true } : { programmatic: true },
    );
  }

  /** @param {View} view */
  goTo([lng, lat, zoom]) {
    this.fitted = false;
    this.map.jumpTo({ center: [lng, lat], zoom }, { programmatic: true });
  }

  /**
   * Carry out a page's new request.
   * @param {MapData["fit"]} fit
   */
  follow({ id, view, codes }) {
    if (id === this.fitSeen) return;
    this.fitSeen = id;
    if (view) this.goTo(view);
    else this.fit(codes);
  }

  /**
   * Bring an area into view if it is not, without moving the map when it is.
   * @param {number} i
   */
  reveal(i) {
    const center = centreOf(this.outlines, i);
    if (!isAtEdge(this.map.project(center), this.size())) return;
    const offset = /** @type {[number, number]} */ ([-this.covered() / 2, 0]);
    this.map.easeTo({ center, offset, duration: isStill() ? 0 : 250 });
  }

  /**
   * Zoom by a step, around an area where one has the keys.
   * @param {number} by
   * @param {number | null} i
   */
  zoom(by, i) {
    const around = i === null ? {} : { around: centreOf(this.outlines, i) };
    // From the target of the last press, or quick presses would lose parts of a step.
    this.zoomGoal = (this.zoomGoal ?? this.map.getZoom()) + by;
    this.map.easeTo({ zoom: this.zoomGoal, ...around, duration: isStill() ? 0 : 200 });
    this.map.once("idle", () => {
      this.zoomGoal = null;
    });
  }

  get view() {
    return roundView(this.map.getCenter(), this.map.getZoom());
  }

  /**
   * Store where the map was left; if it was moved by hand, it is no longer at its fit.
   * @param {boolean} byHand
   */
  remember(byHand) {
    if (byHand) this.fitted = false;
    const { view, fitted, fitCodes: codes, fitSeen: fit } = this;
    remembered.set(this.identity, { view, fitted, codes, fit });
  }

  watchSize() {
    const { map } = this;
    let first = true;
    const watch = new ResizeObserver(([{ contentRect }]) => {
      const skip = first || contentRect.width < 2 || contentRect.height < 2;
      first = false;
      if (skip) return;
      // A longer heading changes the size just as a search starts to move the map: the flight goes on, to the new fit.
      const flying = map.isMoving();
      map.resize({ programmatic: true });
      if (this.limited) this.limit();
      if (this.fitted) this.fit(this.fitCodes, { jump: !flying });
    });
    watch.observe(this.container);
    return watch;
  }
}
