import assert from "node:assert/strict";
import { test } from "node:test";
import { measureDistance, prepare, search, split } from "../../../atlas/ui/finder/rank.js";
import { listAll, listFound } from "../../../atlas/ui/finder/rows.js";

const layer = (id, name, topic, words = []) => ({ id, name, topic, words });
const INDEX = {
  topics: {
    moving: { name: "Moving and churn", leader: "moved" },
    hardship: { name: "Hardship", leader: "imd" },
    types: { name: "Types", leader: "kinds" },
  },
  layers: [
    layer("moved", "Moved in during the past year", "moving", ["newcomers"]),
    layer("churn", "Population churn", "moving", ["mobility"]),
    layer("turnover", "Turnover", "moving", ["churn", "coming and going"]),
    layer("pakistani", "Pakistani", "moving", ["ethnic group"]),
    layer("cold", "Cold homes", "hardship", ["fuel poverty"]),
    layer("income", "Low income", "hardship", ["poverty", "cafés"]),
    layer("imd", "Overall deprivation", "hardship", ["poverty"]),
    layer("kinds", "Kinds of area", "types", ["poverty"]),
  ],
  missing: [
    { words: ["asylum", "refugees"], reason: "Nobody is counted.", nearest: ["moved", "gone"] },
    { words: ["hate mobility"], reason: "Not here.", nearest: [] },
  ],
};
const prepared = prepare(INDEX);
const find = (query) => search(prepared, query).hits.map((hit) => hit.layer.id);

test("words are compared without case, accents, marks or a plural's s", () => {
  assert.deepEqual(split("Café-Pensioners' CLASS"), ["cafe", "pensioner", "class"]);
  assert.deepEqual(find("CAFES"), ["income"]);
});

test("a name comes before plain words, and a topic is last", () => {
  assert.deepEqual(find("churn"), ["churn", "turnover", "moved", "pakistani"]);
});

test("whole phrases come before words in them, leaders before others, and types do not lead", () => {
  assert.deepEqual(find("poverty"), ["imd", "income", "kinds", "cold"]);
});

test("beginnings come before letters inside, and scattered letters never match", () => {
  assert.deepEqual(find("over").slice(0, 2), ["imd", "turnover"]);
  assert.ok(!find("poverty").includes("pakistani"));
  assert.deepEqual(search(prepared, "pkt"), { hits: [], gap: null, kind: "none" });
});

test("all words count; where no layer has all of them, those with most come first", () => {
  assert.deepEqual(find("low inc"), ["income"]);
  const { hits, kind } = search(prepared, "population going poverty coming");
  assert.equal(kind, "part");
  assert.equal(hits[0].layer.id, "turnover");
});

test("one or two letters may be wrong, in a beginning too", () => {
  assert.equal(search(prepared, "depravation").kind, "near");
  assert.deepEqual(find("depravation"), ["imd"]);
  assert.deepEqual(find("newcmoers"), ["moved"]);
  assert.deepEqual(find("depravat"), ["imd"]);
});

test("distance counts a change, a letter more or less, and a swap", () => {
  assert.equal(measureDistance("churn", "churn", 2), 0);
  assert.equal(measureDistance("chrun", "churn", 2), 1);
  assert.equal(measureDistance("chrn", "churn", 2), 1);
  assert.ok(measureDistance("a", "abcdef", 2) > 2);
});

test("what is not held says so, with what comes nearest, and Enter takes none of it", () => {
  const { rows, note, first } = listFound(INDEX, prepared, "refugees");
  assert.deepEqual(
    rows.map(({ id }) => id),
    ["moved"],
  );
  assert.ok(note.startsWith("Nobody is counted."));
  assert.equal(first, false);
});

test("a word of what is not held does not hide a layer that has it", () => {
  assert.deepEqual(listFound(INDEX, prepared, "mobility").note, "");
  assert.equal(listFound(INDEX, prepared, "mobility").first, true);
  assert.equal(listFound(INDEX, prepared, "hate mobility").note, "Not here. What comes nearest:".slice(0, 9));
});

test("where nothing is met, each topic offers its leader", () => {
  const { rows, note, first } = listFound(INDEX, prepared, "zzzz");
  assert.deepEqual(
    rows.map(({ id }) => id),
    ["moved", "imd", "kinds"],
  );
  assert.match(note, /“zzzz”/);
  assert.equal(first, false);
});

test("before anything is typed the topic's layers are listed, and all under headings without one", () => {
  assert.equal(listAll(INDEX, "moving").rows.length, 4);
  const { rows } = listAll(INDEX, "all");
  assert.deepEqual(rows.map(({ heading }) => heading).filter(Boolean), ["Moving and churn", "Hardship", "Types"]);
});
