// Reads what the server sent to the browser with the browser's own functions, and writes what they send back:
// tests/pages/test_wire.py hands over a folder.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { prepare } from "../../atlas/ui/finder/rank.js";
import { listAll, listFound } from "../../atlas/ui/finder/rows.js";
import { placeMarks } from "../../atlas/ui/legend/spread.js";
import { boundsOf, findBeginning, roundView } from "../../atlas/ui/map/camera.js";
import { cutSentence } from "../../atlas/ui/map/card.js";
import { pickOf } from "../../atlas/ui/map/messages.js";
import { measure } from "../../atlas/ui/map/outlines.js";
import { decode, lookOf, SELECTED, select } from "../../atlas/ui/map/paint.js";
import { ownTextOf, readText } from "../../atlas/ui/map/texts.js";
import { WORDS } from "../../atlas/ui/map/words.js";
import { orderColumns, sortRows, textOf } from "../../atlas/ui/table/order.js";

const folder = process.argv[2];
const { pages, files } = JSON.parse(await readFile(`${folder}/sent.json`, "utf-8"));
const outlines = measure(files.OutlinesFile);
const texts = files.TextsFile;
const back = { picked: [], view: [] };

function readMap(data) {
  const { count } = outlines;
  assert.equal(data.classes.length, count);
  const classes = decode(data.classes, count);
  const state = decode(data.state, count, 0);
  for (const [i, cls] of classes.entries()) {
    assert.ok(cls === 255 || cls < data.colours.length, `class ${cls}`);
    assert.ok(state[i] < 16, `state ${state[i]}`);
    assert.ok(lookOf(cls, state[i], data.colours).fill.startsWith("#"));
    const text = data.own ? ownTextOf(data.own, i) : readText(texts, i);
    assert.ok(text.value || text.gap, `area ${i} has neither a text nor a reason`);
    assert.ok(cutSentence(data.sentence, { ...text, place: "Here" }, WORDS).length);
  }
  assert.equal(decode(select(data.state, count, 2), count)[2] & SELECTED, SELECTED);
  const { codes, view } = findBeginning(data, undefined);
  const [[west, south], [east, north]] = boundsOf(outlines, codes);
  assert.ok(west < east && south < north);
  back.view.push(roundView({ lng: view?.[0] ?? west, lat: view?.[1] ?? south }, view?.[2] ?? 11.123456));
  const { code } = outlines.features[count - 1].properties;
  back.picked.push(pickOf(code, true), pickOf(code, false), pickOf(null, false));
}

function readLegend({ classes, histogram }) {
  assert.ok(classes.every(({ label, count }) => label && count >= 0));
  if (!histogram) return;
  assert.ok(histogram.bars.every((bar) => classes[bar.class]));
  assert.equal(placeMarks(histogram.marks).length, histogram.marks.length);
}

function readTable({ columns, rows, shown, sort }) {
  assert.ok(rows.length);
  for (const row of rows) assert.equal(row.length, columns.length + 1);
  assert.equal(sortRows(rows, columns, sort, "en").length, rows.length);
  assert.equal(orderColumns(columns, shown, true).length, columns.length);
  assert.ok(
    columns.some(({ id }) => id === shown),
    `no column ${shown}`,
  );
  assert.ok(
    columns.some(({ id }) => id === sort.column),
    `no column ${sort.column}`,
  );
  for (const [, ...cells] of rows) assert.ok(cells.every((cell) => typeof textOf(cell) === "string"));
}

function readMeet({ slides }) {
  for (const { map } of slides) if (map) readMap(map);
}

function readFinder({ topic, figures, own, own_topic }) {
  const { topics, layers, missing } = files.index;
  const named = Object.fromEntries(own.map((one) => [one.topic, { name: own_topic, leader: "" }]));
  const every = [...layers, ...own.map((one) => ({ ...one, words: [] }))];
  const index = { topics: { ...topics, ...named }, layers: every, missing };
  assert.ok(figures || listAll(index, topic).rows.length);
  const prepared = prepare(index);
  for (const { id, name } of every) {
    assert.ok(
      listFound(index, prepared, name).rows.some((row) => row.id === id),
      name,
    );
  }
}

function readSearch({ label, hint, address }) {
  assert.ok(label && hint);
  assert.equal(new URL(address, "https://example.org/").searchParams.get("q"), null);
}

const READERS = {
  finder: readFinder,
  map: readMap,
  legend: readLegend,
  table: readTable,
  meet: readMeet,
  search: readSearch,
};

for (const messages of Object.values(pages)) for (const [component, data] of messages) READERS[component](data);
await writeFile(`${folder}/back.json`, JSON.stringify(back));
