// @ts-check
// Streets under the areas. No server is contacted before they are chosen, and the map never needs them.
/** @import {LayerSpecification, Map as MapLibreMap, SourceSpecification, StyleSpecification} from "maplibre-gl" */
/** @import {Streets as Wanted, StreetsAddress, StreetsFile} from "../wire.js" */
/** @import {Tell} from "./extras.js" */
import { make } from "../map/elements.js";
import { fetchFile, ours } from "../map/fetch.js";
import { fill } from "../words/learn.js";
import { quietLayers } from "./quiet.js";
import { WORDS } from "./words.js";

/** @typedef {StreetsAddress | StreetsFile} Drawable */
/** @typedef {{sources: Record<string, SourceSpecification>, layers: LayerSpecification[], letters?: string}} Described */
/** @typedef {{sourceId?: string, tile?: unknown, error?: Error & {url?: string}}} Failure */

// Lines and surfaces lie under all of ours, names above the areas and below the selection.
const UNDER = "edge";
const OVER = "hover-casing";
// The opacity of colours when streets show through them.
const THINNED = 0.62;
const SOURCE = "streets";

export class Streets {
  /**
   * @param {MapLibreMap} map
   * @param {{credit: HTMLElement, tell: Tell}} parts
   */
  constructor(map, { credit, tell }) {
    this.map = map;
    this.credit = credit;
    this.tell = tell;
    this.asked = "null";
    this.shown = /** @type {Drawable | null} */ (null);
    this.layers = /** @type {string[]} */ ([]);
    this.sources = /** @type {string[]} */ ([]);
    this.arrived = false;
    map.on("sourcedata", ({ sourceId, tile }) => {
      if (tile?.state === "loaded" && this.sources.includes(sourceId)) this.arrived = true;
    });
  }

  /** @param {Wanted | null} streets */
  async show(streets) {
    const asked = JSON.stringify(streets);
    if (asked === this.asked) return;
    this.asked = asked;
    this.clear();
    const isFaulty = streets !== null && "fault" in streets;
    this.tell(SOURCE, isFaulty ? fill(WORDS.no_streets, { why: streets.fault }) : "");
    if (!streets || isFaulty) return;
    this.shown = streets;
    try {
      const described = await describe(streets);
      if (this.asked !== asked) return;
      this.draw(streets, described);
      this.writeCredit(streets);
    } catch (error) {
      console.warn(error);
      if (this.asked === asked) this.giveUp(streets);
    }
  }

  /**
   * @param {Drawable} streets
   * @param {Described} described
   */
  draw(streets, { sources, layers, letters }) {
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
    map.getContainer().closest(".atlas-map")?.setAttribute("data-streets", streets.id);
  }

  /**
   * Whether a failure is one of ours. If nothing has loaded yet the streets are removed; the rest stays.
   * @param {Failure} failure
   */
  fails({ sourceId, tile, error }) {
    const { shown } = this;
    if (!shown || !(this.sources.includes(sourceId ?? "") || isOurs(shown, error?.url ?? ""))) return false;
    if (tile && this.arrived) this.tell(SOURCE, fill(WORDS.part_lost, { host: shown.host }));
    else this.giveUp(shown);
    return true;
  }

  /** @param {Drawable} streets */
  giveUp({ host }) {
    this.clear();
    this.tell(SOURCE, fill(WORDS.all_lost, { host }));
  }

  clear() {
    const { map } = this;
    for (const id of this.layers) if (map.getLayer(id)) map.removeLayer(id);
    for (const id of this.sources) if (map.getSource(id)) map.removeSource(id);
    this.layers = [];
    this.sources = [];
    this.shown = null;
    this.arrived = false;
    if (map.getLayer("fill")) map.setPaintProperty("fill", "fill-opacity", 1);
    map.getContainer().closest(".atlas-map")?.removeAttribute("data-streets");
    this.credit.replaceChildren();
  }

  /** @param {Drawable} streets */
  writeCredit(streets) {
    // A file's attribution may be HTML; only its text is shown.
    const words = new DOMParser().parseFromString(streets.attribution, "text/html").body.textContent ?? "";
    const href = "page" in streets ? streets.page : "";
    this.credit.replaceChildren(href ? make("a", { href, target: "_blank", rel: "noopener" }, words) : words);
  }
}

/**
 * Whether these streets request an address: glyphs and styles fail without naming a source.
 * @param {Drawable} streets
 * @param {string} address
 */
export const isOurs = ({ kind }, address) =>
  address.includes("/atlas/letters/") || (kind === "style" && address.startsWith("http"));

/**
 * Sources, layers and glyphs, whatever kind of streets they are.
 * @param {Drawable} streets
 * @returns {Promise<Described>}
 */
async function describe(streets) {
  const letters = ours(streets.letters);
  if (streets.kind === "style") return prefix(await fetchJson(streets.address));
  const { layers, ...about } =
    "address" in streets ? readTileJson(await fetchJson(streets.address)) : readFile(streets);
  if (streets.kind !== "raster") {
    return { sources: { [SOURCE]: { type: "vector", ...about } }, layers: quietLayers(SOURCE, layers), letters };
  }
  const paint = { "raster-saturation": -0.9, "raster-contrast": -0.2 };
  const sources = { [SOURCE]: /** @type {SourceSpecification} */ ({ type: "raster", tileSize: 256, ...about }) };
  return { sources, layers: [{ id: `${SOURCE}-picture`, type: "raster", source: SOURCE, paint }], letters };
}

/** @param {StreetsFile} file */
const readFile = ({ tiles, zooms: [minzoom, maxzoom], bounds, layers }) => ({
  tiles: [ours(tiles)],
  minzoom,
  maxzoom,
  bounds,
  layers,
});

/** @param {string} address */
const fetchJson = async (address) => (await fetchFile(address)).json();

/**
 * Only the properties of a source, and the layers of its tiles.
 * @param {{tiles: string[], minzoom?: number, maxzoom?: number, bounds?: [number, number, number, number], vector_layers?: {id: string}[]}} file
 */
export function readTileJson({ tiles, minzoom = 0, maxzoom = 14, bounds, vector_layers: listed = [] }) {
  return { tiles, minzoom, maxzoom, ...(bounds && { bounds }), layers: listed.map(({ id }) => id) };
}

/**
 * A whole style with names of its own, and without the pictures and surfaces that would hide ours.
 * @param {Pick<StyleSpecification, "sources" | "layers" | "glyphs">} style
 * @returns {Described}
 */
export function prefix(style) {
  /** @param {string} id */
  const name = (id) => `${SOURCE}-${id}`;
  const pictured = /^(icon-|fill-pattern|line-pattern)/;
  const without = (part = {}) => Object.fromEntries(Object.entries(part).filter(([key]) => !pictured.test(key)));
  const layers = style.layers.flatMap((layer) => {
    if (layer.type === "background" || layer.type === "fill-extrusion") return [];
    const shown = { layout: without(layer.layout), paint: without(layer.paint) };
    return [/** @type {LayerSpecification} */ ({ ...layer, id: name(layer.id), source: name(layer.source), ...shown })];
  });
  const sources = Object.fromEntries(Object.entries(style.sources).map(([id, source]) => [name(id), source]));
  return { sources, layers, letters: style.glyphs };
}
