import assert from "node:assert/strict";
import { test } from "node:test";
import { describePoint, putInSentence } from "../../../atlas/ui/overlay/overlays.js";
import { fill, turn } from "../../../atlas/ui/words/learn.js";

test("slots are filled, and what nothing is known for stays", () => {
  assert.equal(fill("{from}–{to} of {count}", { from: 1, to: "9" }), "1–9 of {count}");
});

test("texts are turned however they are nested, and stay English where there is no other", () => {
  assert.deepEqual(turn([["Tab", "to the map"], "zoom"], { Tab: "Tab", zoom: "zoomen" }), [
    ["Tab", "to the map"],
    "zoomen",
  ]);
});

test("only English begins a noun with a small letter", () => {
  assert.equal(putInSentence("Schools", "en-GB"), "schools");
  assert.equal(putInSentence("Schulen", "de"), "Schulen");
});

test("a point says its name and list, several how many they are", () => {
  const list = { title: "School", plural: "Schools" };
  assert.deepEqual(describePoint({ name: "Hillside", kind: "primary" }, list, "en"), ["Hillside", "School, primary"]);
  assert.deepEqual(describePoint({ name: "", kind: "" }, list, "en"), ["School", "School"]);
  assert.deepEqual(describePoint({ point_count: 4 }, list, "en"), ["4 schools", "zoom in to see each"]);
});
