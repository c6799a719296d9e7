// @ts-check
// The map's style: its layers, colours and patterns.
/** @import {ExpressionSpecification, FilterSpecification, LayerSpecification, Map as MapLibreMap, StyleSpecification} from "maplibre-gl" */
/** @import {Outlines} from "./outlines.js" */
import { findEdge, zoomForSize } from "./outlines.js";

const PAPER = "#FBFAF7";
const INK = "#1B2A33";
const ACCENT = "#0B6E6E";
export const LOOKS = {
  paper: PAPER,
  faded: "#ECEBE6",
  missing: "#F4F2ED",
  outline: "#FFFFFF",
  faint: "#CBC6BB",
  edge: "#8E8A80",
};

/** Above this many areas some things are left out: finding the edge of the place would delay the first picture. */
export const MANY = 2000;

/**
 * A context for a canvas that is read back at once: kept out of the graphics card, where reading waits for all pending
 * work.
 * @param {HTMLCanvasElement} canvas
 */
export const penOf = (canvas) =>
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));

/** @typedef {Pick<Outlines, "count" | "span">} Measured */
/** @typedef {{layer: LayerSpecification, below: string}} Mark */

/** @type {import("geojson").FeatureCollection} */
const NONE = { type: "FeatureCollection", features: [] };
/** @type {(name: string, otherwise: string | number) => ExpressionSpecification} */
const own = (name, otherwise) => ["coalesce", ["feature-state", name], otherwise];

/**
 * Layers that only some areas show, each by the feature state that sets its opacity. With few areas one is added when
 * an area first needs it, which takes a round trip to the worker. With many they are there from the start, from the
 * zoom at which an area is wide enough for a pattern: from afar it would be costly and invisible.
 * @param {Measured} outlines
 * @returns {Mark[]}
 */
export function makeMarks(outlines) {
  const from = outlines.count > MANY ? { minzoom: Math.max(0, zoomForSize(outlines, 24)) } : {};
  /** @type {(id: string) => LayerSpecification} */
  const pattern = (id) => ({
    id,
    type: "fill",
    source: "areas",
    ...from,
    paint: { "fill-pattern": id, "fill-antialias": false, "fill-opacity": own(id, 0) },
  });
  /** @type {LayerSpecification} */
  const faint = {
    ...outlineLayer(outlines),
    ...from,
    id: "faint",
    paint: { "line-color": LOOKS.faint, "line-width": outlineWidth(outlines), "line-opacity": own("faint", 0) },
  };
  return [
    { layer: pattern("missing"), below: "outline" },
    { layer: pattern("hatch"), below: "outline" },
    // Above the white outlines, or the drawing order would decide which of two neighbours' lines is seen.
    { layer: faint, below: "hover-casing" },
  ];
}

/** @type {(...stops: number[]) => ExpressionSpecification} */
const across = (...stops) => ["interpolate", ["linear"], ["zoom"], ...stops];

/** @param {Measured} outlines */
function outlineWidth(outlines) {
  const middling = zoomForSize(outlines, 40);
  return across(middling - 3, 0.2, middling, 0.8, middling + 2, 1.4, middling + 5, 2);
}

/**
 * @param {Measured} outlines
 * @returns {import("maplibre-gl").LineLayerSpecification}
 */
function outlineLayer(outlines) {
  return {
    id: "outline",
    type: "line",
    source: "areas",
    minzoom: Math.max(0, zoomForSize(outlines, 40) - 3),
    layout: { "line-join": "round" },
    paint: { "line-color": LOOKS.outline, "line-width": outlineWidth(outlines) },
  };
}

/**
 * The whole style: no sprite, no glyphs, nothing from elsewhere.
 * @param {Outlines} outlines
 * @param {string} address
 * @returns {StyleSpecification}
 */
export function makeStyle(outlines, address) {
  const middling = zoomForSize(outlines, 40);
  const few = outlines.count <= MANY;
  // Areas smaller than the tolerance are left out; where there are many, whole cities would be missing from afar.
  const tolerance = few ? 0.25 : 0.03;
  /** @type {(data: string | import("geojson").GeoJSON) => import("maplibre-gl").GeoJSONSourceSpecification} */
  const source = (data) => ({ type: "geojson", data, tolerance, buffer: 32, maxzoom: 16 });
  /** @type {(id: string, from: string, colour: string, width: number | ExpressionSpecification, filter?: FilterSpecification) => LayerSpecification} */
  const ring = (id, from, colour, width, filter) => ({
    id,
    type: "line",
    source: from,
    ...(filter && { filter }),
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": colour, "line-width": width },
  });
  /** @type {FilterSpecification} */
  const focused = ["==", ["get", "kind"], "focus"];
  /** @type {FilterSpecification} */
  const pointed = ["==", ["get", "kind"], "hover"];
  const marks = few ? [] : makeMarks(outlines);
  /** @param {string} name */
  const under = (name) => marks.filter(({ below }) => below === name).map(({ layer }) => layer);
  return {
    version: 8,
    sources: {
      areas: source(address),
      chosen: source(NONE),
      pointed: source(NONE),
      edge: source(few ? findEdge(outlines) : NONE),
    },
    layers: [
      // Under the fills, so only its outer half is seen: the edge of the place, which pale classes would not show.
      ring("edge", "edge", LOOKS.edge, 3),
      {
        id: "fill",
        type: "fill",
        source: "areas",
        paint: { "fill-antialias": false, "fill-color": ["to-color", own("fill", PAPER)] },
      },
      ...under("outline"),
      outlineLayer(outlines),
      ...under("hover-casing"),
      ring("hover-casing", "pointed", "#FFFFFF", 5, pointed),
      ring("hover", "pointed", INK, 2, pointed),
      // Below the selection and wider than it, so that an area with both shows both.
      ring("focus-casing", "pointed", "#FFFFFF", 13, focused),
      ring("focus", "pointed", ACCENT, 11, focused),
      ring("focus-line", "pointed", "#FFFFFF", 4.5, focused),
      ring("chosen-casing", "chosen", "#FFFFFF", across(middling - 3, 4, middling, 7)),
      ring("chosen", "chosen", INK, across(middling - 3, 2, middling, 3.5)),
    ],
  };
}

/**
 * Draw the two patterns. `missing` is grey on pale; `hatch` keeps a white casing so that it shows on any colour.
 * @param {MapLibreMap} map
 */
export function addPatterns(map) {
  const ratio = 2;
  /** @type {(size: number, strokes: [string, number, boolean][]) => ImageData} */
  const draw = (size, strokes) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size * ratio;
    const pen = penOf(canvas);
    pen.scale(ratio, ratio);
    for (const [colour, width, rising] of strokes) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      for (const shift of [-size, 0, size]) {
        pen.moveTo(shift - 1, rising ? size + 1 : -1);
        pen.lineTo(shift + size + 1, rising ? -1 : size + 1);
      }
      pen.stroke();
    }
    return pen.getImageData(0, 0, canvas.width, canvas.height);
  };
  map.addImage("missing", draw(6, [["#A9A49A", 1, false]]), { pixelRatio: ratio });
  map.addImage(
    "hatch",
    draw(9, [
      ["rgba(255,255,255,0.7)", 2.4, true],
      ["rgba(27,42,51,0.75)", 1, true],
    ]),
    { pixelRatio: ratio },
  );
}
