// @ts-check
// The map as a component: one for each placeholder that Python draws on the page.
/** @import {Component} from "../types.js" */
/** @import {MapWire} from "../wire.js" */
import { WORDS as OVER } from "../overlay/words.js";
import { learn } from "../words/learn.js";
import { AtlasMap } from "./atlas_map.js";
import { ours } from "./fetch.js";
import { loadLibrary } from "./library.js";
import { adopt } from "./styles.js";
import { WORDS } from "./words.js";

// Streamlit calls again at every rerun with the same parent: the map belongs to the parent, not to the call.
/** @type {WeakMap<Node, AtlasMap>} */
const maps = new WeakMap();

/**
 * Draw or update the map in `component.parentElement`, in a language; returns the clean-up.
 * @param {Component<MapWire>} component
 */
export async function render(component, spoken = "") {
  await Promise.all([learn(WORDS, spoken), learn(OVER, spoken)]);
  const { parentElement, data } = component;
  const box = /** @type {HTMLElement | null} */ (parentElement.querySelector(".atlas-map"));
  // Removed while its texts were loading.
  if (!box) return undefined;
  let atlas = maps.get(parentElement);
  let former = null;
  if (atlas && atlas.container !== box) {
    // In another language the same placeholder has a container of its own.
    atlas.remove();
    atlas = undefined;
  }
  if (atlas && atlas.data.assets.outlines !== data.assets.outlines) {
    // Another place or level: the present picture stays until the next one is ready.
    former = atlas;
    former.retire();
    atlas = undefined;
  }
  if (atlas) atlas.take(component);
  else {
    const { maplibre, maplibre_css: css, outlines } = data.assets;
    atlas = new AtlasMap(box, component, {
      former,
      outlines: ours(outlines),
      loadLibrary: () => loadLibrary(ours(maplibre)),
      loadStyles: () => adopt(parentElement, [ours(css), new URL("./map.css", import.meta.url).href]),
    });
    maps.set(parentElement, atlas);
    atlas.start();
  }
  // Streamlit also runs the clean-up of a call overtaken by newer data; only a removed parent is the end.
  return () =>
    setTimeout(() => {
      if (parentElement.isConnected) return;
      maps.get(parentElement)?.remove();
      maps.delete(parentElement);
    }, 0);
}
