// @ts-check
// Where a talk was left when its window was closed: the browser remembers it for half a day.

const LONGEST = 12 * 60 * 60 * 1000;

/** @param {string} story */
const key = (story) => `atlas-meet-left-${story}`;

/**
 * Store a talk's step; the first is not worth returning to.
 * @param {string} story
 * @param {number} step
 */
export function noteLeft(story, step) {
  try {
    if (step > 0) localStorage.setItem(key(story), JSON.stringify({ step, at: Date.now() }));
    else localStorage.removeItem(key(story));
  } catch {
    // Without storage the address still holds the step.
  }
}

/**
 * The stored step, counted from 0; 0 if there is none, it is too old, or there is no such step.
 * @param {string | null} note
 * @param {number} count How many steps there are.
 * @param {number} now
 * @returns {number}
 */
export function readLeft(note, count, now) {
  const { step, at } = JSON.parse(note ?? "null") ?? {};
  return Number.isInteger(step) && step < count && now - at < LONGEST ? step : 0;
}

/**
 * The step a story was left at, counted from 0; 0 if it was not begun, was ended, or is too old.
 * @param {string} story
 * @param {number} count
 */
export function findLeft(story, count) {
  try {
    return readLeft(localStorage.getItem(key(story)), count, Date.now());
  } catch {
    return 0;
  }
}
