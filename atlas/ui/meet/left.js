// @ts-check
// Where a talk was left when its window was closed: the browser remembers it for half a day.

const LONGEST = 12 * 60 * 60 * 1000;

/** @param {string} story */
const key = (story) => `atlas-meet-left-${story}`;

/**
 * Note the step a talk is at; the first is none to come back to.
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
 * The step that a note tells, counted from 0; 0 where there is none, it is long ago, or there is no such step.
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
 * The step a story was left at, counted from 0; 0 where it was not begun, was ended, or is long ago.
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
