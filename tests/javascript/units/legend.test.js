import assert from "node:assert/strict";
import { test } from "node:test";
import { barHeight, placeMarks } from "../../../atlas/ui/legend/spread.js";

test("names of marks grow away from the nearer edge and stay inside", () => {
  const [left, right] = placeMarks([
    { x: 0.98, label: "England 8 %" },
    { x: 0.01, label: "Luton 2 %" },
  ]);
  assert.equal(left.label, "Luton 2 %");
  assert.ok(left.left >= 0 && left.left <= 0.01);
  assert.ok(right.right <= 1 && right.right >= 0.97);
  assert.deepEqual([left.row, right.row], [0, 0]);
});

test("a name that would lie on another goes on the next line", () => {
  const placed = placeMarks([0.5, 0.5, 0.49].map((x) => ({ x, label: "Luton 20 %" })));
  assert.deepEqual(
    placed.map(({ row }) => row),
    [0, 1, 2],
  );
});

test("a name longer than the plot begins at its edge", () => {
  const [mark] = placeMarks([{ x: 0.9, label: "a".repeat(99) }]);
  assert.deepEqual([mark.left, mark.right], [0, 1]);
});

test("a bar of one area is seen, one of none is not", () => {
  assert.deepEqual([0, 0.001, 0.5, 1].map(barHeight), [0, 4, 50, 100]);
});
