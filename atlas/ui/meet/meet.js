// @ts-check
// A story as a component: its steps, the buttons that start it, and the talk in progress.
/** @import {Component} from "../types.js" */
/** @import {MeetData, MeetWire} from "../wire.js" */
import { make } from "../map/elements.js";
import { ours } from "../map/fetch.js";
import { adopt } from "../map/styles.js";
import { fill, learn } from "../words/learn.js";
import { button, drawKeyList } from "./draw.js";
import { keepStory } from "./keep.js";
import { findLeft } from "./left.js";
import { fillScreen, Screen } from "./screen.js";
import { Speaker } from "./speaker.js";
import { Talk } from "./talk.js";
import { WORDS } from "./words.js";

// One talk per window: it outlives the page's own reruns, and a lost server.
/** @type {Screen | Speaker | null} */
let running = null;

/**
 * Draw the buttons and the steps of a story, and resume a talk that the address is in.
 * @param {Component<MeetWire>} component
 */
export async function render(component, spoken = "") {
  await learn(WORDS, spoken);
  const { parentElement, data } = component;
  keepStory(component);
  const box = /** @type {HTMLElement | null} */ (parentElement.querySelector(".atlas-meet"));
  if (!box || !data.slides.length) {
    box?.replaceChildren();
    return undefined;
  }
  adopt(parentElement, [new URL("./meet.css", import.meta.url).href]);
  drawOverview(box, data, spoken);
  if (running === null && data.speaker) start(data, data.step - 1, { speaker: true, spoken });
  else if (running === null && data.step > 0) start(data, data.step - 1, { spoken });
  return () =>
    setTimeout(() => {
      // Another page of the atlas: the talk is over. A page that is only redrawn is still this one.
      if (!parentElement.isConnected && !/\/meet\/?$/.test(location.pathname)) running?.end();
    }, 0);
}

/**
 * @param {MeetData} data
 * @param {number} step
 */
function start(data, step, { speaker = false, fresh = false, spoken = "" } = {}) {
  const { story, slides } = data;
  const talk = new Talk({ story, count: slides.length, step: Math.max(step, 0), fresh });
  const { maplibre_css: css } = slides.find(({ map }) => map)?.map?.assets ?? {};
  const own = ["../map/map.css", "./meet.css"].map((path) => new URL(path, import.meta.url).href);
  /** @param {ShadowRoot} root */
  const styles = (root) => adopt(root, [...(css ? [ours(css)] : []), ...own]);
  if (speaker) {
    running = new Speaker({ talk, slides, styles });
    return;
  }
  const openSpeaker = () => openWindow(story, talk.state.step + 1);
  const ended = () => {
    running = null;
  };
  running = new Screen({ talk, slides, styles, spoken, openSpeaker, ended });
}

/**
 * @param {string} story
 * @param {number} step
 */
function speakerAddress(story, step) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries({ story, step: String(step), window: "speaker" })) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

/**
 * @param {string} story
 * @param {number} step
 */
function openWindow(story, step) {
  return window.open(speakerAddress(story, step), `atlas-speaker-${story}`, "popup,width=1100,height=760");
}

/**
 * @param {HTMLElement} box
 * @param {MeetData} data
 * @param {string} spoken
 */
function drawOverview(box, data, spoken) {
  const { story, slides } = data;
  const left = findLeft(story, slides.length);
  const views = slides.map(({ title, changed, faults }) => [title, changed, faults]);
  const told = JSON.stringify([WORDS.start, story, left, views]);
  if (box.dataset.told === told) return;
  box.dataset.told = told;
  box.dataset.ready = "true";
  const link = make("p.ao-blocked", { role: "status" });
  /** @param {number} step */
  const begin = (step) => {
    fillScreen();
    start(data, step, { fresh: true, spoken });
  };
  const goOn = () => {
    fillScreen();
    start(data, left, { spoken });
  };
  const buttons = make(
    "div.ao-buttons",
    {},
    button(WORDS.start, () => begin(0), "button.ao-start"),
    ...(left > 0 ? [button(fill(WORDS.go_on, { number: left + 1 }), goOn, "button.ao-second")] : []),
    button(
      WORDS.speaker,
      () => {
        if (openWindow(story, 1)) return;
        const href = speakerAddress(story, 1);
        link.replaceChildren(`${WORDS.blocked} `, make("a", { href, target: "_blank" }, WORDS.speaker_link));
      },
      "button.ao-second",
    ),
  );
  const rows = slides.map(({ title, sentence, changed, faults }, place) => {
    const notes = [changed, ...faults].filter(Boolean).map((text) => make("span.ao-changed", {}, text));
    const open = button(title, () => begin(place), "button.ao-step");
    open.setAttribute("aria-label", fill(WORDS.from, { number: place + 1, title }));
    return make("li", {}, open, make("span.ao-sentence", {}, sentence), ...notes);
  });
  const help = make("details.ao-keys", {}, make("summary", {}, WORDS.keys), drawKeyList());
  box.replaceChildren(buttons, link, make("ol.ao-steps", { "aria-label": WORDS.steps }, ...rows), help);
}
