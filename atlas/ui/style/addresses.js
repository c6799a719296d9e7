// @ts-check
// The target of a link: what an address inherits from the page on screen, and what it drops.

// What a link itself must state: its target, and the settings of one page.
const OF_LINKS = ["place", "level", "area", "fit"];
const OF_PAGES = ["story", "step", "window", "part", "action", "theme", "domain", "tested", "double", "without", "own"];
// Settings of one place, and what the menu does not take along: the step of a talk and the plan's part.
const OF_PLACE = ["ward", "near", "view"];
const LEFT = ["step", "window", "part", "action", "fit"];

/**
 * The folder of an address: pages are side by side, and anything deeper is a file.
 * @param {{pathname: string}} url
 */
export const folderOf = ({ pathname }) => pathname.slice(0, pathname.lastIndexOf("/") + 1);

/**
 * The menu's target for the present address, as the menu may have been drawn before it.
 * @param {URL} url
 * @param {string} search The query of the address on screen.
 */
export function throughMenu(url, search) {
  const led = new URL(url);
  led.search = search;
  for (const key of LEFT) led.searchParams.delete(key);
  return led;
}

/**
 * The address of a link with everything that it does not name; for another place only if the two are alike.
 * @param {URL} url
 * @param {URL} here The address on screen.
 * @param {string} usual The place of an address that names none.
 * @param {boolean} isAlike
 */
export function withRest(url, here, usual, isAlike) {
  const isSame = (url.searchParams.get("place") ?? usual) === (here.searchParams.get("place") ?? usual);
  const led = new URL(url);
  if (!isSame && !isAlike) return led;
  const own = [...OF_LINKS, ...OF_PAGES, ...(isSame ? [] : OF_PLACE)];
  if (led.searchParams.has("fit")) own.push("view");
  const named = new Set(led.searchParams.keys());
  for (const [key, value] of here.searchParams) {
    if (!own.includes(key) && !named.has(key)) led.searchParams.append(key, value);
  }
  return led;
}
