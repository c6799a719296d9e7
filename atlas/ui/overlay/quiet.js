// @ts-check
// Muted greys for vector tiles in the two common schemas: Protomaps (versions 3 and 4) and OpenMapTiles.
/** @import {ExpressionSpecification, FilterSpecification, LayerSpecification} from "maplibre-gl" */

/** @typedef {ExpressionSpecification | number} Width */
/** @typedef {{"source-layer": string, [key: string]: any}} Sketch A layer without its name and source. */

const WATER = "#CFD8DB";
const GREEN = "#DDE3D6";
const BUILDING = "#DDD9D1";
const INK = "#3B474F";
const HALO = "#FBFAF7";
const FONT = ["atlas"];

/** @type {ExpressionSpecification} */
const kind = ["coalesce", ["get", "kind"], ["get", "pmap:kind"], ["get", "class"], ""];
/** @type {ExpressionSpecification} */
const named = ["coalesce", ["get", "name:en"], ["get", "name"], ""];
/** @type {(...words: string[]) => ExpressionSpecification} */
const oneOf = (...words) => ["match", kind, words, true, false];
/** @type {(...stops: number[]) => ExpressionSpecification} */
const grow = (...stops) => ["interpolate", ["exponential", 1.5], ["zoom"], ...stops];

const MAIN = ["highway", "motorway", "trunk", "primary", "major_road"];
const MIDDLE = ["secondary", "tertiary", "medium_road"];
const MINOR = ["minor_road", "minor", "service", "residential", "street"];
const PATHS = ["path", "footway", "pedestrian", "track"];
const RAILS = ["rail", "transit", "railway"];
const GREENS = [
  "park",
  "forest",
  "wood",
  "grass",
  "cemetery",
  "nature_reserve",
  "garden",
  "golf_course",
  "recreation_ground",
  "pitch",
];
const TOWNS = ["city", "town", "village", "hamlet", "suburb", "quarter", "neighbourhood", "locality"];

/** @type {(layer: string, colour: string, filter?: FilterSpecification) => Sketch} */
const surface = (layer, colour, filter) => ({
  "source-layer": layer,
  type: "fill",
  ...(filter && { filter }),
  paint: { "fill-color": colour, "fill-antialias": false },
});
/** @type {(layer: string, colour: string, width: Width, filter?: FilterSpecification, extra?: object) => Sketch} */
const line = (layer, colour, width, filter, extra = {}) => ({
  "source-layer": layer,
  type: "line",
  ...(filter && { filter }),
  layout: { "line-cap": "round", "line-join": "round" },
  paint: { "line-color": colour, "line-width": width, ...extra },
});
/** @type {(layer: string, filter: FilterSpecification | null, layout: object, extra?: object) => Sketch} */
const names = (layer, filter, layout, extra = {}) => ({
  "source-layer": layer,
  type: "symbol",
  ...(filter && { filter }),
  ...extra,
  layout: { "text-field": named, "text-font": FONT, "text-padding": 4, ...layout },
  paint: { "text-color": INK, "text-halo-color": HALO, "text-halo-width": 1.6 },
});

/** @param {string} layer */
const roads = (layer) => [
  line(layer, "#B4AFA5", grow(10, 0.3, 14, 1.2, 17, 5), oneOf(...MINOR)),
  line(layer, "#B4AFA5", grow(12, 0.3, 17, 1.6), oneOf(...PATHS), { "line-dasharray": [2, 2] }),
  line(layer, "#9C968B", grow(9, 0.5, 14, 2, 17, 8), oneOf(...MIDDLE)),
  line(layer, "#857F75", grow(7, 0.6, 14, 3, 17, 11), oneOf(...MAIN)),
  line(layer, "#8E8A80", grow(9, 0.5, 15, 1.6), oneOf(...RAILS), { "line-dasharray": [4, 2] }),
];
const along = { "symbol-placement": "line", "text-size": 11.5, "text-max-angle": 30 };
const towns = { "text-size": ["match", kind, ["city", "town"], 15, 12], "text-max-width": 8 };

const ALL = [
  surface("landuse", GREEN, oneOf(...GREENS)),
  surface("landcover", GREEN, oneOf(...GREENS)),
  surface("natural", GREEN, oneOf(...GREENS)),
  surface("park", GREEN),
  surface("water", WATER, ["==", ["geometry-type"], "Polygon"]),
  line("physical_line", WATER, grow(9, 0.5, 16, 3)),
  line("waterway", WATER, grow(9, 0.5, 16, 3)),
  ...["buildings", "building"].map((layer) => ({ ...surface(layer, BUILDING), minzoom: 14 })),
  ...roads("roads"),
  ...roads("transit"),
  ...roads("transportation"),
  names("roads", ["!=", named, ""], along, { minzoom: 13 }),
  names("transportation_name", null, along, { minzoom: 13 }),
  names("places", oneOf(...TOWNS), towns),
  names("place", oneOf(...TOWNS), towns),
];

/**
 * The layers for one source; if the layers of its tiles are known, only for those.
 * @param {string} source
 * @param {readonly string[]} known
 */
export function quietLayers(source, known) {
  /** @param {Sketch} layer */
  const has = (layer) => !known.length || known.includes(layer["source-layer"]);
  return ALL.filter(has).map(
    (layer, i) =>
      /** @type {LayerSpecification} */ (/** @type {unknown} */ ({ ...layer, id: `${source}-${i}`, source })),
  );
}
