// @ts-check
/** The table's texts, in English. */
export const WORDS = {
  previous: "Previous",
  next: "Next",
  range: "{from}–{to} of {count}",
  pages: "Pages of the table",
  empty: "No area meets the filters. Remove one to see areas here.",
  selected: "selected",
};
