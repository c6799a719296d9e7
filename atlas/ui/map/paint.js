import { LOOKS, makeMarks, MANY } from "./style.js";

export const OUT = 1;
export const SELECTED = 2;
export const DOUBTFUL = 4;
export const OFF = 8;
const NO_VALUE = 255;

/** Read one small number per area from one character each; a gap is a dash. */
export function decode(text = "") {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text[i] === "-" ? NO_VALUE : text.charCodeAt(i) - 48;
  return bytes;
}

/** What one area looks like; a look is a feature state and is worked out once per class and state. */
function lookOf(cls, state, colours) {
  const look = (fill, on) => ({ fill, faint: 0, hatch: 0, missing: 0, ...on });
  if (state & OUT) return look(LOOKS.faded, { faint: 1 });
  if (state & OFF) return look(LOOKS.paper, { faint: 1 });
  if (cls === NO_VALUE || colours[cls] === undefined) return look(LOOKS.missing, { missing: 1 });
  return look(colours[cls], { hatch: state & DOUBTFUL ? 1 : 0 });
}

export class Painter {
  constructor(map, outlines) {
    this.map = map;
    this.outlines = outlines;
    this.classes = new Uint8Array(outlines.count).fill(NO_VALUE);
    this.state = new Uint8Array(outlines.count);
    this.shown = new Uint32Array(outlines.count);
    this.known = new Map();
    this.marks = makeMarks(outlines);
    this.chosen = "";
    this.seen = [];
  }

  /** Paint what differs from what is on the map; true if anything does. */
  apply({ classes, state, colours }) {
    const now = [classes, state, colours.join()];
    if (now.every((part, i) => part === this.seen[i])) return false;
    this.seen = now;
    this.classes = this.fit(decode(classes), NO_VALUE);
    this.state = this.fit(decode(state), 0);
    const table = new Array(256 * 16);
    const used = new Set();
    let changed = false;
    for (let i = 0; i < this.outlines.count; i += 1) {
      // Selection is drawn by its own layer, so it is no part of the look.
      const slot = (this.classes[i] << 4) | (this.state[i] & (OUT | DOUBTFUL | OFF));
      const look = (table[slot] ??= this.intern(lookOf(this.classes[i], this.state[i], colours)));
      used.add(look);
      if (this.shown[i] === look.number) continue;
      this.shown[i] = look.number;
      this.map.setFeatureState({ source: "areas", id: i }, look.state);
      changed = true;
    }
    for (const mark of this.marks)
      this.toggle(
        mark,
        [...used].some((look) => look.state[mark.layer.id]),
      );
    return this.choose() || changed;
  }

  /** An array of exactly one byte per area, whatever was sent: a wrong length must not shift anything. */
  fit(bytes, otherwise) {
    if (bytes.length === this.outlines.count) return bytes;
    const whole = new Uint8Array(this.outlines.count).fill(otherwise);
    whole.set(bytes.subarray(0, this.outlines.count));
    return whole;
  }

  intern(look) {
    const name = Object.values(look).join();
    if (!this.known.has(name)) this.known.set(name, { number: this.known.size + 1, state: look });
    return this.known.get(name);
  }

  choose() {
    const chosen = [];
    for (let i = 0; i < this.state.length; i += 1) if (this.state[i] & SELECTED) chosen.push(i);
    const name = chosen.join();
    if (name === this.chosen) return false;
    this.chosen = name;
    this.map.getSource("chosen").setData({
      type: "FeatureCollection",
      features: chosen.map((i) => this.outlines.features[i]),
    });
    return true;
  }

  get codes() {
    return this.chosen ? this.chosen.split(",").map((i) => this.outlines.features[i].properties.code) : [];
  }

  /** With few areas, add what a later layer may need before it does: adding takes a visit to the worker. */
  prepareMarks() {
    if (this.outlines.count <= MANY) for (const mark of this.marks) this.toggle(mark, true);
  }

  toggle({ layer, below }, needed) {
    if (needed && !this.map.getLayer(layer.id)) this.map.addLayer(layer, below);
  }
}
