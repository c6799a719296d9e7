// @ts-check
/** What the search for layers says, in English. */
export const WORDS = {
  open: "Show all",
  also: "also: {word}",
  found: "{count} found. First: {name}.",
  found_one: "1 found: {name}.",
  part: "Nothing has all of these words; these have some.",
  near: "Nothing is spelt like this; these are close.",
  none: "Nothing is called “{query}”. What there is, by topic:",
  gap: "{reason} What comes nearest:",
  lost: "The list did not load. Reload the page.",
};
