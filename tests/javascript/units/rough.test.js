import assert from "node:assert/strict";
import { test } from "node:test";
import { measure } from "../../../atlas/ui/map/outlines.js";
import { isRough } from "../../../atlas/ui/map/rough.js";
import { FILE, OUTLINES } from "./squares.js";

test("outlines are rough close up, where one without detail is in view", () => {
  assert.equal(isRough(OUTLINES, 13, [2.2, 0.2, 2.4, 0.4]), true);
  assert.equal(isRough(OUTLINES, 12.9, [2.2, 0.2, 2.4, 0.4]), false);
  assert.equal(isRough(OUTLINES, 15, [0.2, 0.2, 0.8, 0.4]), false);
  assert.equal(isRough(OUTLINES, 15, [0.2, 0.2, 2.8, 0.4]), true);
  assert.equal(isRough(OUTLINES, 15, [8, 8, 9, 9]), false);
});

test("outlines that need no word have none at any zoom", () => {
  assert.equal(isRough(measure({ ...FILE, rough_from: 0 }), 20, [0, 0, 4, 2]), false);
});
