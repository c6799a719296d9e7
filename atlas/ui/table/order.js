// @ts-check
// In which order the rows and the columns of the table stand, and which of them are on a page.
/** @import {Column, Sorting, TableData} from "../wire.js" */

/** @typedef {TableData["rows"][number]} Row */
/** @typedef {Row[number]} Cell */

/** How many rows a page of the table has. */
export const PAGE = 100;

/**
 * The number of a cell, or null where it has none.
 * @param {Cell} cell
 */
export const numberOf = (cell) => (typeof cell === "string" ? null : cell[0]);

/**
 * The text of a cell.
 * @param {Cell} cell
 */
export const textOf = (cell) => (typeof cell === "string" ? cell : cell[1]);

/**
 * Sort rows by a column; what has no value comes last, whichever way the rest goes.
 * @param {readonly Row[]} rows
 * @param {readonly Column[]} columns
 * @param {Sorting | null} sort
 * @param {string} language
 */
export function sortRows(rows, columns, sort, language) {
  const at = sort ? columns.findIndex(({ id }) => id === sort.column) : -1;
  if (at < 0) return [...rows];
  const way = sort?.descending ? -1 : 1;
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...rows].sort((a, b) => {
    const [one, other] = [a[at + 1], b[at + 1]];
    if (!columns[at].numeric) return way * compare(textOf(one), textOf(other));
    const [x, y] = [numberOf(one), numberOf(other)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return way * (x - y);
  });
}

/**
 * The order of the columns: where there is room for one beside the name, it is the layer's.
 * @param {readonly Column[]} columns
 * @param {string | undefined} shown
 * @param {boolean} isNarrow
 */
export function orderColumns(columns, shown, isNarrow) {
  const places = [...columns.keys()];
  const first = columns.findIndex(({ id }) => id === shown);
  if (!isNarrow || first < 1) return places;
  return [0, first, ...places.filter((place) => place !== 0 && place !== first)];
}

/**
 * Which way the next click on a column's head sorts: what there is most of is asked for first, names from A; of ranks
 * the lowest numbers mean most.
 * @param {Column} column
 * @param {Sorting | null} sort
 */
export const willDescend = ({ id, numeric, rising }, sort) =>
  sort?.column === id ? !sort.descending : numeric && !rising;

/**
 * What a table is sorted by once the server says what it is: the echo of what was asked for here changes nothing, as
 * something newer may have been asked for since.
 * @param {Sorting | null} given What the server says.
 * @param {Sorting | null} now
 * @param {readonly Sorting[]} sent What was asked for here, and was not answered yet.
 * @returns {{sort: Sorting | null, sent: Sorting[]}}
 */
export function settleSorting(given, now, sent) {
  const at = sent.findIndex((one) => one.column === given?.column && one.descending === given.descending);
  return at < 0 ? { sort: given, sent: [] } : { sort: now, sent: sent.slice(at + 1) };
}
