// @ts-check
// The rows of the list of layers: those of a topic, or what a search found and what it says of it.
/** @import {LayerIndex} from "../wire.js" */
/** @import {Hit, Prepared} from "./rank.js" */
import { fill } from "../words/learn.js";
import { search } from "./rank.js";
import { WORDS } from "./words.js";

/** @typedef {{id: string, name: string, more: string, heading: string}} Row */
/** @typedef {{rows: Row[], note: string, first: boolean}} Listed */

// More than anyone reads; the next letter shortens the list.
const MOST = 60;

/**
 * The layers of one topic, or of all of them under their headings.
 * @param {LayerIndex} index
 * @param {string} topic
 * @returns {Listed}
 */
export function listAll({ topics, layers }, topic) {
  const wanted = topics[topic] ? [topic] : Object.keys(topics);
  const rows = wanted.flatMap((one) =>
    layers
      .filter((layer) => layer.topic === one)
      .map(({ id, name }, i) => ({ id, name, more: "", heading: i || wanted.length === 1 ? "" : topics[one].name })),
  );
  return { rows, note: "", first: false };
}

/**
 * What a search found. Enter takes the first row only where it is what was asked for.
 * @param {LayerIndex} index
 * @param {Prepared} prepared
 * @param {string} query
 * @returns {Listed}
 */
export function listFound(index, prepared, query) {
  const { hits, gap, kind } = search(prepared, query);
  const draw = (/** @type {Hit} */ { layer, word }) => {
    const also = word ? ` · ${fill(WORDS.also, { word })}` : "";
    return { id: layer.id, name: layer.name, more: `${index.topics[layer.topic]?.name ?? ""}${also}`, heading: "" };
  };
  const named = (/** @type {string} */ id) => index.layers.filter((layer) => layer.id === id);
  if (gap) {
    const nearest = gap.nearest.flatMap(named).map((layer) => ({ layer, word: "" }));
    const held = new Set(nearest.map(({ layer }) => layer.id));
    const rows = [...nearest, ...hits.filter(({ layer }) => !held.has(layer.id))].slice(0, MOST).map(draw);
    return { rows, note: rows.length ? fill(WORDS.gap, { reason: gap.reason }) : gap.reason, first: false };
  }
  if (kind !== "none") {
    const note = { all: "", part: WORDS.part, near: WORDS.near }[kind];
    return { rows: hits.slice(0, MOST).map(draw), note, first: kind === "all" };
  }
  const leaders = Object.values(index.topics).flatMap(({ leader }) => named(leader));
  const rows = leaders.map((layer) => draw({ layer, word: "" }));
  return { rows, note: fill(WORDS.none, { query }), first: false };
}
