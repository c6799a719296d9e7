import { addPatterns, makeStyle } from "./style.js";

let prepared = null;

/**
 * Make the MapLibre map of these outlines. Starting WebGL and cutting the outlines takes longer than all the rest of a
 * first picture, so this needs neither the page's data nor its room.
 */
export function makeGround(library, outlines, address) {
  const box = document.createElement("div");
  // Out of sight, and of the size that the page's style expects it to have.
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
  const once = (event) => new Promise((resolve) => map.once(event, resolve));
  const ground = { address, box, map, styled: once("style.load").then(() => addPatterns(map)), loaded: once("load") };
  map.touchZoomRotate.disableRotation();
  return ground;
}

/** Make the ground before anything asks for it; what fails here is met again, and told, by the map itself. */
export async function prepareGround(library, outlines, address) {
  try {
    const [maplibre, known] = await Promise.all([library, outlines]);
    if (prepared === null) prepared = makeGround(maplibre, known, address);
  } catch {
    prepared = null;
  }
}

/** The ground that was prepared for these outlines, once; nothing where there is none. */
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

/** Put the ground where it is to be seen. */
export function placeGround(ground, parent) {
  const { map, box } = ground;
  box.classList.remove("atlas-ground");
  box.style.cssText = "position:absolute;inset:0";
  parent.append(box);
  const { width, height } = map.transform;
  // Even to the size it has, resizing would throw the picture away.
  if (box.clientWidth !== width || box.clientHeight !== height) map.resize({ programmatic: true });
}
