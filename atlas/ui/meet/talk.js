/** Where a talk stands: its step, whether the screen is black, and what was asked. Windows follow each other. */
import { noteLeft } from "./left.js";

const FRESH = { step: 0, black: false, asked: null, started: null };

export class Talk {
  constructor({ story, count, step = 0, fresh = false }) {
    this.story = story;
    this.count = count;
    this.listeners = new Set();
    this.state = { ...FRESH, step: this.within(step), started: (!fresh && this.recall()) || Date.now() };
    this.remember();
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`atlas-meet-${story}`);
    this.channel?.addEventListener("message", ({ data }) => this.hear(data));
    // Who begins anew tells the other window so; who comes back asks where it is.
    this.channel?.postMessage(fresh ? { kind: "state", state: this.state } : { kind: "hello" });
  }

  within(step) {
    return Math.min(Math.max(Math.trunc(step) || 0, 0), this.count - 1);
  }

  hear({ kind, state }) {
    if (kind === "hello") this.channel.postMessage({ kind: "state", state: this.state });
    else if (kind === "state") this.change(state, { tell: false });
  }

  change(part, { tell = true } = {}) {
    const before = this.state;
    this.state = { ...before, ...part };
    this.state.step = this.within(this.state.step);
    if (JSON.stringify(before) === JSON.stringify(this.state)) return;
    this.remember();
    if (tell) this.channel?.postMessage({ kind: "state", state: this.state });
    for (const listener of this.listeners) listener(this.state, before);
  }

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

  /** What a key does to the talk itself, in either window, by the act's name. */
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
      // Without storage only the clock begins again.
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
