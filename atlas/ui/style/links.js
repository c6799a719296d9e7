// Follows links from page to page inside the visit, as Streamlit's own menu does: loading the page
// anew would begin another visit, and what somebody uploaded and did not save would be gone.
// What a link does not name stays as it is on screen: the layer, its classes, filters, the view.
import { PAGE_LINK, isDrawing, visit } from "../inside/dom.js";

const folder = (url) => url.pathname.slice(0, url.pathname.lastIndexOf("/") + 1);
// What a link says alone: where it leads to, and what belongs to one page.
const OF_LINKS = ["place", "level", "area", "fit"];
const OF_PAGES = ["story", "step", "window", "part", "action", "theme", "domain", "tested", "double", "without", "own"];
// What belongs to one place, and what the menu does not take along: where a talk or a plan is.
const OF_PLACE = ["ward", "near", "view"];
const LEFT = ["step", "window", "part", "action", "fit"];

// The place of an address that names none.
const usual = new URL(import.meta.url).searchParams.get("usual");

// Streamlit sends what a field holds a moment after it is left, and draws the page: one that is
// another by then would not get it, or would be replaced by the one before.
const SENT = 150;
const LONGEST = 2000;
let leftAt = -LONGEST;

function isField(one) {
  return Boolean(one?.matches?.("input, textarea"));
}

function isBusy() {
  const since = performance.now() - leftAt;
  if (since < SENT) return true;
  return since < LONGEST && isDrawing();
}

function go(url) {
  if (isBusy()) return void setTimeout(go, 30, url);
  visit(url);
}

function placeOf(url) {
  return url.searchParams.get("place") ?? usual;
}

/** Where a link leads to: Streamlit names its first page by nothing, which would be the open page. */
function readAddress(link) {
  const written = link.getAttribute("href");
  const first = link.matches(PAGE_LINK) && /^(\?|$)/.test(written);
  return new URL(first ? `./${written}` : written, document.baseURI);
}

/** The address that the menu leads to: the one of now, which it may have been drawn before. */
function throughMenu(url) {
  url.search = location.search;
  for (const key of LEFT) url.searchParams.delete(key);
  return url;
}

/** The address of a link with all that it does not name; of another place only where those are alike. */
function withRest(url, isAlike) {
  const same = placeOf(url) === placeOf(new URL(location.href));
  if (!same && !isAlike) return url;
  const own = [...OF_LINKS, ...OF_PAGES, ...(same ? [] : OF_PLACE)];
  if (url.searchParams.has("fit")) own.push("view");
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (!own.includes(key) && !url.searchParams.has(key)) url.searchParams.append(key, value);
  }
  return url;
}

function find(event) {
  const link = event.composedPath().find((one) => one.tagName === "A" && one.hasAttribute("href"));
  if (!link || link.hasAttribute("download") || link.hasAttribute("disabled")) return null;
  if (!["", "_self"].includes(link.target) || link.getAttribute("href").startsWith("#")) return null;
  const url = readAddress(link);
  // Pages stand side by side; what lies deeper is a file.
  if (url.origin !== location.origin || folder(url) !== folder(location)) return null;
  const menu = link.closest(".st-key-atlas_menu, .st-key-atlas_place_box");
  return { link, url: menu ? throughMenu(url) : withRest(url, link.closest(".st-key-atlas_twins")) };
}

// Before Streamlit's own menu, which holds the address of when it was drawn.
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
    if (isField(document.activeElement)) document.activeElement.blur();
    go(found.url);
  },
  { capture: true },
);

document.addEventListener("focusout", (event) => {
  if (isField(event.target)) leftAt = performance.now();
});

// Loading a page anew loses what is typed and not saved: the browser asks first.
addEventListener("beforeunload", (event) => {
  if (document.querySelector("[data-unsaved]")) event.preventDefault();
});
