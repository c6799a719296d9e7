// @ts-check
// What lies over and under the areas of one map, and the message where some of it does not load.
/** @import {Picture} from "../map/picture.js" */
/** @import {MapData} from "../wire.js" */
import { make } from "../map/elements.js";
import { adopt } from "../map/styles.js";
import { Overlays } from "./overlays.js";
import { Streets } from "./streets.js";
import { WORDS } from "./words.js";

/** @typedef {(from: string, text: string) => void} Tell */

export class Extras {
  /** @param {Picture} picture */
  constructor(picture) {
    const { container, stage } = picture.frame;
    this.notice = make("p.atlas-notice", { role: "status" });
    const key = make("ul.atlas-key", { "aria-label": WORDS.on_the_map, hidden: "" });
    const credit = make("p.atlas-credit");
    const tip = make("div.atlas-tip", { "aria-hidden": "true", hidden: "" });
    this.styled = adopt(container.getRootNode(), [new URL("./overlay.css", import.meta.url).href]).then(() => {
      stage.append(tip);
      container.append(key, this.notice, credit);
    });
    /** @type {Map<string, string>} */
    this.faults = new Map();
    /** @type {Tell} */
    const tell = (from, text) => this.tell(from, text);
    this.overlays = new Overlays(picture, { key, tip, tell });
    this.streets = new Streets(picture.map, { credit, tell });
    picture.map.on("error", (event) => {
      // A listener stops MapLibre logging to the console; other errors are logged there as before.
      if (!this.streets.fails(event)) console.error(event.error);
    });
  }

  /** @param {Pick<MapData, "overlays" | "streets">} data */
  async show({ overlays = {}, streets }) {
    await this.styled;
    this.overlays.show(overlays);
    this.streets.show(streets ?? null);
  }

  /**
   * Say what is wrong with one part, or clear that message; the map stays in either case.
   * @type {Tell}
   */
  tell(from, text) {
    if (text) this.faults.set(from, text);
    else this.faults.delete(from);
    this.notice.textContent = [...this.faults.values()].join(" ");
  }
}
