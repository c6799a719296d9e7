// @ts-check
// Paints the areas: reads the class and state of each, and updates only those that look different.
/** @import {Map as MapLibreMap, GeoJSONSource} from "maplibre-gl" */
/** @import {MapData} from "../wire.js" */
/** @import {Outlines} from "./outlines.js" */
/** @import {Mark} from "./style.js" */
import { LOOKS, MANY, makeMarks } from "./style.js";

export const OUT = 1;
export const SELECTED = 2;
export const DOUBTFUL = 4;
export const OFF = 8;
const NO_VALUE = 255;

/** @typedef {{fill: string, faint: number, hatch: number, missing: number}} Look */

/**
 * Read one small number per area from one character each; a gap is a dash.
 * @param {string} text
 * @param {number} count The number of areas: a wrong length must not shift anything.
 * @param {number} otherwise The value of an area that nothing was sent for.
 */
export function decode(text, count, otherwise = NO_VALUE) {
  const bytes = new Uint8Array(count).fill(otherwise);
  const most = Math.min(count, text.length);
  for (let i = 0; i < most; i += 1) bytes[i] = text[i] === "-" ? NO_VALUE : text.charCodeAt(i) - 48;
  return bytes;
}

/**
 * The look of one area: a feature state, computed once per class and state.
 * @param {number} cls
 * @param {number} state
 * @param {readonly string[]} colours
 * @returns {Look}
 */
export function lookOf(cls, state, colours) {
  /** @type {(fill: string, on?: Partial<Look>) => Look} */
  const look = (fill, on) => ({ fill, faint: 0, hatch: 0, missing: 0, ...on });
  if (state & OUT) return look(LOOKS.faded, { faint: 1 });
  if (state & OFF) return look(LOOKS.paper, { faint: 1 });
  if (cls === NO_VALUE || colours[cls] === undefined) return look(LOOKS.missing, { missing: 1 });
  return look(colours[cls], { hatch: state & DOUBTFUL ? 1 : 0 });
}

/**
 * Mark one area as selected in a text of states; an empty text means that no area had any.
 * @param {string} states
 * @param {number} count
 * @param {number} i
 */
export function select(states, count, i) {
  const all = states || "0".repeat(count);
  return all.slice(0, i) + String.fromCharCode(all.charCodeAt(i) | SELECTED) + all.slice(i + 1);
}

export class Painter {
  /**
   * @param {MapLibreMap} map
   * @param {Outlines} outlines
   */
  constructor(map, outlines) {
    this.map = map;
    this.outlines = outlines;
    this.state = new Uint8Array(outlines.count);
    this.shown = new Uint32Array(outlines.count);
    /** @type {Map<string, {number: number, state: Look}>} */
    this.known = new Map();
    this.marks = makeMarks(outlines);
    /** @type {number[]} */
    this.chosen = [];
    /** @type {string[]} */
    this.seen = [];
  }

  /**
   * Paint what differs from the map; true if anything does.
   * @param {Pick<MapData, "classes" | "state" | "colours">} data
   */
  apply({ classes, state, colours }) {
    const now = [classes, state, colours.join()];
    if (now.every((part, i) => part === this.seen[i])) return false;
    this.seen = now;
    const { count } = this.outlines;
    const classOf = decode(classes, count);
    this.state = decode(state, count, 0);
    const table = new Array(256 * 16);
    const used = new Set();
    let changed = false;
    for (let i = 0; i < count; i += 1) {
      // Selection has its own layer, so it is not part of the look.
      const slot = (classOf[i] << 4) | (this.state[i] & (OUT | DOUBTFUL | OFF));
      table[slot] ??= this.intern(lookOf(classOf[i], this.state[i], colours));
      const look = table[slot];
      used.add(look);
      if (this.shown[i] === look.number) continue;
      this.shown[i] = look.number;
      this.map.setFeatureState({ source: "areas", id: i }, look.state);
      changed = true;
    }
    for (const mark of this.marks)
      this.toggle(
        mark,
        [...used].some((look) => look.state[mark.layer.id]),
      );
    return this.choose() || changed;
  }

  /** @param {Look} look */
  intern(look) {
    const name = Object.values(look).join();
    const known = this.known.get(name) ?? { number: this.known.size + 1, state: look };
    this.known.set(name, known);
    return known;
  }

  choose() {
    /** @type {number[]} */
    const chosen = [];
    for (let i = 0; i < this.state.length; i += 1) if (this.state[i] & SELECTED) chosen.push(i);
    if (chosen.join() === this.chosen.join()) return false;
    this.chosen = chosen;
    /** @type {GeoJSONSource} */ (this.map.getSource("chosen")).setData({
      type: "FeatureCollection",
      features: chosen.map((i) => this.outlines.features[i]),
    });
    return true;
  }

  get codes() {
    return this.chosen.map((i) => this.outlines.features[i].properties.code);
  }

  /** With few areas, add what a later layer may need in advance: adding takes a round trip to the worker. */
  prepareMarks() {
    if (this.outlines.count <= MANY) for (const mark of this.marks) this.toggle(mark, true);
  }

  /**
   * @param {Mark} mark
   * @param {boolean} needed
   */
  toggle({ layer, below }, needed) {
    if (needed && !this.map.getLayer(layer.id)) this.map.addLayer(layer, below);
  }
}
