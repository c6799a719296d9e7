// @ts-check
// Ranks layers by what a person typed: names first, then plain words, topics last; scattered letters never match.
/** @import {LayerIndex} from "../wire.js" */

/** @typedef {LayerIndex["layers"][number]} Named */
/** @typedef {{layer: Named, name: string[], words: string[][], topic: string[], leads: boolean}} Entry */
/** @typedef {{tokens: string[][], held: LayerIndex["missing"][number]}} Gap */
/** @typedef {{entries: Entry[], gaps: Gap[]}} Prepared */
/** @typedef {{layer: Named, word: string}} Hit */
/** @typedef {{hits: Hit[], gap: LayerIndex["missing"][number] | null, kind: "all" | "part" | "near" | "none"}} Answer */

// How a text was met, the closest first; whole words before beginnings before letters inside.
const EXACT_NAME = 0;
const NAME = [1, 4, 6];
const EXACT_WORDS = 2;
const WORDS = [3, 5, 7];
const TOPIC = [8, 9, 99];
const NEVER = 99;
// Types are a topic of their own, and none of them leads.
const TYPES = "types";
// Letters inside a word count from this many on, a beginning where a part is enough from this many.
const INSIDE = 3;
const PART = 4;
// From this many letters on, a word may be misspelt; longer ones twice.
const MISSPELT = 5;
const LONG = 8;

/** @param {string} text */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {string} token */
const single = (token) => (token.length > 3 && /[^s]s$/.test(token) ? token.slice(0, -1) : token);

/**
 * The words of a text, in small letters without accents or a plural's s.
 * @param {string} text
 */
export const split = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(single);

/**
 * Prepare an index for searching, once.
 * @param {LayerIndex} index
 * @returns {Prepared}
 */
export function prepare({ topics, layers, missing }) {
  const entries = layers.map((layer) => ({
    layer,
    name: split(layer.name),
    words: layer.words.map(split),
    topic: split(topics[layer.topic]?.name ?? ""),
    leads: layer.topic !== TYPES && topics[layer.topic]?.leader === layer.id,
  }));
  return { entries, gaps: missing.map((held) => ({ held, tokens: held.words.map(split) })) };
}

/**
 * How closely one typed word meets any of some words, by the tiers given for whole, beginning and inside.
 * @param {string} typed
 * @param {string[]} words
 * @param {number[]} tiers
 */
function meet(typed, words, tiers) {
  if (words.includes(typed)) return tiers[0];
  if (words.some((word) => word.startsWith(typed))) return tiers[1];
  return typed.length >= INSIDE && words.some((word) => word.includes(typed)) ? tiers[2] : NEVER;
}

/** @param {string[]} one @param {string[]} other */
const same = (one, other) => one.length === other.length && one.every((word, i) => word === other[i]);

/**
 * The tier of one typed word for one layer.
 * @param {string} typed
 * @param {Entry} entry
 */
function tierOf(typed, { name, words, topic }) {
  return Math.min(meet(typed, name, NAME), meet(typed, words.flat(), WORDS), meet(typed, topic, TOPIC));
}

/**
 * What a layer is ordered by: the worst tier, their sum, whether it leads a topic, how early its words or name say it.
 * @param {string[]} typed
 * @param {Entry} entry
 */
function weigh(typed, entry) {
  const tiers = typed.map((word) => tierOf(word, entry));
  const exact = entry.words.findIndex((phrase) => same(phrase, typed));
  const met = entry.words.findIndex((phrase) => typed.every((word) => meet(word, phrase, WORDS) < NEVER));
  const at = exact < 0 ? met : exact;
  let worst = Math.max(...tiers);
  if (worst > NAME[0] && exact >= 0) worst = EXACT_WORDS;
  if (same(entry.name, typed)) worst = EXACT_NAME;
  const early = entry.name.findIndex((word) => word.startsWith(typed[0]));
  const byWords = worst === EXACT_WORDS || WORDS.includes(worst);
  const byTopic = worst >= TOPIC[0];
  const leads = entry.leads && (worst <= WORDS[0] || byTopic);
  const inName = byTopic ? [] : [early < 0 ? NEVER : early, entry.name.length];
  const order = byWords ? [at < 0 ? NEVER : at] : inName;
  const sum = worst === EXACT_WORDS ? 0 : tiers.reduce((total, tier) => total + tier, 0);
  return {
    entry,
    tiers,
    word: byWords && at >= 0 ? entry.layer.words[at] : "",
    key: [worst, sum, leads ? 0 : 1, ...order],
  };
}

