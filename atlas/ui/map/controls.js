// @ts-check
// Buttons, keys and the list of keys: everything that moves the map except the pointer.
/** @import {Camera} from "./camera.js" */
/** @import {Frame} from "./frame.js" */
/** @import {Highlight} from "./highlight.js" */
import { listenForKeys } from "./keyboard.js";

export class Controls {
  /**
   * @param {Frame} frame
   * @param {Camera} camera
   * @param {Highlight} highlight
   * @param {(i: number | null, adding: boolean) => void} pick
   */
  constructor(frame, camera, highlight, pick) {
    this.frame = frame;
    this.camera = camera;
    this.highlight = highlight;
    this.pick = pick;
    const { stage, buttons, help } = frame;
    stage.addEventListener("pointerdown", () => stage.focus({ preventScroll: true }));
    stage.addEventListener("focus", () => {
      if (stage.matches(":focus-visible")) highlight.setFocus(highlight.focus ?? highlight.first());
    });
    // The position is kept, so that the keyboard continues from there after a button.
    stage.addEventListener("blur", () => highlight.setFocus(highlight.focus, { quiet: true }));
    listenForKeys(stage, {
      move: (direction) => highlight.step(direction),
      pick: (adding) => highlight.focus !== null && pick(highlight.focus, adding),
      leave: () => this.leave(),
      zoom: (by) => this.zoom(by),
      fit: () => this.fit(),
      help: () => this.help(),
    });
    buttons.zoom_in.addEventListener("click", () => this.zoom(1));
    buttons.zoom_out.addEventListener("click", () => this.zoom(-1));
    buttons.fit.addEventListener("click", () => this.fit());
    buttons.keys.addEventListener("click", () => this.help());
    help.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.help(false);
    });
  }

  /** @param {number} by */
  zoom(by) {
    this.camera.zoom(by, this.highlight.ringed);
  }

  fit() {
    this.camera.fit([], { byUser: true });
  }

  /** First closes the list of keys, then leaves the area, then clears the selection. */
  leave() {
    if (!this.frame.help.hidden) {
      this.help(false);
      return;
    }
    const { ringed } = this.highlight;
    this.highlight.hover = null;
    this.highlight.setFocus(null);
    if (ringed === null) this.pick(null, false);
  }

  help(open = this.frame.help.hidden) {
    const { help, buttons, stage } = this.frame;
    const root = /** @type {Document | ShadowRoot} */ (help.getRootNode());
    const inside = help.contains(root.activeElement);
    help.hidden = !open;
    buttons.keys.setAttribute("aria-expanded", String(open));
    if (open) help.querySelector("button")?.focus();
    else if (inside) stage.focus();
  }
}
