import { adopt } from "../map/styles.js";
import { Overlays } from "./overlays.js";
import { Streets } from "./streets.js";
import { WORDS } from "./words.js";

/** What lies over and under the areas of one map, and what is said where some of it does not come. */
export class Extras {
  constructor(atlas) {
    const { map, container, frame } = atlas;
    const make = (tag, className, attributes = {}) => {
      const element = document.createElement(tag);
      element.className = className;
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      return element;
    };
    this.notice = make("p", "atlas-notice", { role: "status" });
    this.key = make("ul", "atlas-key", { "aria-label": WORDS.on_the_map });
    this.credit = make("p", "atlas-credit");
    this.tip = make("div", "atlas-tip", { "aria-hidden": "true" });
    this.tip.hidden = true;
    this.key.hidden = true;
    this.styled = adopt(container.getRootNode(), [new URL("./overlay.css", import.meta.url).href]).then(() => {
      frame.stage.append(this.tip);
      container.append(this.key, this.notice, this.credit);
    });
    this.faults = new Map();
    const tell = (from, text) => this.tell(from, text);
    this.overlays = new Overlays(atlas, { key: this.key, tip: this.tip, tell });
    this.streets = new Streets(map, { credit: this.credit, tell });
    map.on("error", (event) => {
      // A listener keeps MapLibre from telling the console; what is not ours is told there as before.
      if (!this.streets.fails(event)) console.error(event.error);
    });
  }

  async show({ overlays = {}, streets = null }) {
    await this.styled;
    this.overlays.show(overlays);
    this.streets.show(streets);
  }

  /** Say what is wrong with one part, or nothing more of it; the map stays whatever it is. */
  tell(from, text) {
    if (text) this.faults.set(from, text);
    else this.faults.delete(from);
    this.notice.textContent = [...this.faults.values()].join(" ");
  }
}
