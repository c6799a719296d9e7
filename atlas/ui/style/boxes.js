// @ts-check
// Moves the keyboard focus into a box that a button opens, and back; the mouse changes nothing.
// Streamlit puts the box at the end of the document: Tab would first go through everything before it.
import { BOX, BOX_BUTTON } from "../inside/dom.js";

const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]";
// A box without controls takes the focus itself, once its text has not changed for this long.
const STILL = 400;

/** @type {HTMLElement | null} */
let opener = null;
// Whether the focus has been moved into the box.
let inside = false;
let timer = 0;

const isLost = () => !document.activeElement || document.activeElement === document.body;
const watcher = new MutationObserver(follow);

/**
 * The elements that Tab stops at; of radio buttons only the checked one.
 * @param {Element} box
 */
function stops(box) {
  const controls = /** @type {NodeListOf<HTMLInputElement>} */ (box.querySelectorAll(CONTROLS));
  return [...controls].filter((one) => {
    if (one.tabIndex < 0 || one.disabled || !one.checkVisibility({ visibilityProperty: true })) return false;
    return one.type !== "radio" || one.checked || !box.querySelector(`[name="${CSS.escape(one.name)}"]:checked`);
  });
}

/** @param {HTMLElement} button */
function begin(button) {
  opener = button;
  inside = false;
  watcher.observe(document.body, { childList: true, subtree: true });
}

function end() {
  clearTimeout(timer);
  watcher.disconnect();
  opener = null;
}

/** @param {HTMLElement} element */
function enter(element) {
  clearTimeout(timer);
  inside = true;
  element.focus({ focusVisible: true });
}

function follow() {
  const box = /** @type {HTMLElement | null} */ (document.querySelector(BOX));
  if (!box) {
    // Before the box is there the focus is still on its button.
    if (!inside) return;
    if (isLost() && opener?.isConnected) opener.focus({ focusVisible: true });
    end();
    return;
  }
  // A control may be removed while it has the focus: the next Tab continues from where it was.
  if (inside || (document.activeElement !== opener && !isLost())) return;
  const [first] = stops(box);
  if (first) {
    enter(first);
    return;
  }
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!opener || !box.isConnected || !box.innerText.trim()) return;
    box.tabIndex = -1;
    enter(box);
  }, STILL);
}

/**
 * Past either end of the box the focus continues from its button, and the box no longer covers what follows.
 * @param {KeyboardEvent} event
 * @param {Element} box
 * @param {HTMLElement} button
 */
function leave(event, box, button) {
  const all = stops(box);
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== (edge ?? box) && document.activeElement !== box) return;
  if (document.activeElement === box && edge && !event.shiftKey) return;
  end();
  button.focus();
  button.click();
  if (event.shiftKey) event.preventDefault();
}

document.addEventListener(
  "keydown",
  (event) => {
    const box = document.querySelector(BOX);
    const button = event.target instanceof HTMLElement ? event.target.closest(BOX_BUTTON) : null;
    if (button instanceof HTMLElement && ["Enter", " "].includes(event.key)) {
      if (opener) end();
      // Pressed a second time, the button closes what it opened.
      if (button.getAttribute("aria-expanded") !== "true") begin(button);
    } else if (opener && event.key === "Tab" && inside && box?.contains(document.activeElement)) {
      leave(event, box, opener);
    } else if (opener && !inside) {
      // Somebody goes elsewhere, or closes the box, before there is anything in it.
      end();
    }
  },
  true,
);
document.addEventListener("pointerdown", () => opener && end(), true);
