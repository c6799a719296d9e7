// @ts-check
// Creates elements, for every component.
/** @import {ElementOf} from "../types.js" */

/**
 * Create an element: `make("p.am-note", {id: "x"}, "text", child)`. Nulls are left out.
 * @template {string} Kind
 * @param {Kind} kind
 * @param {Record<string, string | number | null | undefined>} [attributes]
 * @param {...(Node | string | null)} children
 */
export function make(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  const element = /** @type {ElementOf<Kind>} */ (document.createElement(tag));
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * A button of a kind, with its action.
 * @param {string} kind
 * @param {string} text
 * @param {(event: MouseEvent) => void} does
 */
export function makeButton(kind, text, does) {
  const button = /** @type {HTMLButtonElement} */ (make(kind, { type: "button" }, text));
  button.addEventListener("click", does);
  return button;
}

/**
 * Return the field of a combobox, whose list has the same id with "-list" (WAI-ARIA 1.2).
 * @param {string} name its class
 * @param {string} id
 */
export function makeCombobox(name, id) {
  const field = make(`input.${name}`, {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": `${id}-list`,
  });
  return /** @type {HTMLInputElement} */ (field);
}
