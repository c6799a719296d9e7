import { BORDERLINE, OFF, OUT, SELECTED } from "./paint.js";
import { textOf } from "./texts.js";
import { fill } from "./words.js";

/** The sentence about one area: beside the pointer, or by the area when it is reached with the keys. */
export class Card {
  constructor(element, live) {
    this.element = element;
    this.live = live;
    this.index = null;
  }

  use({ assets, layer, note, sentence }, words, painter) {
    this.words = words;
    this.painter = painter;
    this.sentence = sentence ?? "{place}";
    this.base = new URL(assets.texts, new URL(".", document.baseURI)).href;
    this.layers = [layer, note];
    if (this.index !== null) this.write(this.index);
  }

  /** What is known of an area on a layer; calls `again` when the rest has come. */
  ask(layer, i, again) {
    const { text, coming } = textOf(this.base, layer, i);
    coming?.then(again);
    return text;
  }

  /** The sentence in pieces, so that the value can be set in bold without writing any HTML. */
  pieces(i, again) {
    const { place } = this.painter.outlines.features[i].properties;
    const known = this.ask(this.layers[0], i, again);
    if (known === null) return [{ text: place }];
    const { value, gap } = known;
    if (!value) {
      return [{ text: fill(this.words.no_value, { place }) }, ...(gap ? [{ text: ` ${gap}` }] : [])];
    }
    return this.sentence.split(/(\{value\}|\{place\})/).map((part) => {
      if (part === "{value}") return { text: value, strong: true };
      return { text: part === "{place}" ? place : part };
    });
  }

  second(i, again) {
    const { ward } = this.painter.outlines.features[i].properties;
    return [ward && fill(this.words.ward, { ward }), this.ask(this.layers[1], i, again)?.value].filter(Boolean).join(" · ");
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
    const again = () => this.index === i && this.rewrite();
    const line = document.createElement("p");
    for (const { text, strong } of this.pieces(i, again)) {
      const piece = document.createElement(strong ? "strong" : "span");
      piece.textContent = text;
      line.append(piece);
    }
    const second = document.createElement("p");
    second.className = "atlas-card-second";
    // Selection is plain to see beside the card; the other states explain why an area looks as it does.
    const why = this.states(i).filter((state) => state !== this.words.selected);
    second.textContent = [this.second(i, again), ...why].filter(Boolean).join(" · ");
    this.element.replaceChildren(line, ...(second.textContent ? [second] : []));
  }

  /** Write again what is shown, where it is shown: the text has come, or is another. */
  rewrite() {
    this.write(this.index);
    if (!this.element.hidden) this.show(...this.last);
  }

  /** Show by a point; `keepOff` is the height above and below that the card must not cover. */
  show(i, point, frame) {
    const { x, y, keepOff = 14 } = point;
    this.last = [i, point, frame];
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

  /** Have an area read aloud, once all of its text is here. */
  say(i) {
    this.saying = i;
    const again = () => this.saying === i && this.say(i);
    const sentence = this.pieces(i, again).map(({ text }) => text).join("");
    const second = this.second(i, again);
    if (this.layers.some((layer) => this.ask(layer, i, null) === null)) return;
    this.live.textContent = [sentence, second, ...this.states(i)].filter(Boolean).join(", ");
  }
}
