import { BORDERLINE, OFF, OUT, readTexts, SELECTED } from "./paint.js";
import { fill } from "./words.js";

/** The sentence about one area: beside the pointer, or by the area when it is reached with the keys. */
export class Card {
  constructor(element, live) {
    this.element = element;
    this.live = live;
    this.index = null;
  }

  use({ values, suffix, gaps, sentence, notes }, words, painter) {
    this.suffix = suffix ?? "";
    const { count } = painter.outlines;
    this.words = words;
    this.painter = painter;
    this.sentence = sentence ?? "{place}";
    this.gaps = gaps ?? {};
    this.valueOf = readTexts(values, count);
    this.noteOf = readTexts(notes, count);
    if (this.index !== null) this.write(this.index);
  }

  /** The sentence in pieces, so that the value can be set in bold without writing any HTML. */
  pieces(i) {
    const { place } = this.painter.outlines.features[i].properties;
    const value = this.valueOf(i);
    const gap = this.gaps[i];
    const missing = this.painter.classes[i] === 255 || gap !== undefined;
    if (missing && !value) {
      return [{ text: fill(this.words.no_value, { place }) }, ...(gap ? [{ text: ` ${gap}` }] : [])];
    }
    return this.sentence.split(/(\{value\}|\{place\})/).map((part) => {
      if (part === "{value}") return { text: value + this.suffix, strong: true };
      return { text: part === "{place}" ? place : part };
    });
  }

  second(i) {
    const { ward } = this.painter.outlines.features[i].properties;
    return [ward && fill(this.words.ward, { ward }), this.noteOf(i)].filter(Boolean).join(" · ");
  }

  states(i) {
    const state = this.painter.state[i];
    const { words } = this;
    return [
      state & SELECTED && words.selected,
      state & BORDERLINE && words.borderline,
      state & OUT && words.filtered_out,
      state & OFF && words.switched_off,
    ].filter(Boolean);
  }

  write(i) {
    this.index = i;
    const line = document.createElement("p");
    for (const { text, strong } of this.pieces(i)) {
      const piece = document.createElement(strong ? "strong" : "span");
      piece.textContent = text;
      line.append(piece);
    }
    const second = document.createElement("p");
    second.className = "atlas-card-second";
    // Selection is plain to see beside the card; the other states explain why an area looks as it does.
    const why = this.states(i).filter((state) => state !== this.words.selected);
    second.textContent = [this.second(i), ...why].filter(Boolean).join(" · ");
    this.element.replaceChildren(line, ...(second.textContent ? [second] : []));
  }

  /** Show by a point; `keepOff` is the height above and below that the card must not cover. */
  show(i, { x, y, keepOff = 14 }, frame) {
    if (i !== this.index) this.write(i);
    this.element.hidden = false;
    // On a small map a card beside the area would hide most of the place.
    const docked = frame.width < 560;
    this.element.classList.toggle("atlas-card-docked", docked);
    if (docked) {
      this.element.style.transform = "";
      return;
    }
    const { offsetWidth: wide, offsetHeight: high } = this.element;
    const left = Math.min(Math.max(8, x - wide / 2), frame.width - wide - 8);
    const above = y - keepOff - high;
    const top = above >= 8 ? above : Math.min(y + keepOff, frame.height - high - 8);
    this.element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  hide() {
    this.index = null;
    this.element.hidden = true;
  }

  say(i) {
    const sentence = this.pieces(i).map(({ text }) => text).join("");
    this.live.textContent = [sentence, this.second(i), ...this.states(i)].filter(Boolean).join(", ");
  }
}
