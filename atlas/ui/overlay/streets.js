import { fill } from "../words/learn.js";
import { ours } from "./address.js";
import { quietLayers } from "./quiet.js";
import { WORDS } from "./words.js";

// Lines and surfaces lie under all of ours, names above the areas and below what is selected.
const UNDER = "edge";
const OVER = "hover-casing";
// How much of a colour is left when streets show through it.
const THINNED = 0.62;
const SOURCE = "streets";

/** Streets under the areas. Nothing is asked of anybody before they are chosen, and the map never needs them. */
export class Streets {
  constructor(map, { credit, tell }) {
    this.map = map;
    this.credit = credit;
    this.tell = tell;
    this.shown = null;
    this.layers = [];
    this.sources = [];
    this.arrived = false;
    map.on("sourcedata", ({ sourceId, tile }) => {
      if (tile?.state === "loaded" && this.sources.includes(sourceId)) this.arrived = true;
    });
  }

  async show(streets) {
    const asked = JSON.stringify(streets);
    if (asked === this.asked) return;
    this.asked = asked;
    this.clear();
    this.tell(SOURCE, streets?.fault ? `${streets.fault} The map is whole without them.` : "");
    if (!streets || streets.fault) return;
    this.shown = streets;
    try {
      const style = await this.describe(streets);
      if (this.asked !== asked) return;
      this.draw(style);
      this.writeCredit(streets);
    } catch (error) {
      console.warn(error);
      if (this.asked === asked) this.giveUp();
    }
  }

  /** Sources, layers and letters, whatever kind of streets they are. */
  async describe(streets) {
    const { kind, address } = streets;
    const letters = ours(streets.letters);
    if (kind === "style") return prefix(await fetchJson(address));
    const { layers, ...about } = kind === "tiles" ? readTileJson(await fetchJson(address)) : readOurs(streets);
    if (kind === "raster") {
      const faded = { "raster-saturation": -0.9, "raster-contrast": -0.2 };
      const layer = { id: `${SOURCE}-picture`, type: "raster", source: SOURCE, paint: faded };
      return { sources: { [SOURCE]: { type: "raster", tileSize: 256, ...about } }, layers: [layer], letters };
    }
    return { sources: { [SOURCE]: { type: "vector", ...about } }, layers: quietLayers(SOURCE, layers), letters };
  }

  draw({ sources, layers, letters }) {
    const { map } = this;
    if (letters) map.setGlyphs(letters);
    for (const [id, source] of Object.entries(sources)) {
      map.addSource(id, source);
      this.sources.push(id);
    }
    for (const layer of layers) {
      map.addLayer(layer, layer.type === "symbol" ? OVER : UNDER);
      this.layers.push(layer.id);
    }
    map.setPaintProperty("fill", "fill-opacity", THINNED);
    map.getContainer().closest(".atlas-map")?.setAttribute("data-streets", this.shown.id);
  }

  /** Whether a failure is one of ours. Where nothing has come yet the streets are taken away; the rest stays. */
  fails({ sourceId, tile, error }) {
    if (!this.shown || !(this.sources.includes(sourceId) || this.isOurs(error))) return false;
    const part = fill(WORDS.part_lost, { host: this.shown.host });
    if (tile && this.arrived) this.tell(SOURCE, part);
    else this.giveUp();
    return true;
  }

  /** Letters and styles fail without naming a source, but with their address. */
  isOurs(error) {
    const address = error?.url ?? "";
    return address.includes("/atlas/letters/") || (this.shown.kind === "style" && address.startsWith("http"));
  }

  giveUp() {
    const { host } = this.shown;
    this.clear();
    this.tell(SOURCE, fill(WORDS.all_lost, { host }));
  }

  clear() {
    const { map } = this;
    for (const id of this.layers) if (map.getLayer(id)) map.removeLayer(id);
    for (const id of this.sources) if (map.getSource(id)) map.removeSource(id);
    [this.layers, this.sources, this.shown, this.arrived] = [[], [], null, false];
    if (map.getLayer("fill")) map.setPaintProperty("fill", "fill-opacity", 1);
    map.getContainer().closest(".atlas-map")?.removeAttribute("data-streets");
    this.credit.replaceChildren();
  }

  writeCredit({ attribution, page }) {
    // A file may bring its attribution as HTML; only its words are shown.
    const words = new DOMParser().parseFromString(attribution, "text/html").body.textContent;
    if (!page) return this.credit.replaceChildren(words);
    const link = document.createElement("a");
    Object.assign(link, { href: page, target: "_blank", rel: "noopener", textContent: words });
    this.credit.replaceChildren(link);
  }
}

const readOurs = ({ tiles, zooms: [minzoom, maxzoom], bounds, layers }) => ({
  tiles: [ours(tiles)],
  minzoom,
  maxzoom,
  bounds,
  layers,
});

/** Only what a source takes, and which layers its tiles have. */
function readTileJson({ tiles, minzoom = 0, maxzoom = 14, bounds, vector_layers: listed = [] }) {
  return { tiles, minzoom, maxzoom, ...(bounds && { bounds }), layers: listed.map(({ id }) => id) };
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** A whole style with names of its own, and without the pictures and surfaces that would hide ours. */
function prefix(style) {
  const name = (id) => `${SOURCE}-${id}`;
  const plain = (layer) => layer.type !== "background" && layer.type !== "fill-extrusion";
  const pictured = /^(icon-|fill-pattern|line-pattern)/;
  const without = (part = {}) => Object.fromEntries(Object.entries(part).filter(([key]) => !pictured.test(key)));
  return {
    sources: Object.fromEntries(Object.entries(style.sources).map(([id, source]) => [name(id), source])),
    layers: style.layers.filter(plain).map((layer) => ({
      ...layer,
      id: name(layer.id),
      source: name(layer.source),
      layout: without(layer.layout),
      paint: without(layer.paint),
    })),
    letters: style.glyphs,
  };
}
