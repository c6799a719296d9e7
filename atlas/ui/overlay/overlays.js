import { fill } from "../words/learn.js";
import { ours } from "./address.js";
import { drawMany, drawSymbol, PIXEL_RATIO, pixelsOf } from "./symbols.js";
import { WORDS } from "./words.js";

// From this zoom on every point is drawn by itself, however close to the next.
const APART = 14;
const ABOVE = "chosen-casing";
// Fetched once per address and kept: the address changes with the list.
const kept = new Map();

function load(address) {
  if (!kept.has(address)) {
    const list = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    });
    list.catch(() => kept.delete(address));
    kept.set(address, list);
  }
  return kept.get(address);
}

/** A name as it stands in a sentence: only English begins it with a small letter. */
const inSentence = (name) => ((document.documentElement.lang || "en").startsWith("en") ? name.toLowerCase() : name);

/** Lists of points over the areas: a shape each, a number where they lie too close, the name under the pointer. */
export class Overlays {
  constructor(atlas, { key, tip, tell }) {
    this.atlas = atlas;
    this.map = atlas.map;
    this.key = key;
    this.tip = tip;
    this.tell = tell;
    this.wanted = {};
    this.drawn = new Map();
    this.map.on("styleimagemissing", ({ id }) => this.drawNumber(id));
    this.map.on("move", () => this.unpoint());
    this.map.on("mouseout", () => this.unpoint());
    atlas.pointed = (point) => this.point(point);
    atlas.labels.around = () => this.boxes();
  }

  /** Bring what is drawn to what is wanted: addresses by identity. */
  show(wanted) {
    if (JSON.stringify(wanted) === JSON.stringify(this.wanted)) return;
    this.wanted = wanted;
    for (const [id, { address }] of this.drawn) if (wanted[id] !== address) this.remove(id);
    for (const id of Object.keys(wanted)) if (!this.drawn.has(id)) this.add(id);
    this.writeKey();
  }

  async add(id) {
    const address = this.wanted[id];
    try {
      const list = await load(ours(address));
      // By the time it is here something else may be wanted.
      if (this.wanted[id] !== address || this.drawn.has(id)) return;
      this.draw(id, address, list);
      this.tell(id, "");
      this.writeKey();
    } catch (error) {
      console.warn(error);
      this.tell(id, "A list of places did not arrive. Switch it off and on again; the table has the same places.");
    }
  }

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
    const layer = (name, filter, image) => ({
      id: name,
      type: "symbol",
      source,
      filter,
      layout: { "icon-image": image, "icon-allow-overlap": true, "icon-ignore-placement": true },
    });
    const many = ["has", "point_count"];
    map.addLayer(layer(source, ["!", many], source), ABOVE);
    // The number is part of the picture: text would need letters from elsewhere.
    map.addLayer(layer(`${source}/many`, many, ["concat", `${source}/`, ["get", "point_count"]]), ABOVE);
    this.drawn.set(id, { address, list, images: new Set([source]) });
  }

  remove(id) {
    const { map } = this;
    const source = `points-${id}`;
    for (const layer of [source, `${source}/many`]) if (map.getLayer(layer)) map.removeLayer(layer);
    map.removeSource(source);
    for (const image of this.drawn.get(id).images) map.removeImage(image);
    this.drawn.delete(id);
    this.unpoint();
  }

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
      const { list } = this.drawn.get(id);
      const row = document.createElement("li");
      const symbol = document.createElement("img");
      Object.assign(symbol, { src: drawSymbol(list.symbol, list.colour).toDataURL(), alt: "", ariaHidden: "true" });
      const count = list.features.length.toLocaleString(document.documentElement.lang || "en");
      row.append(symbol, fill(WORDS.counted, { places: list.plural, count }));
      return row;
    });
    this.key.replaceChildren(...rows);
    this.key.hidden = rows.length === 0;
    this.atlas.container.dataset.overlays = shown.join(" ");
    this.map.once("idle", () => this.atlas.labels.place());
  }

  layers() {
    return [...this.drawn.keys()].flatMap((id) => [`points-${id}`, `points-${id}/many`]);
  }

  /** Where symbols and numbers are in the view, for the names of wards to keep off. */
  boxes() {
    if (!this.drawn.size) return [];
    return this.map.queryRenderedFeatures({ layers: this.layers() }).map(({ geometry, properties }) => {
      const { x, y } = this.map.project(geometry.coordinates);
      const [wide, high] = properties.point_count ? [20, 10] : [7, 7];
      // Like the boxes of names, which say first how far off their point they stand.
      return [0, x - wide, y - high, x + wide, y + high];
    });
  }

  /** Name what is under the pointer; true if there is anything, so that the area's card keeps away. */
  point(point) {
    const layers = this.layers();
    if (!layers.length) return false;
    const found = this.map.queryRenderedFeatures(point, { layers });
    if (!found.length) {
      this.unpoint();
      return false;
    }
    this.tip.replaceChildren(...found.slice(0, 4).map((feature) => this.describe(feature)));
    this.tip.hidden = false;
    const { offsetWidth: wide, offsetHeight: high } = this.tip;
    const { width, height } = this.atlas.size();
    const left = Math.min(Math.max(8, point.x - wide / 2), width - wide - 8);
    const top = point.y - high - 14 >= 8 ? point.y - high - 14 : Math.min(point.y + 16, height - high - 8);
    this.tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    return true;
  }

  describe({ properties, source }) {
    const { list } = this.drawn.get(source.replace("points-", ""));
    const line = document.createElement("p");
    const strong = document.createElement("strong");
    const { point_count: many, name, kind } = properties;
    strong.textContent = many
      ? fill(WORDS.several, { count: many, places: inSentence(list.plural) })
      : name || list.title;
    const rest = many ? WORDS.closer : [list.title, kind].filter((one) => one && one !== name).join(", ");
    line.append(strong, ` · ${rest}`);
    return line;
  }

  unpoint() {
    this.tip.hidden = true;
  }
}
