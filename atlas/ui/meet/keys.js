// @ts-check
// Keys of a talk, the same in both windows. Clickers send PageUp, PageDown, and B or a full stop.

/** @typedef {"next" | "back" | "first" | "last" | "jump" | "black" | "comeBack" | "leave" | "explore" | "fill" | "speaker" | "help"} Act */
/** @typedef {Partial<Record<Act, () => void>>} Acts */

/** @type {Record<string, Act>} */
export const KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "back",
  ArrowUp: "back",
  PageUp: "back",
  Home: "first",
  End: "last",
  b: "black",
  ".": "black",
  r: "comeBack",
  Escape: "leave",
  m: "explore",
  f: "fill",
  s: "speaker",
  "?": "help",
};
const PATIENCE = 4000;

/** What a key means: another digit, the step that was typed, an act, or nothing. */
/** @typedef {{digits: string} | {jump: number} | {act: Act} | null} Meaning */

/**
 * The action of a key. Digits and Enter become the number of a step; while the map is explored the arrows belong to it.
 * @param {string} key
 * @param {string} digits What was typed before.
 * @param {boolean} isExploring
 * @returns {Meaning}
 */
export function readKey(key, digits, isExploring) {
  if (/^[0-9]$/.test(key)) return { digits: (digits + key).slice(-2) };
  if (key === "Enter" && digits) return { jump: Number(digits) };
  if (isExploring && /^(Arrow.*|Enter.*|[-+= ])$/.test(key)) return null;
  const act = KEYS[key.length === 1 ? key.toLowerCase() : key];
  return act ? { act } : null;
}

/**
 * Whether a key belongs to what has the focus: a field, or a button that it presses.
 * @param {string} key
 * @param {EventTarget} target
 */
function isForElement(key, target) {
  if (!(target instanceof Element)) return false;
  if (target.matches("input, textarea, select")) return true;
  return (key === " " || key === "Enter") && target.closest("button, a[href], summary") !== null;
}

/**
 * Report keys as actions until the returned function is called. `isExploring` says that the arrows belong to the map;
 * digits and Enter become `jump` with the number of the step.
 * @param {object} listener
 * @param {(name: Act, number?: number) => void} listener.act
 * @param {() => boolean} listener.isExploring
 * @param {(digits: string) => void} listener.typing
 */
export function listenForKeys({ act, isExploring, typing }) {
  let digits = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const forget = () => {
    digits = "";
    clearTimeout(timer);
    typing("");
  };
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || event.isComposing || isForElement(key, event.composedPath()[0])) return;
    const meaning = readKey(key, digits, isExploring());
    if (!meaning) return;
    if ("digits" in meaning) {
      digits = meaning.digits;
      clearTimeout(timer);
      timer = setTimeout(forget, PATIENCE);
      typing(digits);
    } else if ("jump" in meaning) {
      act("jump", meaning.jump);
      forget();
    } else act(meaning.act);
    event.preventDefault();
    event.stopPropagation();
  };
  // Before the map and the page: a key moves the story, wherever the focus is.
  addEventListener("keydown", hear, true);
  return () => {
    removeEventListener("keydown", hear, true);
    clearTimeout(timer);
  };
}
