// @ts-check
// The large-type text on an area that somebody in the hall asks about.
/** @import {AreaText} from "../map/texts.js" */
/** @import {Ask, MapData, Slide} from "../wire.js" */
import { ours } from "../map/fetch.js";
import { loadOutlines } from "../map/outlines.js";
import { CHUNK, textOf } from "../map/texts.js";
import { fill } from "../words/learn.js";
import { WORDS } from "./words.js";

/** @typedef {{code: string, index: number, name: string, sentence: string}} Asked */

const NAMES = "names/england";
// Texts of so many areas are fetched before the talk begins, so that a question needs no network.
const MOST_AHEAD = 4096;
const PATIENCE = 4000;

/** @param {MapData} map */
const outlinesOf = ({ assets }) => loadOutlines(ours(assets.outlines));

/**
 * @param {MapData} map
 * @param {string | undefined} layer
 * @param {number} i
 * @returns {Promise<AreaText | null>}
 */
function waitForText({ assets }, layer, i) {
  if (!layer) return Promise.resolve(null);
  const base = ours(assets.texts);
  return new Promise((resolve) => {
    const known = textOf(base, layer, i, () => resolve(textOf(base, layer, i, () => {})));
    if (known) resolve(known);
    else setTimeout(() => resolve(null), PATIENCE);
  });
}

/**
 * Fetch the texts on every area that may be asked about.
 * @param {readonly Slide[]} slides
 */
export async function fetchAhead(slides) {
  for (const { map, ask } of slides) {
    if (!map) continue;
    const { count } = await outlinesOf(map);
    if (count > MOST_AHEAD) continue;
    for (let i = 0; i < count; i += CHUNK) {
      for (const layer of [NAMES, ask?.layer, ask?.place]) {
        if (layer) textOf(ours(map.assets.texts), layer, i, () => {});
      }
    }
  }
}

/**
 * An area's texts for a sentence: its name, the layer's text, and whose figure that is.
 * @typedef {{named: AreaText | null, told: AreaText | null, around: AreaText | null}} Texts
 */

/**
 * The name people use of an area, and one sentence on it; null if it has no name.
 * @param {Pick<Slide, "ask" | "level">} slide
 * @param {Texts} texts
 */
export function sayArea({ ask, level }, { named, told, around }) {
  // An area's name begins with the name people use; the number after it is for lists.
  const name = level === "authority" ? named?.value : named?.value.split(", ")[0];
  if (!name) return null;
  const place = level === "area" ? fill(WORDS.part_of, { name }) : name;
  const sentence = ask && told ? saySentence(ask, told, around, place) : "";
  return { name, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
}

/**
 * @param {Ask} ask
 * @param {AreaText} told
 * @param {AreaText | null} around
 * @param {string} place
 */
function saySentence(ask, told, around, place) {
  if (!told.value) return fill(WORDS.no_figure, { place });
  if (!ask.place) return fill(ask.sentence, { place, value: told.plain });
  // A figure of the surrounding MSOA is never presented as one of this part.
  return around ? fill(ask.sentence, { place: around.value, value: told.plain }) : "";
}

/**
 * The text on the area with this code; null if it is not here, or has no name.
 * @param {Slide} slide
 * @param {string} code
 * @returns {Promise<Asked | null>}
 */
export async function tellArea(slide, code) {
  const { map, ask } = slide;
  const index = map ? (await outlinesOf(map)).indexOf.get(code) : undefined;
  if (!map || index === undefined) return null;
  const wanted = [NAMES, ask?.layer, ask?.place].map((layer) => waitForText(map, layer, index));
  const [named, told, around] = await Promise.all(wanted);
  const said = sayArea(slide, { named, told, around });
  return said && { code, index, ...said };
}
