// @ts-check
// Names of wards and neighbourhoods: HTML over the map, larger areas first, never overlapping.
/** @import {Map as MapLibreMap} from "maplibre-gl" */
/** @import {Label} from "../wire.js" */
/** @import {Outlines} from "./outlines.js" */
import { make } from "./elements.js";
import { penOf } from "./style.js";

/** @typedef {keyof typeof KINDS} Kind */
const KINDS = {
  ward: { font: "600 12.5px", spacing: 0.9, high: 17, room: 0.6, gap: 10, typical: 34 },
  neighbourhood: { font: "400 13px", spacing: 0, high: 16, room: 1, gap: 8, typical: 210 },
};

// A name may be this many pixels off its point, and no further off than this share of what it names.
const STEPS = [0, -13, 13, -26, 26];
// The sizes above are for this many pixels.
const USUAL = 13;
const REACH = 0.25;

/**
 * A name with the space it takes: `wide` in pixels, `span` in degrees; all of a kind appear `from` one scale on.
 * @typedef {object} Name
 * @property {Kind} kind
 * @property {string} name
 * @property {number} lon
 * @property {number} lat
 * @property {number} wide
 * @property {number} from
 * @property {number} span
 *
 * How far below its point a name is, and the sides of its box.
 * @typedef {[up: number, left: number, top: number, right: number, bottom: number]} Placed
 *
 * The view in pixels, and the size of names relative to the usual.
 * @typedef {{width: number, height: number, perDegree: number, growth: number}} Sight
 */

/**
 * List the names of one kind, largest areas first.
 * @param {Kind} kind
 * @param {readonly Label[]} labels
 * @param {number} areaSpan How wide an area of median size is, in degrees.
 * @param {(name: string) => number} widthOf
 * @returns {Name[]}
 */
export function listNames(kind, labels, areaSpan, widthOf) {
  const spans = labels.map(({ areas }) => Math.sqrt(areas) * areaSpan).sort((a, b) => a - b);
  // A whole kind appears at one zoom, so that a map never shows a stray few of them.
  const from = KINDS[kind].typical / (spans[spans.length >> 1] || 1);
  return labels
    .map(({ name, lon, lat, areas }) => ({
      kind,
      name,
      lon,
      lat,
      wide: widthOf(name),
      from,
      span: Math.sqrt(areas) * areaSpan,
    }))
    .sort((a, b) => b.span - a.span);
}

/**
 * Find a name's position: the first one in view and free; undefined if there is none.
 * @param {Name} name
 * @param {{x: number, y: number}} point
 * @param {Sight} sight
 * @param {readonly Placed[]} taken
 * @returns {Placed | undefined}
 */
export function placeName({ kind, wide, span }, { x, y }, { width, height, perDegree, growth }, taken) {
  const { gap } = KINDS[kind];
  const high = KINDS[kind].high * growth;
  const reach = span * perDegree * REACH;
  const [left, right] = [x - wide / 2 - gap, x + wide / 2 + gap];
  if (left < 0 || right > width) return undefined;
  return STEPS.map((step) => step * growth)
    .filter((step) => Math.abs(step) <= reach)
    .map(
      (step) => /** @type {Placed} */ ([step, left, y + step - (high + gap) / 2, right, y + step + (high + gap) / 2]),
    )
    .find(
      ([, , top, , bottom]) =>
        top >= 0 && bottom <= height && !taken.some((t) => left < t[3] && right > t[1] && top < t[4] && bottom > t[2]),
    );
}

/**
 * Choose the names to show, each with its distance from its point.
 * @param {readonly Name[]} names
 * @param {(name: Name) => {x: number, y: number} | null} project A name's point; null if it is not in view.
 * @param {Sight} sight
 * @param {Placed[]} taken Other things on the map, which names avoid.
 * @returns {Map<Name, number>}
 */
