// @ts-check
// The state of a talk: its step, whether the screen is black, and what was asked. Windows follow each other.
/** @import {Asked} from "./asked.js" */
/** @import {Acts} from "./keys.js" */
import { noteLeft } from "./left.js";

/** @typedef {{step: number, black: boolean, asked: Asked | null, started: number}} State */
/** @typedef {(state: State, before: State | null) => void} Listener */
/** @typedef {{kind: "hello"} | {kind: "state", state: State}} Message */

const FRESH = { step: 0, black: false, asked: null };

/**
 * The nearest existing step.
 * @param {number} step
 * @param {number} count
 */
export const stepWithin = (step, count) => Math.min(Math.max(Math.trunc(step) || 0, 0), count - 1);

export class Talk {
  /** @param {{story: string, count: number, step?: number, fresh?: boolean}} about */
  constructor({ story, count, step = 0, fresh = false }) {
    this.story = story;
    this.count = count;
    /** @type {Set<Listener>} */
    this.listeners = new Set();
    /** @type {State} */
    this.state = { ...FRESH, step: stepWithin(step, count), started: (!fresh && this.recall()) || Date.now() };
    this.remember();
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`atlas-meet-${story}`);
    this.channel?.addEventListener("message", ({ data }) => this.hear(data));
    // A window that begins anew says so to the other; one that comes back asks for the state.
    this.channel?.postMessage(fresh ? { kind: "state", state: this.state } : { kind: "hello" });
  }

  /** @param {Message} message */
  hear(message) {
    if (message.kind === "hello") this.channel?.postMessage({ kind: "state", state: this.state });
    else if (message.kind === "state") this.change(message.state, { tell: false });
  }

  /** @param {Partial<State>} part */
  change(part, { tell = true } = {}) {
    const before = this.state;
    this.state = { ...before, ...part };
    this.state.step = stepWithin(this.state.step, this.count);
    if (JSON.stringify(before) === JSON.stringify(this.state)) return;
    this.remember();
    if (tell) this.channel?.postMessage({ kind: "state", state: this.state });
    for (const listener of this.listeners) listener(this.state, before);
  }

  /** @param {number} step */
  go(step) {
    this.change({ step, asked: null, black: false });
  }

  next() {
    if (this.state.black) this.change({ black: false });
    else this.go(this.state.step + 1);
  }

  /** From an excursion back to the story, else one step back. */
  back() {
    if (this.state.asked) this.change({ asked: null });
    else if (this.state.black) this.change({ black: false });
    else this.go(this.state.step - 1);
  }

  toggleBlack() {
    this.change({ black: !this.state.black });
  }

  /**
   * What a key does to the talk itself, in either window, by the action's name.
   * @param {number} number The step that is jumped to, counted from 1.
   * @returns {Acts}
   */
  acts(number) {
    return {
      next: () => this.next(),
      back: () => this.back(),
      first: () => this.go(0),
      last: () => this.go(this.count - 1),
      jump: () => this.go(number - 1),
      black: () => this.toggleBlack(),
    };
  }

  /** @param {Asked | null} asked */
  ask(asked) {
    this.change({ asked });
  }

  restartClock() {
    this.change({ started: Date.now() });
  }

  /** The address holds the step, so that a reload or a window opened again goes on from there. */
  remember() {
    const { step, started } = this.state;
    noteLeft(this.story, step);
    try {
      sessionStorage.setItem(`atlas-meet-started-${this.story}`, String(started));
    } catch {
      // Without storage only the clock starts again.
    }
    const url = new URL(location.href);
    url.searchParams.set("story", this.story);
    url.searchParams.set("step", String(step + 1));
    history.replaceState(history.state, "", url);
  }

  recall() {
    try {
      return Number(sessionStorage.getItem(`atlas-meet-started-${this.story}`)) || null;
    } catch {
      return null;
    }
  }

  end() {
    this.listeners.clear();
    this.channel?.close();
    noteLeft(this.story, 0);
    try {
      sessionStorage.removeItem(`atlas-meet-started-${this.story}`);
    } catch {
      // As above.
    }
    const url = new URL(location.href);
    url.searchParams.delete("step");
    url.searchParams.delete("window");
    history.replaceState(history.state, "", url);
  }
}
