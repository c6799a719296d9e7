// Four square areas in a row and one beyond them, for the tests: 0 1 2 3 from west to east, 4 north of 1.
import { measure } from "../../../atlas/ui/map/outlines.js";

const square = (code, id, west, south) => ({
  type: "Feature",
  id,
  properties: { code },
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [west, south],
        [west + 1, south],
        [west + 1, south + 1],
        [west, south + 1],
        [west, south],
      ],
    ],
  },
});

export const FILE = {
  type: "FeatureCollection",
  bbox: [0, 0, 4, 2],
  bounds: [0, 0, 4, 2],
  rough_from: 13,
  detailed: [0, 1],
  neighbours: [[1], [0, 2, 4], [1, 3], [2], [1]],
  wards: [{ name: "Dallow", lon: 1, lat: 1, areas: 4 }],
  neighbourhoods: [{ name: "Dallow West", lon: 0.5, lat: 0.5, areas: 1 }],
  features: ["A", "B", "C", "D"].map((code, i) => square(code, i, i, 0)).concat(square("E", 4, 1, 1)),
};

export const OUTLINES = measure(FILE);
