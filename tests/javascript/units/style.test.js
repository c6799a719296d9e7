import assert from "node:assert/strict";
import { test } from "node:test";
import { MANY, makeMarks, makeStyle } from "../../../atlas/ui/map/style.js";
import { quietLayers } from "../../../atlas/ui/overlay/quiet.js";
import { isOurs, prefix, readTileJson } from "../../../atlas/ui/overlay/streets.js";
import { OUTLINES } from "./squares.js";

const ids = (layers) => layers.map(({ id }) => id);

test("the style asks nothing of anybody", () => {
  const style = makeStyle(OUTLINES, "outlines.json");
  assert.equal(style.glyphs, undefined);
  assert.equal(style.sprite, undefined);
  assert.equal(style.sources.areas.data, "outlines.json");
});

test("every layer draws a source that there is, and marks go below a layer that there is", () => {
  const style = makeStyle(OUTLINES, "outlines.json");
  for (const { source } of style.layers) assert.ok(source in style.sources);
  for (const { below } of makeMarks(OUTLINES)) assert.ok(ids(style.layers).includes(below));
});

test("with many areas the patterns are there from the start, and no edge is sought", () => {
  const style = makeStyle({ ...OUTLINES, count: MANY + 1 }, "outlines.json");
  for (const id of ["missing", "hatch", "faint"]) assert.ok(ids(style.layers).includes(id));
  assert.deepEqual(style.sources.edge.data.features, []);
  assert.ok(!ids(makeStyle(OUTLINES, "outlines.json").layers).includes("hatch"));
});

test("streets have the layers that their tiles have, each with a name of its own", () => {
  assert.deepEqual(
    new Set(quietLayers("streets", ["water"]).map((layer) => layer["source-layer"])),
    new Set(["water"]),
  );
  const all = quietLayers("streets", []);
  assert.equal(new Set(ids(all)).size, all.length);
  assert.ok(all.length > 10);
});

test("of a TileJSON only what a source takes is kept", () => {
  const read = readTileJson({ tiles: ["t"], vector_layers: [{ id: "water" }], scheme: "xyz" });
  assert.deepEqual(read, { tiles: ["t"], minzoom: 0, maxzoom: 14, layers: ["water"] });
});

test("a whole style gets names of its own, and loses what would hide the areas", () => {
  const style = {
    sources: { osm: { type: "vector" } },
    glyphs: "letters",
    layers: [
      { id: "ground", type: "background" },
      { id: "shop", type: "symbol", source: "osm", layout: { "icon-image": "shop", "text-field": "x" }, paint: {} },
    ],
  };
  const { sources, layers, letters } = prefix(style);
  assert.deepEqual(Object.keys(sources), ["streets-osm"]);
  assert.deepEqual(layers, [
    { id: "streets-shop", type: "symbol", source: "streets-osm", layout: { "text-field": "x" }, paint: {} },
  ]);
  assert.equal(letters, "letters");
});

test("letters are always ours, addresses elsewhere only those of a style", () => {
  assert.ok(isOurs({ kind: "vector" }, "http://localhost/atlas/letters/1/a/0-255.pbf"));
  assert.ok(isOurs({ kind: "style" }, "https://tiles.example/a"));
  assert.ok(!isOurs({ kind: "tiles" }, "https://tiles.example/a"));
  assert.ok(!isOurs({ kind: "style" }, ""));
});
