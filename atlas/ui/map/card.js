// @ts-check
// The sentence about one area: beside the pointer, or by the area when it is reached with the keyboard.
/** @import {MapData} from "../wire.js" */
/** @import {Painter} from "./paint.js" */
import { fill } from "../words/learn.js";
import { make } from "./elements.js";
import { ours } from "./fetch.js";
import { OFF, OUT, SELECTED } from "./paint.js";
import { ownTextOf, textOf } from "./texts.js";

/**
 * What is known of an area, where the card belongs, and the space available.
 * @typedef {{value: string, gap: string, place: string, around: string, note: string}} Known
 * @typedef {{x: number, y: number, keepOff: number}} Spot
 * @typedef {{width: number, height: number}} Room
 * @typedef {typeof import("./words.js").WORDS} Words
 */

/**
 * The sentence in pieces, so that the value can be set in bold without writing any HTML.
 * @param {string} sentence
 * @param {Pick<Known, "place" | "value" | "gap">} known
 * @param {Pick<Words, "no_value">} words
 * @returns {{text: string, strong?: boolean}[]}
 */
export function cutSentence(sentence, { place, value, gap }, words) {
  if (!value) {
    return [{ text: fill(words.no_value, { place }) }, ...(gap ? [{ text: ` ${gap}` }] : [])];
  }
  return sentence.split(/(\{value\}|\{place\})/).map((part) => {
    if (part === "{value}") return { text: value, strong: true };
    return { text: part === "{place}" ? place : part };
  });
}

/**
 * Why an area looks as it does, in words.
 * @param {number} state
 * @param {Pick<Words, "selected" | "filtered_out" | "switched_off">} words
 */
export function nameStates(state, words) {
  const names = [
    state & SELECTED && words.selected,
    state & OUT && words.filtered_out,
    state & OFF && words.switched_off,
  ];
  return names.filter((name) => name !== 0);
}

/**
 * The card's position: above its point, or below it if there is no room above, and inside the frame.
 * @param {Spot} spot
 * @param {{wide: number, high: number}} card
 * @param {Room} room
 */
export function placeCard({ x, y, keepOff }, { wide, high }, { width, height }) {
  const left = Math.min(Math.max(8, x - wide / 2), width - wide - 8);
  const above = y - keepOff - high;
  const top = above >= 8 ? above : Math.min(y + keepOff, height - high - 8);
  return { left: Math.round(left), top: Math.round(top) };
}

export class Card {
  /**
   * @param {HTMLElement} element
   * @param {HTMLElement} live
   * @param {Painter} painter
   * @param {MapData} data
   * @param {Words} words
   */
  constructor(element, live, painter, data, words) {
    this.element = element;
    this.live = live;
    this.painter = painter;
    this.data = data;
    this.words = words;
    /** The area that the card is about, the one it was written for, and the one to be read aloud. */
    this.index = /** @type {number | null} */ (null);
    this.written = /** @type {number | null} */ (null);
    this.saying = /** @type {number | null} */ (null);
    this.last = /** @type {[number, Spot, Room] | null} */ (null);
  }

  /**
   * @param {MapData} data
   * @param {Words} words
   */
  use(data, words) {
    this.data = data;
    this.words = words;
    this.written = null;
    if (this.index !== null && this.last) this.show(...this.last);
  }

  /**
   * Everything to be said of an area, or null while some of it is loading; `again` is called then.
   * @param {number} i
   * @param {() => void} again
   * @returns {Known | null}
   */
  know(i, again) {
    const { assets, layer, note, own } = this.data;
    const base = ours(assets.texts);
    const named = textOf(base, "names/any", i, again);
    const shown = own ? ownTextOf(own, i) : textOf(base, layer, i, again);
    const noted = note ? textOf(base, note, i, again) : { value: "" };
    return named && shown && noted ? { ...shown, place: named.value, around: named.around, note: noted.value } : null;
  }

  /**
   * Write the text; false while it is loading.
   * @param {number} i
   */
  write(i) {
    this.index = i;
    const known = this.know(i, () => this.index === i && this.last && this.show(...this.last));
    if (!known) return false;
    const pieces = cutSentence(this.data.sentence, known, this.words);
    const line = make("p", {}, ...pieces.map(({ text, strong }) => make(strong ? "strong" : "span", {}, text)));
    // Selection is plain to see beside the card; the other states explain why an area looks as it does.
    const why = nameStates(this.painter.state[i] & ~SELECTED, this.words);
    const second = [known.around, known.note, ...why].filter(Boolean).join(" · ");
    this.element.replaceChildren(line, ...(second ? [make("p.atlas-card-second", {}, second)] : []));
    this.written = i;
    return true;
  }

  /**
   * Show the card at a spot; `keepOff` is the height above and below that it must not cover.
   * @param {number} i
   * @param {Spot} spot
   * @param {Room} room
   */
  show(i, spot, room) {
    this.last = /** @type {[number, Spot, Room]} */ ([i, spot, room]);
    if (i !== this.written && !this.write(i)) {
      this.element.hidden = true;
      return;
    }
    this.index = i;
    this.element.hidden = false;
    // On a small map a card beside the area would hide most of the place.
    const docked = room.width < 560;
    this.element.classList.toggle("atlas-card-docked", docked);
    if (docked) {
      this.element.style.transform = "";
      return;
    }
    const { offsetWidth: wide, offsetHeight: high } = this.element;
    const { left, top } = placeCard(spot, { wide, high }, room);
    this.element.style.transform = `translate(${left}px, ${top}px)`;
  }

  hide() {
    this.index = null;
    this.written = null;
    this.element.hidden = true;
  }

  /**
   * Have an area read aloud, once all of its text has loaded.
   * @param {number} i
   */
  say(i) {
    this.saying = i;
    const known = this.know(i, () => this.saying === i && this.say(i));
    if (!known) return;
    const sentence = cutSentence(this.data.sentence, known, this.words).map(({ text }) => text);
    const second = [known.around, known.note].filter(Boolean).join(" · ");
    const states = nameStates(this.painter.state[i], this.words);
    this.live.textContent = [sentence.join(""), second, ...states].filter(Boolean).join(", ");
  }
}
