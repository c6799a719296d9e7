import { loadOutlines } from "../map/outlines.js";
import { textOf } from "../map/texts.js";
import { fill } from "../words/learn.js";
import { WORDS } from "./words.js";

const NAMES = "names/england";
// Texts of so many areas are fetched before the talk begins, so that a question needs no network.
const MOST_AHEAD = 4096;
const CHUNK = 512;
const PATIENCE = 4000;

const baseOf = ({ assets }) => new URL(assets.texts, new URL(".", document.baseURI)).href;

function waitForText(base, layer, i) {
  return new Promise((resolve) => {
    const known = textOf(base, layer, i, () => resolve(textOf(base, layer, i, () => {})));
    if (known) resolve(known);
    else setTimeout(() => resolve(null), PATIENCE);
  });
}

/** Fetch what will be said of any area that is asked about. */
export async function fetchAhead(slides) {
  for (const { map, ask } of slides) {
    if (!map) continue;
    const { count } = await loadOutlines(new URL(map.assets.outlines, new URL(".", document.baseURI)).href);
    if (count > MOST_AHEAD) continue;
    for (let i = 0; i < count; i += CHUNK) {
      for (const layer of [NAMES, ask?.layer, ask?.place].filter(Boolean)) textOf(baseOf(map), layer, i, () => {});
    }
  }
}

/** What is said in big type of the area with this code: the name people use, and one sentence. */
export async function tellArea({ map, ask, level }, code) {
  const { indexOf } = await loadOutlines(new URL(map.assets.outlines, new URL(".", document.baseURI)).href);
  const i = indexOf.get(code);
  if (i === undefined) return null;
  const base = baseOf(map);
  const [named, told, around] = await Promise.all([
    waitForText(base, NAMES, i),
    ask ? waitForText(base, ask.layer, i) : null,
    ask?.place ? waitForText(base, ask.place, i) : null,
  ]);
  // The name people use comes first in the name of an area; the number after it is for lists.
  const name = level === "authority" ? named?.value : named?.value.split(", ")[0];
  if (!name) return null;
  const place = level === "area" ? fill(WORDS.part_of, { name }) : name;
  let sentence = "";
  // A figure of the MSOA around it is never told as one of this part.
  if (told?.value && ask.place) sentence = around ? fill(ask.sentence, { place: around.value, value: told.plain }) : "";
  else if (told)
    sentence = told.value ? fill(ask.sentence, { place, value: told.plain }) : fill(WORDS.no_figure, { place });
  return { code, index: i, name, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
}
