// @ts-check
/** What the map says, in English; `learn` turns it into another language. */
export const WORDS = {
  zoom_in: "Zoom in",
  zoom_out: "Zoom out",
  fit: "Show the whole place",
  keys: "Keys and gestures",
  close: "Close",
  map: "map",
  no_value: "{place}: no value.",
  selected: "selected",
  filtered_out: "outside the filters",
  switched_off: "its class is switched off",
  rough: "Outlines are generalised by their publisher: near a border, a street may be on its other side.",
  loading: "Drawing the map…",
  failed_webgl:
    "This browser cannot draw the map, because WebGL is switched off or missing. The table shows the same figures.",
  failed_outlines:
    "Part of the map did not load. Check the connection and try again; the table shows the same figures.",
  retry: "Try again",
  lost: "The map did not load.",
  help: [
    ["Tab", "to the map and on"],
    ["Arrow keys", "to the next area in that direction"],
    ["Enter", "select the area"],
    ["Ctrl + Enter", "add it to the selection"],
    ["Escape", "leave the area; again to clear the selection"],
    ["+ and −", "zoom"],
    ["0 or Home", "show the whole place"],
    ["Ctrl, ⌘ or Shift + click", "add to the selection"],
  ],
};
