import assert from "node:assert/strict";
import { test } from "node:test";
import { cutSentence, nameStates, placeCard } from "../../../atlas/ui/map/card.js";
import { OFF, OUT, SELECTED } from "../../../atlas/ui/map/paint.js";
import { ownTextOf, readText } from "../../../atlas/ui/map/texts.js";
import { WORDS } from "../../../atlas/ui/map/words.js";

test("a sentence is cut so that its value can be in bold", () => {
  const known = { place: "Dallow 1", value: "12 %", gap: "" };
  assert.deepEqual(cutSentence("In {place} {value} moved.", known, WORDS), [
    { text: "In " },
    { text: "Dallow 1" },
    { text: " " },
    { text: "12 %", strong: true },
    { text: " moved." },
  ]);
});

test("without a value the place and the reason are told", () => {
  const pieces = cutSentence("{place}: {value}", { place: "Dallow 1", value: "", gap: "Too few people." }, WORDS);
  assert.equal(pieces.map(({ text }) => text).join(""), "Dallow 1: no value. Too few people.");
  assert.equal(cutSentence("{place}", { place: "Dallow 1", value: "", gap: "" }, WORDS).length, 1);
});

test("a name with braces of its own stays as it is", () => {
  const [, place] = cutSentence("{value} in {place}", { place: "{value}", value: "1", gap: "" }, WORDS).slice(2);
  assert.deepEqual(place, { text: "{value}" });
});

test("states are named in their order", () => {
  assert.deepEqual(nameStates(0, WORDS), []);
  assert.deepEqual(nameStates(OFF | SELECTED | OUT, WORDS), [WORDS.selected, WORDS.filtered_out, WORDS.switched_off]);
});

test("a card stands above its point, below where there is no room, and inside the frame", () => {
  const [card, room] = [
    { wide: 100, high: 40 },
    { width: 600, height: 400 },
  ];
  assert.deepEqual(placeCard({ x: 300, y: 200, keepOff: 16 }, card, room), { left: 250, top: 144 });
  assert.deepEqual(placeCard({ x: 300, y: 20, keepOff: 16 }, card, room), { left: 250, top: 36 });
  assert.deepEqual(placeCard({ x: 2, y: 200, keepOff: 16 }, card, room), { left: 8, top: 144 });
  assert.deepEqual(placeCard({ x: 599, y: 200, keepOff: 16 }, card, room), { left: 492, top: 144 });
});

test("a text is read by its place, with what is for a hall", () => {
  const file = {
    values: ["12 %, half of it new", ""],
    gaps: { 1: "Too few." },
    plain: { 0: "12 %" },
    around: ["Dallow"],
  };
  assert.deepEqual(readText(file, 0), { value: "12 %, half of it new", plain: "12 %", gap: "", around: "Dallow" });
  assert.deepEqual(readText(file, 1), { value: "", plain: "", gap: "Too few.", around: "" });
  assert.deepEqual(readText({ values: [], gaps: {} }, 7), { value: "", plain: "", gap: "", around: "" });
});

test("texts of uploaded figures stand for themselves or for a reason", () => {
  const own = { values: ["12", 0], reasons: ["Not in the file."] };
  assert.equal(ownTextOf(own, 0).value, "12");
  assert.deepEqual(ownTextOf(own, 1), { value: "", plain: "", gap: "Not in the file.", around: "" });
});
