// @ts-check
/** The search's texts, in English. */
export const WORDS = {
  one: "1 result. {first}",
  many: "{count} results. {first}",
  failed: "The search could not be reached. Try again in a moment.",
};
