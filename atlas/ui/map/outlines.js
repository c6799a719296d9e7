// @ts-check
// The outlines of the areas, with what keyboard, names and fitting need to know of them.
/** @import {Box, Outline, OutlinesFile} from "../wire.js" */
import { loadOnce } from "./fetch.js";

/** @typedef {ReturnType<typeof measure>} Outlines */

export const loadOutlines = loadOnce(async (answer) => measure(await answer.json()));

/** @param {Outline["geometry"]} geometry */
const polygonsOf = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

/**
 * Measure one area: its bounding box, and the centre of its largest part.
 * @param {Outline["geometry"]} geometry
 * @returns {{box: Box, centre: [number, number]}}
 */
function measureArea(geometry) {
  let [west, south, east, north, widest] = [Infinity, Infinity, -Infinity, -Infinity, 0];
  /** @type {[number, number]} */
  let centre = [0, 0];
  for (const [ring] of polygonsOf(geometry)) {
    let [area, x, y] = [0, 0, 0];
    // Relative to the first corner: degrees squared would lose too many digits.
    const [ox, oy] = ring[0];
    for (let k = 0, j = ring.length - 1; k < ring.length; j = k, k += 1) {
      const [ax, ay] = ring[j];
      const [bx, by] = ring[k];
      if (bx < west) west = bx;
      if (bx > east) east = bx;
      if (by < south) south = by;
      if (by > north) north = by;
      const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
      area += cross;
      x += (ax + bx - 2 * ox) * cross;
      y += (ay + by - 2 * oy) * cross;
    }
    if (Math.abs(area) > widest) {
      widest = Math.abs(area);
      centre = [ox + x / (3 * area), oy + y / (3 * area)];
    }
  }
  return { box: [west, south, east, north], centre };
}

/**
 * Add what keyboard, labels and fitting need, in one pass over the coordinates.
 * @param {Pick<OutlinesFile, "features" | "neighbours" | "wards" | "neighbourhoods" | "bounds" | "rough_from" | "detailed">} file
 */
export function measure({ features, neighbours, wards, neighbourhoods, bounds, rough_from: roughFrom, detailed }) {
  const count = features.length;
  const boxes = new Float64Array(count * 4);
  const centres = new Float64Array(count * 2);
  /** @type {Map<string, number>} */
  const indexOf = new Map();
  features.forEach(({ geometry, properties }, i) => {
    indexOf.set(properties.code, i);
    const { box, centre } = measureArea(geometry);
    boxes.set(box, 4 * i);
    centres.set(centre, 2 * i);
  });
  const spans = Array.from({ length: count }, (_, i) =>
    Math.sqrt((boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1])),
  ).sort((a, b) => a - b);
  const span = spans[count >> 1] ?? 0.01;
  const drawn = { roughFrom, detailed: new Set(detailed) };
  return { features, count, boxes, centres, indexOf, neighbours, wards, neighbourhoods, bounds, span, ...drawn };
}

/**
 * The edge of the whole place: the sides that only one area has. Where two areas do not share their corners exactly
 * some inner sides remain; the edge is drawn under the fills, so those are never seen.
 * @param {Pick<Outlines, "features">} outlines
 * @returns {import("geojson").Feature<import("geojson").MultiLineString>}
 */
export function findEdge({ features }) {
  const sides = new Map();
  for (const { geometry } of features) {
    for (const ring of polygonsOf(geometry).flat()) {
      for (let k = 1; k < ring.length; k += 1) {
        const ends = [ring[k - 1], ring[k]];
        const key = ends.map(String).sort().join();
        if (!sides.delete(key)) sides.set(key, ends);
      }
    }
  }
  return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: [...sides.values()] } };
}

/**
 * The bounding box of the boxes of some areas.
 * @param {ArrayLike<number>} boxes
 * @param {Iterable<number>} indices
 * @returns {Box}
 */
export function joinBoxes(boxes, indices) {
  /** @type {Box} */
  const whole = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of indices) {
    whole[0] = Math.min(whole[0], boxes[4 * i]);
    whole[1] = Math.min(whole[1], boxes[4 * i + 1]);
    whole[2] = Math.max(whole[2], boxes[4 * i + 2]);
    whole[3] = Math.max(whole[3], boxes[4 * i + 3]);
  }
  return whole;
}

/**
 * The centre of an area, as longitude and latitude.
 * @param {Pick<Outlines, "centres">} outlines
 * @param {number} i
 * @returns {[number, number]}
 */
export const centreOf = ({ centres }, i) => [centres[2 * i], centres[2 * i + 1]];

/**
 * The indices of the areas with these codes; unknown codes are left out.
 * @param {Pick<Outlines, "indexOf">} outlines
 * @param {readonly string[]} codes
 */
export const indicesOf = ({ indexOf }, codes) => codes.map((code) => indexOf.get(code)).filter((i) => i !== undefined);

/**
 * The zoom at which an area of median size is `pixels` wide.
 * @param {Pick<Outlines, "span">} outlines
 * @param {number} pixels
 */
export function zoomForSize(outlines, pixels) {
  return Math.log2((pixels * 360) / (512 * outlines.span));
}
