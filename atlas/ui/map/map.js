import { AtlasMap } from "./atlas_map.js";
import { loadLibrary } from "./library.js";
import { WORDS as OVER } from "../overlay/words.js";
import { learn } from "../words/learn.js";
import { adopt } from "./styles.js";
import { WORDS } from "./words.js";

// Streamlit calls again at every rerun with the same parent: the map belongs to the parent, not to the call.
const maps = new WeakMap();

/** Draw or bring up to date the map in `component.parentElement`, in a language; returns the clean-up. */
export async function render(component, spoken = "") {
  await Promise.all([learn(WORDS, spoken), learn(OVER, spoken)]);
  const { parentElement, data } = component;
  let atlas = maps.get(parentElement);
  const box = parentElement.querySelector(".atlas-map");
  // Gone again while its words were fetched.
  if (!box) return undefined;
  let former = null;
  if (atlas && atlas.container !== box) {
    // In another language the same place has a box of its own.
    atlas.remove();
    atlas = null;
  }
  if (atlas && atlas.data.assets.outlines !== data.assets.outlines) {
    // Another place or level: what is on screen stays until the next picture stands.
    former = atlas;
    former.retire();
    atlas = null;
  }
  if (!atlas) {
    const base = new URL(".", document.baseURI);
    const address = (path) => new URL(path, base).href;
    const { maplibre, maplibre_css: css, outlines } = data.assets;
    atlas = new AtlasMap(box, {
      former,
      outlines: address(outlines),
      loadLibrary: () => loadLibrary(address(maplibre)),
      loadStyles: () => adopt(parentElement, [address(css), new URL("./map.css", import.meta.url).href]),
    });
    maps.set(parentElement, atlas);
    atlas.take(component);
    atlas.start();
  } else {
    atlas.take(component);
  }
  // Streamlit also runs the clean-up of a call that newer data overtook; only a parent that has gone is the end.
  return () =>
    setTimeout(() => {
      if (parentElement.isConnected) return;
      maps.get(parentElement)?.remove();
      maps.delete(parentElement);
    }, 0);
}
