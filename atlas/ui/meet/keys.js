/** Keys of a talk, the same in both windows. Clickers send PageUp, PageDown, and B or a full stop. */
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

/**
 * Hand keys on as acts until the returned function is called. `isExploring` says that the arrows belong to the map;
 * digits and Enter become `jump` with the number of the step.
 */
export function listenForKeys({ act, isExploring, typing }) {
  let digits = "";
  let timer = null;
  const forget = () => {
    digits = "";
    clearTimeout(timer);
    typing("");
  };
  const hear = (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || event.isComposing) return;
    const [target] = event.composedPath();
    const pressing = (key === " " || key === "Enter") && target.closest?.("button, a[href], summary");
    if (pressing || target.matches?.("input, textarea, select")) return;
    const name = KEYS[key.length === 1 ? key.toLowerCase() : key];
    let done = true;
    if (/^[0-9]$/.test(key)) {
      digits = (digits + key).slice(-2);
      clearTimeout(timer);
      timer = setTimeout(forget, PATIENCE);
      typing(digits);
    } else if (key === "Enter" && digits) {
      act("jump", Number(digits));
      forget();
    } else if (isExploring() && (/^Arrow|^Enter$|^ $/.test(key) || /^[-+=]$/.test(key))) done = false;
    else if (name) act(name);
    else done = false;
    if (!done) return;
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
