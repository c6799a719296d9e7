// @ts-check
// Translates the texts of the browser's files: one table per language, fetched once each.
/** @import {Said} from "../types.js" */

/** @typedef {Record<string, string>} Translations */

/** @type {Map<string, Promise<Translations>>} */
const tables = new Map();
/** Each module's English texts, as they were written. */
/** @type {WeakMap<object, Record<string, Said>>} */
const written = new WeakMap();

/**
 * @param {string} spoken
 * @returns {Promise<Translations>}
 */
function fetchTable(spoken) {
  const known = tables.get(spoken);
  if (known) return known;
  const arriving = fetch(new URL(`./${spoken}.json`, import.meta.url))
    .then((answer) => (answer.ok ? answer.json() : {}))
    .catch(() => ({}));
  tables.set(spoken, arriving);
  return arriving;
}

/**
 * Translate texts, however they are nested, by a table; texts that it lacks stay as they are.
 * @param {Said} said
 * @param {Translations} table
 * @returns {Said}
 */
export const turn = (said, table) =>
  typeof said === "string" ? (table[said] ?? said) : said.map((part) => turn(part, table));

/**
 * Set a module's texts to those of a language, a code such as "de"; empty is English.
 * @param {Record<string, Said>} words
 * @param {string} spoken
 */
export async function learn(words, spoken) {
  const english = written.get(words) ?? { ...words };
  written.set(words, english);
  const table = spoken ? await fetchTable(spoken) : {};
  for (const [name, said] of Object.entries(english)) words[name] = turn(said, table);
}

/**
 * Fill `{slots}` of a text.
 * @param {string} text
 * @param {Record<string, string | number>} slots
 */
export function fill(text, slots) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(slots[name] ?? whole));
}
