// @ts-check
// Follows links between pages within the visit, as Streamlit's own menu does.
// Reloading the page would start another visit, and lose what somebody uploaded and did not save.
// Settings that a link does not name stay as they are on screen: the layer, its classes, filters, the view.
import { isDrawing, PAGE_LINK, visit } from "../inside/dom.js";
import { folderOf, throughMenu, withRest } from "./addresses.js";

// The place of an address that names none.
const usual = new URL(import.meta.url).searchParams.get("usual") ?? "";

// Streamlit sends a field's content a moment after it loses the focus, and redraws the page: a page that
// has changed by then would not get it, or would be replaced by the previous one.
const SENT = 150;
const LONGEST = 2000;
let leftAt = -LONGEST;

/**
 * @param {EventTarget | null} one
 * @returns {one is HTMLElement}
 */
const isField = (one) => one instanceof HTMLElement && one.matches("input, textarea");

function isBusy() {
  const since = performance.now() - leftAt;
  if (since < SENT) return true;
  return since < LONGEST && isDrawing();
}

/** @param {URL} url */
function go(url) {
  if (isBusy()) {
    setTimeout(go, 30, url);
    return;
  }
  visit(url);
}

/**
 * The target of a link: Streamlit's first page has no name, which would mean the open page.
 * @param {HTMLAnchorElement} link
 */
function readAddress(link) {
  const written = link.getAttribute("href") ?? "";
  const isFirst = link.matches(PAGE_LINK) && /^(\?|$)/.test(written);
  return new URL(isFirst ? `./${written}` : written, document.baseURI);
}

/**
 * The clicked link and its target, if it is followed within the visit.
 * @param {Event} event
 */
function find(event) {
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement && one.hasAttribute("href"));
  if (!(link instanceof HTMLAnchorElement) || link.hasAttribute("download") || link.hasAttribute("disabled"))
    return null;
  if (!["", "_self"].includes(link.target) || link.getAttribute("href")?.startsWith("#")) return null;
  const url = readAddress(link);
  if (url.origin !== location.origin || folderOf(url) !== folderOf(location)) return null;
  const isMenu = link.closest(".st-key-atlas_menu, .st-key-atlas_place_box") !== null;
  const isTwin = link.closest(".st-key-atlas_twins") !== null;
  return {
    link,
    url: isMenu ? throughMenu(url, location.search) : withRest(url, new URL(location.href), usual, isTwin),
  };
}

// Before Streamlit's own menu, which holds the address from when it was drawn.
document.addEventListener(
  "click",
  (event) => {
    if (event.defaultPrevented || event.button) return;
    const found = find(event);
    if (!found) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      found.link.href = found.url.href;
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (found.url.pathname === location.pathname && found.url.search === location.search) return;
    const field = document.activeElement;
    if (isField(field)) field.blur();
    go(found.url);
  },
  { capture: true },
);

document.addEventListener("focusout", (event) => {
  if (isField(event.target)) leftAt = performance.now();
});

// Reloading a page loses what is typed and not saved: the browser asks first.
addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-unsaved]")) event.preventDefault();
});
