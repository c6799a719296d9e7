// @ts-check
// The texts of a layer's areas: fetched in chunks, and cached.
/** @import {OwnTexts, TextsFile} from "../wire.js" */
import { fetchFile } from "./fetch.js";

/**
 * The text of one area: `plain` is the value for a hall, `gap` the reason why there is none.
 * @typedef {{value: string, plain: string, gap: string, around: string}} AreaText
 * @typedef {{content: TextsFile | null, failed: boolean, coming: Promise<void>}} Entry
 */

/** How many areas a chunk contains; the same number as on the server. */
export const CHUNK = 512;
const PATIENCE = 5000;
// Chunks by address; these never change.
/** @type {Map<string, Entry>} */
const kept = new Map();

/** @param {string} address */
function load(address) {
  const known = kept.get(address);
  if (known) return known;
  /** @type {Entry} */
  const entry = { content: null, failed: false, coming: Promise.resolve() };
  entry.coming = fetchFile(address)
    .then((answer) => answer.json())
    .then((content) => {
      entry.content = content;
    })
    .catch(() => {
      // Not requested again at once, or a missing server would be asked without end.
      entry.failed = true;
      setTimeout(() => kept.delete(address), PATIENCE);
    });
  kept.set(address, entry);
  return entry;
}

/**
 * The text of area `i` on a layer, or null while it is loading; `again` is called when it is here.
 * @param {string} base
 * @param {string} layer
 * @param {number} i
 * @param {() => void} again
 */
export function textOf(base, layer, i, again) {
  const { content, coming, failed } = load(`${base}/${layer}/${Math.floor(i / CHUNK)}.json`);
  if (content) return readText(content, i % CHUNK);
  if (!failed) coming.then(again);
  return null;
}

/**
 * Read the text of one area from a chunk, by the area's index in it.
 * @param {TextsFile} file
 * @param {number} place
 * @returns {AreaText}
 */
export function readText({ values, gaps, plain, around }, place) {
  const value = values[place] ?? "";
  return { value, plain: plain?.[place] ?? value, gap: gaps[place] ?? "", around: around?.[place] ?? "" };
}

/**
 * The text of area `i` on a layer that came with the map's own data, and has no address.
 * @param {OwnTexts} own
 * @param {number} i
 * @returns {AreaText}
 */
export function ownTextOf({ values, reasons }, i) {
  const text = values[i] ?? "";
  const [value, gap] = typeof text === "number" ? ["", reasons[text] ?? ""] : [text, ""];
  return { value, plain: value, gap, around: "" };
}
