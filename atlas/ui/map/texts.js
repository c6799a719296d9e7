// @ts-check
// The texts of the areas on a layer: fetched by so many areas at a time, and kept.
/** @import {OwnTexts, TextsFile} from "../wire.js" */
import { fetchFile } from "./fetch.js";

/**
 * What is said of one area: `plain` is the value for a hall, `gap` the reason for there being none.
 * @typedef {{value: string, plain: string, gap: string, around: string}} AreaText
 * @typedef {{content: TextsFile | null, failed: boolean, coming: Promise<void>}} Entry
 */

/** How many areas one answer holds; the same number as on the server. */
export const CHUNK = 512;
const PATIENCE = 5000;
// What was fetched, by its address; these never change.
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
      // Not asked for again at once, or a server that is gone would be asked without end.
      entry.failed = true;
      setTimeout(() => kept.delete(address), PATIENCE);
    });
  kept.set(address, entry);
  return entry;
}

/**
 * The text of area `i` on a layer, or null when it is not here yet; `again` is called when it is.
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
 * Read the text of one area from a file of texts, by the area's place in it.
 * @param {TextsFile} file
 * @param {number} place
 * @returns {AreaText}
 */
export function readText({ values, gaps, plain, around }, place) {
  const value = values[place] ?? "";
  return { value, plain: plain?.[place] ?? value, gap: gaps[place] ?? "", around: around?.[place] ?? "" };
}

/**
 * The text of area `i` on a layer that came with the map's own data, and is at no address.
 * @param {OwnTexts} own
 * @param {number} i
 * @returns {AreaText}
 */
export function ownTextOf({ values, reasons }, i) {
  const text = values[i] ?? "";
  const [value, gap] = typeof text === "number" ? ["", reasons[text] ?? ""] : [text, ""];
  return { value, plain: value, gap, around: "" };
}
