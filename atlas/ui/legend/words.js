// @ts-check
/** The legend's texts, in English. */
export const WORDS = {
  show_all: "Show all",
  hint: "Choose a class to hide or show it on the map.",
  off: "off",
  switched_off: "switched off",
  areas: "{count} areas",
  one_area: "1 area",
  legend: "Legend",
  spread: "How the areas are spread",
};
