import assert from "node:assert/strict";
import { test } from "node:test";
import { sayArea } from "../../../atlas/ui/meet/asked.js";
import { KEYS, readKey } from "../../../atlas/ui/meet/keys.js";
import { readLeft } from "../../../atlas/ui/meet/left.js";
import { writeElapsed } from "../../../atlas/ui/meet/speaker.js";
import { stepWithin } from "../../../atlas/ui/meet/talk.js";

const text = (value, plain = value) => ({ value, plain, gap: "", around: "" });
const ASK = { layer: "mig/england", sentence: "{value} moved to {place}." };
const NAMED = text("Dallow, 1");

test("an area is told by the name people use, with what is for a hall", () => {
  const told = text("12 %, half of them", "12 %");
  assert.deepEqual(sayArea({ ask: ASK, level: "area" }, { named: NAMED, told, around: null }), {
    name: "Dallow",
    sentence: "12 % moved to this part of Dallow.",
  });
  const authority = { named: text("Luton, Town"), told, around: null };
  assert.equal(sayArea({ ask: ASK, level: "authority" }, authority).name, "Luton, Town");
});

test("a figure of the MSOA around an area is told as one of the MSOA, or not at all", () => {
  const ask = { ...ASK, place: "neighbourhoods/england" };
  const told = text("12 %");
  const around = text("Dallow West");
  assert.equal(sayArea({ ask, level: "area" }, { named: NAMED, told, around }).sentence, "12 % moved to Dallow West.");
  assert.equal(sayArea({ ask, level: "area" }, { named: NAMED, told, around: null }).sentence, "");
});

test("where there is no figure that is said, and without a name nothing", () => {
  const said = sayArea({ ask: ASK, level: "area" }, { named: NAMED, told: text(""), around: null });
  assert.equal(said.sentence, "There is no figure for this part of Dallow.");
  assert.equal(sayArea({ ask: null, level: "area" }, { named: NAMED, told: null, around: null }).sentence, "");
  assert.equal(sayArea({ ask: ASK, level: "area" }, { named: null, told: text("1"), around: null }), null);
});

test("keys mean acts, digits and Enter a step", () => {
  assert.deepEqual(readKey("B", "", false), { act: "black" });
  assert.deepEqual(readKey("3", "1", false), { digits: "13" });
  assert.deepEqual(readKey("4", "13", false), { digits: "34" });
  assert.deepEqual(readKey("Enter", "13", true), { jump: 13 });
  assert.equal(readKey("Enter", "", false), null);
  assert.equal(readKey("x", "", false), null);
});

test("while the map is explored arrows, Enter, space and zoom are its own", () => {
  for (const key of ["ArrowUp", "Enter", " ", "+", "-", "="]) assert.equal(readKey(key, "", true), null);
  assert.deepEqual(readKey("PageDown", "", true), { act: "next" });
  assert.equal(KEYS[" "], "next");
});

test("a talk goes on where it was left, for half a day", () => {
  const note = JSON.stringify({ step: 3, at: 1000 });
  assert.equal(readLeft(note, 5, 2000), 3);
  assert.equal(readLeft(note, 3, 2000), 0);
  assert.equal(readLeft(note, 5, 1000 + 12 * 60 * 60 * 1000), 0);
  assert.equal(readLeft(null, 5, 2000), 0);
});

test("there is always a step that there is", () => {
  assert.deepEqual(
    [-1, 0, 2.7, 9, Number.NaN].map((step) => stepWithin(step, 4)),
    [0, 0, 2, 3, 0],
  );
});

test("the time of a talk is told in minutes and seconds", () => {
  assert.deepEqual([-5, 0, 61_500, 3_600_000].map(writeElapsed), ["0:00", "0:00", "1:01", "60:00"]);
});
