import assert from "node:assert/strict";
import { test } from "node:test";
import { boundsOf, findBeginning, isAtEdge, roundView } from "../../../atlas/ui/map/camera.js";
import { listMarks } from "../../../atlas/ui/map/highlight.js";
import { OUTLINES } from "./squares.js";

const VIEW = [-0.42, 51.88, 12];
const KEPT = { view: [-0.5, 51.9, 13], fitted: false, codes: ["A"], fit: 3 };
const fit = { id: 3, codes: ["B"] };

test("a view is written no finer than anybody can see", () => {
  assert.deepEqual(roundView({ lng: -0.4212345, lat: 51.8854321 }, 12.3456), [-0.42123, 51.88543, 12.35]);
});

test("a map begins where the link says, else with what is asked for", () => {
  assert.deepEqual(findBeginning({ fit, view: VIEW }, undefined), { view: VIEW, codes: ["B"] });
  assert.deepEqual(findBeginning({ fit, view: null }, undefined), { view: null, codes: ["B"] });
});

test("a map that was left begins there, or at its fit if it was left so", () => {
  assert.deepEqual(findBeginning({ fit, view: VIEW }, KEPT), { view: KEPT.view, codes: ["A"] });
  assert.deepEqual(findBeginning({ fit, view: VIEW }, { ...KEPT, fitted: true }), { view: null, codes: ["A"] });
});

test("a new wish counts for more than where the map was left", () => {
  assert.deepEqual(findBeginning({ fit: { ...fit, id: 4 }, view: VIEW }, KEPT), { view: null, codes: ["B"] });
});

test("the bounds are those of the areas, and of the whole place without any", () => {
  const whole = [
    [0, 0],
    [4, 2],
  ];
  assert.deepEqual(boundsOf(OUTLINES, ["C", "E"]), [
    [1, 0],
    [3, 2],
  ]);
  assert.deepEqual(boundsOf(OUTLINES, []), whole);
  assert.deepEqual(boundsOf(OUTLINES, ["Z"]), whole);
});

test("the map moves for what is near its edge or past it", () => {
  const room = { width: 800, height: 200 };
  assert.equal(isAtEdge({ x: 400, y: 100 }, room), false);
  assert.equal(isAtEdge({ x: 400, y: 39 }, room), true);
  assert.equal(isAtEdge({ x: 761, y: 100 }, room), true);
});

test("an area with pointer and keys is outlined once", () => {
  assert.deepEqual(listMarks(3, 3), [{ i: 3, kind: "focus" }]);
  assert.deepEqual(listMarks(2, 3), [
    { i: 2, kind: "hover" },
    { i: 3, kind: "focus" },
  ]);
  assert.deepEqual(listMarks(0, null), [{ i: 0, kind: "hover" }]);
  assert.deepEqual(listMarks(null, null), []);
});
