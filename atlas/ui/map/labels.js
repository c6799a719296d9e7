/** Names of wards and neighbourhoods: HTML over the map, larger places first, never overlapping. */
const KINDS = {
  ward: { font: "600 12.5px", spacing: 0.9, high: 17, room: 0.6, gap: 10, typical: 34 },
  neighbourhood: { font: "400 13px", spacing: 0, high: 16, room: 1, gap: 8, typical: 210 },
};

// A name may stand this many pixels off its point, and no further off than this share of what it names.
const STEPS = [0, -13, 13, -26, 26];
// Pixels for which the sizes above are meant.
const USUAL = 13;
const REACH = 0.25;

export class Labels {
  constructor(map, outlines, layer) {
    this.map = map;
    this.layer = layer;
    this.shown = [];
    this.made = new Map();
    this.outlines = outlines;
    this.measure();
    map.on("move", () => this.move());
    map.on("moveend", () => this.place());
  }

  /** Work out how much room every name takes. A page may ask for larger names, and for no capitals. */
  measure() {
    const { outlines, layer } = this;
    const pen = document.createElement("canvas").getContext("2d");
    const { fontFamily: family, fontSize } = getComputedStyle(layer);
    const plain = getComputedStyle(layer).getPropertyValue("--atlas-ward-case").trim() === "none";
    this.size = parseFloat(fontSize) || USUAL;
    this.growth = this.size / USUAL;
    const { growth } = this;
    const prepare = (kind, places) => {
      const spans = places.map(({ areas = 1 }) => Math.sqrt(areas) * outlines.span).sort((a, b) => a - b);
      // The kind as a whole appears at one zoom, so that a map never shows a stray few of them.
      const from = KINDS[kind].typical / (spans[spans.length >> 1] || 1);
      const spacing = plain ? 0 : KINDS[kind].spacing;
      return places
        .map(({ name, lon, lat, areas = 1 }) => {
          pen.font = `${KINDS[kind].font} ${family}`;
          const text = kind === "ward" && !plain ? name.toUpperCase() : name;
          const wide = growth * (pen.measureText(text).width + text.length * spacing) + 4;
          return { kind, name, lon, lat, wide, from, span: Math.sqrt(areas) * outlines.span };
        })
        .sort((a, b) => b.span - a.span);
    };
    const wards = prepare("ward", outlines.wards);
    this.places = [...wards, ...prepare("neighbourhood", outlines.neighbourhoods)];
  }

  /** Choose the names for this view. Runs when the map comes to rest, and at times on the way. */
  place() {
    this.last = performance.now();
    const { width, height } = this.layer.getBoundingClientRect();
    if (!width) return;
    if (parseFloat(getComputedStyle(this.layer).fontSize) !== this.size) this.measure();
    const { growth } = this;
    const perDegree = (512 * 2 ** this.map.getZoom()) / 360;
    const bounds = this.map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    // Where something else lies on the map, names keep off it.
    const taken = this.around?.() ?? [];
    const next = [];
    const wardsNamed = new Map();
    for (const place of this.places) {
      const { kind, name, lon, lat, wide, from, span } = place;
      if (lon < west || lon > east || lat < south || lat > north) continue;
      const { gap } = KINDS[kind];
      const high = KINDS[kind].high * growth;
      // Large names are few, and may be wider than what they name: each stands at its middle.
      const room = KINDS[kind].room / growth ** 2;
      if (perDegree < from || span * perDegree < wide * room) continue;
      const { x, y } = this.map.project([lon, lat]);
      // A neighbourhood that carries its ward's name would only say it twice.
      const twin = wardsNamed.get(name.toLowerCase());
      if (twin && Math.hypot(twin.x - x, twin.y - y) < span * perDegree * 1.5) continue;
      const reach = span * perDegree * REACH;
      const box = STEPS.map((step) => step * growth)
        .filter((step) => Math.abs(step) <= reach)
        .map((step) => [
          step,
          x - wide / 2 - gap,
          y + step - high / 2 - gap / 2,
          x + wide / 2 + gap,
          y + step + high / 2 + gap / 2,
        ])
        .find(
          ([, left, top, right, bottom]) =>
            left >= 0 &&
            top >= 0 &&
            right <= width &&
            bottom <= height &&
            !taken.some((t) => left < t[3] && right > t[1] && top < t[4] && bottom > t[2]),
        );
      if (!box) continue;
      taken.push(box);
      next.push(place);
      place.up = box[0];
      if (kind === "ward") wardsNamed.set(name.toLowerCase(), { x, y });
    }
    const wanted = new Set(next);
    for (const place of this.shown) {
      if (wanted.has(place)) continue;
      this.made.get(place).remove();
      this.made.delete(place);
    }
    for (const place of next) if (!this.made.has(place)) this.make(place);
    this.shown = next;
    this.shift();
  }

  make(place) {
    const mark = document.createElement("span");
    mark.className = `atlas-name atlas-name-${place.kind}`;
    mark.textContent = place.name;
    this.made.set(place, mark);
    this.layer.append(mark);
  }

  move() {
    if (performance.now() - (this.last ?? 0) > 200) this.place();
    else this.shift();
  }

  shift() {
    for (const place of this.shown) {
      const { x, y } = this.map.project([place.lon, place.lat]);
      this.made.get(place).style.transform =
        `translate(${Math.round(x - place.wide / 2)}px, ${Math.round(y + place.up - 8 * this.growth)}px)`;
    }
  }
}
