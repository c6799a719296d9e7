// Named in the page's head: starts the map while Streamlit itself still starts.
import { prepareGround } from "./ground.js";
import { loadLibrary } from "./library.js";
import { loadOutlines } from "./outlines.js";

const { maplibre, outlines } = document.getElementById("atlas-early").dataset;
const absolute = (path) => new URL(path, new URL(".", document.baseURI)).href;
prepareGround(loadLibrary(absolute(maplibre)), loadOutlines(absolute(outlines)), absolute(outlines));
