/** The elements of a map, built once inside the placeholder that Python sent. */
export function buildFrame(container) {
  const make = (tag, className, attributes = {}) => {
    const element = document.createElement(tag);
    element.className = className;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const id = `atlas-keys-${Math.random().toString(36).slice(2, 9)}`;
  const stage = make("div", "atlas-stage", { role: "application", tabindex: "0", "aria-describedby": id });
  const canvas = make("div", "atlas-gl", { "aria-hidden": "true" });
  const labels = make("div", "atlas-labels", { "aria-hidden": "true" });
  const card = make("div", "atlas-card", { "aria-hidden": "true" });
  card.hidden = true;
  stage.append(canvas, labels, card);

  const tools = make("div", "atlas-tools");
  const button = (name) => {
    const element = make("button", `atlas-tool atlas-tool-${name}`, { type: "button" });
    element.innerHTML = ICONS[name];
    return element;
  };
  const buttons = {
    zoom_in: button("zoom_in"),
    zoom_out: button("zoom_out"),
    fit: button("fit"),
    keys: button("keys"),
  };
  const group = make("div", "atlas-tool-group", { role: "group" });
  group.append(...Object.values(buttons));
  const scale = make("div", "atlas-scale", { "aria-hidden": "true" });
  tools.append(group, scale);

  const help = make("section", "atlas-help", { "data-list": id });
  help.hidden = true;
  const live = make("div", "atlas-unseen", { "aria-live": "polite" });
  container.append(stage, tools, help, live);
  return { container, stage, canvas, labels, card, tools, group, buttons, scale, help, live };
}

const icon = (paths) =>
  `<svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.7" ` +
  `stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;
const ICONS = {
  zoom_in: icon('<path d="M10 4.5v11M4.5 10h11"/>'),
  zoom_out: icon('<path d="M4.5 10h11"/>'),
  fit: icon('<path d="M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4"/>'),
  keys: icon('<path d="M7.4 7.6a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.3 1-1.3 1.9v.3"/><path d="M10 15.3v.1"/>'),
};

/** Put every text of the frame in place; safe to repeat when the language changes. */
export function nameFrame(frame, words, label) {
  frame.stage.setAttribute("aria-label", label);
  frame.stage.setAttribute("aria-roledescription", words.map);
  frame.group.setAttribute("aria-label", words.map);
  for (const [name, button] of Object.entries(frame.buttons)) {
    button.setAttribute("aria-label", words[name]);
    button.title = words[name];
  }
  frame.buttons.keys.setAttribute("aria-expanded", String(!frame.help.hidden));
  const title = document.createElement("h3");
  title.textContent = words.keys;
  const list = document.createElement("dl");
  list.id = frame.help.dataset.list;
  for (const [keys, does] of words.help) {
    const term = document.createElement("dt");
    term.textContent = keys;
    const meaning = document.createElement("dd");
    meaning.textContent = does;
    list.append(term, meaning);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "atlas-help-close";
  close.textContent = words.close;
  close.addEventListener("click", () => frame.buttons.keys.click());
  frame.help.replaceChildren(title, list, close);
}
