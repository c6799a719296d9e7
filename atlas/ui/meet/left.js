/** Where a talk was left when its window was closed: the browser remembers it for half a day. */
const LONGEST = 12 * 60 * 60 * 1000;

const key = (story) => `atlas-meet-left-${story}`;

export function noteLeft(story, step) {
  try {
    if (step > 0) localStorage.setItem(key(story), JSON.stringify({ step, at: Date.now() }));
    else localStorage.removeItem(key(story));
  } catch {
    // Without storage the address still holds the step.
  }
}

/** The step a story was left at, counted from 0; 0 where it was not begun, was ended, or is long ago. */
export function findLeft(story, count) {
  try {
    const { step, at } = JSON.parse(localStorage.getItem(key(story))) ?? {};
    return Number.isInteger(step) && step < count && Date.now() - at < LONGEST ? step : 0;
  } catch {
    return 0;
  }
}
