import assert from "node:assert/strict";
import { test } from "node:test";
import { centreOf, findEdge, indicesOf, joinBoxes, measure, zoomForSize } from "../../../atlas/ui/map/outlines.js";
import { FILE, OUTLINES } from "./squares.js";

test("areas are measured: boxes, middles, and their places by code", () => {
  assert.equal(OUTLINES.count, 5);
  assert.deepEqual([...OUTLINES.boxes.slice(8, 12)], [2, 0, 3, 1]);
  assert.deepEqual(centreOf(OUTLINES, 2), [2.5, 0.5]);
  assert.equal(OUTLINES.indexOf.get("E"), 4);
  assert.equal(OUTLINES.span, 1);
});

test("the middle of an area in parts is that of its largest", () => {
  const [small] = FILE.features[0].geometry.coordinates;
  const large = small.map(([x, y]) => [10 + 4 * x, 10 + 4 * y]);
  const geometry = { type: "MultiPolygon", coordinates: [[small], [large]] };
  const measured = measure({ ...FILE, features: [{ ...FILE.features[0], geometry }] });
  assert.deepEqual(centreOf(measured, 0), [12, 12]);
  assert.deepEqual([...measured.boxes], [0, 0, 14, 14]);
});

test("a place without areas can be measured", () => {
  assert.equal(measure({ ...FILE, features: [] }).span, 0.01);
});

test("boxes are joined, and none is nowhere", () => {
  assert.deepEqual(joinBoxes(OUTLINES.boxes, [0, 4]), [0, 0, 2, 2]);
  assert.deepEqual(joinBoxes(OUTLINES.boxes, []), [Infinity, Infinity, -Infinity, -Infinity]);
});

test("codes that are not here are left out", () => {
  assert.deepEqual(indicesOf(OUTLINES, ["D", "Z", "A"]), [3, 0]);
});

test("the edge of the place is the sides that one area alone has", () => {
  const { coordinates } = findEdge(OUTLINES).geometry;
  // Five squares have 20 sides; four of them are shared by two.
  assert.equal(coordinates.length, 20 - 2 * 4);
  assert.ok(!coordinates.some(([[x, y], [u, v]]) => x === 1 && u === 1 && y + v === 1));
});

test("twice the pixels are one zoom more", () => {
  assert.equal(zoomForSize(OUTLINES, 80) - zoomForSize(OUTLINES, 40), 1);
});
