// @ts-check
// The MapLibre map that everything is drawn on, created before the page asks for it if possible.
/** @import {Map as MapLibreMap} from "maplibre-gl" */
/** @import {Library} from "./library.js" */
/** @import {Outlines} from "./outlines.js" */
import { addPatterns, makeStyle } from "./style.js";

/** @typedef {{address: string, box: HTMLElement, map: MapLibreMap, styled: Promise<void>}} Ground */

/** @type {Ground | false | null} */
let prepared = null;

/**
 * Create the MapLibre map of these outlines. Starting WebGL and tiling the outlines takes longer than all the rest of a
 * first picture, so this needs neither the page's data nor its container.
 * @param {Library} library
 * @param {Outlines} outlines
 * @param {string} address
 * @returns {Ground}
 */
export function makeGround(library, outlines, address) {
  const box = document.createElement("div");
  // Out of sight, and in the size that the page's style sheet expects it to have.
  box.className = "atlas-ground";
  document.body.append(box);
  let map;
  try {
    map = new library.Map({
      container: box,
      style: makeStyle(outlines, address),
      bounds: outlines.bounds,
      attributionControl: false,
      boxZoom: false,
      doubleClickZoom: false,
      keyboard: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxPitch: 0,
      maxZoom: 17,
      fadeDuration: 0,
      renderWorldCopies: false,
      trackResize: false,
      pixelRatio: Math.min(devicePixelRatio, 2),
    });
  } catch (error) {
    box.remove();
    throw error;
  }
  const styled = new Promise((/** @type {(value: void) => void} */ resolve) => {
    map.once("style.load", () => resolve(addPatterns(map)));
  });
  map.touchZoomRotate.disableRotation();
  return { address, box, map, styled };
}

/**
 * Create the ground before anything asks for it; the map itself meets and reports any failure again.
 * @param {Promise<Library>} library
 * @param {Promise<Outlines>} outlines
 * @param {string} address
 */
export async function prepareGround(library, outlines, address) {
  try {
    const [maplibre, known] = await Promise.all([library, outlines]);
    if (prepared === null) prepared = makeGround(maplibre, known, address);
  } catch {
    prepared = null;
  }
}

/**
 * The ground that was prepared for these outlines, once; null if there is none.
 * @param {string} address
 */
export function takeGround(address) {
  const ground = prepared;
  prepared = false;
  if (ground && ground.address !== address) {
    ground.map.remove();
    ground.box.remove();
    return null;
  }
  return ground || null;
}

/**
 * Move the ground to where it is shown.
 * @param {Ground} ground
 * @param {HTMLElement} parent
 */
export function placeGround({ map, box }, parent) {
  box.classList.remove("atlas-ground");
  box.style.cssText = "position:absolute;inset:0";
  parent.append(box);
  const { width, height } = map.transform;
  // Even to the same size, resizing would discard the picture.
  if (box.clientWidth !== width || box.clientHeight !== height) map.resize({ programmatic: true });
}
