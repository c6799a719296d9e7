import { OFF, OUT, SELECTED } from "./paint.js";
import { ownTextOf, textOf } from "./texts.js";
import { fill } from "../words/learn.js";

/** The sentence about one area: beside the pointer, or by the area when it is reached with the keys. */
export class Card {
  constructor(element, live) {
    this.element = element;
    this.live = live;
    this.index = null;
  }

  use({ assets, layer, note, own, sentence }, words, painter) {
    this.own = own;
    this.words = words;
    this.painter = painter;
    this.sentence = sentence ?? "{place}";
    this.base = new URL(assets.texts, new URL(".", document.baseURI)).href;
    this.layers = [layer, note];
    this.written = null;
    if (this.index !== null && this.last) this.show(...this.last);
  }

  /** All that is to be said of an area, or null while some of it is still on its way; `again` is called then. */
  know(i, again) {
    const [layer, note] = this.layers;
    const named = textOf(this.base, "names/any", i, again);
    const shown = this.own ? ownTextOf(this.own, i) : textOf(this.base, layer, i, again);
    const noted = note ? textOf(this.base, note, i, again) : { value: "" };
    return named && shown && noted ? { ...shown, place: named.value, around: named.around, note: noted.value } : null;
  }

  /** The sentence in pieces, so that the value can be set in bold without writing any HTML. */
  pieces({ place, value, gap }) {
    if (!value) {
      return [{ text: fill(this.words.no_value, { place }) }, ...(gap ? [{ text: ` ${gap}` }] : [])];
    }
    return this.sentence.split(/(\{value\}|\{place\})/).map((part) => {
      if (part === "{value}") return { text: value, strong: true };
      return { text: part === "{place}" ? place : part };
    });
  }

  second({ around, note }) {
    return [around, note].filter(Boolean).join(" · ");
  }

  states(i) {
    const state = this.painter.state[i];
    const { words } = this;
    return [
      state & SELECTED && words.selected,
      state & OUT && words.filtered_out,
      state & OFF && words.switched_off,
    ].filter(Boolean);
  }

  /** Write what there is to say; false while it is still on its way. */
  write(i) {
    this.index = i;
    const known = this.know(i, () => this.index === i && this.last && this.show(...this.last));
    if (!known) return false;
    const line = document.createElement("p");
    for (const { text, strong } of this.pieces(known)) {
      const piece = document.createElement(strong ? "strong" : "span");
      piece.textContent = text;
      line.append(piece);
    }
    const second = document.createElement("p");
    second.className = "atlas-card-second";
    // Selection is plain to see beside the card; the other states explain why an area looks as it does.
    const why = this.states(i).filter((state) => state !== this.words.selected);
    second.textContent = [this.second(known), ...why].filter(Boolean).join(" · ");
    this.element.replaceChildren(line, ...(second.textContent ? [second] : []));
    this.written = i;
    return true;
  }

  /** Show by a point; `keepOff` is the height above and below that the card must not cover. */
  show(i, point, frame) {
    const { x, y, keepOff = 14 } = point;
    this.last = [i, point, frame];
    if (i !== this.written && !this.write(i)) {
      this.element.hidden = true;
      return;
    }
    this.index = i;
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
    this.written = null;
    this.element.hidden = true;
  }

  /** Have an area read aloud, once all of its text is here. */
  say(i) {
    this.saying = i;
    const known = this.know(i, () => this.saying === i && this.say(i));
    if (!known) return;
    const sentence = this.pieces(known)
      .map(({ text }) => text)
      .join("");
    this.live.textContent = [sentence, this.second(known), ...this.states(i)].filter(Boolean).join(", ");
  }
}
