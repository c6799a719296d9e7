// @ts-check
// The order of the table's rows and columns, and which of them are on a page.
/** @import {Column, Sorting, TableData} from "../wire.js" */

/** @typedef {TableData["rows"][number]} Row */
/** @typedef {Row[number]} Cell */

/** How many rows a page of the table has. */
export const PAGE = 100;

/**
 * The number of a cell, or null if it has none.
 * @param {Cell} cell
 */
export const numberOf = (cell) => (typeof cell === "string" ? null : cell[0]);

/**
 * The text of a cell.
 * @param {Cell} cell
 */
export const textOf = (cell) => (typeof cell === "string" ? cell : cell[1]);

/**
 * Sort rows by a column; gaps come last in both directions.
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
 * The order of the columns: if there is room for only one beside the name, it is the layer's.
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
 * How the next click on a column's heading sorts: the highest values first, names from A; for ranks
 * the lowest numbers, which mean most.
 * @param {Column} column
 * @param {Sorting | null} sort
 */
export const willDescend = ({ id, numeric, rising }, sort) =>
  sort?.column === id ? !sort.descending : numeric && !rising;

/**
 * The sorting once the server has responded: the echo of a request made here changes nothing, as
 * something newer may have been requested since.
 * @param {Sorting | null} given The server's sorting.
 * @param {Sorting | null} now
 * @param {readonly Sorting[]} sent Requests made here that have not been answered yet.
 * @returns {{sort: Sorting | null, sent: Sorting[]}}
 */
export function settleSorting(given, now, sent) {
  const at = sent.findIndex((one) => one.column === given?.column && one.descending === given.descending);
  return at < 0 ? { sort: given, sent: [] } : { sort: now, sent: sent.slice(at + 1) };
}
