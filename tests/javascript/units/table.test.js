import assert from "node:assert/strict";
import { test } from "node:test";
import { numberOf, orderColumns, settleSorting, sortRows, textOf, willDescend } from "../../../atlas/ui/table/order.js";

const COLUMNS = [
  { id: "name", label: "Area", numeric: false, note: "" },
  { id: "figure", label: "Figure", numeric: true, note: "" },
];
const ROWS = [
  ["a", "Dallow 10", [3, "3"]],
  ["b", "Dallow 9", [null, "no value"]],
  ["c", "Biscot 1", [20, "20"]],
];
const codes = (sort) => sortRows(ROWS, COLUMNS, sort, "en").map(([code]) => code);

test("names are sorted as people count, either way", () => {
  assert.deepEqual(codes({ column: "name", descending: false }), ["c", "b", "a"]);
  assert.deepEqual(codes({ column: "name", descending: true }), ["a", "b", "c"]);
});

test("what has no value comes last, whichever way the rest goes", () => {
  assert.deepEqual(codes({ column: "figure", descending: false }), ["a", "c", "b"]);
  assert.deepEqual(codes({ column: "figure", descending: true }), ["c", "a", "b"]);
});

test("without a sorting, or by a column that is gone, rows stay as they came", () => {
  assert.deepEqual(codes(null), ["a", "b", "c"]);
  assert.deepEqual(codes({ column: "gone", descending: true }), ["a", "b", "c"]);
});

test("a cell is a text, or a number and its text", () => {
  assert.deepEqual([numberOf("x"), textOf("x"), numberOf([2, "two"]), textOf([2, "two"])], [null, "x", 2, "two"]);
});

test("where there is little room the column of the layer stands beside the name", () => {
  const columns = ["name", "ward", "residents", "layer"].map((id) => ({ ...COLUMNS[0], id }));
  assert.deepEqual(orderColumns(columns, "layer", true), [0, 3, 1, 2]);
  assert.deepEqual(orderColumns(columns, "layer", false), [0, 1, 2, 3]);
  assert.deepEqual(orderColumns(columns, "gone", true), [0, 1, 2, 3]);
  assert.deepEqual(orderColumns(columns, undefined, true), [0, 1, 2, 3]);
});

test("the first click puts most on top, names from A, ranks from one; the next turns it round", () => {
  assert.equal(willDescend(COLUMNS[1], null), true);
  assert.equal(willDescend(COLUMNS[0], null), false);
  assert.equal(willDescend({ ...COLUMNS[1], rising: true }, null), false);
  assert.equal(willDescend(COLUMNS[1], { column: "figure", descending: true }), false);
});

test("a late answer does not bring an overtaken sorting back", () => {
  const [up, down] = [false, true].map((descending) => ({ column: "name", descending }));
  assert.deepEqual(settleSorting(down, up, [down, up]), { sort: up, sent: [up] });
  assert.deepEqual(settleSorting(up, up, [down, up]), { sort: up, sent: [] });
});

test("a sorting that was not asked for here, as from going back, is taken over", () => {
  const [up, down] = [false, true].map((descending) => ({ column: "name", descending }));
  assert.deepEqual(settleSorting(down, up, [up]), { sort: down, sent: [] });
  assert.deepEqual(settleSorting(null, up, []), { sort: null, sent: [] });
});
