// @ts-check
// The elements of a map, created once inside the placeholder that Python sent.
import { make } from "./elements.js";

/** @typedef {ReturnType<typeof buildFrame>} Frame */
/** @typedef {keyof typeof ICONS} ToolName */

/** @param {HTMLElement} container */
export function buildFrame(container) {
  const hidden = { "aria-hidden": "true" };
  const id = `atlas-keys-${Math.random().toString(36).slice(2, 9)}`;
  const canvas = make("div.atlas-gl", hidden);
  const labels = make("div.atlas-labels", hidden);
  const card = make("div.atlas-card", { ...hidden, hidden: "" });
  const reached = { role: "application", tabindex: "0", "aria-describedby": id };
  const stage = make("div.atlas-stage", reached, canvas, labels, card);
  const buttons = {
    zoom_in: makeTool("zoom_in"),
    zoom_out: makeTool("zoom_out"),
    fit: makeTool("fit"),
    keys: makeTool("keys"),
  };
  const group = make("div.atlas-tool-group", { role: "group" }, ...Object.values(buttons));
  const scale = make("div.atlas-scale", hidden);
  const tools = make("div.atlas-tools", {}, group, scale);
  const rough = make("p.atlas-rough", { hidden: "" });
  const help = make("section.atlas-help", { "data-list": id, hidden: "" });
  const live = make("div.atlas-unseen", { "aria-live": "polite" });
  container.append(stage, tools, rough, help, live);
  return { container, stage, canvas, labels, card, tools, group, buttons, scale, rough, help, live };
}

/** @param {ToolName} name */
function makeTool(name) {
  const tool = make("button.atlas-tool", { type: "button" });
  tool.classList.add(`atlas-tool-${name}`);
  tool.innerHTML = ICONS[name];
  return tool;
}

/** @param {string} paths */
const icon = (paths) =>
  `<svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.7" ` +
  `stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
const ICONS = {
  zoom_in: icon('<path d="M10 4.5v11M4.5 10h11"/>'),
  zoom_out: icon('<path d="M4.5 10h11"/>'),
  fit: icon('<path d="M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4"/>'),
  keys: icon('<path d="M7.4 7.6a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.3 1-1.3 1.9v.3"/><path d="M10 15.3v.1"/>'),
};

/**
 * Fill in every text of the frame; safe to repeat when the language changes.
 * @param {Frame} frame
 * @param {typeof import("./words.js").WORDS} words
 * @param {string} label
 */
export function nameFrame({ stage, group, buttons, rough, help }, words, label) {
  stage.setAttribute("aria-label", label);
  stage.setAttribute("aria-roledescription", words.map);
  rough.textContent = words.rough;
  group.setAttribute("aria-label", words.map);
  for (const name of /** @type {ToolName[]} */ (Object.keys(buttons))) {
    buttons[name].setAttribute("aria-label", words[name]);
    buttons[name].title = words[name];
  }
  buttons.keys.setAttribute("aria-expanded", String(!help.hidden));
  const rows = words.help.flatMap(([keys, does]) => [make("dt", {}, keys), make("dd", {}, does)]);
  const close = make("button.atlas-help-close", { type: "button" }, words.close);
  close.addEventListener("click", () => buttons.keys.click());
  help.replaceChildren(make("h3", {}, words.keys), make("dl", { id: help.dataset.list }, ...rows), close);
}
