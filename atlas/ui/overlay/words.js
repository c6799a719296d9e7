// @ts-check
/** What is said of points and streets on the map, in English. */
export const WORDS = {
  on_the_map: "On the map",
  counted: "{places} ({count})",
  several: "{count} {places}",
  closer: "zoom in to see each",
  list_lost: "A list of places did not arrive. Switch it off and on again; the table has the same places.",
  no_streets: "{why} The map is whole without them.",
  part_lost: "Part of the streets of {host} did not arrive. Move the map to try again.",
  all_lost:
    "The streets of {host} did not arrive. The map is whole without them; to try again, choose None and then the streets.",
};
