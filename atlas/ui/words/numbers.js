// @ts-check
// Numbers as the language of the page writes them.

/** @param {number} number */
export const writeNumber = (number) => number.toLocaleString(pageLanguage());

/** The language of the page, for sorting and numbers. */
export const pageLanguage = () => document.documentElement.lang || "en";
