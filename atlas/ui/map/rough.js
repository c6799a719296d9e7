// @ts-check
// The line that says, close up, that outlines are generalised.
/** @import {Map as MapLibreMap} from "maplibre-gl" */
/** @import {Box} from "../wire.js" */
/** @import {Outlines} from "./outlines.js" */

/**
 * Whether an area that is drawn roughly is in view, so close that it shows.
 * @param {Pick<Outlines, "boxes" | "count" | "roughFrom" | "detailed">} outlines
 * @param {number} zoom
 * @param {Box} view
 */
export function isRough({ boxes, count, roughFrom, detailed }, zoom, [west, south, east, north]) {
  if (!roughFrom || zoom < roughFrom) return false;
  for (let i = 0; i < count; i += 1) {
    const [left, low, right, high] = [boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]];
    if (left <= east && right >= west && low <= north && high >= south && !detailed.has(i)) return true;
  }
  return false;
}

/**
 * Show the line wherever it is true, from now on.
 * @param {MapLibreMap} map
 * @param {Outlines} outlines
 * @param {HTMLElement} line
 */
export function watchRough(map, outlines, line) {
  const look = () => {
    const bounds = map.getBounds();
    const view = /** @type {Box} */ ([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]);
    line.hidden = !isRough(outlines, map.getZoom(), view);
  };
  map.on("moveend", look);
  look();
}