export function chooseNames(names, project, sight, taken) {
  const { perDegree, growth } = sight;
  const chosen = new Map();
  /** @type {Map<string, {x: number, y: number}>} */
  const wardsNamed = new Map();
  for (const one of names) {
    const { kind, name, wide, from, span } = one;
    // Large names are few, and may be wider than what they name: each is centred.
    const room = KINDS[kind].room / growth ** 2;
    if (perDegree < from || span * perDegree < wide * room) continue;
    const point = project(one);
    if (!point) continue;
    // A neighbourhood named after its ward would only repeat the name.
    const twin = wardsNamed.get(name.toLowerCase());
    if (twin && Math.hypot(twin.x - point.x, twin.y - point.y) < span * perDegree * 1.5) continue;
    const box = placeName(one, point, sight, taken);
    if (!box) continue;
    taken.push(box);
    chosen.set(one, box[0]);
    if (kind === "ward") wardsNamed.set(name.toLowerCase(), point);
  }
  return chosen;
}

export class Labels {
  /**
   * @param {MapLibreMap} map
   * @param {Outlines} outlines
   * @param {HTMLElement} layer
   */
  constructor(map, outlines, layer) {
    this.map = map;
    this.outlines = outlines;
    this.layer = layer;
    /** Other things on the map. */
    this.around = () => /** @type {Placed[]} */ ([]);
    /** @type {Map<Name, number>} */
    this.shown = new Map();
    /** @type {Map<Name, HTMLElement>} */
    this.made = new Map();
    this.last = 0;
    this.size = USUAL;
    this.names = this.measure();
    map.on("move", () => this.move());
    map.on("moveend", () => this.place());
  }

  get growth() {
    return this.size / USUAL;
  }

  /** Measure every name. A page may ask for larger names, and for no capitals. */
  measure() {
    const { wards, neighbourhoods, span } = this.outlines;
    const pen = penOf(document.createElement("canvas"));
    const style = getComputedStyle(this.layer);
    const isPlain = style.getPropertyValue("--atlas-ward-case").trim() === "none";
    this.size = parseFloat(style.fontSize) || USUAL;
    /** @type {(kind: Kind) => (name: string) => number} */
    const widthOf = (kind) => (name) => {
      pen.font = `${KINDS[kind].font} ${style.fontFamily}`;
      const text = kind === "ward" && !isPlain ? name.toUpperCase() : name;
      const spacing = isPlain ? 0 : KINDS[kind].spacing;
      return this.growth * (pen.measureText(text).width + text.length * spacing) + 4;
    };
    return [
      ...listNames("ward", wards, span, widthOf("ward")),
      ...listNames("neighbourhood", neighbourhoods, span, widthOf("neighbourhood")),
    ];
  }

  /** Choose the names for this view, when the map comes to rest and at times on the way. */
  place() {
    this.last = performance.now();
    const { width, height } = this.layer.getBoundingClientRect();
    if (!width) return;
    if (parseFloat(getComputedStyle(this.layer).fontSize) !== this.size) this.names = this.measure();
    const perDegree = (512 * 2 ** this.map.getZoom()) / 360;
    const bounds = this.map.getBounds();
    /** @type {(name: Name) => {x: number, y: number} | null} */
    const project = ({ lon, lat }) => (bounds.contains([lon, lat]) ? this.map.project([lon, lat]) : null);
    const sight = { width, height, perDegree, growth: this.growth };
    this.shown = chooseNames(this.names, project, sight, this.around());
    for (const [name, mark] of this.made) {
      if (this.shown.has(name)) continue;
      mark.remove();
      this.made.delete(name);
    }
    for (const name of this.shown.keys()) if (!this.made.has(name)) this.made.set(name, this.write(name));
    this.shift();
  }

  /** @param {Name} name */
  write({ kind, name }) {
    const mark = make(`span.atlas-name.atlas-name-${kind}`, {}, name);
    this.layer.append(mark);
    return mark;
  }

  move() {
    if (performance.now() - this.last > 200) this.place();
    else this.shift();
  }

  shift() {
    for (const [name, up] of this.shown) {
      const { x, y } = this.map.project([name.lon, name.lat]);
      const move = `translate(${Math.round(x - name.wide / 2)}px, ${Math.round(y + up - 8 * this.growth)}px)`;
      /** @type {HTMLElement} */ (this.made.get(name)).style.transform = move;
    }
  }
}
