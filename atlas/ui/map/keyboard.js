// @ts-check
// The map's keyboard: which area lies in a direction, and what each key does.
/** @import {Outlines} from "./outlines.js" */

/** @typedef {[number, number]} Direction East and north, each -1, 0 or 1. */
/** @type {Record<string, Direction>} */
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** @type {(latitude: number) => number} */
const shrinkAt = (latitude) => Math.cos((latitude * Math.PI) / 180);

/**
 * The area that lies in a direction from another: a neighbour if there is one that way, else the nearest.
 * @param {Pick<Outlines, "centres" | "neighbours" | "count">} outlines
 * @param {number} from
 * @param {Direction} direction
 */
export function findNext({ centres, neighbours, count }, from, [dx, dy]) {
  const shrink = shrinkAt(centres[2 * from + 1]);
  /** @type {(candidates: Iterable<number>, narrowest: number, cost: (far: number, along: number) => number) => number | null} */
  const look = (candidates, narrowest, cost) => {
    let least = Infinity;
    /** @type {number | null} */
    let best = null;
    for (const i of candidates) {
      if (i === from) continue;
      const x = (centres[2 * i] - centres[2 * from]) * shrink;
      const y = centres[2 * i + 1] - centres[2 * from + 1];
      const far = Math.hypot(x, y);
      const along = (x * dx + y * dy) / far;
      if (!(along > narrowest)) continue;
      const price = cost(far, along);
      if (price < least) [best, least] = [i, price];
    }
    return best;
  };
  const near = neighbours[from] ?? [];
  /** @type {(far: number, along: number) => number} */
  const straightest = (_far, along) => -along;
  return (
    look(near, 0.5, straightest) ??
    look(near, 0.25, straightest) ??
    look(Array(count).keys(), 0.7, (far, along) => far / along ** 2)
  );
}

/**
 * The area whose centre is nearest to a point; null if there are no areas.
 * @param {Pick<Outlines, "centres" | "count">} outlines
 * @param {{lng: number, lat: number}} point
 */
export function findNearest({ centres, count }, { lng, lat }) {
  const shrink = shrinkAt(lat);
  let least = Infinity;
  /** @type {number | null} */
  let best = null;
  for (let i = 0; i < count; i += 1) {
    const far = Math.hypot((centres[2 * i] - lng) * shrink, centres[2 * i + 1] - lat);
    if (far < least) [best, least] = [i, far];
  }
  return best;
}

/**
 * What keys do on the map.
 * @typedef {object} Acts
 * @property {(direction: Direction) => void} move
 * @property {(adding: boolean) => void} pick
 * @property {() => void} leave
 * @property {(by: number) => void} zoom
 * @property {() => void} fit
 * @property {() => void} help
 */

/**
 * Do what a key means; false if it means nothing here. Keys with a modifier are left to the browser, except Enter.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">} event
 * @param {Acts} does
 */
export function press({ key, ctrlKey, metaKey, shiftKey, altKey }, does) {
  if (key === "Enter" || key === " ") does.pick(ctrlKey || metaKey || shiftKey);
  else if (ctrlKey || metaKey || altKey) return false;
  else if (ARROWS[key]) does.move(ARROWS[key]);
  else if (key === "Escape") does.leave();
  else if (key === "+" || key === "=") does.zoom(1);
  else if (key === "-" || key === "_" || key === "−") does.zoom(-1);
  else if (key === "0" || key === "Home") does.fit();
  else if (key === "?") does.help();
  else return false;
  return true;
}

/**
 * Connect the keys to their actions.
 * @param {HTMLElement} stage
 * @param {Acts} does
 */
export function listenForKeys(stage, does) {
  stage.addEventListener("keydown", (event) => {
    if (!press(event, does)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}
