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
