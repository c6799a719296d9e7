// @ts-check
// Lists of points over the areas: a symbol each, a number where they are too close, the name under the pointer.
/** @import {FilterSpecification, MapGeoJSONFeature, Point, SymbolLayerSpecification} from "maplibre-gl" */
/** @import {Placed} from "../map/labels.js" */
/** @import {Picture} from "../map/picture.js" */
/** @import {PointsFile} from "../wire.js" */
/** @import {Tell} from "./extras.js" */
import { placeCard } from "../map/card.js";
import { make } from "../map/elements.js";
import { loadOnce, ours } from "../map/fetch.js";
import { fill } from "../words/learn.js";
import { drawMany, drawSymbol, PIXEL_RATIO, pixelsOf } from "./symbols.js";
import { WORDS } from "./words.js";

/** @typedef {{address: string, list: PointsFile, images: Set<string>}} Drawn */

// From this zoom on every point is drawn by itself, however close to the next.
const APART = 14;
const ABOVE = "chosen-casing";
const MOST_NAMED = 4;
const load = loadOnce((answer) => /** @type {Promise<PointsFile>} */ (answer.json()));

/**
 * A name as it reads inside a sentence: only English begins it with a small letter.
 * @param {string} name
 * @param {string} language
 */
export const putInSentence = (name, language) => (language.startsWith("en") ? name.toLowerCase() : name);

/**
 * The text on a point, or on several that are too close: a name, and the rest.
 * @param {Record<string, string | number>} properties
 * @param {Pick<PointsFile, "title" | "plural">} list
 * @param {string} language
 * @returns {[string, string]}
 */
export function describePoint({ point_count: count, name, kind }, { title, plural }, language) {
  if (count) return [fill(WORDS.several, { count, places: putInSentence(plural, language) }), WORDS.closer];
  return [String(name || title), [title, kind].filter((one) => one && one !== name).join(", ")];
}

const spoken = () => document.documentElement.lang || "en";

export class Overlays {
  /**
   * @param {Picture} picture
   * @param {{key: HTMLElement, tip: HTMLElement, tell: Tell}} parts
   */
  constructor(picture, { key, tip, tell }) {
    this.picture = picture;
    this.map = picture.map;
    this.key = key;
    this.tip = tip;
    this.tell = tell;
    /** @type {Record<string, string>} */
    this.wanted = {};
    /** @type {Map<string, Drawn>} */
    this.drawn = new Map();
    this.map.on("styleimagemissing", ({ id }) => this.drawNumber(id));
    this.map.on("move", () => this.unpoint());
    this.map.on("mouseout", () => this.unpoint());
    picture.highlight.isTaken = (point) => this.point(point);
    picture.labels.around = () => this.boxes();
  }

  /**
   * Update what is drawn: addresses by identity.
   * @param {Record<string, string>} wanted
   */
  show(wanted) {
    if (JSON.stringify(wanted) === JSON.stringify(this.wanted)) return;
    this.wanted = wanted;
    for (const [id, { address }] of this.drawn) if (wanted[id] !== address) this.remove(id);
    for (const id of Object.keys(wanted)) if (!this.drawn.has(id)) this.add(id);
    this.writeKey();
  }

  /** @param {string} id */
  async add(id) {
    const address = this.wanted[id];
    try {
      const list = await load(ours(address));
      // By the time it has loaded something else may be wanted.
      if (this.wanted[id] !== address || this.drawn.has(id)) return;
      this.draw(id, address, list);
      this.tell(id, "");
      this.writeKey();
    } catch (error) {
      console.warn(error);
      this.tell(id, WORDS.list_lost);
    }
  }

  /**
   * @param {string} id
   * @param {string} address
   * @param {PointsFile} list
   */
  draw(id, address, list) {
    const { map } = this;
    const source = `points-${id}`;
    map.addImage(source, pixelsOf(drawSymbol(list.symbol, list.colour)), { pixelRatio: PIXEL_RATIO });
    map.addSource(source, {
      type: "geojson",
      data: list,
      cluster: true,
      clusterRadius: 26,
      clusterMaxZoom: APART - 1,
    });
    /** @type {(name: string, filter: FilterSpecification, image: any) => SymbolLayerSpecification} */
    const layer = (name, filter, image) => ({
      id: name,
      type: "symbol",
      source,
      filter,
      layout: { "icon-image": image, "icon-allow-overlap": true, "icon-ignore-placement": true },
    });
    /** @type {FilterSpecification} */
    const many = ["has", "point_count"];
    map.addLayer(layer(source, ["!", many], source), ABOVE);
    // The number is part of the picture: text would need glyphs from elsewhere.
    map.addLayer(layer(`${source}/many`, many, ["concat", `${source}/`, ["get", "point_count"]]), ABOVE);
    this.drawn.set(id, { address, list, images: new Set([source]) });
  }

