// @ts-check
/** What is said of points and streets on the map, in English. */
export const WORDS = {
  on_the_map: "On the map",
  counted: "{places} ({count})",
  several: "{count} {places}",
  closer: "zoom in to see each",
  list_lost: "A list of places did not load. Switch it off and on again; the table has the same places.",
  no_streets: "{why} The map is complete without them.",
  part_lost: "Part of the streets from {host} did not load. Move the map to try again.",
  all_lost:
    "The streets from {host} did not load. The map is complete without them; to try again, choose None and then the streets.",
};
