// @ts-check
// Formats numbers for the language of the page.

/** @param {number} number */
export const writeNumber = (number) => number.toLocaleString(pageLanguage());

/** The language of the page, for sorting and numbers. */
export const pageLanguage = () => document.documentElement.lang || "en";