  /** @param {string} id */
  remove(id) {
    const { map } = this;
    const source = `points-${id}`;
    for (const layer of [source, `${source}/many`]) if (map.getLayer(layer)) map.removeLayer(layer);
    map.removeSource(source);
    for (const image of this.drawn.get(id)?.images ?? []) map.removeImage(image);
    this.drawn.delete(id);
    this.unpoint();
  }

  /** @param {string} image */
  drawNumber(image) {
    const found = /^points-(.+)\/(\d+)$/.exec(image);
    const drawn = found && this.drawn.get(found[1]);
    if (!drawn || this.map.hasImage(image)) return;
    const { symbol, colour } = drawn.list;
    const family = getComputedStyle(this.key).fontFamily;
    this.map.addImage(image, pixelsOf(drawMany(symbol, colour, found[2], family)), { pixelRatio: PIXEL_RATIO });
    drawn.images.add(image);
  }

  /** What the shapes mean, in the order in which they were chosen. */
  writeKey() {
    const shown = Object.keys(this.wanted).filter((id) => this.drawn.has(id));
    const rows = shown.map((id) => {
      const { list } = /** @type {Drawn} */ (this.drawn.get(id));
      const src = drawSymbol(list.symbol, list.colour).toDataURL();
      const count = list.features.length.toLocaleString(spoken());
      const symbol = make("img", { src, alt: "", "aria-hidden": "true" });
      return make("li", {}, symbol, fill(WORDS.counted, { places: list.plural, count }));
    });
    this.key.replaceChildren(...rows);
    this.key.hidden = rows.length === 0;
    this.picture.frame.container.dataset.overlays = shown.join(" ");
    this.map.once("idle", () => this.picture.labels.place());
  }

  layers() {
    return [...this.drawn.keys()].flatMap((id) => [`points-${id}`, `points-${id}/many`]);
  }

  /**
   * Where symbols and numbers are in the view, so that the names of wards avoid them.
   * @returns {Placed[]}
   */
  boxes() {
    if (!this.drawn.size) return [];
    return this.map.queryRenderedFeatures({ layers: this.layers() }).map(({ geometry, properties }) => {
      const { coordinates } = /** @type {import("geojson").Point} */ (geometry);
      const { x, y } = this.map.project([coordinates[0], coordinates[1]]);
      const [wide, high] = properties.point_count ? [20, 10] : [7, 7];
      return [0, x - wide, y - high, x + wide, y + high];
    });
  }

  /**
   * Name what is under the pointer; true if there is anything, so that the area's card stays hidden.
   * @param {Point} point
   */
  point(point) {
    const layers = this.layers();
    if (!layers.length) return false;
    const found = this.map.queryRenderedFeatures(point, { layers });
    if (!found.length) {
      this.unpoint();
      return false;
    }
    this.tip.replaceChildren(...found.slice(0, MOST_NAMED).map((feature) => this.describe(feature)));
    this.tip.hidden = false;
    const { offsetWidth: wide, offsetHeight: high } = this.tip;
    const { left, top } = placeCard(
      { x: point.x, y: point.y, keepOff: 15 },
      { wide, high },
      this.picture.camera.size(),
    );
    this.tip.style.transform = `translate(${left}px, ${top}px)`;
    return true;
  }

  /** @param {MapGeoJSONFeature} feature */
  describe({ properties, source }) {
    const { list } = /** @type {Drawn} */ (this.drawn.get(source.replace("points-", "")));
    const [name, rest] = describePoint(properties, list, spoken());
    return make("p", {}, make("strong", {}, name), ` · ${rest}`);
  }

  unpoint() {
    this.tip.hidden = true;
  }
}
