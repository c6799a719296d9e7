// @ts-check
// Loaded from the page's head: starts the map while Streamlit itself is still starting.
import { ours } from "./fetch.js";
import { prepareGround } from "./ground.js";
import { loadLibrary } from "./library.js";
import { loadOutlines } from "./outlines.js";

const { maplibre = "", outlines = "" } = document.getElementById("atlas-early")?.dataset ?? {};
prepareGround(loadLibrary(ours(maplibre)), loadOutlines(ours(outlines)), ours(outlines));
