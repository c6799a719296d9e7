// @ts-check
// What map and table send the server about an area that was picked.
/** @import {Pick} from "../wire.js" */

/**
 * @param {string | null} code No code clears the selection.
 * @param {boolean} adding Whether it is added to the selection, or removed from it.
 * @returns {Pick}
 */
export const pickOf = (code, adding) => ({ code, mode: adding ? "toggle" : "one" });