/** @typedef {ReturnType<typeof weigh>} Weighed */

/** @param {number[]} one @param {number[]} other */
function compare(one, other) {
  const i = one.findIndex((part, place) => part !== other[place]);
  return i < 0 ? 0 : one[i] - (other[i] ?? 0);
}

/**
 * Layers in order; equals keep the order of the index.
 * @param {Weighed[]} weighed
 * @returns {Hit[]}
 */
function order(weighed) {
  return weighed
    .toSorted((one, other) => compare(one.key, other.key))
    .map(({ entry: { layer }, word }) => ({ layer, word }));
}

/**
 * What is not held and was asked for by its own words, all of them; some are enough where no layer was met.
 * @param {Prepared} prepared
 * @param {string[]} typed
 * @param {boolean} isMet
 */
function findGap({ gaps }, typed, isMet) {
  const exact = gaps.find(({ tokens }) => tokens.some((phrase) => same(phrase, typed)));
  const some = () => gaps.find(({ tokens }) => tokens.some((phrase) => typed.every((word) => phrase.includes(word))));
  return (exact ?? (isMet ? null : some()))?.held ?? null;
}

/**
 * The number of letters to change, add, leave out or swap between two words, up to `most`.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function measureDistance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

/**
 * The known words that come nearest to those typed, with one or two letters wrong.
 * @param {Prepared} prepared
 * @param {string[]} typed
 */
function respell({ entries }, typed) {
  const known = [...new Set(entries.flatMap(({ name, words }) => [...name, ...words.flat()]))];
  return typed.map((word) => {
    if (word.length < MISSPELT) return word;
    const most = word.length >= LONG ? 2 : 1;
    // A word that is not yet typed to its end is compared with the beginnings of others.
    const begun = [...known, ...new Set(known.map((other) => other.slice(0, word.length)))];
    const near = begun.map((other) => ({ other, far: measureDistance(word, other, most) }));
    const best = near.reduce((one, other) => (other.far < one.far ? other : one), { other: word, far: most + 1 });
    return best.other;
  });
}

/**
 * Find layers by what a person typed.
 * @param {Prepared} prepared
 * @param {string} query
 * @returns {Answer}
 */
export function search(prepared, query) {
  const typed = split(query);
  if (!typed.length) return { hits: [], gap: null, kind: "none" };
  const weighAll = (/** @type {string[]} */ words) => prepared.entries.map((entry) => weigh(words, entry));
  const weighed = weighAll(typed);
  const whole = weighed.filter(({ key }) => key[0] < NEVER);
  const gap = findGap(prepared, typed, whole.length > 0);
  if (whole.length || gap) return { hits: order(whole), gap, kind: whole.length ? "all" : "none" };
  const part = takePart(weighed, typed);
  if (part.length) return { hits: order(part), gap, kind: "part" };
  const near = respell(prepared, typed);
  const found = weighAll(near).filter(({ key }) => key[0] < NEVER);
  const kind = found.length ? "near" : "none";
  return { hits: order(found), gap: found.length ? null : findGap(prepared, near, false), kind };
}

/**
 * Layers that meet some of several words, those that meet most of them first.
 * @param {Weighed[]} weighed
 * @param {string[]} typed
 */
function takePart(weighed, typed) {
  const counts = (/** @type {number} */ tier, /** @type {number} */ i) => tier <= WORDS[1] && typed[i].length >= PART;
  return weighed
    .map((one) => ({ ...one, met: one.tiers.filter(counts) }))
    .filter(({ met }) => met.length)
    .map((one) => ({ ...one, key: [-one.met.length, one.met.reduce((total, tier) => total + tier, 0)] }));
}
