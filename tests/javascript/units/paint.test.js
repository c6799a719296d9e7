import assert from "node:assert/strict";
import { test } from "node:test";
import { DOUBTFUL, decode, lookOf, OFF, OUT, SELECTED, select } from "../../../atlas/ui/map/paint.js";
import { LOOKS } from "../../../atlas/ui/map/style.js";

const COLOURS = ["#111111", "#222222"];

test("characters become numbers, and a dash is no value", () => {
  assert.deepEqual([...decode("01-:?", 5)], [0, 1, 255, 10, 15]);
});

test("a text of another length shifts nothing", () => {
  assert.deepEqual([...decode("12", 4)], [1, 2, 255, 255]);
  assert.deepEqual([...decode("12345", 2, 0)], [1, 2]);
  assert.deepEqual([...decode("", 3, 0)], [0, 0, 0]);
});

test("a class has its colour, and hatching where its type is not clear", () => {
  assert.deepEqual(lookOf(1, SELECTED, COLOURS), { fill: "#222222", faint: 0, hatch: 0, missing: 0 });
  assert.equal(lookOf(0, DOUBTFUL, COLOURS).hatch, 1);
});

test("what is filtered out or switched off is pale, whatever its class", () => {
  assert.deepEqual(lookOf(1, OUT | DOUBTFUL, COLOURS), { fill: LOOKS.faded, faint: 1, hatch: 0, missing: 0 });
  assert.deepEqual(lookOf(1, OFF, COLOURS), { fill: LOOKS.paper, faint: 1, hatch: 0, missing: 0 });
});

test("no value, and a class without a colour, look like no value", () => {
  for (const cls of [255, 2]) assert.equal(lookOf(cls, 0, COLOURS).missing, 1);
});

test("one area is selected beside what it already was", () => {
  assert.equal(select("", 3, 1), "020");
  assert.deepEqual([...decode(select("081", 3, 1), 3)], [0, OFF | SELECTED, OUT]);
});
