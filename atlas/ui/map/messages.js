// @ts-check
// What map and table tell the server of an area that was picked.
/** @import {Pick} from "../wire.js" */

/**
 * @param {string | null} code No code clears the selection.
 * @param {boolean} adding Whether it is added to what is selected, or taken out of it.
 * @returns {Pick}
 */
export const pickOf = (code, adding) => ({ code, mode: adding ? "toggle" : "one" });
