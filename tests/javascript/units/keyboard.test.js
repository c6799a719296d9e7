import assert from "node:assert/strict";
import { test } from "node:test";
import { findNearest, findNext, press } from "../../../atlas/ui/map/keyboard.js";
import { OUTLINES } from "./squares.js";

const [NORTH, SOUTH, WEST, EAST] = [
  [0, 1],
  [0, -1],
  [-1, 0],
  [1, 0],
];

test("an arrow leads to the neighbour that way", () => {
  assert.equal(findNext(OUTLINES, 1, EAST), 2);
  assert.equal(findNext(OUTLINES, 1, WEST), 0);
  assert.equal(findNext(OUTLINES, 1, NORTH), 4);
  assert.equal(findNext(OUTLINES, 4, SOUTH), 1);
});

test("without a neighbour that way it leads to the nearest that lies there", () => {
  const apart = { ...OUTLINES, neighbours: [[], [], [], [], []] };
  assert.equal(findNext(apart, 0, EAST), 1);
  assert.equal(findNext({ ...apart, neighbours: [] }, 3, WEST), 2);
});

test("where nothing lies that way it leads nowhere", () => {
  assert.equal(findNext(OUTLINES, 3, EAST), null);
  assert.equal(findNext(OUTLINES, 2, SOUTH), null);
});

test("degrees of longitude count for less in the north", () => {
  const centres = new Float64Array([0, 60, 1, 60, 0, 60.7]);
  assert.equal(findNearest({ centres, count: 3 }, { lng: 0.4, lat: 60 }), 0);
  assert.equal(findNearest({ centres: centres.slice(2), count: 2 }, { lng: 0, lat: 60 }), 0);
});

test("where there are no areas none is nearest", () => {
  assert.equal(findNearest({ centres: new Float64Array(), count: 0 }, { lng: 0, lat: 0 }), null);
});

/** Press a key and say what it did. */
function pressed(key, held = {}) {
  const done = [];
  const note = (name) => (value) => done.push(value === undefined ? name : [name, value]);
  const does = Object.fromEntries(["move", "pick", "leave", "zoom", "fit", "help"].map((name) => [name, note(name)]));
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  return press({ key, ...none, ...held }, does) ? done[0] : null;
}

test("each key does one thing", () => {
  assert.deepEqual(pressed("ArrowUp"), ["move", NORTH]);
  assert.deepEqual(pressed("Enter"), ["pick", false]);
  assert.deepEqual(pressed("Enter", { ctrlKey: true }), ["pick", true]);
  assert.deepEqual(pressed(" ", { shiftKey: true }), ["pick", true]);
  assert.deepEqual(pressed("−"), ["zoom", -1]);
  assert.deepEqual(pressed("="), ["zoom", 1]);
  assert.deepEqual(pressed("Home"), "fit");
  assert.deepEqual(pressed("Escape"), "leave");
  assert.deepEqual(pressed("?", { shiftKey: true }), "help");
});

test("other keys, and keys with a modifier, are left to the browser", () => {
  assert.equal(pressed("a"), null);
  assert.equal(pressed("ArrowUp", { altKey: true }), null);
  assert.equal(pressed("0", { ctrlKey: true }), null);
});
