import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseNames, listNames, placeName } from "../../../atlas/ui/map/labels.js";

const label = (name, areas, lon = 0, lat = 0) => ({ name, areas, lon, lat });
const wide = (name) => 10 * name.length;
const SIGHT = { width: 400, height: 300, perDegree: 1000, growth: 1 };
const project = ({ lon, lat }) => ({ x: lon, y: lat });

test("names of larger places come first, and all of a kind appear at one scale", () => {
  const names = listNames("ward", [label("Low", 1), label("Dallow", 9)], 0.1, wide);
  assert.deepEqual(
    names.map(({ name }) => name),
    ["Dallow", "Low"],
  );
  assert.equal(names[0].from, names[1].from);
  assert.equal(names[0].wide, 60);
  assert.ok(Math.abs(names[0].span - 0.3) < 1e-12);
});

test("a name stands at its point, and off it where that is taken", () => {
  const [name] = listNames("ward", [label("Dallow", 9)], 0.1, wide);
  const first = placeName(name, { x: 200, y: 150 }, SIGHT, []);
  assert.equal(first[0], 0);
  // Half a line above it is not enough: it goes on to the next place that is free.
  assert.equal(placeName(name, { x: 200, y: 150 }, SIGHT, [[0, 150, 155, 250, 157]])[0], -13);
});

test("a name that is not wholly in view is not shown", () => {
  const [name] = listNames("ward", [label("Dallow", 9)], 0.1, wide);
  assert.equal(placeName(name, { x: 20, y: 150 }, SIGHT, []), undefined);
  assert.equal(placeName(name, { x: 390, y: 150 }, SIGHT, []), undefined);
});

test("names keep off each other, and off what else lies there", () => {
  const names = listNames("ward", [label("Dallow", 9, 200, 150), label("Biscot", 4, 200, 150)], 0.1, wide);
  const room = { ...SIGHT, perDegree: 500 };
  const chosen = chooseNames(names, project, room, []);
  assert.deepEqual([...chosen.keys()].map(({ name }) => name)[0], "Dallow");
  assert.equal(chooseNames(names, project, room, [[0, 0, 0, 400, 300]]).size, 0);
});

test("a neighbourhood called like its ward is not named again", () => {
  const ward = listNames("ward", [label("Dallow", 9, 200, 100)], 0.1, wide);
  const same = listNames("neighbourhood", [label("dallow", 9, 200, 200)], 0.1, wide);
  const other = listNames("neighbourhood", [label("Biscot", 9, 200, 200)], 0.1, wide);
  assert.equal(chooseNames([...ward, ...same], project, SIGHT, []).size, 1);
  assert.equal(chooseNames([...ward, ...other], project, SIGHT, []).size, 2);
});

test("from afar, and out of view, nothing is named", () => {
  const names = listNames("ward", [label("Dallow", 9, 200, 150)], 0.1, wide);
  assert.equal(chooseNames(names, project, { ...SIGHT, perDegree: 10 }, []).size, 0);
  assert.equal(chooseNames(names, () => null, SIGHT, []).size, 0);
});
