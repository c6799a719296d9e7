// @ts-check
// Where a link leads to: what an address takes along from the page on screen, and what it leaves.

// What a link says alone: where it leads to, and what belongs to one page.
const OF_LINKS = ["place", "level", "area", "fit"];
const OF_PAGES = ["story", "step", "window", "part", "action", "theme", "domain", "tested", "double", "without", "own"];
// What belongs to one place, and what the menu does not take along: where a talk or a plan is.
const OF_PLACE = ["ward", "near", "view"];
const LEFT = ["step", "window", "part", "action", "fit"];

/**
 * The folder an address is in: pages stand side by side, and what lies deeper is a file.
 * @param {{pathname: string}} url
 */
export const folderOf = ({ pathname }) => pathname.slice(0, pathname.lastIndexOf("/") + 1);

/**
 * The address that the menu leads to: the one of now, which it may have been drawn before.
 * @param {URL} url
 * @param {string} search The question of the address on screen.
 */
export function throughMenu(url, search) {
  const led = new URL(url);
  led.search = search;
  for (const key of LEFT) led.searchParams.delete(key);
  return led;
}

/**
 * The address of a link with all that it does not name; of another place only where those are alike.
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
